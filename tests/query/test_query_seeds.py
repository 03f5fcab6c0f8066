"""The questions of the named queries, asked of the graph that the real pipeline builds from seeds/."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build
from kg.graph import Graph, check
from kg.query import run_named

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph of the seeds, made anew."""
    folder = tmp_path_factory.mktemp("seeds")
    report = build([ROOT / "seeds"], output=folder)
    assert (report.counts["papers"], list(report.problems)) == (43, [])
    return Graph.load(folder / "graph.ttl")


def ask(graph: Graph, name: str, **params: str) -> list[dict[str, str]]:
    table = run_named(graph, name, params)
    return [dict(zip(table.columns, row, strict=True)) for row in table.texts()]


def test_the_graph_conforms(seeds: Graph) -> None:
    assert check(seeds).conforms


def test_who_introduces_a_model_and_what_it_builds_on(seeds: Graph) -> None:
    (row,) = ask(seeds, "introduces", thing="Open-Vision-Reasoner")
    assert (row["introduced"], row["builds_on"]) == ("OVR", "Qwen2.5-VL-7B")
    assert "built on Qwen2.5-VL-7B" in row["sentence"]
    assert row["source"].count("seeds") == 3


def test_the_leaderboard_of_a_benchmark(seeds: Graph) -> None:
    rows = ask(seeds, "leaderboard", benchmark="MathVision")
    assert [(row["subject"], row["value"]) for row in rows] == [("STEP3-VL-10B", "75.95%"), ("OVR", "51.8%")]
    assert all(row["value"] in row["sentence"] for row in rows)


def test_methods_of_several_papers(seeds: Graph) -> None:
    rows = ask(seeds, "shared-methods", min_papers="3")
    assert "reinforcement learning" in {row["method"] for row in rows}


def test_coauthors(seeds: Graph) -> None:
    assert {"Liang Zhao", "En Yu", "Yana Wei"} <= {
        row["coauthor"] for row in ask(seeds, "coauthors", person="Kangheng Lin")
    }


def test_what_outperforms_a_model(seeds: Graph) -> None:
    rows = ask(seeds, "outperforms", thing="gpt-4o")
    assert rows
    assert all("GPT-4o" in row["sentence"] and row["better"] != "GPT-4o" for row in rows)


def test_benchmarks_and_datasets_introduced(seeds: Graph) -> None:
    found = {row["introduced"] for row in ask(seeds, "benchmarks-introduced")}
    assert {"ACVUBench", "MME-Reasoning"} <= found
    assert "MATH500" not in found


def test_papers_with_code(seeds: Graph) -> None:
    urls = {row["url"] for row in ask(seeds, "papers-with-code")}
    assert "https://github.com/linkangheng/PR1" in urls


def test_the_papers_of_a_person_over_time(seeds: Graph) -> None:
    rows = ask(seeds, "person-papers", person="En Yu")
    assert [row["date"] for row in rows] == ["2025-02-17", "2025-04-10"]
