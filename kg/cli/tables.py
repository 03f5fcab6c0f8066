"""Tables on stdout: drawn on a terminal, tab-separated in a pipe, or CSV or JSON where asked for."""

from __future__ import annotations

import csv
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from enum import StrEnum

from kg.cli.messages import say, visible

Cell = str | int | float | bool | None

_NARROWEST = 20
"""Columns of a terminal that a long text needs so that wrapping it is still pleasant."""
_PADDING = 2


class TableFormat(StrEnum):
    """How a table is written."""

    table = "table"
    tsv = "tsv"
    csv = "csv"
    json = "json"


def write_table(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, style: TableFormat | None = None
) -> None:
    """Write rows to stdout; without a style, drawn on a terminal and tab-separated elsewhere."""
    if style is None:
        style = TableFormat.table if sys.stdout.isatty() else TableFormat.tsv
    writer = {
        TableFormat.table: _draw,
        TableFormat.tsv: _write_tsv,
        TableFormat.csv: _write_csv,
        TableFormat.json: _write_json,
    }[style]
    writer(columns, rows)


def text_width() -> int:
    """Columns that text may take: those of the terminal, but no more than is pleasant to read."""
    return max(40, min(_terminal_width(), 110))


def _terminal_width() -> int:
    return shutil.get_terminal_size((100, 24)).columns


def _draw(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    shown = [[visible(_shown(cell)) for cell in row] for row in rows]
    if not shown:
        say("no rows")
    elif _fits([list(columns), *shown]):
        _draw_grid(columns, shown)
    else:
        _draw_records(columns, shown)


def _fits(lines: Sequence[Sequence[str]]) -> bool:
    """Whether every column can be had in full, or wrapped at a width that is still pleasant to read."""
    wanted = (min(max(map(len, cells)), _NARROWEST) for cells in zip(*lines, strict=True))
    return sum(wanted) + len(lines[0]) * _PADDING <= _terminal_width()


def _draw_grid(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(Text(visible(column)), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    # Rich takes the width as given only together with a height.
    Console(file=sys.stdout, width=_terminal_width(), height=25, highlight=False).print(table)


def _draw_records(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A block a row, a line a column, for rows that are too wide to stand side by side."""
    width = max(map(len, columns))
    for number, row in enumerate(rows):
        sys.stdout.write("\n" if number else "")
        for column, cell in zip(columns, row, strict=True):
            if cell:
                sys.stdout.write(_hanging(f"{visible(column):<{width}}  {cell}", indent=width + 2))


def _hanging(text: str, *, indent: int) -> str:
    lines = textwrap.wrap(text, text_width(), subsequent_indent=" " * indent, break_on_hyphens=False)
    return "".join(f"{line}\n" for line in lines)


def _write_tsv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    for row in (columns, *rows):
        sys.stdout.write("\t".join(_one_cell(_shown(cell)) for cell in row) + "\n")


def _write_csv(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    writer = csv.writer(sys.stdout)  # line ends are CR LF, as RFC 4180 has them
    writer.writerow(columns)
    writer.writerows([_shown(cell) for cell in row] for row in rows)


def _write_json(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    import orjson

    separator = "["
    for row in rows:
        line = orjson.dumps(dict(zip(columns, row, strict=True))).decode()
        sys.stdout.write(f"{separator}{line}")
        separator = ",\n "
    sys.stdout.write("]\n" if separator != "[" else "[]\n")


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return str(cell)


def _one_cell(text: str) -> str:
    """A cell without the characters that would end it."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
