"""JSON-LD, in expanded form: the triples for tools that read JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from kg.export.format import ExportFormat

if TYPE_CHECKING:
    from kg.graph import Graph


def write(graph: Graph, streams: Sequence[BinaryIO]) -> None:
    """Writes one object a subject, sorted."""
    from pyoxigraph import RdfFormat

    streams[0].write(graph.serialize(RdfFormat.JSON_LD))


FORMAT = ExportFormat(
    name="jsonld",
    label="JSON-LD",
    suffixes=(".jsonld",),
    use="web applications, JSON-LD processors, rdflib",
    fidelity="everything",
    write=write,
)
