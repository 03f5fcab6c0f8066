"""Options that several commands share, each with what happens when it is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.tables import TableFormat

DEFAULT_OUTPUT = Path("output")
DEFAULT_CURATION = Path("curation.toml")

Graph = Annotated[
    Path,
    typer.Option(
        "--graph",
        "-g",
        metavar="PATH",
        help="The graph: the folder that `kg build` wrote, or a .ttl or .nt file. Left out: output/.",
        show_default=False,
    ),
]
Output = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FOLDER",
        help="The folder of the graph and its store. Left out: output/.",
        show_default=False,
    ),
]
Style = Annotated[
    TableFormat | None,
    typer.Option(
        "--format",
        "-f",
        metavar="table|tsv|csv|json",
        help="How to write the rows. Left out: a table on a terminal, tsv in a pipe.",
        show_default=False,
    ),
]
Model = Annotated[
    Path | None,
    typer.Option(
        "--model",
        metavar="FOLDER",
        help="A language model made by `kg train`. Left out: the one that comes with kg.",
        show_default=False,
    ),
]
Device = Annotated[
    str,
    typer.Option(
        "--device",
        metavar="cpu|cuda",
        help="Where the language model runs; cuda needs onnxruntime-gpu. Left out: cpu.",
        show_default=False,
    ),
]
GraphConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        min=0.0,
        max=1.0,
        metavar="0..1",
        help="Leave out what is less certain than this. Left out: 0.5, what is likelier right than wrong.",
        show_default=False,
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        min=0.0,
        max=1.0,
        metavar="0..1",
        help="Drop what is less certain than this. Left out: 0, everything is kept.",
        show_default=False,
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="Which column of a table holds a field, such as title=Name; may be repeated. Left out: guessed "
        "from the column names.",
        show_default=False,
    ),
]
Curation = Annotated[
    Path | None,
    typer.Option(
        "--curation",
        metavar="FILE",
        help="Decisions to replay, as `kg curate` writes them. Left out: curation.toml, if it is there.",
        show_default=False,
    ),
]

CurationFile = Annotated[
    Path,
    typer.Option(
        "--curation",
        metavar="FILE",
        help="The file that the decision is added to. Left out: curation.toml.",
        show_default=False,
    ),
]


def found_curation(given: Path | None) -> Path | None:
    """The curation file that was named, else the one in the current folder, if any."""
    if given is not None:
        return given
    return DEFAULT_CURATION if DEFAULT_CURATION.is_file() else None
