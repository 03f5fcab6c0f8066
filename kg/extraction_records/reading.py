"""Extraction records and texts from JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from kg.annotation import Document
from kg.errors import SourceError, UsageError
from kg.extraction_records.types import EntityEntry, ExtractionRecord, RecordId, RelationEntry, ResultEntry
from kg.records import Problem

Json = dict[str, Any]


def read(lines: Iterable[bytes], file: str) -> Iterator[ExtractionRecord | Problem]:
    """Parse JSON Lines; a line that is no extraction record gives a `Problem` and the rest goes on."""
    for number, line in enumerate(lines, start=1):
        if not line.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        try:
            yield parse(line.removeprefix(b"\xef\xbb\xbf"))
        except SourceError as error:
            yield Problem(file, number, str(error), "line skipped; mend or remove it")


def read_file(path: Path) -> Iterator[ExtractionRecord]:
    """All records of a file, or of standard input for `-`; refused whole where a line is no record.

    Raises:
        UsageError: there is no such file.
        SourceError: the file holds no record, or a line is none; the message names the line.
    """
    if path == Path("-"):
        yield from _read_strictly(sys.stdin.buffer, "-")
        return
    if not path.exists() or path.is_dir():
        raise UsageError(f"{path}: no such file; name a file of JSON Lines")
    with path.open("rb") as lines:
        yield from _read_strictly(lines, path.as_posix())


def _read_strictly(lines: Iterable[bytes], file: str) -> Iterator[ExtractionRecord]:
    empty = True
    for item in read(lines, file):
        if isinstance(item, Problem):
            raise SourceError(f"{item.file}:{item.line}: {item.message}; mend or remove the line")
        empty = False
        yield item
    if empty:
        raise SourceError(f"{file}: no record in the file; it should hold one JSON object a line")


def parse(line: bytes) -> ExtractionRecord:
    """One record from its JSON text.

    Raises:
        SourceError: the line is no JSON object, has no id, or a field has the wrong type.
    """
    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise SourceError(f"not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise SourceError("not a JSON object")
    given = fields.get("id")
    if not isinstance(given, str | int | float) or isinstance(given, bool):
        raise SourceError("no 'id' (a string or a number)")
    return ExtractionRecord(
        document=_document(given, fields),
        id=given,
        entities=tuple(_entity(item) for item in _objects(fields, "entities")),
        relations=tuple(_relation(item) for item in _list(fields, "relations")),
        results=tuple(_result(item) for item in _objects(fields, "results")),
    )


def _document(given: RecordId, fields: Json) -> Document:
    return Document(
        id=str(given),
        title=_text_or_none(fields, "title"),
        abstract=_text_or_none(fields, "abstract"),
        comments=_text_or_none(fields, "comments"),
    )


def _entity(fields: Json) -> EntityEntry:
    aliases = _list(fields, "aliases")
    if not all(isinstance(alias, str) for alias in aliases):
        raise SourceError("an alias is not a string")
    return EntityEntry(
        name=_text(fields, "name"),
        type=_text(fields, "type"),
        aliases=tuple(aliases),
        new=bool(fields.get("new")),
        confidence=_confidence(fields),
    )


def _relation(item: object) -> RelationEntry:
    if isinstance(item, dict):
        return RelationEntry(_text(item, "head"), _text(item, "type"), _text(item, "tail"), _confidence(item))
    if isinstance(item, list) and len(item) == 3 and all(isinstance(part, str) for part in item):
        return RelationEntry(*item)
    raise SourceError(f"a relation is not [head, type, tail]: {str(item)[:80]}")


def _result(fields: Json) -> ResultEntry:
    return ResultEntry(
        subject=_text(fields, "subject"),
        benchmark=_text_or_none(fields, "benchmark"),
        metric=_text_or_none(fields, "metric"),
        value=_text(fields, "value"),
        kind=_text(fields, "kind"),
        confidence=_confidence(fields),
    )


def _list(fields: Json, name: str) -> list[Any]:
    items = fields.get(name) or []
    if not isinstance(items, list):
        raise SourceError(f"{name!r} is not a list")
    return items


def _objects(fields: Json, name: str) -> list[Json]:
    items = _list(fields, name)
    if not all(isinstance(item, dict) for item in items):
        raise SourceError(f"{name!r} holds something that is no object")
    return items


def _text(fields: Json, name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise SourceError(f"{name!r} is missing or not a string")
    return value


def _text_or_none(fields: Json, name: str) -> str | None:
    return None if fields.get(name) is None else _text(fields, name)


def _confidence(fields: Json) -> float | None:
    value = fields.get("confidence")
    if value is not None and not isinstance(value, int | float):
        raise SourceError("'confidence' is not a number")
    return value
