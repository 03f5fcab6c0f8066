"""JSON-LD, in expanded form: the triples for tools that read JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.export.format import ExportFormat, Part

if TYPE_CHECKING:
    from kg.graph import Graph


def write(graph: Graph, stream: BinaryIO) -> None:
    """Writes one object a subject, sorted."""
    from pyoxigraph import RdfFormat

    stream.write(graph.serialize(RdfFormat.JSON_LD))


FORMAT = ExportFormat(
    name="jsonld",
    label="JSON-LD",
    suffixes=(".jsonld",),
    use="web applications, JSON-LD processors, rdflib",
    fidelity="everything",
    parts=(Part("", write),),
)
