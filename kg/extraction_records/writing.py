"""Extraction records to JSON Lines."""

from __future__ import annotations

from typing import Any

import orjson

from kg.annotation import Annotation, Entity, Mention, Relation, Result, Span
from kg.extraction_records.types import RecordId

Json = dict[str, Any]


def dump(annotation: Annotation, *, given_id: RecordId | None = None, detailed: bool = False) -> bytes:
    """One line of JSON, without its newline; `given_id` stands in for the document's own."""
    text = annotation.document.text
    record: Json = {
        "id": annotation.document.id if given_id is None else given_id,
        "entities": [_dump_entity(e, detailed) for e in annotation.entities],
        "relations": [
            _dump_relation(r, text) if detailed else (r.head, r.type, r.tail) for r in annotation.relations
        ],
        "results": [_dump_result(r, text, detailed) for r in annotation.results],
    }
    if detailed:
        record["extractor"] = annotation.extractor
    return orjson.dumps(record)


def _dump_entity(entity: Entity, detailed: bool) -> Json:
    fields: Json = {"name": entity.name, "type": entity.type, "aliases": entity.aliases}
    if entity.new:
        fields["new"] = True
    if detailed:
        fields["confidence"] = _rounded(entity.confidence)
        fields["new_confidence"] = _rounded(entity.new_confidence)
        fields["mentions"] = [_dump_mention(mention) for mention in entity.mentions]
    return fields


def _dump_mention(mention: Mention) -> Json:
    return {
        "text": mention.text,
        "start": mention.span.start,
        "end": mention.span.end,
        "confidence": _rounded(mention.confidence),
    }


def _dump_relation(relation: Relation, text: str) -> Json:
    return {
        "head": relation.head,
        "type": relation.type,
        "tail": relation.tail,
        "confidence": _rounded(relation.confidence),
        "method": relation.method,
        "evidence": _dump_span(relation.evidence, text),
    }


def _dump_result(result: Result, text: str, detailed: bool) -> Json:
    fields: Json = {
        "subject": result.subject,
        "benchmark": result.benchmark,
        "metric": result.metric,
        "value": result.value,
        "kind": result.kind,
    }
    if detailed:
        fields["confidence"] = _rounded(result.confidence)
        fields["method"] = result.method
        fields["span"] = [result.span.start, result.span.end]
        fields["evidence"] = _dump_span(result.evidence, text)
    return fields


def _dump_span(span: Span, text: str) -> Json:
    return {"text": text[span.start : span.end], "start": span.start, "end": span.end}


def _rounded(confidence: float) -> float:
    return round(float(confidence), 4)
