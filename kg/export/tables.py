"""CSV: one table of nodes and one of edges, for spreadsheets, pandas and Gephi."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from kg.export.flat import Scalar, flat
from kg.export.format import ExportFormat, Part
from kg.export.plain import plain

if TYPE_CHECKING:
    from kg.graph import Graph

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "'")

Row = Mapping[str, Scalar]


def write_nodes(graph: Graph, stream: BinaryIO) -> None:
    """Writes `id`, `label`, `type` and the other attributes of nodes, sorted by id."""
    network = flat(plain(graph))
    rows = [{"id": node, **values} for node, values in network.nodes(data=True)]
    _write(rows, stream, first=("id", "label", "type"))


def write_edges(graph: Graph, stream: BinaryIO) -> None:
    """Writes `source`, `target`, `predicate` and the other attributes of edges, sorted by them."""
    network = flat(plain(graph))
    rows = [
        {**values, "source": source, "target": target} for source, target, values in network.edges(data=True)
    ]
    _write(rows, stream, first=("source", "target", "predicate", "sentence", "confidence", "paper", "origin"))


def guarded(value: Scalar) -> Scalar:
    """`value` such that no spreadsheet takes it for a formula.

    Text that starts with `= + - @`, a tab, a line end or an apostrophe gets one apostrophe in front, which a
    reader takes off again; so nothing is lost.

    >>> guarded("=HYPERLINK(1)"), guarded("+4.2%"), guarded("'90s"), guarded("GRPO"), guarded(-1.5)
    ("'=HYPERLINK(1)", "'+4.2%", "''90s", 'GRPO', -1.5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_ACTIVE) else value


def _write(rows: Sequence[Row], stream: BinaryIO, *, first: tuple[str, ...]) -> None:
    others = sorted({name for row in rows for name in row} - set(first))
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.DictWriter(text, [*first, *others], restval="")
    writer.writeheader()
    writer.writerows({name: guarded(value) for name, value in row.items()} for row in rows)
    text.detach()


FORMAT = ExportFormat(
    name="csv",
    label="CSV (nodes and edges)",
    suffixes=(".csv",),
    use="spreadsheets, pandas, Gephi, databases",
    fidelity="nodes and edges with evidence; lists are joined into one text",
    parts=(Part(".nodes.csv", write_nodes), Part(".edges.csv", write_edges)),
)
