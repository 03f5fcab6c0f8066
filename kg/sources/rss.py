"""RSS feeds of arXiv: RSS 2.0 as it is now, and the RDF form it had before 2024."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import PaperRecord, Problem
from kg.sources.announced import announced
from kg.sources.author_lists import split_names
from kg.sources.format import Format, Head, Item
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source
from kg.sources.text import plain
from kg.sources.xml_tools import Element, elements, span, text_of, texts_of

_OLD_TITLE = re.compile(
    r"\.?\s*\((?P<id>arXiv:\S+)\s*(?:\[(?P<category>[^\]]+)\])?\s*(?:UPDATED|CROSS LISTED)?\)\s*$"
)


def read(source: Source) -> Iterator[Item]:
    """Every item of a feed; a feed on a day without papers is a problem that says so."""
    found = False
    for item in elements(source, "item"):
        if isinstance(item, Problem):
            yield item
            continue
        record = paper(item, source.file)
        if is_paper(record):
            found = True
            yield record
    if not found:
        yield Problem(source.file, None, "a feed without entries", "feeds are empty on days without papers")


def paper(item: Element, file: str) -> PaperRecord:
    """The record of an item."""
    title = text_of(item, "title") or ""
    named, body = announced(text_of(item, "description") or text_of(item, "encoded") or "")
    old = _OLD_TITLE.search(title)
    names = re.sub(
        r"<[^>]*>", "", plain("; ".join(texts_of(item, "creator")) or "; ".join(texts_of(item, "author")))
    )
    categories = texts_of(item, "category")
    return make(
        span(item, file),
        title=title[: old.start()] if old else title,
        abstract=body,
        authors=split_names(names),
        identifiers=[
            named,
            old["id"] if old else None,
            text_of(item, "guid"),
            text_of(item, "link"),
        ],
        doi_text=text_of(item, "DOI") or text_of(item, "doi"),
        dates=[partial(text_of(item, "pubDate") or text_of(item, "date"), "listed")],
        categories=categories or ([old["category"]] if old and old["category"] else []),
        comments=texts_of(item, "comment"),
        venue=text_of(item, "journal_reference") or text_of(item, "journal_ref"),
        links=[text_of(item, "link")],
        markup=True,
    )


def _sniff(head: Head) -> float:
    if head.binary or not head.text.startswith("<"):
        return 0.0
    return 0.9 if re.search(r"<rss\b|http://purl\.org/rss/1\.0/[\"']", head.text[:4000]) else 0.0


FORMAT = Format(
    name="rss",
    label="RSS (arXiv, 2.0 and RDF)",
    suffixes=(".rss", ".xml", ".rdf"),
    fields="title, abstract, authors, arXiv id and version, DOI, day listed, categories, venue, links",
    sniff=_sniff,
    read=read,
)
