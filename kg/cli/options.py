"""Options that several commands share, each with what happens when it is left out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.tables import TableFormat

DEFAULT_OUTPUT = Path("output")

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
