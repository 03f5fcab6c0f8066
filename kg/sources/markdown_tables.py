"""Tables in Markdown digests, with pipes or in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.records import Origin, PaperRecord
from kg.sources.generic import paper
from kg.sources.ids import arxiv_id
from kg.sources.keys import fields_of, normal
from kg.sources.markdown_titles import headline, link_text
from kg.sources.record import is_paper
from kg.sources.source import Source

Line = tuple[int, str]
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")
_CELL = re.compile(r"(?<!\\)\|")
_SUMMARY = re.compile(r"<summary>.*?</summary>", re.I | re.S)
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*\)")
_TITLED = frozenset(("paper", "papers", "titleauthors", "titleandauthors", "paperauthors", "论文"))
"""Columns that hold titles where no column is named so."""
_WORDS = 3
"""Words that a title in such a column has at least; fewer may be the name of a model, or a button."""
_ADDRESS = re.compile(r"\]\(([^()\s]+)|href=[\"']([^\"']+)|data-arxiv-id=[\"']([^\"']+)", re.I)


def rows(lines: list[Line], source: Source) -> Iterator[PaperRecord]:
    """The papers in the tables of a file."""
    yield from _pipes(lines, source)
    yield from _html(lines, source)


def _pipes(lines: list[Line], source: Source) -> Iterator[PaperRecord]:
    names: list[str] = []
    for place, (number, line) in enumerate(lines):
        if _RULE.fullmatch(line) and place and "|" in lines[place - 1][1]:
            names = [link_text(cell).strip("*_ ") for cell in _cells(lines[place - 1][1])]
        elif not line.strip().startswith("|") and "|" not in line:
            names = []
        elif names and not (place + 1 < len(lines) and _RULE.fullmatch(lines[place + 1][1])):
            record = _record(
                dict(zip(names, _cells(line), strict=False)), Origin(source.file, number, number), source
            )
            if record is not None:
                yield record


def _cells(line: str) -> list[str]:
    line = line.strip()
    line = line[1:] if line.startswith("|") else line
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(line)]


def _html(lines: list[Line], source: Source) -> Iterator[PaperRecord]:
    names: list[str] = []
    row: list[str] = []
    start = 0
    for number, line in lines:
        if "<tr" in line:
            row, start = [], number
        if start:
            row.append(line)
        if "</tr>" in line and start:
            text = "\n".join(row)
            heads = re.findall(r"<th[^>]*>(.*?)</th>", text, re.S | re.I)
            cells = re.findall(r"<td[^>]*>(.*?)</td>", text, re.S | re.I)
            names = [link_text(cell) for cell in heads] or names
            record = _record(
                dict(zip(names, cells, strict=False)), Origin(source.file, start, number), source
            )
            if record is not None:
                yield record
            start = 0


def _record(cells: dict[str, str], origin: Origin, source: Source) -> PaperRecord | None:
    """The record of a row; links and ids may stand in any of its cells."""
    fields = fields_of(cells, source.columns)
    column = _title_column(cells, fields)
    if column is None:
        return None
    head = headline(cells[column])
    cells = {name: _PICTURE.sub("", cell) for name, cell in cells.items()}
    addresses = [
        found for cell in cells.values() for match in _ADDRESS.findall(cell) for found in match if found
    ]
    ids = [address for address in addresses if arxiv_id(address)]
    row: dict[str, object] = {name: link_text(_SUMMARY.sub("", cell)) for name, cell in cells.items()}
    del row[column]
    row["title"] = head.title
    for name, value in (("authors", head.authors), ("published", head.date), ("venue", head.venue)):
        if value and name not in fields:
            row[name] = value
    row["url"] = [address for address in addresses if "://" in address]
    if ids:
        row["arxiv"] = ids[0]
    record = paper(row, origin, source.columns, markup=True)
    return record if is_paper(record) and record.title and len(record.title) > 2 else None


def _title_column(cells: Mapping[str, str], fields: Mapping[str, tuple[str, ...]]) -> str | None:
    """The column that holds the title of a row: the one named so, or one named after papers."""
    if fields.get("title"):
        return fields["title"][0]
    held = (name for name in cells if normal(name) in _TITLED)
    return next((name for name in held if headline(cells[name]).title.count(" ") >= _WORDS - 1), None)
