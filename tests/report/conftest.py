from __future__ import annotations

import pytest

from kg.graph import Graph
from tests.graph.made import knowledge


@pytest.fixture(scope="session")
def graph() -> Graph:
    return Graph.from_knowledge(knowledge())
