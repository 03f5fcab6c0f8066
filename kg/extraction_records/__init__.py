"""Extraction records, one JSON object a line: what a paper's text says, as people write it by hand.

The plain form is that of the annotation guidelines: `id`, `entities`, `relations`, `results`. The detailed
form adds confidences, spans and evidence sentences. Both are read back.
"""

from kg.extraction_records.reading import parse, read, read_file
from kg.extraction_records.texts import Text, read_texts
from kg.extraction_records.types import (
    EntityEntry,
    ExtractionRecord,
    RecordId,
    RelationEntry,
    ResultEntry,
    from_annotation,
)
from kg.extraction_records.writing import dump

__all__ = [
    "EntityEntry",
    "ExtractionRecord",
    "RecordId",
    "RelationEntry",
    "ResultEntry",
    "Text",
    "dump",
    "from_annotation",
    "parse",
    "read",
    "read_file",
    "read_texts",
]
