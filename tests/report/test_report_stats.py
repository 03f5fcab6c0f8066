from __future__ import annotations

from kg.graph import Graph
from kg.knowledge import Knowledge
from kg.report import stats, stats_text
from tests.graph.made import knowledge


def test_counts_are_those_of_the_knowledge(graph: Graph) -> None:
    known = knowledge()
    found = stats(graph)
    assert found.count("papers") == len(known.papers)
    assert found.count("authors") == 2
    assert found.count("models") == 5
    assert found.count("methods") == 2
    assert found.count("organizations") == 2
    assert found.count("results") == len(known.scores)
    assert found.count("relations") == len({(s.subject, s.predicate, s.object) for s in known.statements})
    assert found.count("uses") == 3
    assert found.count("triples") == len(graph)


def test_the_commonest_come_first(graph: Graph) -> None:
    commonest = dict(stats(graph).commonest)
    assert commonest["authors"][0] == ("Bo Li", 2)
    assert commonest["models"][0] == ("Heron", 2)
    assert commonest["datasets"] == ()


def test_text(graph: Graph) -> None:
    lines = stats_text(stats(graph)).splitlines()
    assert lines[0].split() == ["papers", "3"]
    assert "  uses" in stats_text(stats(graph))
    assert "models: Heron (2)" in lines


def test_an_empty_graph_counts_nothing() -> None:
    found = stats(Graph.from_knowledge(Knowledge((), (), (), (), (), (), (), "none")))
    assert {number for _, number in (*found.counts, *found.relations)} == {0}
    assert stats_text(found)
