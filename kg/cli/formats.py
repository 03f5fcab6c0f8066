"""Text for people or JSON for programs, for what is no table."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class TextFormat(StrEnum):
    """How something that is no table is written."""

    text = "text"
    json = "json"


Text = Annotated[
    TextFormat,
    typer.Option(
        "--format", "-f", metavar="text|json", help="How to write it. Left out: text.", show_default=False
    ),
]


def write_json(value: DataclassInstance) -> None:
    """Write a frozen dataclass to stdout as JSON."""
    import orjson

    sys.stdout.write(orjson.dumps(value, option=orjson.OPT_INDENT_2).decode() + "\n")
