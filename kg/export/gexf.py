"""GEXF: the network for Gephi, coloured and sized as in the view."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.export.flat import flat
from kg.export.format import ExportFormat, Part
from kg.export.plain import plain

if TYPE_CHECKING:
    from kg.graph import Graph


def write(graph: Graph, stream: BinaryIO) -> None:
    """Writes nodes and edges with typed attributes, without the date that would make every file differ."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    del writer.xml[0].attrib["lastmodifieddate"]
    writer.add_graph(_coloured(flat(plain(graph))))
    writer.write(stream)


FORMAT = ExportFormat(
    name="gexf",
    label="GEXF",
    suffixes=(".gexf",),
    use="Gephi, sigma.js, NetworkX",
    fidelity="nodes and edges with evidence and colours; lists are joined into one text",
    parts=(Part("", write),),
)
