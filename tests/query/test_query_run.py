from __future__ import annotations

import time
from multiprocessing import get_context

import pytest
from pyoxigraph import Literal

from kg.errors import QueryError
from kg.graph import Graph
from kg.query import run, worker

CROSS = "SELECT {what} {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }}"


def test_rows_come_sorted_unless_ordered(graph: Graph) -> None:
    names = [row[0].value for row in run(graph, "SELECT ?n { ?m a kg:Model ; rdfs:label ?n }").rows]
    assert names == sorted(names) and len(names) == 5
    query = "SELECT ?n { ?m a kg:Model ; rdfs:label ?n } ORDER BY DESC(?n)"
    assert [row[0].value for row in run(graph, query).rows] == names[::-1]


def test_unbound_variables_are_none(graph: Graph) -> None:
    assert run(graph, "SELECT ?x (1 AS ?y) {}").rows == ((None, Literal(1)),)


def test_ask_and_construct(graph: Graph) -> None:
    assert run(graph, "ASK { ?s a kg:Paper }").answer is True
    assert run(graph, "ASK { ?s a kg:Nothing }").answer is False
    made = run(graph, "CONSTRUCT { ?s a kg:X } WHERE { ?s a kg:Model }")
    assert made.form == "graph" and made.columns == ("subject", "predicate", "object")
    assert len(made.rows) == 5
    assert run(graph, "DESCRIBE model:heron").rows


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n ?x }", r"line 2, column 6: not valid SPARQL near ' \?x }'"),
        ("SELECT * { ?s foo:x ?o }", "a prefix that is not declared near"),
        ("", "line 1, column 1: not valid SPARQL"),
        ("SELECT (<http://x/f>(1) AS ?y) {}", "custom function <http://x/f> is not supported"),
    ],
)
def test_malformed_queries_say_where(graph: Graph, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        run(graph, query)


@pytest.mark.parametrize("what", ["(COUNT(*) AS ?n)", "DISTINCT *", "*"])
def test_a_runaway_query_is_stopped(graph: Graph, what: str) -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.5 s"):
        run(graph, CROSS.format(what=what), timeout=0.5)
    assert time.monotonic() - start < 5


def test_an_endless_answer_is_refused(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "MAX_ANSWER", 1 << 20)
    with pytest.raises(QueryError, match="add a LIMIT"):
        run(graph, CROSS.format(what="*"))


def test_a_query_that_breaks_the_engine_is_reported(graph: Graph) -> None:
    deep = "(" * 40_000 + "1" + ")" * 40_000
    with pytest.raises(QueryError, match="nests too deeply"):
        run(graph, f"SELECT * {{ FILTER {deep} }}")
    assert run(graph, "ASK { ?s ?p ?o }").answer


def test_without_fork_the_answer_is_the_same(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    query = "SELECT ?m ?n { ?m a kg:Model ; rdfs:label ?n }"
    forked = run(graph, query)
    monkeypatch.setattr(worker, "_context", lambda: get_context("spawn"))
    assert run(graph, query) == forked


def test_a_quick_query_is_quick(graph: Graph) -> None:
    run(graph, "ASK {}")
    start = time.perf_counter()
    for _ in range(5):
        run(graph, "SELECT ?n { ?m a kg:Model ; rdfs:label ?n }")
    assert (time.perf_counter() - start) / 5 < 0.5
