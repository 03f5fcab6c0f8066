from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import QueryError, UsageError
from kg.graph import Graph
from kg.query import Table, library, named, run, run_named
from kg.query.guard import refuse_unsafe
from tests.graph.made import HOSTILE, knowledge

QUERIES = {query.name: query for query in library()}
SHOWN = "Heron reaches 61.0% on BirdBench and outperforms Crane."


def columns(table: Table, *names: str) -> list[tuple[str, ...]]:
    places = [table.columns.index(name) for name in names]
    return [tuple(row[place] for place in places) for row in table.texts()]


@pytest.mark.parametrize("name", QUERIES)
def test_every_query_is_described_and_runs_as_it_stands(graph: Graph, name: str) -> None:
    query = QUERIES[name]
    assert query.description.endswith(".")
    run(graph, query.sparql)
    for parameter in query.parameters:
        assert query.sparql.count(f"VALUES ?{parameter.name} {{") == 1


@pytest.mark.parametrize("name", QUERIES)
def test_what_rests_on_a_statement_shows_sentence_and_source(name: str) -> None:
    sparql = QUERIES[name].sparql
    if "kg:evidence" in sparql and "COUNT(" not in sparql.partition("WHERE")[0]:
        assert "?sentence" in sparql.partition("WHERE")[0] and "?source" in sparql.partition("WHERE")[0]


def test_introduces(graph: Graph) -> None:
    table = run_named(graph, "introduces", {"thing": "heron"})
    assert columns(table, "introduced", "paper", "builds_on", "sentence") == [
        ("Heron", "Heron: a bird model", "Egret-7B", "We introduce Heron, built on Egret-7B.")
    ]
    assert columns(table, "first_author") == [("A. Løvelace",)]
    every = columns(run_named(graph, "introduces", {"type": ""}), "introduced", "kind")
    assert ("BirdBench", "Benchmark") in every and ("Heron-2", "Model") in every


def test_leaderboard_is_best_first_and_keeps_the_reported_text(graph: Graph) -> None:
    table = run_named(graph, "leaderboard", {"benchmark": "BIRD-bench"})
    assert columns(table, "subject", "value") == [
        ("Heron-2", "70.25%"),
        ("Heron", "61.0%"),
        ("Heron", "59.5%"),
    ]
    ratios = run_named(graph, "leaderboard", {"benchmark": "BirdBench", "kind": "ratio"})
    assert columns(ratios, "subject", "value") == [("Heron-2", "2x faster")]


def _board(metric: str | None, *values: tuple[str, float | None, str | None]) -> list[tuple[str, ...]]:
    base = knowledge()
    scores = [
        replace(base.scores[0], metric=None, metric_text=metric, value=value, number=number, unit=unit)
        for value, number, unit in values
    ]
    made = Graph.from_knowledge(replace(base, scores=tuple(scores)))
    return columns(run_named(made, "leaderboard", {"benchmark": "BirdBench"}), "value", "better")


def test_a_leaderboard_of_errors_has_the_lowest_first() -> None:
    rows = _board("word error rate", ("9.5%", 9.5, "%"), ("12%", 12.0, "%"), ("3.1%", 3.1, "%"))
    assert rows == [("3.1%", "lower"), ("9.5%", "lower"), ("12%", "lower")]


def test_a_leaderboard_says_when_it_does_not_know_what_is_better() -> None:
    assert _board("quirkiness", ("9", 9.0, None), ("12", 12.0, None)) == [("12", "unknown"), ("9", "unknown")]
    assert _board(None, ("9", 9.0, None)) == [("9", "unknown")]


def test_a_leaderboard_does_not_mix_units_or_rank_what_is_no_number() -> None:
    values = ("0.93", 0.93, None), ("88-97%", None, "%"), ("91%", 91.0, "%"), ("0.95", 0.95, None)
    assert [value for value, _ in _board("accuracy", *values)] == ["0.95", "0.93", "91%", "88-97%"]


@pytest.mark.parametrize("gain", ["+3.2", "$+3.2$", "2x", "2.5×", "x1.9", "3 times", "two-fold"])
def test_gains_are_no_scores(gain: str) -> None:
    assert _board("accuracy", (gain, 99.0, None), ("7", 7.0, None)) == [("7", "higher")]


def test_benchmarks_are_listed_by_metric_with_how_many_scores() -> None:
    made = Graph.from_knowledge(knowledge())
    row = ("BirdBench", "accuracy", "higher", "3", "2")
    assert columns(run_named(made, "benchmarks"), "benchmark", "metric", "better", "scores", "papers") == [
        row
    ]


def test_shared_methods(graph: Graph) -> None:
    table = run_named(graph, "shared-methods")
    assert {row[0] for row in columns(table, "method", "papers")} == {"LoRA"}
    assert len({row[0] for row in columns(table, "paper")}) == 2
    assert not run_named(graph, "shared-methods", {"min_papers": "3"}).rows


def test_coauthors(graph: Graph) -> None:
    table = run_named(graph, "coauthors", {"person": "bo li"})
    assert columns(table, "coauthor") == [("Ada Løvelace",), ("Stork Team",)]


