"""What an input format is: a name, how it is recognised, and how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.records import PaperRecord, Problem
from kg.sources.source import Source

Item = PaperRecord | Problem


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an input: `text` decoded, without leading space, `suffix` with its dot."""

    raw: bytes
    text: str
    suffix: str
    binary: bool


@dataclass(frozen=True, slots=True)
class Format:
    """One input format.

    `sniff` gives how surely a head is of this format, from 0 (no) to 1 (cannot be anything else).
    `fields` says in words what is read; `extra` names the optional dependency, if one is needed.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    fields: str
    sniff: Callable[[Head], float]
    read: Callable[[Source], Iterator[Item]]
    extra: str | None = None
