"""The pyvis network of a view: where each dot stands, how large it is, and how lines look."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.view.layout import Floats, Links, positions, satellites
from kg.view.model import View
from kg.view.styles import Style

if TYPE_CHECKING:
    from pyvis.network import Network

_MANY = 4000  # lines; above this they are left out while the map is dragged
_LARGEST = 28.0

_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 0, "borderWidthSelected": 0, "chosen": False},
    "edges": {"smooth": False, "chosen": False, "selectionWidth": 0, "hoverWidth": 0},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
    },
}


def draw(view: View, *, types: Mapping[str, Style], relations: Mapping[str, Style]) -> Network:
    """A pyvis network of fixed positions, physics off; ids are places in `view.dots` and `view.lines`."""
    from pyvis.edge import Edge
    from pyvis.network import Network

    network = Network(directed=True)
    number = {dot.iri: place for place, dot in enumerate(view.dots)}
    size = _sizes(view)
    place = _places(view, number, size, types, relations)
    for index, dot in enumerate(view.dots):
        x, y = (round(float(value)) for value in place[index])
        network.add_node(index, label=dot.label, group=dot.type, x=x, y=y, size=round(float(size[index]), 1))
    for index, line in enumerate(view.lines):
        drawn = look(relations[line.claims[0].relation])
        # Network.add_edge looks both ends up in a list, which takes seconds at ten thousand lines.
        edge = Edge(number[line.source], number[line.target], directed=True, id=index, **drawn)
        network.edges.append(edge.options)
    network.set_options(json.dumps(_options(view, types)))
    return network


def _sizes(view: View) -> Floats:
    """Radii that grow with the root of the number of lines, for papers half as fast: they list all they name.

    An author counts for the person only: a paper of a hundred authors is not more of a paper.
    """
    degree = Counter(line.target for line in view.lines)
    degree.update(line.source for line in view.lines if line.claims[0].relation != "author")
    scale = [0.5 if dot.type == "Paper" else 1.0 for dot in view.dots]
    lines = np.array([degree[dot.iri] for dot in view.dots], dtype=np.float64)
    radii: Floats = np.minimum(4.0 + 2.6 * np.sqrt(lines) * np.array(scale), _LARGEST)
    return radii


def _places(
    view: View,
    number: Mapping[str, int],
    size: Floats,
    types: Mapping[str, Style],
    relations: Mapping[str, Style],
) -> Floats:
    """Positions in the order of `view.dots`: types shown at first take their places, the others join them."""
    core = [index for index, dot in enumerate(view.dots) if types[dot.type].shown]
    rest = [index for index, dot in enumerate(view.dots) if not types[dot.type].shown]
    links = _links(view, number, np.argsort(np.array(core + rest, dtype=np.int64)).tolist(), relations)
    radius = size[core + rest] + 9.0
    inner = (links.source < len(core)) & (links.target < len(core))
    among = Links(links.source[inner], links.target[inner], links.weight[inner])
    ordered = satellites(positions(among, radius=radius[: len(core)]), links, radius=radius)
    place = np.empty_like(ordered)
    place[core + rest] = ordered
    return place


def _links(
    view: View, number: Mapping[str, int], rank: Sequence[int], relations: Mapping[str, Style]
) -> Links:
    ends = [(rank[number[line.source]], rank[number[line.target]]) for line in view.lines]
    table = np.array(ends, dtype=np.int64).reshape(-1, 2)
    pulls = [max(relations[claim.relation].pull for claim in line.claims) for line in view.lines]
    return Links(table[:, 0], table[:, 1], np.array(pulls, dtype=np.float64))


def look(style: Style) -> dict[str, Any]:
    """How a line is drawn, as vis-network has it: thin and faint, or a coloured arrow."""
    if style.faint:
        return {"width": 0.8, "color": {"color": style.color, "opacity": 0.3}, "arrows": ""}
    arrow = {"to": {"enabled": True, "scaleFactor": 0.35}}
    return {"width": 1.8, "color": {"color": style.color, "opacity": 0.7}, "arrows": arrow}


def _options(view: View, types: Mapping[str, Style]) -> dict[str, Any]:
    groups = {name: {"color": style.color} for name, style in types.items()}
    interaction = _OPTIONS["interaction"] | {"hideEdgesOnDrag": len(view.lines) > _MANY}
    return _OPTIONS | {"groups": groups, "interaction": interaction}
