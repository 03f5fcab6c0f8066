"""N-Triples: one triple a line, for streaming, `sort`, `grep` and `diff`."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.export.format import ExportFormat, Part

if TYPE_CHECKING:
    from kg.graph import Graph


def write(graph: Graph, stream: BinaryIO) -> None:
    """Writes the triples in the order of their lines."""
    from pyoxigraph import RdfFormat

    stream.write(graph.serialize(RdfFormat.N_TRIPLES))


FORMAT = ExportFormat(
    name="ntriples",
    label="N-Triples",
    suffixes=(".nt",),
    use="bulk loaders of triple stores; sort, grep and diff",
    fidelity="everything",
    parts=(Part("", write),),
)
