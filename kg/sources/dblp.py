"""Publications of the DBLP computer science bibliography, as its search answers in JSON."""

from __future__ import annotations

import re

from kg.records import Origin, PaperRecord
from kg.sources import values
from kg.sources.author_lists import AuthorList
from kg.sources.dialect import Dialect, Object
from kg.sources.names import author
from kg.sources.record import make

_NUMBER = re.compile(r"\s+\d{4}$")
"""What tells people of the same name apart: "Wei Li 0004"."""


def matches(one: Object) -> bool:
    """Whether an object is a publication."""
    return "title" in one and "//dblp.org/rec/" in str(one.get("url"))


def paper(one: Object, origin: Origin) -> PaperRecord:
    """The record of a publication; DBLP ends each title with a full stop."""
    venue = values.text(one.get("venue"))
    title = values.text(one.get("title"))
    return make(
        origin,
        title=title.strip().removesuffix(".") if title else None,
        authors=_authors(one.get("authors")),
        identifiers=[f"{venue} {values.text(one.get('volume'))}", *values.texts(one.get("ee"))],
        doi_text=values.text(one.get("doi")),
        dates=[values.date(one.get("year"), "published")],
        venue=venue,
        links=[values.text(one.get("url"))],
    )


def _authors(value: values.Json) -> AuthorList:
    people = value.get("author") if isinstance(value, dict) else None
    names = [values.text(one) for one in (people if isinstance(people, list) else [people])]
    found = (author(_NUMBER.sub("", name)) for name in names if name)
    return AuthorList(tuple(one for one in found if one))


DIALECT = Dialect(
    name="dblp",
    label="DBLP JSON",
    suffixes=(".json", ".jsonl"),
    fields="title, authors, arXiv id, DOI, year, venue, links",
    marks=re.compile(r"https://dblp\.org/rec/"),
    keys=frozenset(("ee", "venue", "key")),
    matches=matches,
    paper=paper,
)
