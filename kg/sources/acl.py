"""The ACL Anthology's XML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Author, PaperRecord, PartialDate, Problem
from kg.sources.author_lists import AuthorList
from kg.sources.dates import from_parts
from kg.sources.format import Format, Head, Item
from kg.sources.names import given_family
from kg.sources.record import is_paper, make
from kg.sources.source import Source
from kg.sources.xml_tools import Element, child, children, elements, local, span, text_of


def read(source: Source) -> Iterator[Item]:
    """Every paper of every volume; the volume gives venue and date."""
    for volume in elements(source, "volume"):
        if isinstance(volume, Problem):
            yield volume
            continue
        meta = child(volume, "meta")
        for one in children(volume, "paper"):
            record = paper(one, meta, source.file)
            if is_paper(record):
                yield record


def paper(one: Element, meta: Element | None, file: str) -> PaperRecord:
    """The record of a paper in a volume with `meta`."""
    key = (text_of(one, "url") or "").strip()
    link = key if "://" in key or not key else f"https://aclanthology.org/{key}"
    code = [found.get("url") for found in children(one, "pwccode")]
    return make(
        span(one, file),
        title=_text(child(one, "title")),
        abstract=_text(child(one, "abstract")),
        authors=AuthorList(tuple(a for a in map(_author, children(one, "author")) if a)),
        doi_text=text_of(one, "doi"),
        dates=[_date(meta)],
        venue=_text(child(meta, "booktitle")),
        links=[link, *code],
        has_code=any(code),
        withdrawn=bool(children(one, "retracted", "removed")),
    )


def _author(one: Element) -> Author | None:
    places = tuple(
        " ".join(text.split()) for found in children(one, "affiliation") if (text := text_of(found))
    )
    return given_family(
        text_of(one, "first"), text_of(one, "last"), affiliations=places, identifier=one.get("orcid")
    )


def _date(meta: Element | None) -> PartialDate | None:
    year, month = text_of(meta, "year"), text_of(meta, "month")
    date = from_parts(year, month) if year else None
    return PartialDate(date, "published", " ".join(filter(None, (month, year)))) if date else None


def _text(element: Element | None) -> str | None:
    """The text of a marked-up field; `tex-math` becomes `$…$`."""
    if element is None:
        return None
    parts = [element.text or ""]
    for one in element:
        inner = "".join(one.itertext())
        parts += [f"${inner}$" if local(one) == "tex-math" else inner, one.tail or ""]
    return "".join(parts)


def _sniff(head: Head) -> float:
    if head.binary or not head.text.startswith("<"):
        return 0.0
    return (
        0.85
        if re.search(r"<collection\b", head.text[:2000]) and re.search(r"<volume\b", head.text[:4000])
        else 0.0
    )


FORMAT = Format(
    name="acl-anthology",
    label="ACL Anthology XML",
    suffixes=(".xml",),
    fields="title, abstract, authors with affiliations, DOI, date and venue of the volume, links, code",
    sniff=_sniff,
    read=read,
)
