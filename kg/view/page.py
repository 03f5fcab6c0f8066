"""Puts the page of a graph together."""

from __future__ import annotations

from collections import Counter
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


def page(graph: Graph, *, title: str = TITLE, max_nodes: int = MAX_NODES) -> str:
    """One HTML file with an interactive map of `graph`, which opens offline and fetches nothing.

    Of a graph with more than `max_nodes` nodes (results do not count) it shows the best-connected part and
    says so. The same graph gives the same bytes.
    """
    whole = contents(graph.network(), order=RELATION_ORDER)
    view = best_connected(whole, max_nodes)
    return document(payload(view), title=title, summary=_summary(whole), notice=_notice(view))


def _summary(view: View) -> str:
    papers = Counter(dot.type for dot in view.dots)["Paper"]
    statements = sum(len(line.claims) for line in view.lines) + sum(len(dot.claims) for dot in view.dots)
    counts = ((papers, "paper"), (len(view.dots), "node"), (statements, "statement"))
    return " · ".join(f"{count:,} {noun}{'' if count == 1 else 's'}" for count, noun in counts)


def _notice(view: View) -> str | None:
    shown = len(view.dots)
    if shown == view.total:
        return None
    return (
        f"Only the {shown:,} best-connected of {view.total:,} nodes are shown here. "
        "The whole graph is in the other formats and answers queries."
    )
