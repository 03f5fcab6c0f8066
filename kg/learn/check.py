"""Whether an extraction record can be learnt from."""

from __future__ import annotations

from collections.abc import Iterator

from kg.annotation import PAPER
from kg.extract.labels import ENTITY_TYPES, RELATION_TYPES, RESULT_KINDS
from kg.extract.words import WORD
from kg.extraction_records import ExtractionRecord, RelationEntry, ResultEntry


def problems(record: ExtractionRecord) -> Iterator[str]:
    """What is wrong with a record: unknown types, names that are no entity, surfaces not in the text."""
    text = record.document.text
    if not WORD.search(text):
        yield "no title and no abstract"
        return
    for entity in record.entities:
        if entity.type not in ENTITY_TYPES:
            yield f"unknown entity type {entity.type!r} (use one of {', '.join(ENTITY_TYPES)})"
        for surface in (entity.name, *entity.aliases):
            if not surface or surface not in text:
                yield f"{surface!r} is not in the text"
    names = {entity.name for entity in record.entities}
    for relation in record.relations:
        yield from _in_relation(relation, names)
    for result in record.results:
        yield from _in_result(result, names, text)


def _in_relation(relation: RelationEntry, names: set[str]) -> Iterator[str]:
    if relation.type not in RELATION_TYPES:
        yield f"unknown relation {relation.type!r} (use one of {', '.join(RELATION_TYPES)})"
    if relation.head not in names and relation.head != PAPER:
        yield f"{relation.head!r} in a relation is no entity of the record"
    if relation.tail not in names:
        yield f"{relation.tail!r} in a relation is no entity of the record"


def _in_result(result: ResultEntry, names: set[str], text: str) -> Iterator[str]:
    if result.kind not in RESULT_KINDS:
        yield f"unknown kind of result {result.kind!r} (use one of {', '.join(RESULT_KINDS)})"
    if result.subject not in names and result.subject != PAPER:
        yield f"the subject {result.subject!r} of a result is no entity of the record"
    if result.benchmark is not None and result.benchmark not in names:
        yield f"the benchmark {result.benchmark!r} of a result is no entity of the record"
    for surface in (result.value, result.metric):
        if surface is not None and (not surface or surface not in text):
            yield f"{surface!r} of a result is not in the text"
