"""What one paper claims, by the numbers of its entities: relations and results, and where they stand.

A function of the annotation alone: a build that keeps it knows what is connected with what without reading
the annotation again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.annotation import PAPER, Annotation, Entity, Relation, RelationType, Result, ResultKind

THE_PAPER = -1
"""The number of the paper itself among its entities."""


class RelationClaim(NamedTuple):
    """A relation between two entities; `start` and `end` are those of its evidence in the text."""

    head: int
    type: RelationType
    tail: int
    start: int
    end: int
    confidence: float
    method: str


class ResultClaim(NamedTuple):
    """A number reported of an entity; `start` and `end` are those of its evidence in the text."""

    subject: int
    benchmark: int | None
    metric: int | None
    metric_text: str | None
    value: str
    kind: ResultKind
    start: int
    end: int
    confidence: float
    method: str


@dataclass(frozen=True, slots=True)
class Claims:
    """The entities that a paper names somewhere, those that it presents as new, and what it says of them.

    `methods` are the ways in which claims were found.
    """

    named: tuple[int, ...]
    new: tuple[int, ...]
    relations: tuple[RelationClaim, ...]
    results: tuple[ResultClaim, ...]
    methods: tuple[str, ...]


def claims(annotation: Annotation) -> Claims:
    """What an annotation says, by number; claims of things that are not among its entities are left out."""
    number = _numbers(annotation.entities)
    relations = [r for r in annotation.relations if r.head in number and r.tail in number]
    results = [r for r in annotation.results if r.subject in number]
    named = [n for n, entity in enumerate(annotation.entities) if entity.mentions]
    return Claims(
        named=tuple(named),
        new=tuple(n for n in named if annotation.entities[n].new),
        relations=tuple(_relation(relation, number) for relation in relations),
        results=tuple(_result(result, number) for result in results),
        methods=tuple(sorted({r.method for r in relations} | {r.method for r in results})),
    )


def _numbers(entities: Iterable[Entity]) -> dict[str, int]:
    """The number of each entity by name, else by alias, else the paper's own; the first alias counts."""
    entities = tuple(entities)
    found = {PAPER: THE_PAPER}
    for number, entity in enumerate(entities):
        for alias in entity.aliases:
            found.setdefault(alias, number)
    return found | {entity.name: number for number, entity in enumerate(entities)}


def _relation(relation: Relation, number: dict[str, int]) -> RelationClaim:
    return RelationClaim(
        number[relation.head],
        relation.type,
        number[relation.tail],
        relation.evidence.start,
        relation.evidence.end,
        relation.confidence,
        relation.method,
    )


def _result(result: Result, number: dict[str, int]) -> ResultClaim:
    return ResultClaim(
        number[result.subject],
        number.get(result.benchmark) if result.benchmark else None,
        number.get(result.metric) if result.metric else None,
        result.metric,
        result.value,
        result.kind,
        result.evidence.start,
        result.evidence.end,
        result.confidence,
        result.method,
    )
