"""Run a query of the library, and say so when a name in it is not in the graph."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.graph import Graph
from kg.graph.lookup import lookup, near_names
from kg.query.execute import run
from kg.query.named import Value, find, named
from kg.query.table import Table


def run_named(
    graph: Graph, name: str, params: Mapping[str, str] | None = None, *, timeout: float = 30
) -> Table:
    """Answer a query of the library.

    Raises:
        UsageError: there is no such query, or its parameters are wrong.
        QueryError: a name given as parameter is nowhere in the graph (with near names), or it ran too long.
    """
    given: dict[str, Value] = dict(params or {})
    for parameter in find(name).parameters:
        value = given.get(parameter.name)
        if parameter.is_thing and isinstance(value, str):
            given[parameter.name] = _things(graph, value)
    return run(graph, named(name, given), timeout=timeout)


def _things(graph: Graph, name: str) -> list[NamedNode]:
    """Everything that a name means."""
    found = lookup(graph, name)
    if found:
        return [NamedNode(match.iri) for match in found]
    near = near_names(graph, name)
    hint = f"did you mean {', '.join(near)}?" if near else "see `kg stats` for what there is"
    raise QueryError(f"nothing in the graph is called {name!r}; {hint}")
