"""The files of a build: written whole, and known to be as they were written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.store.files import digest, replace, tidy

if TYPE_CHECKING:
    from kg.graph import Graph

GRAPH_NAME = "graph.ttl"
VIEW_NAME = "graph.html"
NAMES = (GRAPH_NAME, VIEW_NAME)


def write_outputs(graph: Graph, output: Path) -> dict[str, str]:
    """Write the graph and its view into a folder; returns the SHA-256 of each file by name."""
    from kg.view import page

    tidy(output, NAMES)
    return {
        GRAPH_NAME: replace(output / GRAPH_NAME, [graph.turtle()]),
        VIEW_NAME: replace(output / VIEW_NAME, [page(graph).encode()]),
    }


def intact(output: Path, written: Mapping[str, str]) -> bool:
    """Whether every output file is there and holds what was written."""
    return set(written) == set(NAMES) and all(digest(output / name) == written[name] for name in NAMES)
