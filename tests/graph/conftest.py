"""A small hand-made `Knowledge` that holds what is awkward in real ones."""

from __future__ import annotations

import pytest

from kg.graph import Graph
from kg.knowledge import Knowledge
from tests.graph.made import knowledge as make_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return make_knowledge()


@pytest.fixture(scope="session")
def graph(knowledge: Knowledge) -> Graph:
    return Graph.from_knowledge(knowledge)
