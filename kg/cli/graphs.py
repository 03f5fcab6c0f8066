"""Finding the graph that a command is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import GraphError, UsageError

if TYPE_CHECKING:
    from kg.graph import Graph


def load_graph(path: Path) -> Graph:
    """The graph of a folder that `kg build` wrote, or of one file.

    Raises:
        GraphError: nothing was built there, or the file is no graph.
        UsageError: there is no such path.
    """
    from kg.graph import Graph

    return Graph.load(graph_file(path))


def graph_file(path: Path) -> Path:
    """The graph file that a path stands for."""
    if path.is_file():
        return path
    file = path / "graph.ttl"
    if file.is_file():
        return file
    if path.is_dir() or path == Path("output"):
        raise GraphError(f"{file}: no graph here yet; make one with: kg build PATHS -o {path}")
    raise UsageError(f"{path}: no such file or folder; name what `kg build` wrote")
