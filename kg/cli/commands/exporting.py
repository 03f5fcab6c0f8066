"""`kg export`, `kg formats` and `kg types`: the tables of what kg reads, writes and knows."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.files import STDIO
from kg.cli.graphs import load_graph
from kg.cli.messages import say
from kg.cli.tables import Cell, write_table
from kg.errors import UsageError


def export(
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to write; the suffix picks the format. - is stdout, and needs --format.",
            show_default=False,
        ),
    ],
    *,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help="A format of `kg formats`. Left out: that of the suffix.",
            show_default=False,
        ),
    ] = None,
    graph: options.Graph = options.DEFAULT_OUTPUT,
) -> None:
    """Write the graph for other tools."""
    from kg.export import write, write_stream

    if output != STDIO:
        for file in write(load_graph(graph), output, format=format_name):
            say(f"wrote {file}")
        return
    if format_name is None:
        raise UsageError("to write to stdout, name the format: --format turtle; see `kg formats`")
    write_stream(load_graph(graph), sys.stdout.buffer, format=format_name)


def formats(*, style: options.Style = None) -> None:
    """List the formats that are read and written."""
    write_table(("direction", "format", "suffixes", "holds"), _format_rows(), style=style)


def _format_rows() -> Iterator[Sequence[Cell]]:
    from kg.export import FORMATS as OUTPUTS
    from kg.sources import FORMATS as INPUTS

    for source in INPUTS:
        yield "read", source.label, " ".join(source.suffixes), source.fields
    for target in OUTPUTS:
        yield "write", target.label, " ".join(target.suffixes), target.use


def types(*, style: options.Style = None) -> None:
    """List the types of entities and relations."""
    columns = ("kind", "type", "definition", "from", "to")
    write_table(columns, _type_rows(), style=style)


def _type_rows() -> Iterator[Sequence[Cell]]:
    from kg.graph.ontology import entity_types, relation_types

    for entity in entity_types():
        yield "entity", entity.name, entity.definition, None, None
    for relation in relation_types():
        ends = " ".join(relation.domain), " ".join(relation.range)
        yield "relation", relation.name, relation.definition, *ends
