"""`kg diff` and `kg conflicts`: what changed, and what does not agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.graphs import graph_file, load_graph
from kg.cli.group import FAILED
from kg.cli.tables import Cell, write_table

if TYPE_CHECKING:
    from kg.update import Conflict, GraphDiff


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="A graph file, or a folder that `kg build` wrote.")
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The graph to compare with it.")],
    *,
    style: options.Style = None,
) -> None:
    """List what differs between two graphs.

    Papers, people, entities, claims, scores and mentions that were added, changed or gone. The exit code is 1
    when there are any.
    """
    from kg.update import diff as compare

    found = compare(graph_file(old), graph_file(new))
    write_table(("what", "kind", "label", "before", "after"), _changes(found), style=style)
    if found:
        raise typer.Exit(FAILED)


def _changes(found: GraphDiff) -> Iterator[Sequence[Cell]]:
    for change in found.changes:
        yield change.what, change.kind, change.label, change.before, change.after


def conflicts(*, graph: options.Graph = options.DEFAULT_OUTPUT, style: options.Style = None) -> None:
    """List scores that do not agree.

    The same model on the same benchmark with different values, each with its paper, sentence and source;
    what most papers differ on comes first.
    """
    from kg.update import conflicts as find

    columns = ("subject", "benchmark", "metric", "value", "paper", "sentence", "source")
    write_table(columns, _readings(find(load_graph(graph))), style=style)


def _readings(found: Sequence[Conflict]) -> Iterator[Sequence[Cell]]:
    for conflict in found:
        for reading in conflict.readings:
            metric = reading.metric or conflict.metric
            place = reading.title, reading.sentence, reading.source
            yield conflict.subject, conflict.benchmark, metric, reading.value, *place
