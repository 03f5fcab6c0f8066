"""DataCite metadata in XML, bare or inside OAI-PMH."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Author, AuthorKind, PaperRecord, PartialDate, Problem
from kg.sources.author_lists import AuthorList
from kg.sources.datacite import KINDS
from kg.sources.format import Format, Head, Item
from kg.sources.names import author, given_family
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source
from kg.sources.xml_tools import Element, child, children, elements, span, text_of, texts_of


def read(source: Source) -> Iterator[Item]:
    """Every resource of a document."""
    for resource in elements(source, "resource"):
        if isinstance(resource, Problem):
            yield resource
        elif is_paper(record := paper(resource, source.file)):
            yield record


def paper(resource: Element, file: str) -> PaperRecord:
    """The record of a resource."""
    titles = _below(resource, "titles", "title")
    main = next((one for one in titles if not one.get("titleType")), titles[0] if titles else None)
    described = _below(resource, "descriptions", "description")
    abstract = next((one for one in described if one.get("descriptionType") == "Abstract"), None)
    others = [text_of(one) for one in _below(resource, "alternateIdentifiers", "alternateIdentifier")]
    return make(
        span(resource, file),
        title=text_of(main) if main is not None else None,
        abstract=text_of(abstract) if abstract is not None else None,
        authors=AuthorList(tuple(a for a in map(_creator, _below(resource, "creators", "creator")) if a)),
        identifiers=others,
        doi_text=text_of(resource, "identifier"),
        dates=_dates(resource),
        categories=[text for one in _below(resource, "subjects", "subject") if (text := text_of(one))],
        markup=True,
    )


def _below(resource: Element, group: str, name: str) -> list[Element]:
    found = child(resource, group)
    return children(found, name) if found is not None else []


def _creator(one: Element) -> Author | None:
    named = child(one, "creatorName")
    kind: AuthorKind | None = (
        "organization" if named is not None and named.get("nameType") == "Organizational" else None
    )
    ids = [
        text_of(i)
        for i in children(one, "nameIdentifier")
        if "orcid" in (i.get("nameIdentifierScheme") or "").lower()
    ]
    places = tuple(" ".join(text.split()) for text in texts_of(one, "affiliation"))
    identifier = next((i for i in ids if i), None)
    if kind is None and text_of(one, "familyName") and text_of(one, "givenName"):
        return given_family(
            text_of(one, "givenName"), text_of(one, "familyName"), affiliations=places, identifier=identifier
        )
    return author(text_of(one, "creatorName") or "", kind=kind, affiliations=places, identifier=identifier)


def _dates(resource: Element) -> list[PartialDate | None]:
    found = [
        partial(text_of(one), KINDS[one.get("dateType", "")])
        for one in _below(resource, "dates", "date")
        if one.get("dateType") in KINDS
    ]
    if any(one and one.kind in ("published", "created") for one in found):
        return found
    return [partial(text_of(resource, "publicationYear"), "published"), *found]


def _sniff(head: Head) -> float:
    if head.binary or not head.text.startswith("<"):
        return 0.0
    if not re.search(r"datacite\.org/schema/kernel", head.text[:6000]):
        return 0.0
    return 0.8 if re.match(r"(?:<[?!][^>]*>\s*)*<(?:\w+:)?resource\b", head.text) else 0.3


FORMAT = Format(
    name="datacite-xml",
    label="DataCite XML",
    suffixes=(".xml",),
    fields="title, abstract, authors with ORCID and affiliations, DOI, dates, subjects",
    sniff=_sniff,
    read=read,
)
