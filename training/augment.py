"""Annotated papers under other names and numbers, to learn how they stand, not which they are."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extraction_records import EntityEntry, ExtractionRecord

COINED = re.compile(r"(?=\S*[A-Z0-9])\S*[A-Za-z]\S*[A-Z0-9]\S*")
"""One word with a capital or a digit after its first letter: a name, not a phrase."""
SHARE = 0.5
"""How many of the names, and of the numbers, are changed."""


def coined_names(records: Sequence[ExtractionRecord]) -> dict[str, list[str]]:
    """The coined names of each entity type, in the order in which the records have them."""
    names: dict[str, dict[str, None]] = {}
    for record in records:
        for entity in record.entities:
            if COINED.fullmatch(entity.name):
                names.setdefault(entity.type, {})[entity.name] = None
    return {kind: list(found) for kind, found in names.items()}


def altered(
    record: ExtractionRecord, names: Mapping[str, Sequence[str]], generator: random.Random
) -> ExtractionRecord:
    """The record with about half of its coined names and of its results' numbers exchanged, in the text too.

    A name is kept where it stands inside another, or has aliases (their letters fit each other).
    """
    changes = {**_other_names(record, names, generator), **_other_numbers(record, generator)}
    if not changes:
        return record
    pattern = re.compile(
        "|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in sorted(changes, key=len)[::-1])
    )

    def change(text: str) -> str:
        return pattern.sub(lambda match: changes[match[0]], text)

    def change_some(text: str | None) -> str | None:
        return None if text is None else change(text)

    document = record.document
    return replace(
        record,
        document=replace(
            document,
            title=change_some(document.title),
            abstract=change_some(document.abstract),
            comments=change_some(document.comments),
        ),
        entities=tuple(
            replace(e, name=change(e.name), aliases=tuple(map(change, e.aliases))) for e in record.entities
        ),
        relations=tuple(replace(r, head=change(r.head), tail=change(r.tail)) for r in record.relations),
        results=tuple(
            replace(
                r,
                subject=change(r.subject),
                benchmark=change_some(r.benchmark),
                metric=change_some(r.metric),
                value=change(r.value),
            )
            for r in record.results
        ),
    )


def _other_names(
    record: ExtractionRecord, names: Mapping[str, Sequence[str]], generator: random.Random
) -> dict[str, str]:
    text = record.document.text
    changes: dict[str, str] = {}
    for entity in record.entities:
        if generator.random() < SHARE and _stands_alone(entity, record):
            other = generator.choice(names[entity.type])
            if other not in text and other not in changes.values():
                changes[entity.name] = other
    return changes


def _stands_alone(entity: EntityEntry, record: ExtractionRecord) -> bool:
    return (
        COINED.fullmatch(entity.name) is not None
        and not entity.aliases
        and not any(entity.name in surface for surface in _surfaces(record) if surface != entity.name)
    )


def _surfaces(record: ExtractionRecord) -> set[str]:
    named = {surface for e in record.entities for surface in (e.name, *e.aliases)}
    return named | {r.metric for r in record.results if r.metric}


def _other_numbers(record: ExtractionRecord, generator: random.Random) -> dict[str, str]:
    """New digits for the numbers of results, of as many places, each number the same wherever it stands."""
    names = _surfaces(record)
    numbers = sorted({number for r in record.results for number in re.findall(r"\d+(?:\.\d+)?", r.value)})
    return {
        number: re.sub(r"[1-9]", lambda _: str(generator.randint(1, 9)), number)
        for number in numbers
        if len(number) > 1 and generator.random() < SHARE and not any(number in name for name in names)
    }
