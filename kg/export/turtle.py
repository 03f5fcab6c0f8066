"""Turtle: the graph as `kg build` writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.export.format import ExportFormat, Part

if TYPE_CHECKING:
    from kg.graph import Graph


def write(graph: Graph, stream: BinaryIO) -> None:
    """Writes the triples sorted by subject, with prefixes."""
    stream.write(graph.turtle())


FORMAT = ExportFormat(
    name="turtle",
    label="Turtle",
    suffixes=(".ttl",),
    use="triple stores, rdflib, Protégé; reading by eye",
    fidelity="everything",
    parts=(Part("", write),),
)
