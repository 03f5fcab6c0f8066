"""Papers that LaTeXML made web pages of: arxiv.org/html, ar5iv and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from kg.records import Origin, PaperRecord
from kg.sources.author_lists import AuthorList, split_names
from kg.sources.ids import arxiv_id
from kg.sources.listing_names import is_author_line, is_lone_name
from kg.sources.names import kind_of
from kg.sources.record import make
from kg.sources.stamp import find_stamp
from kg.sources.text import one_line
from kg.sources.xml_tools import Element, local

_SKIPPED = ("ltx_note", "ltx_tag", "ltx_ERROR", "ltx_sup", "ltx_author_notes", "ltx_title_abstract")
_MANY = 3
"""Lines that read as names from which on a lone block holds several authors."""
_BLOCKS = ("p", "br", "div", "h6")


def papers(tree: Element, file: str) -> Iterator[PaperRecord]:
    """The one paper of a page whose title is marked as LaTeXML does."""
    title = _first(tree, "//h1[contains(@class, 'ltx_title_document')]")
    if title is None:
        return
    stamp = find_stamp(_text(_first(tree, "//*[@id='watermark-tr']")))
    people = tree.xpath("//*[contains(@class, 'ltx_authors')]//*[contains(@class, 'ltx_personname')]")
    yield make(
        Origin(file, 1, 1),
        title=_text(title),
        abstract=_text(_first(tree, "//div[contains(@class, 'ltx_abstract')]")),
        authors=_authors([_lines(one) for one in people]),
        identifiers=[stamp.identifier if stamp else _address(tree)],
        dates=[stamp.date] if stamp else [],
        categories=[stamp.category] if stamp else [],
    )


def _first(tree: Element, path: str) -> Element | None:
    return next(iter(tree.xpath(path)), None)


def _address(tree: Element) -> str | None:
    """The id in the address that a page says it stands at."""
    addresses = tree.xpath("//base/@href | //link[@rel='canonical']/@href")
    names = (re.sub(r"^.*/(?:html|abs)/", "", str(one)).strip("/") for one in addresses)
    return next((name for name in names if arxiv_id(name)), None)


def _lines(person: Element) -> list[str]:
    """The lines of a block of names; wide spaces part names that stand beside each other."""
    parts = re.split(r"\n|\u2003+|(?:\u00a0\s*){2,}", _text(person, "\n"))
    return [line for part in parts if (line := one_line(part))]


def _authors(blocks: list[list[str]]) -> AuthorList:
    """The first line of each block, as where someone works comes after; all names of a lone block of many."""
    lines = [block[0] for block in blocks if block]
    complete = True
    if len(blocks) == 1:
        listed = list(takewhile(_is_names, blocks[0]))
        complete = len(blocks[0]) == 1 or len(listed) >= _MANY
        lines = listed if len(listed) >= _MANY else lines
    names = [split_names(line) for line in lines if _is_names(line) or kind_of(line) == "organization"]
    found = tuple(author for one in names for author in one.authors)
    return AuthorList(found, complete and all(one.complete for one in names) and len(names) == len(lines))


def _is_names(line: str) -> bool:
    return (is_lone_name(line) and kind_of(line) == "person") or is_author_line(line)


def _text(element: Element | None, ending: str = " ") -> str:
    """The text below `element`, formulas as TeX, without notes and marks; blocks end with `ending`."""
    parts: list[str] = []
    if element is not None:
        _collect(element, parts, ending)
    return "".join(parts)


def _collect(element: Element, parts: list[str], ending: str) -> None:
    parts.append((element.text or "").replace("\n", " "))
    for one in element:
        kind = local(one)
        if kind == "math":
            parts.append(_tex(one))
        elif kind and kind != "sup" and not any(mark in one.get("class", "") for mark in _SKIPPED):
            _collect(one, parts, ending)
            parts.append(ending if kind in _BLOCKS else "")
        parts.append((one.tail or "").replace("\n", " "))


def _tex(formula: Element) -> str:
    """The TeX that a formula was made from."""
    tex = formula.get("alttext") or "".join(formula.xpath(".//annotation/text()"))
    tex = re.sub(r"%\n\s*", "", tex).strip()
    return f"${tex}$" if tex else str(formula.text_content())
