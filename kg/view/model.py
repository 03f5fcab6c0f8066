"""What the view draws: dots and lines, each with what the panel says of it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph.ranking import Rank

RESULT = "result"
"""The relation of a line that stands for a reported score, from its subject to its benchmark or metric."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence that backs a claim: the paper's IRI and name, `source` (`file:lines`), confidence to 1."""

    sentence: str
    paper: str
    paper_label: str
    source: str
    confidence: float | None
    method: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One relation between the ends of a line with all that backs it; `value` is the score of a result.

    Results of one benchmark sort by `rank`: scores before changes, by metric and unit, best first.
    """

    relation: str
    value: str | None
    quotes: tuple[Quote, ...]
    rank: Rank | None = None


@dataclass(frozen=True, slots=True)
class FactValue:
    """A value in the panel, with the web page or the node (its IRI) that it leads to, if any."""

    text: str
    url: str | None = None
    node: str | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A node; `claims` are scores with neither benchmark nor metric to draw a line to."""

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...]
    abstract: str | None
    facts: tuple[tuple[str, tuple[FactValue, ...]], ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """All claims that lead from one node to another, the most telling relation first."""

    source: str
    target: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class View:
    """Dots sorted by IRI and lines sorted by ends; `total` counts the nodes before any were left out."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    total: int
