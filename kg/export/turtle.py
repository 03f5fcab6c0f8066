"""Turtle: the graph as `kg build` writes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from kg.export.format import ExportFormat

if TYPE_CHECKING:
    from kg.graph import Graph


def write(graph: Graph, streams: Sequence[BinaryIO]) -> None:
    """Writes the triples sorted by subject, with prefixes."""
    streams[0].write(graph.turtle())


FORMAT = ExportFormat(
    name="turtle",
    label="Turtle",
    suffixes=(".ttl",),
    use="triple stores, rdflib, Protégé; reading by eye",
    fidelity="everything",
    write=write,
)
