"""Tables: CSV, TSV and their like, with columns guessed from their names."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator
from typing import Any

from kg.records import Origin, PaperRecord, Problem
from kg.sources.format import Format, Head, Item
from kg.sources.generic import has_abstract, paper
from kg.sources.keys import fields_of
from kg.sources.record import is_paper
from kg.sources.source import Source, decode

_DELIMITERS = ",;\t|"


def read(source: Source) -> Iterator[Item]:
    """Every row as a record; lines are those of the file, not of the table."""
    csv.field_size_limit(min(sys.maxsize, 1 << 30))
    head = decode(source.head).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    table = _below_remark(head)
    delimiter = _delimiter(table)
    rows = csv.reader(_text_lines(source), delimiter=delimiter, skipinitialspace=delimiter != "\t")
    if table != head:
        next(rows)
    names = next((row for row in rows if any(cell.strip() for cell in row)), [])
    fields = fields_of(names, source.columns)
    if "title" not in fields and not has_abstract(fields):
        has = ", ".join(names[:8]) or "none"
        message = f"a table without a title or abstract column (it has {has})"
        yield Problem(source.file, 1, message, "name the column with --map title=COLUMN")
        return
    yield from _rows(rows, names, source)


def _rows(rows: Any, names: list[str], source: Source) -> Iterator[Item]:
    before = rows.line_num
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Problem(
                source.file, rows.line_num, f"a row that does not parse ({error})", "check its quotes"
            )
            continue
        if row is None:
            return
        origin = Origin(source.file, before + 1, rows.line_num)
        before = rows.line_num
        if any(cell.strip() for cell in row):
            yield _row(dict(zip(names, row, strict=False)), origin, source)


def _row(row: dict[str, str], origin: Origin, source: Source) -> PaperRecord | Problem:
    record = paper(row, origin, source.columns)
    if is_paper(record):
        return record
    return Problem(
        origin.file, origin.line, "a row without title, abstract or id", "fill it in or leave it out"
    )


def _text_lines(source: Source) -> Iterator[str]:
    if source.encoding in ("utf-16", "utf-32", "utf-16-le"):
        yield from io.StringIO(source.text())
        return
    for _, line in source.lines():
        yield from (part + "\n" for part in line.split("\r"))  # "CSV (Macintosh)" of Excel


def _below_remark(text: str) -> str:
    """`text` without a first line that is a remark about the export: one cell above the columns' names."""
    first, _, rest = text.partition("\n")
    remark = _cells(first, ",")
    names = _cells(rest.partition("\n")[0], _delimiter(rest))
    below = len(names) > 2 and "title" in fields_of(names, {})
    return rest if below and len(remark) < 2 and "title" not in fields_of(remark, {}) else text


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _delimiter(text: str) -> str:
    """The delimiter that the first line has most of, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"(?:[^"]|"")*"', "", first)
    return max(_DELIMITERS, key=lambda sign: (bare.count(sign), -_DELIMITERS.index(sign)))


def _sniff(head: Head) -> float:
    if head.binary:
        return 0.0
    text = _below_remark(head.text)
    first, _, rest = text.partition("\n")
    if len(first) > 20_000 or re.match(r"[{\[<@\\|]|#(?![\"']?[,;\t|])", first):
        return 0.0
    delimiter = _delimiter(text)
    names = next(csv.reader([first], delimiter=delimiter), [])
    if len(names) < 2:
        lone = bool(names) and head.suffix in (".csv", ".tsv") and "title" in fields_of(names, {})
        return 0.5 if lone else 0.0
    fields = fields_of(names, {})
    short = all(len(name) <= 60 for name in names)
    if short and len(fields) >= 2 and ("title" in fields or has_abstract(fields)):
        return 0.7
    if head.suffix in (".csv", ".tsv", ".tab"):
        return 0.35
    return (
        0.15 if short and delimiter == "\t" and rest.split("\n", 1)[0].count("\t") == len(names) - 1 else 0.0
    )


FORMAT = Format(
    name="csv",
    label="CSV, TSV or another table of text",
    suffixes=(".csv", ".tsv", ".tab"),
    fields="title, abstract, authors, ids, dates, categories, comments, venue, links, by column",
    sniff=_sniff,
    read=read,
)
