"""Records without what is less certain than a threshold."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from kg.annotation import PAPER
from kg.extraction_records import EntityEntry, ExtractionRecord, RelationEntry, ResultEntry

Entry = TypeVar("Entry", EntityEntry, RelationEntry, ResultEntry)


def confident(record: ExtractionRecord, minimum: float) -> ExtractionRecord:
    """The record without entries below `minimum`, nor those that name an entity which is gone.

    An entry without a confidence stays.
    """
    entities = _kept(record.entities, minimum)
    names = {entity.name for entity in entities} | {PAPER}
    return replace(
        record,
        entities=entities,
        relations=tuple(r for r in _kept(record.relations, minimum) if {r.head, r.tail} <= names),
        results=tuple(
            r for r in _kept(record.results, minimum) if {r.subject, r.benchmark or PAPER} <= names
        ),
    )


def _kept(entries: tuple[Entry, ...], minimum: float) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.confidence is None or entry.confidence >= minimum)
