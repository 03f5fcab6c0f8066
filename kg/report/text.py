"""Cards and statistics as plain text for a terminal."""

from __future__ import annotations

import textwrap

from kg.graph.iris import shorten
from kg.report.card import Card, Line, Section
from kg.report.stats import Stats


def card_text(card: Card, *, width: int = 100, limit: int = 10) -> str:
    """A card as text of at most `width` columns, with at most `limit` lines a section (0: all)."""
    lines = [f"{_clean(card.name)}  ({card.type}, {shorten(card.iri)})"]
    for title, value in card.facts:
        lines += _wrapped(f"{title}: {value}", width=width, indent="  ")
    for section in card.sections:
        lines += ["", section.title, *_section(section, width=width, limit=limit)]
    if card.others:
        others = ", ".join(f"{shorten(match.iri)} ({match.type})" for match in card.others)
        lines += ["", *_wrapped(f"Also of this name: {others}", width=width, indent="")]
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


def _section(section: Section, *, width: int, limit: int) -> list[str]:
    shown = section.lines[:limit] if limit else section.lines
    lines = [text for line in shown for text in _line(line, width)]
    hidden = len(section.lines) - len(shown)
    return [*lines, f"  … and {hidden} more"] if hidden else lines


def _line(line: Line, width: int) -> list[str]:
    support = f"  [{line.support} papers]" if line.support > 1 else ""
    sure = f"  ({line.confidence:.2f})" if line.confidence is not None else ""
    lines = _wrapped(f"{line.text}{support}{sure}", width=width, indent="  ")
    if line.sentence is not None:
        lines += _wrapped(f"“{line.sentence}”", width=width, indent="      ")
    if line.source is not None:
        lines += _wrapped(line.source, width=width, indent="      ")
    return lines


def _wrapped(text: str, *, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        _clean(text), width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False
    )


def _clean(text: str) -> str:
    """Text on one line, without the control characters that could steer a terminal."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)
