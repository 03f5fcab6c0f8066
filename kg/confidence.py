"""What is left of annotations and extraction records above a threshold of confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from kg.annotation import PAPER, Annotation
from kg.extraction_records.types import ExtractionRecord


class _Found(Protocol):
    @property
    def confidence(self) -> float | None: ...


Said = TypeVar("Said", Annotation, ExtractionRecord)
Part = TypeVar("Part", bound=_Found)


def confident(said: Said, minimum: float) -> Said:
    """The annotation or record without parts below `minimum`, nor those that name an entity which is gone.

    A part without a confidence stays.
    """
    if minimum <= 0:
        return said
    entities = _surer(said.entities, minimum)
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


def _surer(parts: Iterable[Part], minimum: float) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.confidence is None or part.confidence >= minimum)
