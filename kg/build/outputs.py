"""The files of a build: written whole, known to be as they were written, and copied where nothing changed."""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from kg.build.excerpt import count_edges, excerpt
from kg.knowledge import Knowledge
from kg.store.code import code_fingerprint
from kg.store.codec import pack
from kg.store.files import digest, replace, tidy

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
    """A graph file written before: its SHA-256 and its layout."""

    digest: str
    layout: Layout


def write_outputs(knowledge: Knowledge, output: Path, known: Known | None) -> tuple[dict[str, str], Layout]:
    """Write the graph and its view into a folder, copying what has not changed from the graph that is there.

    Returns the SHA-256 of each file by name, and the layout of the graph file.
    """
    tidy(output, NAMES)
    path = output / GRAPH_NAME
    rows: list[tuple[str, int]] = []
    with ExitStack() as stack:
        sections = _Sections(path, known, stack)
        graph = replace(path, _graph(knowledge, sections, rows))
    view = replace(output / VIEW_NAME, [_view(knowledge)])
    digests, lengths = zip(*rows, strict=True)
    return {GRAPH_NAME: graph, VIEW_NAME: view}, Layout(digests, lengths)


def intact(output: Path, written: Mapping[str, str]) -> bool:
    """Whether every output file is there and holds what was written."""
    return set(written) == set(NAMES) and all(digest(output / name) == written[name] for name in NAMES)


class _Sections:
    """The sections of the graph file that is there, if it is as it was written."""

    def __init__(self, path: Path, known: Known | None, stack: ExitStack) -> None:
        from kg.graph.sections import opening

        self._spans: dict[str, tuple[int, int]] = {}
        if known is None or digest(path) != known.digest:
            return
        stream = stack.enter_context(path.open("rb"))
        self._bytes = stack.enter_context(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
        starts = accumulate(known.layout.lengths, initial=len(opening()))
        for name, start, length in zip(known.layout.digests, starts, known.layout.lengths, strict=False):
            self._spans[name] = start, start + length

    def get(self, name: str) -> bytes | None:
        """The section made from what has this digest, if there is one."""
        span = self._spans.get(name)
        return None if span is None else self._bytes[slice(*span)]


def _graph(knowledge: Knowledge, old: _Sections, rows: list[tuple[str, int]]) -> Iterator[bytes]:
    """The bytes of the graph file; notes digest and length of each section in `rows`."""
    from kg.graph.sections import opening, sections, turtle

    code = code_fingerprint("graph", "knowledge.py", "records.py").encode()
    yield opening()
    for section in sections(knowledge):
        name = hashlib.sha256(code + pack(section)).hexdigest()[:32]
        chunk = old.get(name)
        if chunk is None:
            chunk = turtle(section)
        rows.append((name, len(chunk)))
        yield chunk


def _view(knowledge: Knowledge) -> bytes:
    """The page of a graph; of one too large to draw whole, that of its best-connected part."""
    from kg.graph import Graph
    from kg.view import MAX_NODES, Size, page

    nodes = len(knowledge.papers) + len(knowledge.people) + len(knowledge.entities)
    if nodes <= MAX_NODES:
        return page(Graph.from_knowledge(knowledge)).encode()
    shown = excerpt(knowledge, EXCERPT_NODES)
    size = Size(papers=len(knowledge.papers), nodes=nodes, statements=count_edges(knowledge))
    return page(Graph.from_knowledge(shown), whole=size).encode()
