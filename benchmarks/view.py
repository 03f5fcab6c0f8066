"""Times the HTML view of a graph, and takes its picture.

    python -m benchmarks.view output/graph.ttl                          # times, sizes
    python -m benchmarks.view output/graph.ttl --picture docs/graph.png # and a screenshot (needs Chromium)
    python -m benchmarks.view                                           # a made-up graph of 3,000 nodes

The peer, in the same process: `networkx.spring_layout` on the same nodes and lines. It is slow; leave it out
with `--no-peer`.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import networkx as nx
import numpy as np

from kg.graph import Graph
from kg.view import page
from kg.view.layout import Links, positions

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

NODES = 3000
T = TypeVar("T")


def timed(what: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    made = what()
    return made, time.perf_counter() - start


def made_up(nodes: int) -> nx.Graph:
    """A graph with the heavy-tailed degrees of a citation network."""
    return nx.barabasi_albert_graph(nodes, 3, seed=1)


def layout_times(graph: nx.Graph, *, peer: bool) -> None:
    number = {node: place for place, node in enumerate(graph)}
    ends = np.array([(number[a], number[b]) for a, b in graph.edges()], dtype=np.int64).reshape(-1, 2)
    links = Links(ends[:, 0], ends[:, 1], np.ones(len(ends)))
    _, own = timed(lambda: positions(links, radius=np.full(len(graph), 6.0)))
    print(f"layout     {own:6.2f} s   {len(graph):,} nodes, {graph.number_of_edges():,} lines")
    if peer:
        _, other = timed(lambda: nx.spring_layout(graph, seed=1))
        print(f"networkx   {other:6.2f} s   spring_layout, {other / own:.0f} times as long")


def page_time(graph: Graph) -> str:
    page(graph)  # the first call imports pyvis
    text, seconds = timed(lambda: page(graph))
    print(f"page       {seconds:6.2f} s   {len(text.encode()) / 1e6:.1f} MB")
    return text


def picture(text: str, target: Path) -> None:
    """Opens the page in Chromium and saves what it shows."""
    from tests.view.browser import browser

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.html"
        file.write_text(text, encoding="utf-8")
        with browser(Path(folder) / "profile", width=1500, height=1000) as driver:
            _, seconds = timed(lambda: opened(driver, file))
            print(f"browser    {seconds:6.2f} s   until the first drawing")
            driver.save_screenshot(str(target))
    print(f"picture    {target}")


def opened(driver: Chrome, file: Path) -> None:
    driver.get(file.as_uri())
    script = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))"
    driver.execute_async_script(script)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "graph", nargs="?", type=Path, help="a graph file; left out: made-up nodes, layout only"
    )
    parser.add_argument("--picture", type=Path, help="where to save a screenshot; left out: none")
    parser.add_argument("--no-peer", action="store_true", help="do not time networkx.spring_layout")
    options = parser.parse_args()
    if options.graph is None:
        layout_times(made_up(NODES), peer=not options.no_peer)
        return
    graph = Graph.load(options.graph)
    layout_times(nx.Graph(graph.network()), peer=not options.no_peer)
    text = page_time(graph)
    if options.picture:
        picture(text, options.picture)


if __name__ == "__main__":
    main()
