"""Parquet tables."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Any

from kg.errors import SourceError
from kg.records import Origin, Problem
from kg.sources.format import Format, Head, Item
from kg.sources.generic import paper, wrapped
from kg.sources.keys import fields_of
from kg.sources.record import is_paper
from kg.sources.source import MAX_WHOLE, Source

_BATCH = 1024


def read(source: Source) -> Iterator[Item]:
    """Every row as a record, read in batches; `line` is the number of the row."""
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise SourceError("reading Parquet needs pyarrow: pip install 'kg[parquet]'") from error
    with tempfile.TemporaryFile() as copy:
        _copy(source, copy)
        table = parquet.ParquetFile(copy)
        names = table.schema_arrow.names
        if {"title", "abstract"} & set(fields_of(names, source.columns)):
            yield from _rows(table, source)
        else:
            message = f"a table without a title or abstract column (it has {', '.join(names[:8])})"
            yield Problem(source.file, None, message, "name the column with --map title=COLUMN")


def _copy(source: Source, copy: IO[bytes]) -> None:
    """Parquet is read from its end, so that a stream has to be laid down first."""
    stream = source.stream()
    copied = 0
    while chunk := stream.read(1 << 20):
        copied += len(chunk)
        if copied > 4 * MAX_WHOLE:
            raise SourceError("the table is too large to be read")
        copy.write(chunk)
    copy.seek(0)


def _rows(table: Any, source: Source) -> Iterator[Item]:
    number = 0
    for batch in table.iter_batches(batch_size=_BATCH):
        for row in batch.to_pylist():
            number += 1
            record = paper(wrapped(row) or row, Origin(source.file, number, number), source.columns)
            yield (
                record
                if is_paper(record)
                else Problem(source.file, number, "a row without title, abstract or id", "leave it out")
            )


def _sniff(head: Head) -> float:
    return 1.0 if head.raw.startswith(b"PAR1") else 0.0


FORMAT = Format(
    name="parquet",
    label="Parquet",
    suffixes=(".parquet", ".pq"),
    fields="title, abstract, authors, ids, dates, categories, comments, venue, links, by column",
    sniff=_sniff,
    read=read,
    extra="parquet",
)
