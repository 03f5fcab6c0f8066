"""What backs an edge of the networkx view."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backing:
    """One sentence behind an edge, the paper (IRI) that says it, and where that was read."""

    sentence: str
    field: str
    start: int
    end: int
    paper: str
    source: str
    confidence: float
    method: str | None
