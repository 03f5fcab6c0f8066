"""The Turtle of a graph in sections, each made from a small part of it.

A paper's section holds the paper and what it says: its statements, results and their evidence. Another
section holds a few people or entities that follow each other by key, and the plain triples that start at
these entities, whichever paper states them. So a subject stands in one section (but for a place in a
file that two papers were read from), and a large graph that changes a little changes in few sections.
"""

from __future__ import annotations

import io
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter

from pyoxigraph import RdfFormat, Triple, serialize

from kg.graph import vocabulary as v
from kg.graph.claims import extraction_triples
from kg.graph.convert import triples
from kg.graph.iris import DATA, PREFIXES, of_key
from kg.graph.terms import confidence
from kg.knowledge import CanonicalEntity, Knowledge, Merge, Person
from kg.outline import Outline, PaperOutline, put_together

_OF_EXTRACTION = f"<{DATA}extraction/"
_OPENING = "".join(f"@prefix {name}: <{base}> .\n" for name, base in sorted(PREFIXES.items())).encode()
# People and entities to a section, on average: enough to make digests cheap, few enough to make anew.
_RUN = 4
# A paper's section takes about so many times as long as another.
_PAPER = 6
Edge = tuple[str, str, str]
Named = Person | CanonicalEntity


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the file: what it is made from, and how; equal inputs make equal bytes.

    The Turtle is without prefixes. `weight` says about how much longer it takes to make than others.
    """

    inputs: Callable[[], object]
    turtle: Callable[[], bytes]
    weight: int = 1


def sections(outline: Outline) -> Iterator[Section]:
    """Every section of a graph, by key, after one for how it was extracted."""
    yield _extraction(outline)
    merges, edges = _merges(outline.merges), _edges(outline.papers)
    things: list[PaperOutline | Named] = [*outline.papers, *outline.people, *outline.entities]
    things.sort(key=attrgetter("key"))
    number = 0
    run: list[Named] = []
    for thing in things:
        if run and (isinstance(thing, PaperOutline) or _ends_run(thing.key)):
            yield _named(outline, run, merges, edges)
            run = []
        if isinstance(thing, PaperOutline):
            yield _paper(outline, number, merges.get(thing.key, ()))
            number += 1
        else:
            run.append(thing)
    if run:
        yield _named(outline, run, merges, edges)


def opening() -> bytes:
    """The prefixes, which come before all sections."""
    return _OPENING


def _extraction(outline: Outline) -> Section:
    """How claims were found: the nodes that all of them point at."""
    methods: set[str | None] = {method for paper in outline.papers for method in paper.methods}
    if any(paper.mentions for paper in outline.papers):
        methods.add(None)
    return Section(
        lambda: (outline.extractor, sorted(methods, key=str)),
        lambda: _turtle({triple for m in methods for triple in extraction_triples(m, outline.extractor)}),
    )


def _paper(outline: Outline, number: int, merges: Sequence[Merge]) -> Section:
    """A paper and what it says."""

    def turtle() -> bytes:
        content = put_together(
            outline.contents,
            [number],
            people=(),
            entities=(),
            merges=tuple(merges),
            extractor=outline.extractor,
        )
        # The plain triples of the subjects of statements stand with these.
        others = {of_key(one.subject) for one in content.statements} - {of_key(content.papers[0].key)}
        return _turtle(triples(content), without=(_OF_EXTRACTION, *(f"{other} " for other in others)))

    return Section(
        lambda: (outline.extractor, outline.contents.inputs(number), merges), turtle, weight=_PAPER
    )


def _named(
    outline: Outline,
    run: Sequence[Named],
    merges: Mapping[str, Sequence[Merge]],
    edges: Mapping[str, set[Edge]],
) -> Section:
    """Some people or entities, and the plain triples that start at them."""

    def inputs() -> tuple[Sequence[Named], list[Merge], list[Edge]]:
        joined = [merge for thing in run if thing.key in merges for merge in merges[thing.key]]
        starting = [edge for thing in run if thing.key in edges for edge in sorted(edges[thing.key])]
        return run, joined, starting

    def turtle() -> bytes:
        _, joined, starting = inputs()
        people = tuple(thing for thing in run if isinstance(thing, Person))
        entities = tuple(thing for thing in run if isinstance(thing, CanonicalEntity))
        content = Knowledge((), people, entities, (), (), (), tuple(joined), outline.extractor)
        found = (Triple(of_key(start), v.kg(name), of_key(end)) for start, name, end in starting)
        return _turtle(chain(found, triples(content)))

    return Section(inputs, turtle)


def _turtle(found: Iterable[Triple], without: tuple[str, ...] = ()) -> bytes:
    """Triples as Turtle without prefixes, but for those that begin `without`; equal ones give equal bytes."""
    lines = {str(triple): triple for triple in found}
    kept = [lines[line] for line in sorted(lines) if not line.startswith(without)]
    stream = io.BytesIO()
    serialize(kept, stream, RdfFormat.TURTLE, prefixes=PREFIXES)
    # The serializer opens with the same prefixes, in an order of its own.
    return stream.getvalue()[len(_OPENING) :]


def _ends_run(key: str) -> bool:
    """Whether a run ends before a key: the key alone says so, whatever comes before."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % _RUN == 0


def _merges(merges: Iterable[Merge]) -> dict[str, list[Merge]]:
    found: defaultdict[str, list[Merge]] = defaultdict(list)
    for merge in merges:
        found[merge.key].append(_as_shown(merge))
    return found


def _as_shown(merge: Merge) -> Merge:
    """The merge with its confidence as the graph shows it: further digits change with every paper."""
    if round(merge.confidence, 2) == merge.confidence:
        return merge
    shown = float(confidence(merge.confidence).value)
    return merge if shown == merge.confidence else replace(merge, confidence=shown)


def _edges(papers: Iterable[PaperOutline]) -> dict[str, set[Edge]]:
    """The plain triples that start at entities, by entity."""
    found: defaultdict[str, set[Edge]] = defaultdict(set)
    for paper in papers:
        for edge in paper.statements:
            if edge[0] != paper.key:
                found[edge[0]].add(edge)
    return found
