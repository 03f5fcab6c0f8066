"""Tables in JSON: rows under the names of columns, as pandas and Hugging Face datasets write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.sources.keys import fields_of
from kg.sources.values import Json

Object = Mapping[str, Json]
Row = dict[str, Json]


def rows(value: Object, columns: Mapping[str, str]) -> list[Row]:
    """The rows of a table that one object holds by column, or none where it is no such table.

    >>> rows({"title": ["A", "B"], "year": [2024, 2025]}, {})
    [{'title': 'A', 'year': 2024}, {'title': 'B', 'year': 2025}]
    >>> rows({"title": {"0": "A"}, "year": {"0": 2024}}, {}) == rows({"columns": ["title", "year"],
    ... "index": [0], "data": [["A", 2024]]}, {})
    True
    """
    names, data = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(data, list):
        found = [dict(zip(map(str, names), row, strict=False)) for row in data if isinstance(row, list)]
    else:
        found = list(_rows(value)) if len(value) > 1 else []
    titled = found and not {"title", "abstract"}.isdisjoint(fields_of(found[0], columns))
    return found if titled else []


def _rows(value: Object) -> Iterator[Row]:
    """Columns are lists of one length, or objects with the same numbers for keys."""
    parts = list(value.values())
    if all(isinstance(part, list) for part in parts):
        lists = [part for part in parts if isinstance(part, list)]
        if len({len(part) for part in lists}) == 1:
            yield from (dict(zip(value, row, strict=True)) for row in zip(*lists, strict=True))
    elif all(isinstance(part, dict) for part in parts):
        objects = [part for part in parts if isinstance(part, dict)]
        index = list(objects[0])
        if all(list(part) == index for part in objects) and all(key.isdecimal() for key in index):
            yield from ({name: part[key] for name, part in zip(value, objects, strict=True)} for key in index)
