"""CSV: one table of nodes and one of edges, for spreadsheets, pandas and Gephi."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from kg.export.flat import Scalar, flat
from kg.export.format import ExportFormat
from kg.export.plain import plain

if TYPE_CHECKING:
    from kg.graph import Graph

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "'")

_NODE_COLUMNS = ("id", "label", "type")
_EDGE_COLUMNS = ("source", "target", "predicate", "sentence", "confidence", "paper", "origin")

Row = Mapping[str, Scalar]


def write(graph: Graph, streams: Sequence[BinaryIO]) -> None:
    """Writes the nodes, sorted by id, to the first stream and the edges, by their ends, to the second."""
    network = flat(plain(graph))
    nodes = [{"id": node, **values} for node, values in network.nodes(data=True)]
    edges = [{**values, "source": start, "target": end} for start, end, values in network.edges(data=True)]
    _write_table(nodes, streams[0], first=_NODE_COLUMNS)
    _write_table(edges, streams[1], first=_EDGE_COLUMNS)


def guarded(value: Scalar) -> Scalar:
    """`value` such that no spreadsheet takes it for a formula.

    Text that starts with `= + - @`, a tab, a line end or an apostrophe gets one apostrophe in front, which a
    reader takes off again; so nothing is lost.

    >>> guarded("=HYPERLINK(1)"), guarded("+4.2%"), guarded("'90s"), guarded("GRPO"), guarded(-1.5)
    ("'=HYPERLINK(1)", "'+4.2%", "''90s", 'GRPO', -1.5)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_ACTIVE) else value


def _write_table(rows: Sequence[Row], stream: BinaryIO, *, first: tuple[str, ...]) -> None:
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
    write=write,
    parts=(".nodes.csv", ".edges.csv"),
)
