"""EndNote's XML, which Bookends and JabRef write too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import PaperRecord, Problem
from kg.sources.author_lists import AuthorList
from kg.sources.format import Format, Head, Item
from kg.sources.names import author
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source
from kg.sources.xml_tools import Element, child, elements, find_all, span, text_of


def read(source: Source) -> Iterator[Item]:
    """Every record of a library."""
    for one in elements(source, "record"):
        if isinstance(one, Problem):
            yield one
        elif is_paper(record := paper(one, source.file)):
            yield record


def paper(one: Element, file: str) -> PaperRecord:
    """The record of a reference."""
    people = child(one, "contributors", "authors")
    names = [
        author(text)
        for a in (find_all(people, "author") if people is not None else [])
        if (text := text_of(a))
    ]
    links = [text for url in find_all(one, "url", "web-urls") if (text := text_of(url))]
    titles = child(one, "titles")
    periodical = text_of(one, "periodical", "full-title")
    return make(
        span(one, file),
        title=text_of(titles, "title"),
        abstract=text_of(one, "abstract"),
        authors=AuthorList(tuple(name for name in names if name)),
        identifiers=[text_of(one, "electronic-resource-num"), *links],
        doi_text=text_of(one, "electronic-resource-num"),
        dates=[partial(_date(one), "published")],
        affiliations=[text_of(one, "auth-address") or ""],
        comments=[text_of(one, "notes"), text_of(one, "research-notes")],
        venue=periodical or text_of(titles, "secondary-title"),
        links=[" ".join(link.split()) for link in links],
    )


def _date(one: Element) -> str | None:
    """The year, with month and day where the publication date gives them."""
    dates = child(one, "dates")
    year = (text_of(dates, "year") or "").strip()
    day = (text_of(dates, "pub-dates", "date") or "").strip()
    return day if re.search(r"\d{4}", day) else f"{day} {year}".strip() or None


def _sniff(head: Head) -> float:
    if head.binary or not head.text.startswith("<"):
        return 0.0
    return (
        0.85
        if "<records>" in head.text[:4000] and re.search(r"<ref-type\b|<contributors>", head.text)
        else 0.0
    )


FORMAT = Format(
    name="endnote-xml",
    label="EndNote XML",
    suffixes=(".xml", ".enl"),
    fields="title, abstract, authors, DOI, date, affiliation, notes, journal, links",
    sniff=_sniff,
    read=read,
)
