"""The Turtle of a graph in sections, each made from a small part of the knowledge.

A paper's section holds the paper and what it says: its statements, results and their evidence. Another
section holds a few people or entities that follow each other by key, and the plain triples that start at
these entities, whichever paper states them. So a subject stands in one section (but for a place in a
file that two papers were read from), and a large graph that changes a little changes in few sections.
"""

from __future__ import annotations

import io
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg.graph import vocabulary as v
from kg.graph.convert import triples
from kg.graph.iris import DATA, PREFIXES, of_key
from kg.graph.terms import confidence
from kg.knowledge import CanonicalEntity, Knowledge, MentionOf, Merge, Paper, Person, Score, Statement

_EXTRACTION = DATA + "extraction/"
_OPENING = "".join(f"@prefix {name}: <{base}> .\n" for name, base in sorted(PREFIXES.items())).encode()
# People and entities to a section, on average: enough to make digests cheap, few enough to make anew.
_RUN = 4
Edge = tuple[str, str, str]
Thing = Paper | Person | CanonicalEntity
T = TypeVar("T", Merge, MentionOf, Score, Statement)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the knowledge, and the edges (subject, predicate, object) that start at its entities."""

    content: Knowledge
    edges: tuple[Edge, ...] = ()


def sections(knowledge: Knowledge) -> Iterator[Section]:
    """Every section of a graph, by key, after one for how it was extracted."""
    yield _extraction(knowledge)
    merges, edges = _by(map(_as_shown, knowledge.merges), "key"), _edges(knowledge)
    papers = _PaperSections(knowledge, merges)
    things: list[Thing] = [*knowledge.papers, *knowledge.people, *knowledge.entities]
    for run in _runs(sorted(things, key=lambda thing: thing.key)):
        if isinstance(run[0], Paper):
            yield papers.section(run[0])
        else:
            yield Section(
                _part(
                    knowledge,
                    people=tuple(thing for thing in run if isinstance(thing, Person)),
                    entities=tuple(thing for thing in run if isinstance(thing, CanonicalEntity)),
                    merges=tuple(merge for thing in run for merge in merges.get(thing.key, ())),
                ),
                tuple(edge for thing in run for edge in sorted(edges.get(thing.key, ()))),
            )


def opening() -> bytes:
    """The prefixes, which come before all sections."""
    return _OPENING


def turtle(section: Section) -> bytes:
    """A section as Turtle without prefixes; equal sections give equal bytes."""
    found = sorted(_section_triples(section), key=str)
    stream = io.BytesIO()
    serialize(found, stream, RdfFormat.TURTLE, prefixes=PREFIXES)
    # The serializer opens with the same prefixes, in an order of its own.
    return stream.getvalue()[len(_OPENING) :]


def _section_triples(section: Section) -> set[Triple]:
    content = section.content
    found = set(triples(content))
    if not (content.papers or content.people or content.entities):
        return {triple for triple in found if _is_run(triple)}
    # The plain triples of the subjects of statements stand with these.
    others = {of_key(one.subject) for one in content.statements} - {of_key(one.key) for one in content.papers}
    own = {triple for triple in found if triple.subject not in others and not _is_run(triple)}
    return own | {Triple(of_key(start), v.kg(name), of_key(end)) for start, name, end in section.edges}


def _is_run(triple: Triple) -> bool:
    return isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(_EXTRACTION)


class _PaperSections:
    """Sections of papers, made from what they state."""

    def __init__(self, knowledge: Knowledge, merges: Mapping[str, Sequence[Merge]]) -> None:
        self._knowledge = knowledge
        self._mentions = _by(knowledge.mentions, "paper")
        self._statements = _by(knowledge.statements, "paper")
        self._scores = _by(knowledge.scores, "paper")
        self._merges = merges

    def section(self, paper: Paper) -> Section:
        """The section of one paper."""
        return Section(
            _part(
                self._knowledge,
                papers=(paper,),
                mentions=tuple(self._mentions.get(paper.key, ())),
                statements=tuple(self._statements.get(paper.key, ())),
                scores=tuple(self._scores.get(paper.key, ())),
                merges=tuple(self._merges.get(paper.key, ())),
            )
        )


def _runs(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Papers one by one, and others in runs, which end where a key says so, whatever comes before."""
    run: list[Thing] = []
    for thing in things:
        if run and (isinstance(thing, Paper) or isinstance(run[0], Paper) or _ends_run(thing.key)):
            yield run
            run = []
        run.append(thing)
    if run:
        yield run


def _as_shown(merge: Merge) -> Merge:
    """The merge with its confidence as the graph shows it: further digits change with every paper."""
    return replace(merge, confidence=float(confidence(merge.confidence).value))


def _ends_run(key: str) -> bool:
    return zlib.crc32(key.encode("utf-8", "surrogatepass")) % _RUN == 0


def _extraction(knowledge: Knowledge) -> Section:
    """One statement, score and mention by each method: what the nodes of the extraction are made from."""
    statements = {statement.method: statement for statement in knowledge.statements}
    scores = {score.method: score for score in knowledge.scores}
    return Section(
        _part(
            knowledge,
            mentions=knowledge.mentions[:1],
            statements=tuple(statements.values()),
            scores=tuple(scores.values()),
        ),
    )


def _edges(knowledge: Knowledge) -> dict[str, set[Edge]]:
    edges: defaultdict[str, set[Edge]] = defaultdict(set)
    for statement in knowledge.statements:
        edges[statement.subject].add((statement.subject, statement.predicate, statement.object))
    return edges


def _by(items: Iterable[T], field: str) -> dict[str, list[T]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[getattr(item, field)].append(item)
    return groups


def _part(
    whole: Knowledge,
    *,
    papers: tuple[Paper, ...] = (),
    people: tuple[Person, ...] = (),
    entities: tuple[CanonicalEntity, ...] = (),
    mentions: tuple[MentionOf, ...] = (),
    statements: tuple[Statement, ...] = (),
    scores: tuple[Score, ...] = (),
    merges: tuple[Merge, ...] = (),
) -> Knowledge:
    return Knowledge(papers, people, entities, mentions, statements, scores, merges, whole.extractor)
