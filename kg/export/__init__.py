"""Writes a graph for other tools; `FORMATS` is the one table of output formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import ExportError
from kg.export import gexf, graphml, html, jsonld, neo4j, nodelink, ntriples, obsidian, tables, turtle
from kg.export.format import ExportFormat
from kg.files import replacing

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["FORMATS", "ExportFormat", "find", "write", "write_stream"]

FORMATS: tuple[ExportFormat, ...] = (
    turtle.FORMAT,
    ntriples.FORMAT,
    jsonld.FORMAT,
    graphml.FORMAT,
    gexf.FORMAT,
    nodelink.FORMAT,
    neo4j.FORMAT,  # before CSV, whose suffix is the end of its own
    tables.FORMAT,
    obsidian.FORMAT,
    html.FORMAT,
)


def write(graph: Graph, path: Path, *, format: str | None = None) -> tuple[Path, ...]:  # noqa: A002
    """Writes `graph` to `path`, whole or not at all, and returns the files written.

    The format is that of the suffix unless named. CSV writes two files beside `path`: `graph.csv` gives
    `graph.nodes.csv` and `graph.edges.csv`.

    Raises:
        ExportError: The format is unknown or the files cannot be written.
    """
    chosen = find(path, format=format)
    targets = tuple(_target(path, part) for part in chosen.parts)
    with replacing(targets) as streams:
        chosen.write(graph, streams)
    return targets


def write_stream(graph: Graph, stream: BinaryIO, *, format: str) -> None:  # noqa: A002
    """Writes `graph` to an open binary stream, such as stdout.

    Raises:
        ExportError: The format is unknown or takes more than one file.
    """
    chosen = _named(format)
    if len(chosen.parts) > 1:
        raise ExportError(
            f"{chosen.label} takes {len(chosen.parts)} files; write it to a file, as -o graph.csv"
        )
    chosen.write(graph, [stream])


def find(path: Path, *, format: str | None = None) -> ExportFormat:  # noqa: A002
    """The format that `format` names, or else the suffix of `path`.

    Raises:
        ExportError: Neither is known; the message lists those that are.
    """
    if format is not None:
        return _named(format)
    for known in FORMATS:
        if path.name.lower().endswith(known.suffixes):
            return known
    what = f"suffix {path.suffix!r}" if path.suffix else "a name without suffix"
    raise ExportError(f"{path}: no format for {what}; use one of {_suffixes()}, or name the format")


def _named(name: str) -> ExportFormat:
    for known in FORMATS:
        if name.lower().lstrip(".") in (known.name, *(suffix.lstrip(".") for suffix in known.suffixes)):
            return known
    raise ExportError(f"unknown format {name!r}; use one of {', '.join(known.name for known in FORMATS)}")


def _suffixes() -> str:
    return " ".join(suffix for known in FORMATS for suffix in known.suffixes)


def _target(path: Path, part: str) -> Path:
    """`path` itself for a format of one file, else the stem of `path` with what names the part."""
    return path.with_name(path.stem + part) if part else path
