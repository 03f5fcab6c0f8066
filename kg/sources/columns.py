"""Columns of tables whose names do not tell what they hold: told from the values in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.sources.dates import iso
from kg.sources.ids import find_arxiv
from kg.sources.keys import fields_of, normal
from kg.sources.listing_names import is_author_line

_TITLED = ("name", "paper", "papers", "item", "名称", "论文", "文献")
"""Names of columns that hold titles where no other column does."""
_TOLD = ("url", "published", "authors")
"""Kinds of values that no name of a column is of."""
_FEWEST = 3
"""Words that titles have on average, and columns that a table without names has."""
_LONGEST_TITLE = 250
"""Characters beyond which texts are abstracts."""
_LONGEST_DATE = 30
_EVIDENCE = ("authors", "arxiv", "doi")

Rows = Sequence[Sequence[str]]


def title_column(names: Sequence[str], rows: Rows) -> str | None:
    """The column that can only hold the titles, where none is named so: one of papers with authors or ids.

    >>> title_column(["Name", "Authors"], [["Hearing Fish in Rivers", "Ann Lee, Bob Ray"]])
    'Name'
    """
    fields = fields_of(names, {})
    if not any(field in fields for field in _EVIDENCE):
        return None
    for name in _TITLED:
        for place, column in enumerate(names):
            if normal(column) == name and _kind(_values(rows, place)) == "title":
                return column
    return None


def unnamed(rows: Rows) -> list[str] | None:
    """Names for the columns of a table without a row of names, or None where it is none of papers.

    >>> unnamed([["Hearing Fish in Rivers", "Ann Lee, Bob Ray", "2025-07-07"]])
    ['title', 'authors', 'published']
    """
    if not rows or len(rows[0]) < _FEWEST or any(len(row) != len(rows[0]) for row in rows):
        return None
    if fields_of(rows[0], {}):
        return None
    kinds = [_kind(_values(rows, place)) for place in range(len(rows[0]))]
    names = [kind if kind not in kinds[:place] else "" for place, kind in enumerate(kinds)]
    told = [(kind, _kind([cell])) for kind, cell in zip(kinds, rows[0], strict=True) if kind in _TOLD]
    linked = any(find_arxiv(cell) for cell in rows[0])
    if "title" not in names or not (linked or ("authors", "authors") in told):
        return None
    if any(kind != first for kind, first in told if kind != "authors"):
        return None  # names that are not known
    return [name or f"column {place}" for place, name in enumerate(names)]


def _values(rows: Rows, place: int) -> list[str]:
    return [cell for row in rows for cell in row[place : place + 1] if cell.strip()]


def _kind(values: Sequence[str]) -> str:
    """What most of the values of a column are, as the name of a column, or nothing."""
    if not values:
        return ""
    tests: Mapping[str, int] = {
        "url": sum(value.startswith(("http://", "https://")) for value in values),
        "published": sum(len(value) <= _LONGEST_DATE and _is_date(value) for value in values),
        "authors": sum(is_author_line(value) for value in values),
    }
    kind = max(tests, key=lambda name: tests[name])
    if tests[kind] * 2 > len(values):
        return kind
    length = sum(map(len, values)) / len(values)
    if length > _LONGEST_TITLE:
        return "abstract"
    words = sum(len(value.split()) for value in values) / len(values)
    return "title" if words >= _FEWEST else ""


def _is_date(text: str) -> bool:
    return text[:1].isdigit() and text[-1:].isdigit() and iso(text) is not None
