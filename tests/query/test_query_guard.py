from __future__ import annotations

import contextlib
import socket
import threading

import pytest

from kg.errors import QueryError
from kg.graph import Graph
from kg.query import run, worker
from kg.query.guard import is_ordered, refuse_unsafe
from kg.query.worker import evaluate

ENDPOINT = "<http://127.0.0.1:PORT/x>"
# Each of these is a SERVICE clause (or FROM, or an update) to Oxigraph's grammar, or might be.
UNSAFE = [
    "SELECT * { SERVICE <http://127.0.0.1:PORT/x> {?s ?p ?o} }",
    "SELECT * { service silent <http://127.0.0.1:PORT/x> {?s ?p ?o} }",
    "SELECT*{SERVICE<http://127.0.0.1:PORT/x>{?s ?p ?o}}",
    "PREFIX e: <http://127.0.0.1:PORT/> SELECT * { SERVICEe:a {?s ?p ?o} }",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:PORT/x>{} }",
    "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:PORT/x>{} }",
    'SELECT * { ?s ?p "a"SERVICE<http://127.0.0.1:PORT/x>{} }',
    "SELECT * { ?s ?p 'it\\'s'SERVICE<http://127.0.0.1:PORT/x>{} }",
    "PREFIX e: <http://e/> SELECT * { ?s ?p e:\\' SERVICE<http://127.0.0.1:PORT/x>{} . ?x ?y e:\\' }",
    "SELECT * { ?s ?p ?o FILTER(?o<2)SERVICE<http://127.0.0.1:PORT/>{} }",
    "PREFIX e: <http://127.0.0.1:PORT/> SELECT * { FILTER(1<2&&true)SERVICEe:a#>\n{?s ?p ?o} }",
    "PREFIX e: <http://127.0.0.1:PORT/> SELECT * { ?s ?p ?o FILTER(?o<e:b)SERVICEe:a#>\n{?s ?p ?o} }",
    "# a comment\rSELECT * { SERVICE <http://127.0.0.1:PORT/x> {} }",
    "SELECT * { <http://e/\\u0041#> ?p ?o . SERVICE <http://127.0.0.1:PORT/x> {} }",
    "SELECT * { { SELECT * { ?s ?p ?o . # '\n SERVICE <http://127.0.0.1:PORT/x> {} # '\n } } }",
    'SELECT * { ?s ?p """a"" """ . SERVICE <http://127.0.0.1:PORT/x> {} FILTER(?p = """ """) }',
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "SELECT*FROM<file:///etc/passwd>{ ?s ?p ?o }",
    "SELECT * FROM NAMED <http://e/> { ?s ?p ?o }",
    "LOAD <file:///etc/passwd>",
    "PREFIX e: <http://e/> INSERT DATA { e:a e:b e:c }",
    "DELETE WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "SELECT * { ?s ?p 'never closed }",
]
SAFE = [
    "SELECT * { ?s rdfs:label 'a SERVICE <http://e/> {} from here' } # SERVICE <x> {} FROM",
    'SELECT * { ?service ?from $SERVICE FILTER(CONTAINS(STR(?service), """FROM "service" """)) }',
    "PREFIX e: <http://service.example/from/> SELECT * { ?s e:SERVICE e:from, 'x'@en-service }",
    "SELECT * { ?s ?p ?o FILTER(?o<1 || ?o>2) FILTER(?p != <http://service/x>) }",
    "ASK { ?s a kg:Model }",
]


@pytest.mark.parametrize("query", UNSAFE)
def test_unsafe_queries_are_refused_before_they_run(query: str) -> None:
    with pytest.raises(QueryError, match=r"line \d+, column \d+: \S+"):
        refuse_unsafe(query)


@pytest.mark.parametrize("query", SAFE)
def test_safe_queries_pass_and_run(graph: Graph, query: str) -> None:
    run(graph, query)


def test_the_place_is_named(graph: Graph) -> None:
    with pytest.raises(QueryError, match="line 2, column 3: SERVICE would send requests"):
        run(graph, "SELECT * {\n  SERVICE <http://e/> {} }")


def reached(graph: Graph, query: str) -> bool:
    """Whether a query, run without the guard, connects to a server that listens at PORT."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        found = []

        def listen() -> None:
            with contextlib.suppress(TimeoutError):
                found.append(server.accept()[0].close())

        thread = threading.Thread(target=listen)
        thread.start()
        port = str(server.getsockname()[1])
        with contextlib.suppress(QueryError):
            evaluate(graph.store, query.replace("PORT", port), timeout=10)
        thread.join()
        return bool(found)


@pytest.mark.parametrize("query", [query for query in UNSAFE if "PORT" in query])
def test_what_slipped_past_the_guard_would_still_reach_nothing(graph: Graph, query: str) -> None:
    assert not reached(graph, query)


def test_without_the_fence_a_server_is_reached(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_fence", lambda: None)
    assert reached(graph, UNSAFE[0])


def test_a_very_long_query_is_refused() -> None:
    with pytest.raises(QueryError, match="characters long"):
        refuse_unsafe("SELECT * {}" + " " * 100_000)


def test_reading_a_long_query_takes_no_long_time() -> None:
    for unit in ("a-", "<", "'''a'''", "\\'", "?a.", "a:\\", '"a"'):
        refuse_unsafe(unit * (99_000 // len(unit)))


def test_order_is_recognised() -> None:
    assert is_ordered("SELECT * { ?s ?p ?o } order BY ?s")
    assert not is_ordered("SELECT * { ?order ?p 'ORDER BY' } # ORDER BY ?s")
