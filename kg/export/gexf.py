"""GEXF: the network for Gephi, coloured and sized as in the view."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from kg.export.flat import flat
from kg.export.format import ExportFormat
from kg.export.plain import plain
from kg.graph.ontology import node_types

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph import Graph


def write(graph: Graph, streams: Sequence[BinaryIO]) -> None:
    """Writes nodes and edges with typed attributes, without the date that would make every file differ."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    del writer.xml[0].attrib["lastmodifieddate"]
    writer.add_graph(_coloured(flat(plain(graph))))
    writer.write(streams[0])


def _coloured(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The same network with the ontology's colours and sizes by degree, in the form that Gephi draws."""
    colours = {kind.name: _rgb(kind.colour) for kind in node_types()}
    for node, attributes in network.nodes(data=True):
        size = 4 + 2 * math.sqrt(network.degree(node))
        look = {"size": round(size, 1), "color": colours.get(attributes["type"])}
        attributes["viz"] = {name: value for name, value in look.items() if value is not None}
    return network


def _rgb(colour: str) -> dict[str, int]:
    """The channels of `#rrggbb`.

    >>> _rgb("#d1495b")
    {'r': 209, 'g': 73, 'b': 91}
    """
    return {name: int(colour[at : at + 2], 16) for name, at in (("r", 1), ("g", 3), ("b", 5))}


FORMAT = ExportFormat(
    name="gexf",
    label="GEXF",
    suffixes=(".gexf",),
    use="Gephi, sigma.js, NetworkX",
    fidelity="nodes and edges with evidence and colours; lists are joined into one text",
    write=write,
)
