"""Atom feeds, as the arXiv API answers, and as arXiv announces each day's papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Author, PaperRecord, PartialDate, Problem
from kg.sources.announced import announced
from kg.sources.author_lists import AuthorList, split_names
from kg.sources.format import Format, Head, Item
from kg.sources.names import author
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source
from kg.sources.xml_tools import Element, child, children, elements, span, text_of, texts_of


def read(source: Source) -> Iterator[Item]:
    """Every entry of a feed; the API's error entries are problems."""
    for entry in elements(source, "entry"):
        if isinstance(entry, Problem):
            yield entry
            continue
        record = paper(entry, source.file)
        if (record.title or "").strip() == "Error" and "/api/errors" in (text_of(entry, "id") or ""):
            yield Problem(
                source.file,
                record.origin.line,
                f"arXiv answered with an error: {record.abstract}",
                "ask again",
            )
        elif is_paper(record):
            yield record


def paper(entry: Element, file: str) -> PaperRecord:
    """The record of an entry."""
    primary = child(entry, "primary_category")
    terms = [one.get("term", "") for one in [primary, *children(entry, "category")] if one is not None]
    named, body = announced(text_of(entry, "summary") or text_of(entry, "content") or "")
    return make(
        span(entry, file),
        title=text_of(entry, "title"),
        abstract=body,
        authors=_authors(entry),
        identifiers=[text_of(entry, "id"), *(link.get("href") for link in children(entry, "link"))],
        doi_text=text_of(entry, "doi") or text_of(entry, "DOI"),
        dates=[partial(text_of(entry, "published"), "listed")] if named else _dates(entry),
        categories=[term for term in terms if not re.match(r"https?:", term)],
        comments=texts_of(entry, "comment"),
        venue=text_of(entry, "journal_ref") or text_of(entry, "journal_reference"),
        links=[link.get("href") for link in children(entry, "link")],
        markup=True,
    )


def _dates(entry: Element) -> list[PartialDate | None]:
    arxiv = "arxiv.org" in (text_of(entry, "id") or "")
    return [
        partial(text_of(entry, "published"), "created" if arxiv else "published"),
        partial(text_of(entry, "updated"), "updated"),
    ]


def _authors(entry: Element) -> AuthorList:
    """The authors, each in an element of its own or, in daily feeds, all in `dc:creator`."""
    names = [name for one in children(entry, "author") if (name := _author(one))]
    return AuthorList(tuple(names)) if names else split_names("; ".join(texts_of(entry, "creator")))


def _author(element: Element) -> Author | None:
    name = text_of(element, "name")
    places = tuple(" ".join(place.split()) for place in texts_of(element, "affiliation"))
    return author(name, affiliations=places) if name else None


def _sniff(head: Head) -> float:
    if head.binary or not head.text.startswith("<"):
        return 0.0
    if re.search(r"<(?:\w+:)?feed\b[^>]*http://www\.w3\.org/2005/Atom", head.text[:4000]):
        return 0.9
    return 0.6 if re.search(r"<entry\b", head.text[:8000]) and "<summary" in head.text else 0.0


FORMAT = Format(
    name="atom",
    label="Atom (arXiv API and daily feeds)",
    suffixes=(".atom", ".xml"),
    fields="title, abstract, authors, affiliations, id, DOI, dates, categories, comment, venue, links",
    sniff=_sniff,
    read=read,
)
