"""CSL items, in JSON or YAML, as Zotero, Pandoc and doi.org write them."""

from __future__ import annotations

import re

from kg.records import Origin, PaperRecord, PartialDate
from kg.sources import values
from kg.sources.dialect import Dialect, Object
from kg.sources.ids import arxiv_id
from kg.sources.record import make

_KEYS = (
    "issued",
    "container-title",
    "citation-key",
    "publisher-place",
    "event-title",
    "number-of-pages",
    "accessed",
)
_TYPES = re.compile(
    r"article(?:-journal|-magazine|-newspaper)?|paper-conference|chapter|book|thesis|report|webpage|"
    r"post(?:-weblog)?|preprint|manuscript|"
    r"dataset|software|speech|entry(?:-\w+)?|legal_case|legislation|bill|patent|motion_picture|song|map|"
    r"graphic|figure|interview|"
    r"personal_communication|pamphlet|review(?:-book)?|treaty|broadcast|performance|standard|document|"
    r"event|periodical|hearing|regulation|"
    r"collection|classic|musical_score|journal-article|proceedings-article|posted-content|book-chapter"
)
_EXTRA = re.compile(r"^[ \t]*(?:arXiv|eprint|PMID|DOI)\s*:\s*(\S+)", re.I | re.M)


def matches(item: Object) -> bool:
    """Whether an object is a CSL item: a CSL type and a key that only CSL has."""
    kind = item.get("type")
    if not isinstance(kind, str) or not _TYPES.fullmatch(kind):
        return False
    return (
        any(key in item for key in _KEYS)
        or _family(item.get("author"))
        or ("id" in item and "title" in item and len(item) <= 6)
    )


def _family(people: values.Json) -> bool:
    return (
        isinstance(people, list)
        and bool(people)
        and isinstance(people[0], dict)
        and ("family" in people[0] or "literal" in people[0])
    )


def paper(item: Object, origin: Origin) -> PaperRecord:
    """The record of an item; ids may also stand in its note ("arXiv: 2507.05255")."""
    note = values.text(item.get("note"))
    number = values.text(item.get("number")) or ""
    stated = _EXTRA.findall(note or "")
    return make(
        origin,
        title=values.text(item.get("title")),
        abstract=values.text(item.get("abstract")),
        authors=values.authors(item.get("author")),
        identifiers=[*stated, number if number.lower().startswith("arxiv") and arxiv_id(number) else None],
        doi_text=values.text(item.get("DOI")),
        dates=[_issued(item)],
        comments=[note],
        venue=values.text(item.get("container-title")) or values.text(item.get("event-title")),
        links=[values.text(item.get("URL"))],
        markup=True,
    )


def _issued(item: Object) -> PartialDate | None:
    return next(
        (
            found
            for key in ("issued", "published", "submitted", "original-date")
            if (found := values.date(item.get(key), "published"))
        ),
        None,
    )


DIALECT = Dialect(
    name="csl",
    label="CSL JSON or YAML",
    suffixes=(".json", ".yaml", ".yml"),
    fields="title, abstract, authors, DOI, date, venue, note, links",
    marks=re.compile(r"[\"']?(?:date-parts|citation-key|container-title|issued)[\"']?\s*:"),
    keys=frozenset(("type",)),
    matches=matches,
    paper=paper,
)
