"""Tables in Markdown digests, with pipes or in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Origin, PaperRecord
from kg.sources.generic import paper
from kg.sources.ids import arxiv_id
from kg.sources.keys import fields_of
from kg.sources.markdown_lines import link_text, title_text
from kg.sources.record import is_paper
from kg.sources.source import Source

Line = tuple[int, str]
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$")
_CELL = re.compile(r"(?<!\\)\|")
_SUMMARY = re.compile(r"<summary>.*?</summary>", re.I | re.S)
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
    if not fields.get("title"):
        return None
    addresses = [
        found for cell in cells.values() for match in _ADDRESS.findall(cell) for found in match if found
    ]
    ids = [address for address in addresses if arxiv_id(address)]
    row: dict[str, object] = {name: link_text(_SUMMARY.sub("", cell)) for name, cell in cells.items()}
    row[fields["title"][0]] = title_text(cells[fields["title"][0]])
    row["url"] = [address for address in addresses if "://" in address]
    if ids:
        row["arxiv"] = ids[0]
    record = paper(row, origin, source.columns, markup=True)
    return record if is_paper(record) and record.title and len(record.title) > 2 else None
