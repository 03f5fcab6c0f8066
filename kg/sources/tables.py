"""Tables: CSV, TSV and their like, with columns guessed from their names."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.records import Origin, PaperRecord, Problem
from kg.sources.columns import title_column, unnamed
from kg.sources.day_order import month_first, settled
from kg.sources.format import Format, Head, Item
from kg.sources.generic import has_abstract, paper
from kg.sources.keys import fields_of
from kg.sources.record import is_paper
from kg.sources.source import HEAD, Source, decode

_DELIMITERS = ",;\t|"
_ALIKE = 5
"""Lines that are looked at for their tabs."""
_DATES = ("created", "updated", "published")


@dataclass(frozen=True, slots=True)
class _Layout:
    """The names of the columns, which of them holds what, and whether months come first in dates."""

    names: Sequence[str]
    columns: Mapping[str, str]
    month_first: bool | None


def read(source: Source) -> Iterator[Item]:
    """Every row as a record; lines are those of the file, not of the table."""
    csv.field_size_limit(min(sys.maxsize, 1 << 30))
    head = decode(source.head).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    table = _below_remark(head)
    delimiter = _delimiter(table)
    sample = _sample(table, delimiter, cut=len(source.head) >= HEAD)
    rows = csv.reader(_text_lines(source), delimiter=delimiter, skipinitialspace=delimiter != "\t")
    if table != head:
        next(rows)
    names = unnamed(sample) if not source.columns else None
    names = names or next((row for row in rows if any(cell.strip() for cell in row)), [])
    columns, fields = source.columns, fields_of(names, source.columns)
    if "title" not in fields and not has_abstract(fields):
        titles = title_column(names, sample[1:])
        if titles is None:
            has = ", ".join(names[:8]) or "none"
            message = f"a table without a title or abstract column (it has {has})"
            yield Problem(source.file, 1, message, "name the column with --map title=COLUMN")
            return
        columns = {**columns, "title": titles}
    dated = [names.index(name) for field in _DATES for name in fields.get(field, ())]
    order = month_first(cell for row in sample for place in dated for cell in row[place : place + 1])
    yield from _rows(rows, _Layout(names, columns, order), source.file)


def _sample(head: str, delimiter: str, *, cut: bool) -> list[list[str]]:
    """The first rows of a table, without the last where the head of the table is cut off in it."""
    lines = io.StringIO(head, newline="")
    held: list[list[str]] = []
    with contextlib.suppress(csv.Error):  # which is told where the table is read
        for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter != "\t"):
            held += [row] if any(cell.strip() for cell in row) else []
    return held[:-1] if cut else held


def _rows(rows: Any, layout: _Layout, file: str) -> Iterator[Item]:
    before = rows.line_num
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Problem(file, rows.line_num, f"a row that does not parse ({error})", "check its quotes")
            continue
        if row is None:
            return
        origin = Origin(file, before + 1, rows.line_num)
        before = rows.line_num
        if any(cell.strip() for cell in row):
            yield _row(dict(zip(layout.names, row, strict=False)), origin, layout)


def _row(row: dict[str, str], origin: Origin, layout: _Layout) -> PaperRecord | Problem:
    record = paper(row, origin, layout.columns)
    record = replace(record, dates=tuple(settled(date, layout.month_first) for date in record.dates))
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
        yield from (part + "\n" for part in line.replace("\x00", "").split("\r"))


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
    """The delimiter that the first line has most of, outside quotes; tabs where all lines have as many."""
    lines = [line for line in text.split("\n", _ALIKE + 1)[:_ALIKE] if line.strip()]
    first = lines[0] if lines else ""
    if first.count("\t") > 1 and all(line.count("\t") == first.count("\t") for line in lines):
        return "\t"
    bare = re.sub(r'"(?:[^"]|"")*"', "", first)
    return max(_DELIMITERS, key=lambda sign: (bare.count(sign), -_DELIMITERS.index(sign)))


def _sniff(head: Head) -> float:
    if head.binary:
        return 0.0
    text = _below_remark(head.text)
    first = text.partition("\n")[0]
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
    return _pasted(head, names) if delimiter == "\t" else 0.0


def _pasted(head: Head, names: Sequence[str]) -> float:
    """How surely lines with tabs are cells of a spreadsheet, with or without a row of names."""
    if unnamed(_sample(head.text, "\t", cut=len(head.raw) >= HEAD)):
        return 0.5
    second = head.text.partition("\n")[2].split("\n", 1)[0]
    short = all(len(name) <= 60 for name in names)
    return 0.15 if short and second.count("\t") == len(names) - 1 else 0.0


FORMAT = Format(
    name="csv",
    label="CSV, TSV or another table of text",
    suffixes=(".csv", ".tsv", ".tab"),
    fields="title, abstract, authors, ids, dates, categories, comments, venue, links, by column",
    sniff=_sniff,
    read=read,
)
