"""The table of commands, in the order in which the help lists them."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.commands import building, comparing, curating, exporting, extracting, identity, looking
from kg.cli.group import Commands

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from kg import __version__

        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def common(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit."),
    ] = False,
    debug: Annotated[
        bool,
        typer.Option("--debug", help="Show where in the code an error arose. Left out: one line of message."),
    ] = False,
) -> None:
    """Build a knowledge graph of machine-learning research from listings of papers, and query it.

    Data goes to stdout, messages to stderr. Exit codes: 0 fine, 1 failed or something to mend, 2 wrong usage.
    """


for name, command in (
    ("build", building.build),
    ("add", building.add),
    ("remove", building.remove),
    ("query", looking.query),
    ("show", looking.show),
    ("stats", looking.stats),
    ("check", looking.check),
    ("why", identity.why),
    ("review", identity.review),
    ("diff", comparing.diff),
    ("conflicts", comparing.conflicts),
    ("export", exporting.export),
    ("extract", extracting.extract),
    ("eval", extracting.evaluate),
    ("train", extracting.train),
    ("formats", exporting.formats),
    ("types", exporting.types),
):
    app.command(name)(command)
app.add_typer(curating.curate, name="curate")
