"""MODS records of libraries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Author, AuthorKind, PaperRecord, Problem
from kg.sources.author_lists import AuthorList
from kg.sources.format import Format, Head, Item
from kg.sources.names import author, given_family
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source
from kg.sources.xml_tools import Element, child, children, elements, span, text_of, texts_of


def read(source: Source) -> Iterator[Item]:
    """Every record of a document or a collection."""
    for one in elements(source, "mods"):
        if isinstance(one, Problem):
            yield one
        elif is_paper(record := paper(one, source.file)):
            yield record


def paper(mods: Element, file: str) -> PaperRecord:
    """The record of a `mods` element."""
    host = next((one for one in children(mods, "relatedItem") if one.get("type") in ("host", "series")), None)
    ids = {one.get("type", ""): text_of(one) for one in children(mods, "identifier")}
    dates = [
        _issued(child(mods, "originInfo")),
        _issued(child(host, "originInfo")),
        text_of(host, "part", "date"),
    ]
    subjects = [text for one in children(mods, "subject") for text in texts_of(one, "topic")]
    return make(
        span(mods, file),
        title=_title(child(mods, "titleInfo")),
        abstract=next(iter(texts_of(mods, "abstract")), None),
        authors=AuthorList(tuple(a for a in map(_name, children(mods, "name")) if a)),
        identifiers=[ids.get("arxiv"), *texts_of(child(mods, "location"), "url")],
        doi_text=ids.get("doi"),
        dates=[next((date for text in dates if (date := partial(text, "published"))), None)],
        categories=subjects,
        comments=texts_of(mods, "note"),
        venue=_title(child(host, "titleInfo")),
        links=[*texts_of(child(mods, "location"), "url"), ids.get("uri"), ids.get("url")],
    )


def _title(info: Element | None) -> str | None:
    parts = [text_of(info, "nonSort"), text_of(info, "title")]
    title = " ".join(part.strip() for part in parts if part)
    subtitle = text_of(info, "subTitle")
    return f"{title}: {subtitle}" if title and subtitle else title or None


def _name(one: Element) -> Author | None:
    roles = {role.strip().lower() for group in children(one, "role") for role in texts_of(group, "roleTerm")}
    if roles and not roles & {"author", "aut", "creator", "cre"}:
        return None
    parts = {part.get("type", ""): text_of(part) for part in children(one, "namePart")}
    given = " ".join(t for p in children(one, "namePart") if p.get("type") == "given" and (t := text_of(p)))
    places = tuple(" ".join(text.split()) for text in texts_of(one, "affiliation"))
    if parts.get("family"):
        return given_family(given, parts["family"], affiliations=places)
    kind: AuthorKind | None = "organization" if one.get("type") == "corporate" else None
    return author(parts.get("") or given, kind=kind, affiliations=places)


def _issued(info: Element | None) -> str | None:
    return next(
        (t for name in ("dateIssued", "dateCreated", "copyrightDate") if (t := text_of(info, name))), None
    )


def _sniff(head: Head) -> float:
    if head.binary or not head.text.startswith("<"):
        return 0.0
    return 0.85 if re.search(r"<(?:\w+:)?mods(?:Collection)?\b", head.text[:4000]) else 0.0


FORMAT = Format(
    name="mods",
    label="MODS XML",
    suffixes=(".mods", ".xml"),
    fields="title, abstract, authors with affiliations, DOI, date, subjects, notes, host publication, links",
    sniff=_sniff,
    read=read,
)
