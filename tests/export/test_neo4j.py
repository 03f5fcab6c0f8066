"""The files that neo4j-admin reads, by the rules of its documentation."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from kg.export import find, write
from kg.graph import Graph
from tests.graph.made import knowledge

HEADER = re.compile(r"id:ID|:LABEL|:START_ID|:END_ID|:TYPE|[a-z_]+(:(boolean|long|double))?")


def tables(folder: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    files = write(Graph.from_knowledge(knowledge()), folder / "graph.neo4j.csv")
    assert [file.name for file in files] == ["graph.neo4j.nodes.csv", "graph.neo4j.edges.csv"]
    found = []
    for file in files:
        with file.open(newline="", encoding="utf-8") as stream:
            found.append(list(csv.DictReader(stream)))
    return found[0], found[1]


def test_the_suffix_is_not_taken_for_csv() -> None:
    assert (find(Path("a.neo4j.csv")).name, find(Path("a.csv")).name) == ("neo4j", "csv")


def test_headers_have_the_types_of_the_cells(tmp_path: Path) -> None:
    for table in tables(tmp_path):
        assert all(HEADER.fullmatch(name) for name in table[0])
        for row in table:
            for name, value in row.items():
                if name.endswith((":double", ":long")) and value:
                    float(value)
                if name.endswith(":boolean"):
                    assert value in {"", "true", "false"}


def test_nodes_are_those_of_the_graph_and_edges_join_them(tmp_path: Path) -> None:
    nodes, edges = tables(tmp_path)
    network = Graph.from_knowledge(knowledge()).network()
    assert sorted(row["id:ID"] for row in nodes) == sorted(network)
    assert {row[":LABEL"] for row in nodes} == {kind for _, kind in network.nodes(data="type")}
    found = sorted((row[":START_ID"], row[":END_ID"], row[":TYPE"].lower()) for row in edges)
    assert found == sorted(network.edges(keys=True))
    (edge,) = (row for row in edges if row[":TYPE"] == "OUTPERFORMS" and row[":END_ID"].endswith("/crane"))
    assert edge["sentence"] == "Heron reaches 61.0% on BirdBench and outperforms Crane."
