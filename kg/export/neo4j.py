"""CSV with the headers that `neo4j-admin database import` reads."""

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

_TYPES = {bool: ":boolean", int: ":long", float: ":double", str: ""}

Row = Mapping[str, Scalar]


def write(graph: Graph, streams: Sequence[BinaryIO]) -> None:
    """Writes nodes, with their type as label, and relationships, with the relation in capitals as type."""
    network = flat(plain(graph))
    nodes = [{"id:ID": node, ":LABEL": values["type"], **values} for node, values in network.nodes(data=True)]
    edges = [
        {":START_ID": start, ":END_ID": end, ":TYPE": str(values["predicate"]).upper(), **_without(values)}
        for start, end, values in network.edges(data=True)
    ]
    _write_table(nodes, streams[0], first=("id:ID", ":LABEL"))
    _write_table(edges, streams[1], first=(":START_ID", ":END_ID", ":TYPE"))


def _without(values: Row) -> Row:
    """The attributes of an edge, less those that say its type again."""
    return {name: value for name, value in values.items() if name not in {"predicate", "label"}}


def _write_table(rows: Sequence[Row], stream: BinaryIO, *, first: tuple[str, ...]) -> None:
    types = {name: type(value) for row in rows for name, value in row.items() if name not in first}
    names = sorted(types)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*first, *(name + _TYPES[types[name]] for name in names)])
    writer.writerows([_cell(row.get(name)) for name in (*first, *names)] for row in rows)
    text.detach()


def _cell(value: Scalar | None) -> Scalar:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else value


FORMAT = ExportFormat(
    name="neo4j",
    label="Neo4j import (CSV)",
    suffixes=(".neo4j.csv",),
    use="`neo4j-admin database import`",
    fidelity="nodes and edges with evidence, typed; lists are joined into one text",
    write=write,
    parts=(".nodes.csv", ".edges.csv"),
)
