"""Answer SPARQL queries over a graph, safely."""

from __future__ import annotations

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)

from kg.graph import Graph
from kg.query.guard import is_ordered, refuse_unsafe
from kg.query.table import Table


def run(graph: Graph, sparql: str, *, timeout: float = 30) -> Table:
    """Answer a SPARQL query of any form; the usual prefixes (`kg:`, `rdfs:`, `model:` ...) are known.

    `timeout` is in seconds. Without ORDER BY the rows come sorted, so that equal graphs give equal answers.

    Raises:
        QueryError: the query is malformed, forbidden (SERVICE, FROM, updates), or ran too long.
    """
    from kg.query.worker import evaluate

    refuse_unsafe(sparql)
    kind, answer = evaluate(graph.store, sparql, timeout=timeout)
    if kind == "graph":
        return _graph(answer)
    results = parse_query_results(answer, format=QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        return Table((), (), form="ask", answer=bool(results))
    return _table(results, ordered=is_ordered(sparql))


def _table(solutions: QuerySolutions, *, ordered: bool) -> Table:
    columns = tuple(variable.value for variable in solutions.variables)
    rows = [tuple(solution) for solution in solutions]
    if not ordered:
        rows.sort(key=lambda row: [str(term) for term in row])
    return Table(columns, tuple(rows))


def _graph(answer: bytes) -> Table:
    quads = parse(answer, format=RdfFormat.N_TRIPLES)
    triples = sorted({quad.triple for quad in quads}, key=str)
    rows = tuple((t.subject, t.predicate, t.object) for t in triples)
    return Table(("subject", "predicate", "object"), rows, form="graph")
