"""`kg query`, `kg show`, `kg stats` and `kg check`: looking into a graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import typer

from kg.cli import options
from kg.cli.graphs import load_graph
from kg.cli.group import FAILED
from kg.cli.messages import say
from kg.cli.tables import Cell, write_table

if TYPE_CHECKING:
    from kg.graph import CheckReport


def check(*, graph: options.Graph = options.DEFAULT_OUTPUT, style: options.Style = None) -> None:
    """Check a graph against the ontology.

    Validates with SHACL, and looks up every sentence in its paper. Lists violations and warnings; the exit
    code is 1 when there is a violation.
    """
    from kg.graph import check as check_graph

    found = check_graph(load_graph(graph))
    if found.violations or found.warnings:
        write_table(("level", "node", "problem", "found"), _findings(found), style=style)
    say(f"{found.triples:,} triples: {len(found.violations)} violations, {len(found.warnings)} warnings")
    if not found.conforms:
        raise typer.Exit(FAILED)


def _findings(found: CheckReport) -> Iterator[Sequence[Cell]]:
    for level, findings in (("violation", found.violations), ("warning", found.warnings)):
        for finding in findings:
            yield level, finding.node, finding.problem, finding.value