def test_outperforms(graph: Graph) -> None:
    table = run_named(graph, "outperforms", {"thing": "Crane"})
    assert columns(table, "better", "sentence", "source") == [("Heron", SHOWN, "listings/zwei ü.txt:12-20")]


def test_introduced_benchmarks(graph: Graph) -> None:
    assert columns(run_named(graph, "benchmarks-introduced"), "introduced") == [("BirdBench",)]


def test_papers_with_code(graph: Graph) -> None:
    assert {row[0] for row in columns(run_named(graph, "papers-with-code"), "arxiv_id")} == {"2501.00001"}


def test_papers_of_a_person_come_in_time_with_partial_dates_last(graph: Graph) -> None:
    table = run_named(graph, "person-papers", {"person": "Bo Li"})
    assert columns(table, "date", "position") == [("2025-01-02", "2"), ("--01-14", "2")]


def test_conflicting_scores(graph: Graph) -> None:
    table = run_named(graph, "conflicting-scores")
    assert columns(table, "subject", "value") == [("Heron", "59.5%"), ("Heron", "61.0%")]


def test_two_things_are_compared_where_both_have_scores(graph: Graph) -> None:
    table = run_named(graph, "compare", {"first": "heron", "second": "heron-2"})
    assert columns(table, "benchmark", "value", "other_value") == [
        ("BirdBench", "59.5%", "70.25%"),
        ("BirdBench", "61.0%", "70.25%"),
    ]


def test_sentences_are_found_by_their_text(graph: Graph) -> None:
    table = run_named(graph, "sentences", {"text": "BUILT on"})
    assert columns(table, "subject", "relation", "object") == [
        ("Heron", "based_on", "Egret-7B"),
        ("Heron: a bird model", "introduces", "Heron"),
    ]
    assert not run_named(graph, "sentences", {"text": "nowhere said"}).rows


def test_lineage_and_descendants(graph: Graph) -> None:
    assert columns(run_named(graph, "lineage", {"thing": "鷺"}), "builds_on") == [("Egret-7B",)]
    assert columns(run_named(graph, "descendants", {"thing": "Egret-7B"}), "descendant") == [("Heron",)]


def test_a_thing_is_named_by_iri_or_loosely_too(graph: Graph) -> None:
    whole = run_named(graph, "scores", {"thing": "Heron-2"})
    assert len(whole.rows) == 2
    for name in ("model:heron-2", "https://w3id.org/kg/id/model/heron-2", "heron 2", "HERON2"):
        assert run_named(graph, "scores", {"thing": name}) == whole


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("leaderbord", {}, "there is no query 'leaderbord'; try leaderboard"),
        ("leaderboard", {}, "needs benchmark"),
        ("leaderboard", {"benchmrk": "x"}, "has no parameter 'benchmrk'; it has benchmark, kind"),
        ("shared-methods", {"min_papers": "2 } ?x {"}, "must be a whole number"),
        ("shared-methods", {"min_papers": "²"}, "must be a whole number"),
        (
            "leaderboard",
            {"benchmark": "BirdBench", "kind": "x"},
            "kind must be one of absolute",
        ),
    ],
)
def test_wrong_use_is_explained(graph: Graph, name: str, params: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        run_named(graph, name, params)


def test_an_unknown_name_gives_near_ones(graph: Graph) -> None:
    with pytest.raises(
        QueryError, match="nothing in the graph is called 'BirdBemch'; did you mean BirdBench"
    ):
        run_named(graph, "leaderboard", {"benchmark": "BirdBemch"})


@pytest.mark.parametrize(
    "value",
    [
        '" } SERVICE <http://127.0.0.1/> { ?s ?p ?o } VALUES ?x { "',
        'VALUES ?type { "x" }',
        'a" } #',
        "\\",
        "\\u0022 }",
        "}\n}",
        HOSTILE,
        "\ud800",
    ],
)
def test_a_value_cannot_become_query_text(graph: Graph, value: str) -> None:
    sparql = named("sentences", {"text": value})
    refuse_unsafe(sparql)
    assert run(graph, sparql).columns == run(graph, named("sentences")).columns
    assert not run(graph, named("outperforms", {"thing": value})).rows


@given(st.text(max_size=40))
def test_any_value_stays_one_literal(value: str) -> None:
    sparql = named("sentences", {"text": value})
    refuse_unsafe(sparql)
    block = sparql[sparql.index("VALUES ?text") : sparql.index("  ?evidence kg:sentence")]
    rows = list(Store().query(f"SELECT ?text {{ {block} }}"))
    assert [row["text"].value for row in rows] == [value]
    refuse_unsafe(named("leaderboard", {"benchmark": value}))


@pytest.mark.parametrize("name", [query.name for query in library() if query.parameters])
def test_a_query_finds_its_things_by_itself_too(graph: Graph, name: str) -> None:
    things = {"benchmark": "birdbench", "person": "BO LI", "task": "bird spotting", "thing": "heron"}
    things |= {"first": "heron", "second": "Heron-2"}
    given = {p.name: things[p.name] for p in QUERIES[name].parameters if p.is_thing}
    assert run(graph, named(name, given)) == run_named(graph, name, given)
