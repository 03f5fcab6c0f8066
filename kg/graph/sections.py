"""The Turtle of a graph in sections, one for each paper, person and entity, that can be made one by one.

A paper's section holds what it says: its statements, results and their evidence. An entity's holds
the plain triples that start at it, whichever paper states them. So a subject stands in one section
(but for a place in a file that two papers were read from), each section depends on little, and a large
graph that changes a little changes in few of them.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg.graph import vocabulary as v
from kg.graph.convert import triples
from kg.graph.iris import DATA, PREFIXES, of_key
from kg.knowledge import CanonicalEntity, Knowledge, MentionOf, Merge, Paper, Person, Score, Statement

_EXTRACTION = DATA + "extraction/"
_OPENING = "".join(f"@prefix {name}: <{base}> .\n" for name, base in sorted(PREFIXES.items())).encode()
Edge = tuple[str, str]
T = TypeVar("T", Merge, MentionOf, Score, Statement)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one `key`: a part of the knowledge, and the edges (predicate, object) from it."""

    key: str
    content: Knowledge
    edges: tuple[Edge, ...] = ()


def sections(knowledge: Knowledge) -> Iterator[Section]:
    """Every section of a graph, sorted by key, after one without a key for how it was extracted."""
    yield _runs(knowledge)
    yield from sorted(_keyed(knowledge), key=lambda section: section.key)


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
    found = set(triples(section.content))
    if not section.key:
        return {triple for triple in found if _is_run(triple)}
    node = of_key(section.key)
    # The plain triples of these stand in sections of their own.
    others = {of_key(statement.subject) for statement in section.content.statements} - {node}
    own = {triple for triple in found if triple.subject not in others and not _is_run(triple)}
    return own | {Triple(node, v.kg(predicate), of_key(target)) for predicate, target in section.edges}


def _is_run(triple: Triple) -> bool:
    return isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(_EXTRACTION)


def _keyed(knowledge: Knowledge) -> Iterator[Section]:
    merges = _by(knowledge.merges, "key")
    mentions, statements = _by(knowledge.mentions, "paper"), _by(knowledge.statements, "paper")
    scores, edges = _by(knowledge.scores, "paper"), _edges(knowledge)
    for paper in knowledge.papers:
        key = paper.key
        yield Section(
            key,
            _part(
                knowledge,
                papers=(paper,),
                mentions=tuple(mentions[key]),
                statements=tuple(statements[key]),
                scores=tuple(scores[key]),
                merges=tuple(merges[key]),
            ),
        )
    for person in knowledge.people:
        yield Section(person.key, _part(knowledge, people=(person,), merges=tuple(merges[person.key])))
    for entity in knowledge.entities:
        content = _part(knowledge, entities=(entity,), merges=tuple(merges[entity.key]))
        yield Section(entity.key, content, tuple(sorted(edges[entity.key])))


def _runs(knowledge: Knowledge) -> Section:
    """One statement, score and mention by each method: what the nodes of the extraction are made from."""
    statements = {statement.method: statement for statement in knowledge.statements}
    scores = {score.method: score for score in knowledge.scores}
    return Section(
        "",
        _part(
            knowledge,
            mentions=knowledge.mentions[:1],
            statements=tuple(statements.values()),
            scores=tuple(scores.values()),
        ),
    )


def _edges(knowledge: Knowledge) -> defaultdict[str, set[Edge]]:
    edges: defaultdict[str, set[Edge]] = defaultdict(set)
    for statement in knowledge.statements:
        edges[statement.subject].add((statement.predicate, statement.object))
    return edges


def _by(items: Iterable[T], field: str) -> defaultdict[str, list[T]]:
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
