"""Org files, as Emacs writes them: headings, properties and links are made those of Markdown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.records import Problem
from kg.sources import markdown
from kg.sources.format import Format, Head, Item
from kg.sources.source import Source

_HEADING = re.compile(r"(?P<stars>\*+)\s+(?:(?:TODO|DONE|NEXT|WAITING|CANCELL?ED)\s+)?(?P<text>.*)")
_TAGS = re.compile(r"\s+:[\w@#%:]+:\s*$")
_LINK = re.compile(r"\[\[(?P<url>[^\[\]]+)\](?:\[(?P<text>[^\[\]]+)\])?\]")
_PROPERTY = re.compile(r"\s*:(?P<key>[\w-]+):\s+(?P<value>.*)")
_LEFT_OUT = re.compile(r"\s*(?::[\w-]+:|#.*|(?:SCHEDULED|DEADLINE|CLOSED):.*)\s*", re.I)
_LIST = re.compile(r"\s*(?:[-+]|\d+[.)])\s")
_DEEPEST = 6
"""How deep headings of Markdown go."""


def read(source: Source) -> Iterator[Item]:
    """Every paper of an org file, in its order, read as the same file in Markdown would be."""
    data = "\n".join(_markdown(source.text().split("\n"))).encode("utf-8", "replace")
    for item in markdown.read(Source(source.file, ".md", data, io.BytesIO(), source.columns)):
        if isinstance(item, Problem):
            yield replace(item, message=item.message.replace("Markdown", "org file"))
        else:
            yield item


def _markdown(lines: Iterable[str]) -> list[str]:
    """The lines as Markdown has them; a paragraph is all on its first, and empty ones keep count."""
    out: list[str] = []
    paragraph = -1
    for line in lines:
        text = _line(line)
        plain = text == line.strip() != "" and not _LIST.match(line)
        if plain and paragraph >= 0:
            out[paragraph] += f" {text}"
            text = ""
        elif plain:
            paragraph = len(out)
        else:
            paragraph = -1
        out.append(text)
    return out


def _line(line: str) -> str:
    if _LEFT_OUT.fullmatch(line):
        return ""
    if heading := _HEADING.fullmatch(line):
        return f"{'#' * min(len(heading['stars']), _DEEPEST)} {_linked(_TAGS.sub('', heading['text']))}"
    if stated := _PROPERTY.fullmatch(line):
        return f"{stated['key']}: {_linked(stated['value'])}"
    return _linked(line if _LIST.match(line) else line.strip())


def _linked(text: str) -> str:
    return _LINK.sub(lambda match: f"[{match['text'] or match['url']}]({match['url']})", text)


def _sniff(head: Head) -> float:
    if head.binary or not re.search(r"^(?:\*+ \S|#\+\w+:)", head.text, re.M):
        return 0.0
    return 0.7 if head.suffix == ".org" or re.match(r"#\+(?:title|author|startup):", head.text, re.I) else 0.0


FORMAT = Format(
    name="org",
    label="Org file",
    suffixes=(".org",),
    fields="title, abstract, authors, arXiv id, DOI, dates, venue, links, by headings and properties",
    sniff=_sniff,
    read=read,
)
