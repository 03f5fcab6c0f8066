"""Attributes that XML and CSV can hold."""

from __future__ import annotations

import csv
import io
import math
from xml.etree import ElementTree

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.export.flat import clean, flat
from kg.export.tables import guarded

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def one_node(**attributes: object) -> dict:
    network = nx.MultiDiGraph()
    network.add_node("n", **attributes)
    return flat(network).nodes["n"]


def test_missing_values_and_numbers_that_are_not_finite_are_left_out() -> None:
    assert one_node(a=None, b=math.nan, c=math.inf, d=(), e=0.5, f=False) == {"e": 0.5, "f": False}


def test_lists_are_joined() -> None:
    assert one_node(aliases=("RL", "reinforcement learning")) == {"aliases": "RL | reinforcement learning"}


def test_an_attribute_has_one_type_throughout() -> None:
    network = nx.MultiDiGraph()
    network.add_node("a", score=1, year=2024)
    network.add_node("b", score=0.5, year="2025-01")
    nodes = flat(network).nodes
    assert (nodes["a"]["score"], type(nodes["a"]["score"])) == (1.0, float)
    assert nodes["a"]["year"] == "2024"


@given(TEXT)
def test_clean_text_survives_xml(text: str) -> None:
    element = ElementTree.Element("a", value=clean(text))
    element.text = clean(text)
    read = ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8"))
    assert read.get("value") == (read.text or "") == clean(text)


@given(TEXT)
def test_guarded_cells_are_no_formulas_and_lose_nothing(text: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerow([guarded(text), "end"])
    (cell, _), *_ = csv.reader(io.StringIO(stream.getvalue(), newline=""))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell.removeprefix("'") == text
