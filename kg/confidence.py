"""What is left of annotations and extraction records above a threshold of confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from kg.annotation import PAPER, Annotation, Entity
from kg.extraction_records.types import EntityEntry, ExtractionRecord


class _Found(Protocol):
    @property
    def confidence(self) -> float | None: ...


Said = TypeVar("Said", Annotation, ExtractionRecord)
Thing = TypeVar("Thing", Entity, EntityEntry)
Part = TypeVar("Part", bound=_Found)


def confident(said: Said, minimum: float) -> Said:
    """The annotation or record without parts below `minimum`, nor those that name an entity which is gone.

    An entity that is surer itself than that it is new stays, as one that is not new. A part without a
    confidence stays.
    """
    if minimum <= 0:
        return said
    entities = tuple(_surely_new(entity, minimum) for entity in _surer(said.entities, minimum))
    gone = {entity.name for entity in said.entities} - {entity.name for entity in entities} - {PAPER}
    relations = _surer(said.relations, minimum)
    results = _surer(said.results, minimum)
    return replace(
        said,
        entities=entities,
        relations=tuple(one for one in relations if not gone & {one.head, one.tail}),
        # A metric may be a mere surface form, so a result outlives the entity of its metric.
        results=tuple(one for one in results if not gone & {one.subject, one.benchmark}),
    )


def _surely_new(entity: Thing, minimum: float) -> Thing:
    unsure = isinstance(entity, Entity) and entity.new and 0 < entity.new_confidence < minimum
    return replace(entity, new=False) if unsure else entity


def _surer(parts: Iterable[Part], minimum: float) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.confidence is None or part.confidence >= minimum)
