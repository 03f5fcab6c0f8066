"""Rows of a SPARQL query over a graph in memory, as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import Graph

Row = tuple[str, ...]


def rows(graph: Graph, select: str) -> Iterator[Row]:
    """The rows of one of kg's own SELECT queries; what is not bound is an empty text, an IRI is shortened."""
    from pyoxigraph import NamedNode, QuerySolutions

    from kg.graph.iris import PREFIXES, shorten

    found = graph.store.query(select, prefixes=PREFIXES)
    if not isinstance(found, QuerySolutions):
        raise TypeError("only SELECT queries have rows")
    for solution in found:
        yield tuple(
            "" if term is None else shorten(term.value) if isinstance(term, NamedNode) else term.value
            for term in solution
        )
