"""JSON in node-link form: the network for D3, sigma.js and NetworkX, with lists kept as lists."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.export.format import ExportFormat
from kg.export.plain import plain

if TYPE_CHECKING:
    from kg.graph import Graph


def write(graph: Graph, streams: Sequence[BinaryIO]) -> None:
    """Writes `{"directed": true, "multigraph": true, "graph": {}, "nodes": […], "edges": […]}`, sorted."""
    import orjson

    network = plain(graph)
    document = {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": [{**_known(network.nodes[node]), "id": node} for node in network],
        "edges": [
            {**_known(network.edges[source, target, key]), "source": source, "target": target, "key": key}
            for source, target, key in network.edges(keys=True)
        ],
    }
    streams[0].write(orjson.dumps(document, default=list, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
    streams[0].write(b"\n")


def _known(attributes: dict[str, Any]) -> dict[str, Any]:
    """The attributes that say something: JSON has no word for NaN, and null would read back as a value."""
    return {
        name: value
        for name, value in attributes.items()
        if value is not None and not (isinstance(value, float) and not math.isfinite(value))
    }


FORMAT = ExportFormat(
    name="json",
    label="JSON (node-link)",
    suffixes=(".json",),
    use="D3, sigma.js, NetworkX, jq",
    fidelity="nodes and edges with evidence, lists as lists",
    write=write,
)
