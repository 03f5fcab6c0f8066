"""Zotero items in JSON: the web API and Better BibTeX."""

from __future__ import annotations

import re

from kg.records import Origin, PaperRecord
from kg.sources import values
from kg.sources.author_lists import AuthorList
from kg.sources.dialect import Dialect, Object
from kg.sources.record import make

_NOT_PAPERS = ("attachment", "note", "annotation")


def matches(item: Object) -> bool:
    """Whether an object is an item."""
    return "itemType" in item


def paper(item: Object, origin: Origin) -> PaperRecord:
    """The record of an item; attachments and notes have none of a paper's fields and give an empty one."""
    if item.get("itemType") in _NOT_PAPERS:
        return make(origin)
    extra = values.text(item.get("extra")) or ""
    stated = re.findall(r"^[ \t]*(?:arXiv|DOI)[ \t]*:\s*(\S+)", extra, re.I | re.M)
    archive = values.text(item.get("archiveID")) or values.text(item.get("archiveLocation"))
    venue = next(
        (
            v
            for key in ("publicationTitle", "proceedingsTitle", "conferenceName", "bookTitle", "repository")
            if (v := values.text(item.get(key)))
        ),
        None,
    )
    return make(
        origin,
        title=values.text(item.get("title"))
        or values.text(item.get("caseName"))
        or values.text(item.get("subject")),
        abstract=values.text(item.get("abstractNote")),
        authors=_authors(item.get("creators")),
        identifiers=[archive, *stated, values.text(item.get("url"))],
        doi_text=values.text(item.get("DOI")),
        dates=[values.date(item.get("date"), "published")],
        venue=venue,
        links=[values.text(item.get("url"))],
        markup=True,
    )


def _authors(creators: values.Json) -> AuthorList:
    if not isinstance(creators, list):
        return AuthorList()
    people = [one for one in creators if isinstance(one, dict)]
    named = [
        one
        for one in people
        if one.get("creatorType") in ("author", "inventor", "programmer", "presenter", "artist", None)
    ]
    return values.authors(list(named))


DIALECT = Dialect(
    name="zotero-json",
    label="Zotero or Better BibTeX JSON",
    suffixes=(".json",),
    fields="title, abstract, authors, arXiv id, DOI, date, venue, links",
    marks=re.compile(r'"itemType"\s*:|"translatorID"\s*:'),
    keys=frozenset(("itemType",)),
    matches=matches,
    paper=paper,
)
