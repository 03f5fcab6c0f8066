"""The text of a web page without markup of its own for papers, as it would be pasted."""

from __future__ import annotations

import re

from kg.sources.ids import find_arxiv
from kg.sources.text import one_line
from kg.sources.xml_tools import Element

_BLOCKS = (
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "table", "td", "tr", "ul",
)  # fmt: skip
_DROPPED = "//script|//style|//noscript|//template|//nav|//footer|//head|//button|//select|//form[not(.//a)]"
_BADGES = (
    "//a[contains(concat(' ', normalize-space(@class), ' '), ' badge ')"
    " or contains(concat(' ', normalize-space(@class), ' '), ' btn ')]"
)


def pasted(tree: Element) -> str:
    """The lines of a page; links to arXiv become lines of their own."""
    for one in tree.xpath(f"{_DROPPED}|{_BADGES}"):
        one.drop_tree()
    for link in tree.xpath("//a[contains(@href, 'arxiv.org/')]"):
        found = find_arxiv(link.get("href"))
        if found and found.id not in (link.text_content() or ""):
            link.text = f"\n{link.text or ''}"
            link.tail = f"\narXiv:{found.id}\n{link.tail or ''}"
    for one in (*tree.iter(*_BLOCKS), *tree.xpath("//*[contains(@class, 'author')]")):
        _break(one)
    for one in tree.xpath("//a/following-sibling::*[1][self::i or self::em or self::span]"):
        one.text = f"\n{one.text or ''}"
    lines = (one_line(line) for line in tree.text_content().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _break(one: Element) -> None:
    """Let an element begin and end on lines of its own."""
    if one.tag != "br":
        one.text = f"\n{one.text or ''}"
        if len(one):
            one[-1].tail = f"{one[-1].tail or ''}\n"
    one.tail = f"\n{one.tail or ''}"
