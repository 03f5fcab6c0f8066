"""N-Triples: one triple a line, for streaming, `sort`, `grep` and `diff`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from kg.export.format import ExportFormat

if TYPE_CHECKING:
    from kg.graph import Graph


def write(graph: Graph, streams: Sequence[BinaryIO]) -> None:
    """Writes the triples in the order of their lines."""
    from pyoxigraph import RdfFormat

    streams[0].write(graph.serialize(RdfFormat.N_TRIPLES))


FORMAT = ExportFormat(
    name="ntriples",
    label="N-Triples",
    suffixes=(".nt",),
    use="bulk loaders of triple stores; sort, grep and diff",
    fidelity="everything",
    write=write,
)
