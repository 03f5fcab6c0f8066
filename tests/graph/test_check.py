from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph import Graph, check
from kg.graph import vocabulary as v
from kg.graph.iris import of_key
from kg.knowledge import Knowledge

HERON = of_key("model/heron")


@pytest.fixture
def copy(graph: Graph) -> Graph:
    store = Store()
    store.extend(graph.store)
    return Graph(store)


def test_a_valid_graph_conforms(graph: Graph) -> None:
    report = check(graph)
    assert report.conforms, [str(violation) for violation in report.violations]
    assert report.triples == len(graph)
    assert not report.warnings


def first(graph: Graph, predicate: NamedNode) -> Quad:
    return min(graph.store.quads_for_pattern(None, predicate, None), key=str)


def without(predicate: NamedNode) -> Callable[[Graph], None]:
    return lambda graph: graph.store.remove(first(graph, predicate))


def adding(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Callable[[Graph], None]:
    return lambda graph: graph.store.add(Quad(subject, predicate, value))


def changed(predicate: NamedNode, value: Literal) -> Callable[[Graph], None]:
    def change(graph: Graph) -> None:
        old = first(graph, predicate)
        graph.store.remove(old)
        graph.store.add(Quad(old.subject, predicate, value))

    return change


@pytest.mark.parametrize(
    ("plant", "problem"),
    [
        (adding(HERON, v.LABEL, Literal("Crane")), "model:heron must have exactly one name"),
        (adding(HERON, v.TYPE, v.kg("Task")), "model:heron must have exactly one type"),
        (adding(HERON, v.kg("uses"), of_key("method/lora")), "kg:uses method:lora has no statement"),
        (without(v.kg("based_on")), "is stated but not in the graph"),
        (without(v.EVIDENCE), "must show its evidence"),
        (without(v.POSITION), "must have one position"),
        (without(v.GENERATED_BY), "must say how it was found"),
        (changed(v.CONFIDENCE, Literal(1.5)), "must have one confidence from 0 to 1 (found 1.5)"),
        (changed(v.KIND, Literal("big")), "must be absolute, a delta or a ratio (found big)"),
        (changed(v.ARXIV_ID, Literal("2501.00001v2")), "must have at most one arXiv id"),
        (changed(v.SENTENCE, Literal("Made up.")), "(found Made up.)"),
        (changed(v.REVIEW, Literal("maybe")), "must be unreviewed or accepted"),
        (changed(v.LINE, Literal(99)), "must have a first line"),
    ],
)
def test_a_planted_violation_is_found(copy: Graph, plant: Callable[[Graph], None], problem: str) -> None:
    plant(copy)
    report = check(copy)
    assert not report.conforms
    assert any(problem in str(violation) for violation in report.violations), report.violations


def test_an_unusual_type_is_a_warning(knowledge: Knowledge) -> None:
    wrong = replace(knowledge.statements[1], predicate="addresses")
    statements = (*knowledge.statements, wrong)
    report = check(Graph.from_knowledge(replace(knowledge, statements=statements)))
    assert report.conforms
    assert [str(warning) for warning in report.warnings] == [
        "model:crane is the object of 'addresses' but not one of Task"
        " (found model:heron kg:addresses model:crane)"
    ]
