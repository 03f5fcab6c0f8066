from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from kg.graph import Graph
from kg.graph.iris import DATA, of_key
from kg.knowledge import Knowledge
from tests.graph.made import HOSTILE, A, B


@pytest.fixture(scope="module")
def view(graph: Graph) -> nx.MultiDiGraph:
    return graph.network()


def test_nodes_are_the_things_of_the_graph(view: nx.MultiDiGraph, knowledge: Knowledge) -> None:
    k = knowledge
    assert len(view) == len(k.papers) + len(k.people) + len(k.entities) + len(k.scores)
    assert {kind for _, kind in view.nodes(data="type")} == {
        *("Paper", "Person", "Organization", "Model", "Method", "Benchmark", "Metric", "Task", "Result")
    }
    assert view.nodes[DATA + "method/lora"]["aliases"] == ("Low-Rank Adaptation", "low-rank adaptation")


def test_every_stated_edge_shows_its_sentence(view: nx.MultiDiGraph) -> None:
    stated = [data for *_, data in view.edges(data=True) if "evidence" in data]
    assert len(stated) == 7 + 10 + 4
    for data in stated:
        assert data["sentence"]
        assert data["source"].startswith("listings/")
        assert data["paper"] in view
        assert 0 < data["confidence"] <= 1


def test_an_edge_has_the_surest_sentence_first(view: nx.MultiDiGraph) -> None:
    edge = view[DATA + "model/heron-2"][DATA + "model/heron"]["outperforms"]
    assert [backing.sentence for backing in edge["evidence"]] == [
        "Heron-2 reaches 70.25%.",
        "Heron-2 beats Heron.",
    ]
    both = view[DATA + "model/heron"][DATA + "benchmark/birdbench"]["evaluated_on"]
    assert both["support"] == 2


def test_papers_lead_to_their_authors_in_order(view: nx.MultiDiGraph) -> None:
    edges = [data for *_, data in view.out_edges(DATA + A, data=True) if data["type"] == "author"]
    assert sorted((edge["position"], edge["written"]) for edge in edges) == [(1, "A. Løvelace"), (2, "Bo Li")]


def test_results_lead_to_subject_benchmark_and_metric(view: nx.MultiDiGraph) -> None:
    results = [node for node, kind in view.nodes(data="type") if kind == "Result"]
    by_value = {view.nodes[node]["value"]: node for node in results}
    edges = view.out_edges(by_value["61.0%"], keys=True)
    assert {name for *_, name in edges} == {"subject", "benchmark", "metric"}
    assert view.nodes[by_value["61.0%"]]["label"] == "61.0% on BirdBench"
    assert view.nodes[by_value["2x faster"]]["number"] is None
    assert view.nodes[by_value["61.0%"]]["sentence"].startswith("Heron reaches 61.0%")


def test_hostile_labels_keep_their_text_except_control_characters(view: nx.MultiDiGraph) -> None:
    labels = {label for _, label in view.nodes(data="label")}
    assert HOSTILE.replace("\x00", "\ufffd").replace("\x07", "\ufffd") in labels


def test_partial_dates_stay_partial(view: nx.MultiDiGraph) -> None:
    assert view.nodes[of_key(B).value]["dates"] == ("--01-14",)


def test_the_view_is_the_same_after_a_round_trip(graph: Graph, view: nx.MultiDiGraph, tmp_path: Path) -> None:
    graph.write(tmp_path / "graph.nt")
    again = Graph.load(tmp_path / "graph.nt").network()
    assert list(again.nodes(data=True)) == list(view.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(view.edges(keys=True, data=True))
