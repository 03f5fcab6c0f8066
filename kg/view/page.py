"""Puts the page of a graph together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.view.contents import contents
from kg.view.document import document
from kg.view.model import View
from kg.view.payload import payload
from kg.view.selection import best_connected
from kg.view.styles import RELATION_ORDER

if TYPE_CHECKING:
    from kg.graph import Graph

TITLE = "Knowledge graph"
MAX_NODES = 3000


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is in a graph."""

    papers: int
    nodes: int
    statements: int


def page(graph: Graph, *, title: str = TITLE, max_nodes: int = MAX_NODES, whole: Size | None = None) -> str:
    """One HTML file with an interactive map of `graph`, which opens offline and fetches nothing.

    Of a graph with more than `max_nodes` nodes (results do not count) it shows the best-connected part and
    says so. Where `graph` is such a part already, `whole` is the size of what it was taken from. The same
    graph gives the same bytes.
    """
    everything = contents(graph.network(), order=RELATION_ORDER)
    view = best_connected(everything, max_nodes)
    size = whole or _size(everything)
    return document(payload(view), title=title, summary=_summary(size), notice=_notice(len(view.dots), size))


def _size(view: View) -> Size:
    return Size(
        papers=Counter(dot.type for dot in view.dots)["Paper"],
        nodes=len(view.dots),
        statements=sum(len(line.claims) for line in view.lines) + sum(len(dot.claims) for dot in view.dots),
    )


def _summary(size: Size) -> str:
    counts = ((size.papers, "paper"), (size.nodes, "node"), (size.statements, "statement"))
    return " · ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts)


def _notice(shown: int, size: Size) -> str | None:
    if shown == size.nodes:
        return None
    return (
        f"Only the {shown:,} best-connected of {size.nodes:,} nodes are shown here. "
        "The whole graph is in the other formats and answers queries."
    )
