from __future__ import annotations

import pytest

from kg.graph import Graph
from kg.graph.lookup import lookup, near_names


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("HERON", "Heron"),
        ("鷺", "Heron"),
        ("heron 2", "Heron-2"),
        ("2501.00001", "Heron: a bird model"),
        ("arXiv:2501.00001v3", "Heron: a bird model"),
        ("https://arxiv.org/abs/2501.00001", "Heron: a bird model"),
        ("https://arxiv.org/pdf/2501.00001v2.pdf", "Heron: a bird model"),
        ("https://doi.org/10.1000/X<Y>", "Heron: a bird model"),
        ("heron: A Bird model", "Heron: a bird model"),
        ("bo li", "Bo Li"),
        ("model:heron-2", "Heron-2"),
        ("https://w3id.org/kg/id/task/spotting", "bird spotting"),
    ],
)
def test_names_find_their_node(graph: Graph, name: str, label: str) -> None:
    assert [match.label for match in lookup(graph, name)] == [label]


@pytest.mark.parametrize(
    "name", ["", "   ", "-", "nothing", "listings/one.txt:1-9", '" } x {', "\ud800", "a:b c"]
)
def test_other_names_find_nothing(graph: Graph, name: str) -> None:
    assert lookup(graph, name) == ()


def test_near_names(graph: Graph) -> None:
    assert near_names(graph, "herom")[0] == "Heron"
    assert near_names(graph, "egret")[:2] == ("Egret", "Egret-7B")
    assert near_names(graph, "zzzzzzzz") == ()
