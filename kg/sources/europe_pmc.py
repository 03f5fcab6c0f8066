"""Articles of Europe PMC in JSON."""

from __future__ import annotations

import re

from kg.records import Author, Origin, PaperRecord
from kg.sources import values
from kg.sources.author_lists import AuthorList
from kg.sources.dialect import Dialect, Object
from kg.sources.names import author, given_family
from kg.sources.record import make

_HEADING = re.compile(r"<h4>\s*([^<]*?)\s*:?\s*</h4>")
_SHORT_NAME = re.compile(r"(?P<family>.+) (?P<given>[A-Z]{1,4})")
"""A person in a list of names: "de la Cruz JA"."""


def matches(one: Object) -> bool:
    """Whether an object is an article."""
    return "authorString" in one or ("pubYear" in one and "source" in one)


def paper(one: Object, origin: Origin) -> PaperRecord:
    """The record of an article; sections of its abstract keep their headings."""
    abstract = values.text(one.get("abstractText"))
    journal = next(values.objects(one.get("journalInfo")), {})
    kinds = values.texts(next(values.objects(one.get("pubTypeList")), {}).get("pubType"))
    subjects = next(values.objects(one.get("meshHeadingList")), {})
    return make(
        origin,
        title=values.text(one.get("title")),
        abstract=_HEADING.sub(r" \1: ", abstract) if abstract else None,
        authors=_authors(one),
        doi_text=values.text(one.get("doi")),
        dates=[
            values.date(one.get("firstPublicationDate"), "published")
            or values.date(one.get("pubYear"), "published")
        ],
        categories=[
            name
            for heading in values.objects(subjects.get("meshHeading"))
            if (name := values.text(heading.get("descriptorName")))
        ],
        venue=values.text(journal.get("journal")) or values.text(one.get("journalTitle")),
        withdrawn="Retracted Publication" in kinds or "retracted publication" in kinds,
        markup=True,
    )


def _authors(one: Object) -> AuthorList:
    """The authors one by one where they are given so, else those of the list of short names."""
    listed = next(values.objects(one.get("authorList")), {})
    people = [_person(person) for person in values.objects(listed.get("author"))]
    if not people:
        names = (values.text(one.get("authorString")) or "").rstrip(". ").split(", ")
        people = [_short(name) for name in names]
    return AuthorList(tuple(person for person in people if person))


def _person(one: Object) -> Author | None:
    details = next(values.objects(one.get("authorAffiliationDetailsList")), {})
    places = tuple(values.texts(details.get("authorAffiliation")))
    group = values.text(one.get("collectiveName"))
    if group:
        return author(group, kind="organization", affiliations=places)
    given = values.text(one.get("firstName")) or values.text(one.get("initials"))
    identifier = values.text(one.get("authorId"))
    return given_family(given, values.text(one.get("lastName")), affiliations=places, identifier=identifier)


def _short(name: str) -> Author | None:
    match = _SHORT_NAME.fullmatch(name)
    return given_family(match["given"], match["family"]) if match else author(name)


DIALECT = Dialect(
    name="europe-pmc",
    label="Europe PMC JSON",
    suffixes=(".json", ".jsonl"),
    fields="title, abstract, authors with ORCID and affiliations, DOI, date, subject headings, journal",
    marks=re.compile(r'"authorString"\s*:|"abstractText"\s*:'),
    keys=frozenset(("authorString", "pubYear")),
    matches=matches,
    paper=paper,
)
