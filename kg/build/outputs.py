"""The files of a build: written whole, known to be as they were written, and copied where nothing changed."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from kg.beside import beside
from kg.build.excerpt import count_edges, excerpt
from kg.build.halves import Named, in_halves
from kg.outline import Outline
from kg.store.files import Stamp, replace, stamp, tidy

GRAPH_NAME = "graph.ttl"
VIEW_NAME = "graph.html"
NAMES = (GRAPH_NAME, VIEW_NAME)
EXCERPT_NODES = 1000
"""Nodes in the view of a graph that is too large to be drawn whole: about what can be told apart."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections of a graph file in order: a digest of what each is made from, and its length in bytes."""

    digests: tuple[str, ...]
    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A graph file written before: its stamp and its layout."""

    stamp: Stamp
    layout: Layout


def write_outputs(outline: Outline, output: Path, known: Known | None) -> tuple[dict[str, Stamp], Layout]:
    """Write the graph and its view into a folder, copying what has not changed from the graph that is there.

    Returns the stamp of each file by name, and the layout of the graph file.
    """
    tidy(output, NAMES)
    path = output / GRAPH_NAME
    rows: list[tuple[str, int]] = []
    with ExitStack() as stack:
        page = stack.enter_context(_view(outline))
        old = _Written(path, known, stack)
        named = stack.enter_context(in_halves(outline, old.span, path))
        graph = replace(path, _graph(named, old, rows))
        view = replace(output / VIEW_NAME, [page()])
    digests, lengths = zip(*rows, strict=True)
    return {GRAPH_NAME: graph, VIEW_NAME: view}, Layout(digests, lengths)


def intact(output: Path, written: Mapping[str, Stamp]) -> bool:
    """Whether every output file is there and has not changed since it was written."""
    return set(written) == set(NAMES) and all(stamp(output / name) == written[name] for name in NAMES)


class _Written:
    """The sections of the graph file that is there, if it is as it was written."""

    def __init__(self, path: Path, known: Known | None, stack: ExitStack) -> None:
        from kg.graph.sections import opening

        self._spans: dict[str, tuple[int, int]] = {}
        if known is None or stamp(path) != known.stamp:
            return
        stream = stack.enter_context(path.open("rb"))
        self._bytes = stack.enter_context(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
        bounds = pairwise(accumulate(known.layout.lengths, initial=len(opening())))
        self._spans = dict(zip(known.layout.digests, bounds, strict=True))

    def span(self, name: str) -> tuple[int, int] | None:
        """Where the section stands that was made from what has this digest."""
        return self._spans.get(name)

    def read(self, start: int, stop: int) -> Iterator[memoryview]:
        """The bytes from `start` to `stop`, which may be none."""
        if stop > start:
            with memoryview(self._bytes)[start:stop] as view:
                yield view


def _graph(
    named: Iterable[Named], old: _Written, rows: list[tuple[str, int]]
) -> Iterator[bytes | memoryview]:
    """The bytes of the graph file; notes digest and length of each section in `rows`.

    Sections that follow each other in the old file too are copied as one stretch.
    """
    from kg.graph.sections import opening

    start = stop = 0
    yield opening()
    for name, turtle in named:
        span = old.span(name)
        if span is None:
            yield from old.read(start, stop)
            start = stop
            chunk = turtle()
            rows.append((name, len(chunk)))
            yield chunk
            continue
        rows.append((name, span[1] - span[0]))
        if span[0] != stop:
            yield from old.read(start, stop)
            start = span[0]
        stop = span[1]
    yield from old.read(start, stop)


@contextmanager
def _view(outline: Outline) -> Iterator[Callable[[], bytes]]:
    """The page of a graph; of one too large to draw whole, that of its best-connected part.

    Such a page is drawn beside the block, since it takes as long as it takes to write the graph.
    """
    from kg.graph import Graph
    from kg.view import MAX_NODES, Size, page

    nodes = len(outline.papers) + len(outline.people) + len(outline.entities)
    if nodes <= MAX_NODES:
        yield lambda: page(Graph.from_knowledge(outline.knowledge())).encode()
        return

    def draw() -> bytes:
        shown = excerpt(outline, EXCERPT_NODES)
        size = Size(papers=len(outline.papers), nodes=nodes, statements=count_edges(outline))
        return page(Graph.from_knowledge(shown), whole=size).encode()

    with beside(draw) as drawn:
        yield drawn
