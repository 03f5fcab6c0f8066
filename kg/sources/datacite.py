"""DataCite metadata in JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.records import Author, DateKind, Origin, PaperRecord, PartialDate
from kg.sources import values
from kg.sources.author_lists import AuthorList
from kg.sources.dialect import Dialect, Object
from kg.sources.ids import orcid
from kg.sources.names import author
from kg.sources.record import make

KINDS: Mapping[str, DateKind] = {
    "Issued": "published", "Available": "published", "Submitted": "created", "Created": "created",
    "Updated": "updated",
}  # fmt: skip


def matches(one: Object) -> bool:
    """Whether an object is a DOI's metadata, as the API and as the schema name them."""
    return isinstance(one.get("titles"), list) and (
        "creators" in one or "doi" in one or "publicationYear" in one
    )


def paper(one: Object, origin: Origin) -> PaperRecord:
    """The record of a DOI."""
    texts = one.get("descriptions")
    described = [d for d in texts if isinstance(d, dict)] if isinstance(texts, list) else []
    abstract = next((d for d in described if d.get("descriptionType") == "Abstract"), None)
    titles = [t for t in values_list(one.get("titles")) if isinstance(t, dict)]
    main = next((t for t in titles if not t.get("titleType")), titles[0] if titles else {})
    others = [
        values.text(i)
        for i in values_list(one.get("identifiers")) + values_list(one.get("alternateIdentifiers"))
    ]
    return make(
        origin,
        title=values.text(main.get("title")),
        abstract=values.text(abstract.get("description")) if abstract else None,
        authors=AuthorList(tuple(a for a in map(_creator, values_list(one.get("creators"))) if a)),
        identifiers=[*others, values.text(one.get("doi"))],
        doi_text=values.text(one.get("doi")) or next((o for o in others if o and o.startswith("10.")), None),
        dates=_dates(one),
        categories=[s for s in (_subject(s) for s in values_list(one.get("subjects"))) if s],
        links=[values.text(one.get("url"))],
        markup=True,
    )


def values_list(value: values.Json) -> list[values.Json]:
    """`value` if it is a list, else nothing."""
    return value if isinstance(value, list) else []


def _creator(one: values.Json) -> Author | None:
    if isinstance(one, dict) and one.get("nameType") == "Organizational":
        return author(values.text(one.get("name")) or "", kind="organization")
    return values.one_author({**one, "orcid": _orcid(one)} if isinstance(one, dict) else one)


def _orcid(creator: Object) -> str | None:
    stated = (values.text(i.get("nameIdentifier")) for i in values.objects(creator.get("nameIdentifiers")))
    return next((identifier for identifier in stated if identifier and orcid(identifier)), None)


def _subject(one: values.Json) -> str | None:
    return values.text(one.get("subject")) if isinstance(one, dict) else values.text(one)


def _dates(one: Object) -> list[PartialDate | None]:
    stated = [d for d in values_list(one.get("dates")) if isinstance(d, dict)]
    found = [
        values.date(d.get("date"), KINDS[str(d.get("dateType"))])
        for d in stated
        if d.get("dateType") in KINDS
    ]
    return found if any(found) else [values.date(one.get("publicationYear"), "published")]


DIALECT = Dialect(
    name="datacite-json",
    label="DataCite JSON",
    suffixes=(".json", ".jsonl"),
    fields="title, abstract, authors with ORCID and affiliations, DOI, dates, subjects",
    marks=re.compile(r'"resourceTypeGeneral"|"schemaVersion"\s*:\s*"http://datacite|"descriptionType"'),
    keys=frozenset(("titles",)),
    matches=matches,
    paper=paper,
)
