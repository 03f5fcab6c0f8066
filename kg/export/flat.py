"""The plain network with attributes that XML and tables can hold: text, numbers and booleans."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

Scalar = str | int | float | bool
Attributes = dict[str, Scalar]

SEPARATOR = " | "
"""Joins the values of an attribute that has several."""

_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def flat(network: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """A copy with scalar attributes, nodes and edges sorted, edges keyed `e0`, `e1` ... in that order.

    Missing values and numbers that are not finite are left out, lists are joined by `SEPARATOR`, characters
    that XML forbids are dropped, and an attribute has one type throughout.
    """
    import networkx as nx

    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = sorted(network)
    for node, values in zip(nodes, _uniform(_scalars(network.nodes[n]) for n in nodes), strict=True):
        copy.add_node(clean(node), **values)
    edges = sorted(network.edges(keys=True))
    found = _uniform(_scalars(network.edges[edge]) for edge in edges)
    for number, ((source, target, _), values) in enumerate(zip(edges, found, strict=True)):
        copy.add_edge(clean(source), clean(target), key=f"e{number}", **values)
    return copy


def clean(text: str) -> str:
    """`text` with Unix line ends and without the characters that XML 1.0 forbids."""
    return _NOT_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _scalars(attributes: Mapping[str, Any]) -> Attributes:
    pairs = ((name, _scalar(value)) for name, value in sorted(attributes.items()))
    return {name: value for name, value in pairs if value is not None}


def _scalar(value: Any) -> Scalar | None:
    """`value` as a scalar, or None where there is nothing to say."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return SEPARATOR.join(clean(str(item)) for item in value) or None
    return clean(str(value))


def _uniform(rows: Iterable[Attributes]) -> list[Attributes]:
    """The rows, where an attribute of several types is a float if they are all numbers, else text."""
    kept = list(rows)
    types: dict[str, set[type]] = defaultdict(set)
    for row in kept:
        for name, value in row.items():
            types[name].add(type(value))
    mixed = {name: float if found == {int, float} else str for name, found in types.items() if len(found) > 1}
    return [{name: mixed.get(name, type(value))(value) for name, value in row.items()} for row in kept]
