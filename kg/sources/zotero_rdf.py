"""Zotero's RDF export."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Author, PaperRecord, Problem
from kg.sources.author_lists import AuthorList
from kg.sources.format import Format, Head, Item
from kg.sources.names import author, given_family
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source
from kg.sources.xml_tools import Element, child, children, elements, find_all, local, span, text_of, texts_of

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NOT_PAPERS = frozenset(("Attachment", "Memo", "Collection", "Journal", "Note"))


def read(source: Source) -> Iterator[Item]:
    """Every item that is no attachment, note or container."""
    for tree in elements(source, "RDF"):
        if isinstance(tree, Problem):
            yield tree
            continue
        about = {one.get(f"{_RDF}about"): one for one in children(tree)}
        for one in children(tree):
            kind = (text_of(one, "itemType") or "").strip()
            if kind and local(one) not in _NOT_PAPERS and kind not in ("attachment", "note"):
                record = paper(one, about, source.file)
                if is_paper(record):
                    yield record


def paper(one: Element, about: dict[str | None, Element], file: str) -> PaperRecord:
    """The record of an item; `about` finds the journal it points to."""
    part = child(one, "isPartOf")
    host = about.get(part.get(f"{_RDF}resource")) if part is not None else None
    host = host if host is not None else next(iter(children(part)), None) if part is not None else None
    address = one.get(f"{_RDF}about") or ""
    ids = [*_identifiers(one), *([address] if "://" in address else [])]
    ids += _identifiers(host) if host is not None else []
    people = child(one, "authors")
    return make(
        span(one, file),
        title=text_of(one, "title"),
        abstract=text_of(one, "abstract"),
        authors=AuthorList(tuple(a for p in _people(people) if (a := _person(p)))),
        identifiers=ids,
        doi_text=next((i for i in ids if "10." in i), None),
        dates=[partial(text_of(one, "date"), "published")],
        comments=texts_of(one, "description"),
        venue=text_of(host, "title") if host is not None else None,
        links=[i for i in ids if "://" in i],
    )


def _identifiers(one: Element) -> list[str]:
    return [" ".join(t.split()) for found in children(one, "identifier") if (t := text_of(found))]


def _people(group: Element | None) -> list[Element]:
    return find_all(group, "Person", "Organization") if group is not None else []


def _person(one: Element) -> Author | None:
    if local(one) == "Organization":
        return author(text_of(one) or "", kind="organization")
    family = text_of(one, "surname") or text_of(one, "familyName")
    given = text_of(one, "givenName") or text_of(one, "givenname")
    return given_family(given, family) or author(text_of(one, "name") or "")


def _sniff(head: Head) -> float:
    if head.binary or not head.text.startswith("<"):
        return 0.0
    return (
        0.9
        if re.search(r"<rdf:RDF\b", head.text[:2000]) and "zotero.org/namespaces" in head.text[:4000]
        else 0.0
    )


FORMAT = Format(
    name="zotero-rdf",
    label="Zotero RDF",
    suffixes=(".rdf", ".xml"),
    fields="title, abstract, authors, ids, DOI, date, journal, notes, links",
    sniff=_sniff,
    read=read,
)
