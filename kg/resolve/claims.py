"""What one paper claims, by the numbers of its entities: relations and results without their sentences.

A function of the annotation alone: a build that keeps it knows what is connected with what without reading
the annotation again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.annotation import PAPER, Annotation, Entity

THE_PAPER = -1
"""The number of the paper itself among its entities."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The entities that a paper names somewhere, those that it presents as new, and what it says of them.

    A relation is (head, type, tail); a result (subject, benchmark, metric, metric as written, kind, value).
    `methods` are the ways in which they were found.
    """

    named: tuple[int, ...]
    new: tuple[int, ...]
    relations: tuple[tuple[int, str, int], ...]
    results: tuple[tuple[int, int | None, int | None, str | None, str, str], ...]
    methods: tuple[str, ...]


def claims(annotation: Annotation) -> Claims:
    """What an annotation says, by number; claims of things that are not among its entities are left out."""
    number = numbers(annotation.entities)
    relations = [r for r in annotation.relations if r.head in number and r.tail in number]
    results = [r for r in annotation.results if r.subject in number]
    named = [n for n, entity in enumerate(annotation.entities) if entity.mentions]
    return Claims(
        named=tuple(named),
        new=tuple(n for n in named if annotation.entities[n].new),
        relations=tuple(dict.fromkeys((number[r.head], r.type, number[r.tail]) for r in relations)),
        results=tuple(
            dict.fromkeys(
                (
                    number[r.subject],
                    number.get(r.benchmark) if r.benchmark else None,
                    number.get(r.metric) if r.metric else None,
                    r.metric,
                    r.kind,
                    r.value,
                )
                for r in results
            )
        ),
        methods=tuple(sorted({r.method for r in relations} | {r.method for r in results})),
    )


def numbers(entities: Iterable[Entity]) -> dict[str, int]:
    """The number of each entity by name, else by alias, else the paper's own; the first alias counts."""
    entities = tuple(entities)
    found = {PAPER: THE_PAPER}
    for number, entity in enumerate(entities):
        for alias in entity.aliases:
            found.setdefault(alias, number)
    return found | {entity.name: number for number, entity in enumerate(entities)}
