"""The files behind the paths that a user names, each once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

STDIN = Path("-")


def list_inputs(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files that some paths stand for, sorted by name; hidden ones in folders are passed over.

    A file that is reached twice (named and in a named folder, or through a link) is listed once,
    under its plainest name, so that the order of `paths` does not matter. A folder without files, and
    a path that leads nowhere, stand for themselves.
    """
    by_place: dict[str, Path] = {}
    for file in sorted((file for path in paths for file in _files(path)), key=plainness):
        by_place.setdefault(place(file), file)
    return tuple(sorted(by_place.values(), key=Path.as_posix))


def plainness(file: Path) -> tuple[int, str]:
    """What sorts the names of one file: short before long, so that `a/b` comes before `a/../a/b`."""
    return len(file.parts), file.as_posix()


def place(path: Path) -> str:
    """Where a file stands, whatever it is called; standard input stands for itself."""
    return str(path) if path == STDIN else os.path.realpath(path)


def _files(path: Path) -> Iterator[Path]:
    if path == STDIN or not path.is_dir():
        yield path
        return
    files = [file for file in path.rglob("*") if file.is_file() and not _hidden(file.relative_to(path))]
    yield from files or [path]


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
