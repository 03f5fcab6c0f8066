"""The types of extraction records: what a paper's text says, by name, as people write it by hand."""

from __future__ import annotations

from dataclasses import dataclass

from kg.annotation import Annotation, Document

RecordId = str | int | float
"""The `id` of a record, kept as its file gives it."""


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """An entity of a record; `confidence` is None where the record does not say."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    new: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class RelationEntry:
    """A relation of a record, between entity names or `@paper`."""

    head: str
    type: str
    tail: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class ResultEntry:
    """A reported number of a record."""

    subject: str
    benchmark: str | None
    metric: str | None
    value: str
    kind: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class ExtractionRecord:
    """What one paper's text says; the text itself may be absent."""

    document: Document
    id: RecordId
    entities: tuple[EntityEntry, ...] = ()
    relations: tuple[RelationEntry, ...] = ()
    results: tuple[ResultEntry, ...] = ()


def from_annotation(annotation: Annotation) -> ExtractionRecord:
    """The record of an annotation, without its spans."""
    return ExtractionRecord(
        document=annotation.document,
        id=annotation.document.id,
        entities=tuple(
            EntityEntry(e.name, e.type, e.aliases, e.new, e.confidence) for e in annotation.entities
        ),
        relations=tuple(RelationEntry(r.head, r.type, r.tail, r.confidence) for r in annotation.relations),
        results=tuple(
            ResultEntry(r.subject, r.benchmark, r.metric, r.value, r.kind, r.confidence)
            for r in annotation.results
        ),
    )
