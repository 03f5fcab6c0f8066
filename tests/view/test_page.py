"""The page as text: what it holds, what it leaves out, and that it is the same every time."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from kg.graph import Graph
from kg.view import page
from kg.view.document import script_json
from tests.graph.made import HOSTILE, knowledge


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.from_knowledge(knowledge())


class Elements(HTMLParser):
    """Collects start tags and the text of the data element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][1].get("id") == "graph-data":
            self.data += data


def data_of(text: str) -> dict:
    return json.loads(Elements(text).data)


def test_nothing_but_inline_parts_and_no_markup_from_labels(graph: Graph) -> None:
    tags = Elements(page(graph, title=HOSTILE)).tags
    names = [name for name, _ in tags]
    assert names.count("script") == 3
    assert not {"img", "iframe", "object", "embed", "form", "base", "center"} & set(names)
    for name, attributes in tags:
        assert "src" not in attributes, name
        assert not any(key.startswith("on") for key in attributes), name
        assert name != "link" or attributes["href"] == "data:,"


def test_content_security_policy_allows_no_inline_and_no_address(graph: Graph) -> None:
    policy = next(a["content"] for name, a in Elements(page(graph)).tags if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert policy.count("sha256-") == 3


def test_data_holds_each_statement_with_its_sentence(graph: Graph) -> None:
    data = data_of(page(graph))
    by_label = {node["label"]: node["id"] for node in data["nodes"]}
    (edge,) = (e for e in data["edges"] if (e["from"], e["to"]) == (by_label["Heron"], by_label["BirdBench"]))
    values = {s["value"] for s in edge["statements"] if s["relation"] == "result"}
    assert values == {"61.0% accuracy", "59.5% accuracy"}
    stated = [s for s in edge["statements"] if s["relation"] == "evaluated_on"]
    sentences = {data["sentences"][q["sentence"]] for s in stated for q in s["quotes"]}
    assert len(sentences) == 2
    assert all("BirdBench" in sentence for sentence in sentences)


def test_every_node_but_results_is_there_with_its_ontology_colour(graph: Graph) -> None:
    from kg.graph.ontology import node_types

    data = data_of(page(graph))
    network = graph.network()
    assert {card["iri"] for card in data["cards"]} == {
        node for node, attributes in network.nodes(data=True) if attributes["type"] != "Result"
    }
    colours = {kind.name: kind.colour for kind in node_types()}
    assert {
        name: group["color"] for name, group in data["options"]["groups"].items()
    }.items() <= colours.items()


def test_a_large_graph_is_cut_to_its_best_connected_part_and_says_so(graph: Graph) -> None:
    text = page(graph, max_nodes=5)
    data = data_of(text)
    assert len(data["nodes"]) == 5
    assert "Heron" in {node["label"] for node in data["nodes"]}
    assert {end for e in data["edges"] for end in (e["from"], e["to"])} <= set(range(5))
    assert re.search(r"Only the 5 best-connected of \d+ nodes are shown", text)
    assert "best-connected of" not in page(graph)


def test_equal_graphs_give_equal_bytes_in_every_process(graph: Graph) -> None:
    code = (
        "import hashlib; from kg.graph import Graph; from kg.view import page;"
        "from tests.graph.made import knowledge;"
        "print(hashlib.sha256(page(Graph.from_knowledge(knowledge())).encode()).hexdigest())"
    )
    prints = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(prints) == 1


@pytest.mark.parametrize("text", [HOSTILE, "]]><!--", "\u2028</SCRIPT >", "&lt;/script&gt;"])
def test_script_json_cannot_end_its_element(text: str) -> None:
    written = script_json([text])
    assert json.loads(written) == [text]
    assert not set("<>&\u2028\u2029") & set(written)
