"""Crossref deposits and answers in XML (unixref, unixsd, doi_batch)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Author, PaperRecord, PartialDate, Problem
from kg.sources.author_lists import AuthorList
from kg.sources.dates import from_parts
from kg.sources.format import Format, Head, Item
from kg.sources.names import author, given_family
from kg.sources.record import is_paper, make
from kg.sources.source import Source
from kg.sources.xml_prose import prose
from kg.sources.xml_tools import Element, child, children, elements, find_all, local, span, text_of, texts_of

_WORKS = (
    "journal_article",
    "posted_content",
    "conference_paper",
    "content_item",
    "dissertation",
    "report-paper",
    "standard",
)
_BOOKS = ("book_metadata", "book_series_metadata", "report-paper_metadata")


def read(source: Source) -> Iterator[Item]:
    """Every work; a book without chapters is a work itself."""
    for one in elements(
        source, "doi_record", "journal", "posted_content", "conference", "book", "dissertation"
    ):
        if isinstance(one, Problem):
            yield one
        elif not _inside(one):
            yield from _works(one, source.file)


def _inside(element: Element) -> bool:
    """Whether an outer element will be read with all it holds."""
    return any(
        local(one) in ("doi_record", "journal", "conference", "book") for one in element.iterancestors()
    )


def _works(one: Element, file: str) -> Iterator[Item]:
    works = find_all(one, *_WORKS) or find_all(one, *_BOOKS)
    for work in works:
        record = paper(work, one, file)
        if is_paper(record):
            yield record


def paper(work: Element, around: Element, file: str) -> PaperRecord:
    """The record of a work; `around` holds the journal or the proceedings."""
    titles = child(work, "titles")
    title, subtitle = prose(child(titles, "title")), prose(child(titles, "subtitle"))
    full = next(iter(find_all(around, "full_title", "proceedings_title")), None)
    return make(
        span(work, file),
        title=f"{title}: {subtitle}" if title and subtitle else title,
        abstract=next((text for one in children(work, "abstract") if (text := prose(one))), None),
        authors=AuthorList(tuple(_people(child(work, "contributors")))),
        identifiers=texts_of(work, "item_number"),
        doi_text=text_of(work, "doi_data", "doi"),
        dates=[_date(work)],
        venue="".join(full.itertext()) if full is not None else None,
        links=[text_of(work, "doi_data", "resource")],
    )


def _people(group: Element | None) -> Iterator[Author]:
    for one in children(group) if group is not None else []:
        if one.get("contributor_role", "author") != "author":
            continue
        places = tuple(" ".join(text.split()) for text in _places(one))
        if local(one) == "organization":
            made = author(text_of(one) or "", kind="organization")
        else:
            family = " ".join(part for part in (text_of(one, "surname"), text_of(one, "suffix")) if part)
            made = given_family(
                text_of(one, "given_name"), family, affiliations=places, identifier=text_of(one, "ORCID")
            )
        if made:
            yield made


def _places(one: Element) -> list[str]:
    return texts_of(one, "affiliation") or [t for i in find_all(one, "institution_name") if (t := text_of(i))]


def _date(work: Element) -> PartialDate | None:
    for one in children(work, "posted_date", "publication_date", "acceptance_date", "approval_date"):
        date = from_parts(text_of(one, "year"), text_of(one, "month"), text_of(one, "day"))
        if date:
            return PartialDate(date, "published", date)
    return None


def _sniff(head: Head) -> float:
    if head.binary or not head.text.startswith("<"):
        return 0.0
    return (
        0.85
        if re.search(
            r"<(?:doi_records?|doi_batch|crossref_result)\b|crossref\.org/(?:xschema|qrschema|schema)",
            head.text[:4000],
        )
        else 0.0
    )


FORMAT = Format(
    name="crossref-xml",
    label="Crossref XML",
    suffixes=(".xml",),
    fields="title, abstract, authors with ORCID and affiliations, DOI, date, venue",
    sniff=_sniff,
    read=read,
)
