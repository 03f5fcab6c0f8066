"""GraphML: the network for graph editors and analysis libraries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from kg.export.flat import flat
from kg.export.format import ExportFormat
from kg.export.plain import plain

if TYPE_CHECKING:
    from kg.graph import Graph


def write(graph: Graph, streams: Sequence[BinaryIO]) -> None:
    """Writes nodes and edges with typed attributes; edge ids are unique, as readers expect."""
    from networkx.readwrite.graphml import write_graphml_xml

    write_graphml_xml(flat(plain(graph)), streams[0])


FORMAT = ExportFormat(
    name="graphml",
    label="GraphML",
    suffixes=(".graphml",),
    use="yEd, Gephi, Cytoscape, igraph, NetworkX, Neo4j",
    fidelity="nodes and edges with evidence; lists are joined into one text",
    write=write,
)
