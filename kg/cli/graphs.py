"""Finding the graph that a command is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

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


def key_of(graph: Graph, name: str) -> str:
    """The key of the one thing that is called `name`, or has it as its key.

    Raises:
        UsageError: nothing is called so (the message has near names), or several things are.
    """
    from kg.graph.iris import DATA, of_key
    from kg.graph.lookup import lookup, near_names

    found = lookup(graph, of_key(name).value) or lookup(graph, name)
    keys = [unquote(match.iri.removeprefix(DATA), errors="surrogatepass") for match in found]
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise UsageError(f"{name!r} may be {', '.join(keys)}; name one by its key")
    near = near_names(graph, name)
    hint = f"did you mean {', '.join(near)}?" if near else "see `kg stats` for what there is"
    raise UsageError(f"nothing in the graph is called {name!r}; {hint}")
