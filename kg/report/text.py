"""Cards and statistics as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from kg.graph.iris import shorten
from kg.report.card import Card, Line, Namesake, Section, described
from kg.report.stats import Stats

_Quote = tuple[str | None, str | None]


def card_text(card: Card, *, width: int = 100, limit: int = 10) -> str:
    """A card as text of at most `width` columns, with at most `limit` lines a section (0: all).

    A sentence is quoted in full once, after the last of the lines next to each other that it backs.
    """
    lines = [f"{_clean(card.name)}  ({card.type}, {shorten(card.iri)})"]
    for title, value in card.facts:
        lines += _wrapped(f"{title}: {value}", width=width, indent="  ")
    quoted: set[_Quote] = set()
    for section in card.sections:
        lines += ["", section.title, *_section(section, quoted, width=width, limit=limit)]
    if card.others:
        lines += ["", *_namesakes(card.others, width=width, limit=limit)]
    return "\n".join(lines) + "\n"


def stats_text(stats: Stats) -> str:
    """Statistics as text: counts, then the commonest of each kind."""
    rows = []
    for name, number in stats.counts:
        rows.append((name, number))
        if name == "relations":
            rows += [(f"  {relation}", count) for relation, count in stats.relations]
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:<{width}}  {number:>9,}" for name, number in rows]
    for name, items in stats.commonest:
        if items:
            named = ", ".join(f"{_clean(label)} ({number})" for label, number in items)
            lines += ["", *_wrapped(f"{name}: {named}", width=100, indent="")]
    return "\n".join(lines) + "\n"


def _namesakes(others: tuple[Namesake, ...], *, width: int, limit: int) -> list[str]:
    shown = others[:limit] if limit else others
    lines = ["also of this name"]
    for one in shown:
        lines += _wrapped(described(one), width=width, indent="  ")
    return [*lines, *_rest(len(others) - len(shown))]


def _section(section: Section, quoted: set[_Quote], *, width: int, limit: int) -> list[str]:
    shown = section.lines[:limit] if limit else section.lines
    lines = []
    for quote, group in _by_quote(shown):
        for line in group:
            lines += _wrapped(_said(line), width=width, indent="  ")
        lines += _quotation(quote, again=quote in quoted, width=width)
        if quote[0] is not None:
            quoted.add(quote)
    return [*lines, *_rest(len(section.lines) - len(shown))]


def _by_quote(lines: Iterable[Line]) -> Iterator[tuple[_Quote, list[Line]]]:
    """Lines next to each other that one sentence backs; a line without sentence stands by itself."""
    for quote, group in groupby(lines, key=lambda line: (line.sentence, line.source)):
        found = list(group)
        yield from [(quote, [line]) for line in found] if quote[0] is None else [(quote, found)]


def _rest(hidden: int) -> list[str]:
    return [f"  … and {hidden} more (--limit 0 shows all)"] if hidden else []


def _said(line: Line) -> str:
    support = f"  [{line.support} papers]" if line.support > 1 else ""
    sure = f"  ({line.confidence:.2f})" if line.confidence is not None else ""
    return f"{line.text}{support}{sure}"


def _quotation(quote: _Quote, *, again: bool, width: int) -> list[str]:
    sentence, source = quote
    if again and sentence is not None:
        room = max(20, width - 30)
        head = textwrap.shorten(_clean(sentence), room, placeholder=" …", break_on_hyphens=False)
        return _wrapped(f"“{head}”, as above", width=width, indent="      ")
    lines = [] if sentence is None else _wrapped(f"“{sentence}”", width=width, indent="      ")
    return lines if source is None else [*lines, *_wrapped(source, width=width, indent="      ")]


def _wrapped(text: str, *, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        _clean(text), width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False
    )


def _clean(text: str) -> str:
    """Text on one line, without the control characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
