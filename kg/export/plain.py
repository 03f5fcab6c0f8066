"""The network with the names of edge attributes that every network format can hold.

GEXF keeps `type` for directed or undirected, node-link JSON keeps `source` for where an edge starts, and both
would lose ours without a word. So here, and in all network formats alike, an edge has

- `predicate` (our `type`) and `label`, the same for tools that draw labels,
- `sentence`, `confidence`, `paper`, `method` of the surest statement, `origin` (our `source`: `file:lines`),
- `more_sentences`, the other sentences that state it, and `weight`, the number of papers that do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph import Backing, Graph

Attributes = dict[str, Any]

_STATED = ("sentence", "confidence", "paper", "method")


def plain(graph: Graph) -> nx.MultiDiGraph[str]:
    """A copy of the networkx view, sorted, with these names; an edge of a result carries its evidence."""
    import networkx as nx

    network = graph.network()
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(network):
        copy.add_node(node, **_node(network.nodes[node]))
    for source, target, key in sorted(network.edges(keys=True)):
        copy.add_edge(
            source, target, key=key, **_edge(network.edges[source, target, key], network.nodes[source])
        )
    return copy


def _node(attributes: Attributes) -> Attributes:
    renamed = {
        name: value for name, value in attributes.items() if name not in {"source", "evidence", "support"}
    }
    if "source" in attributes:
        renamed["origin"] = attributes["source"]
    return renamed


def _edge(attributes: Attributes, subject: Attributes) -> Attributes:
    """The edge's own evidence, or that of the result it belongs to."""
    stated = subject if subject["type"] == "Result" else attributes
    backings: tuple[Backing, ...] = stated.get("evidence", ())
    known = {
        "label": attributes["type"],
        "predicate": attributes["type"],
        "origin": stated.get("source"),
        "weight": stated.get("support", 1),
        "more_sentences": tuple(dict.fromkeys(b.sentence for b in backings[1:])),
        "position": attributes.get("position"),
        "written": attributes.get("written"),
    }
    return known | {name: stated.get(name) for name in _STATED}
