"""`kg build`, `kg add` and `kg remove`: making a graph and bringing it up to date."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.group import FAILED
from kg.cli.messages import report, say
from kg.cli.parsing import pairs
from kg.cli.progress import shown_progress

if TYPE_CHECKING:
    from kg.build import BuildReport

_PATHS_HELP = "Files and folders of listings, exports and PDFs; - reads stdin."


def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", help=f"{_PATHS_HELP} Left out: those of the last build.", show_default=False
        ),
    ] = None,
    *,
    output: options.Output = options.DEFAULT_OUTPUT,
    model: options.Model = None,
    device: options.Device = "cpu",
    curation: options.Curation = None,
    columns: options.Columns = None,
    min_confidence: options.GraphConfidence = None,
) -> None:
    """Build one graph from listings of papers.

    Writes graph.ttl, graph.html and the store into the output folder. Only what is new or changed since the
    last build is read and annotated again. What cannot be read is listed, and the exit code is then 1,
    though the graph holds all the rest.
    """
    from kg.build import build as build_graph
    from kg.build.settings import MIN_CONFIDENCE

    with shown_progress() as progress:
        made = build_graph(
            paths or (),
            output=output,
            model=model,
            device=device,
            curation=options.found_curation(curation),
            columns=pairs(columns or (), option="--map"),
            min_confidence=MIN_CONFIDENCE if min_confidence is None else min_confidence,
            progress=progress,
        )
    _finish(made, output)


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help=_PATHS_HELP)],
    *,
    output: options.Output = options.DEFAULT_OUTPUT,
    columns: options.Columns = None,
    device: options.Device = "cpu",
) -> None:
    """Add papers to a graph that was built before.

    The settings of its build (model, curation, columns, confidence) are used again.
    """
    from kg.update import add as add_papers

    with shown_progress() as progress:
        made = add_papers(
            paths,
            output=output,
            columns=pairs(columns or (), option="--map"),
            device=device,
            progress=progress,
        )
    _finish(made, output)


def remove(
    target: Annotated[
        str,
        typer.Argument(
            metavar="PAPER|FILE", help="A paper, by arXiv id, DOI, title or key; or a file or folder."
        ),
    ],
    *,
    output: options.Output = options.DEFAULT_OUTPUT,
    device: options.Device = "cpu",
) -> None:
    """Remove a paper, or all that a file gave.

    Facts that nothing else supports go with it: the graph equals one built without. It stays out of later
    builds until it is added again.
    """
    from kg.update import remove as remove_papers

    with shown_progress() as progress:
        made = remove_papers(target, output=output, device=device, progress=progress)
    _finish(made, output)


def _finish(made: BuildReport, output: Path) -> None:
    """Say what was built and what was not; problems make the command fail, after the graph is written."""
    from kg.store.database import STORE_NAME

    for problem in made.problems:
        report(problem)
    for message in (*made.stale, *made.notices):
        say(f"note: {message}")
    typer.echo(_summary(made))
    for line in _aligned(made.counts.items()):
        typer.echo(line)
    for file in (*made.files, output / STORE_NAME):
        typer.echo(str(file))
    if made.problems:
        raise typer.Exit(FAILED)


def _summary(made: BuildReport) -> str:
    if made.unchanged:
        return f"Nothing changed, checked in {made.seconds:.1f} s:"
    noun = "paper" if made.annotated == 1 else "papers"
    papers = f"{made.annotated} {noun} annotated, {made.reused} taken from the store"
    return f"Built in {made.seconds:.1f} s ({papers}):"


def _aligned(counts: Iterable[tuple[str, int]]) -> Iterable[str]:
    rows = [(f"{count:,}", name.removesuffix("s") if count == 1 else name) for name, count in counts]
    width = max((len(number) for number, _ in rows), default=0)
    return (f"  {number:>{width}} {name}" for number, name in rows)
