"""Reading of files and folders: every paper they hold, and a problem for whatever cannot be read."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from kg.errors import SourceError, UsageError
from kg.records import Problem
from kg.sources.detect import detect
from kg.sources.format import Item
from kg.sources.inputs import Input, find, packed, sources
from kg.sources.source import HEAD, Source, looks_binary

Found = TypeVar("Found")

FIELDS = ("id", "title", "abstract", "authors", "date", "categories", "comment", "venue", "doi", "url")
"""The fields that `columns` may name."""
_UNREADABLE = (
    OSError,
    EOFError,
    ValueError,
    SyntaxError,
    LookupError,
    OverflowError,
    RuntimeError,
    lzma.LZMAError,
    zlib.error,
    zipfile.BadZipFile,
)
"""What reading a damaged file raises; RecursionError and NotImplementedError are RuntimeErrors."""


def read_paths(paths: Iterable[Path], *, columns: Mapping[str, str] = {}) -> Iterator[Item]:
    """Every paper in `paths` (files, folders, `-` for stdin), and a problem for what cannot be read.

    `columns` overrides which column or key holds a field: `{"title": "Name"}`. Files are read in
    sorted order. Raises UsageError for a path that does not exist or an unknown field in `columns`.
    """
    yield from read_with(read_source, paths, columns=columns)


def read_with(
    read: Callable[[Source], Iterator[Found | Problem]],
    paths: Iterable[Path],
    *,
    columns: Mapping[str, str] = {},
) -> Iterator[Found | Problem]:
    """What `read` finds in every input that `paths` lead to, packed ones too; else as `read_paths`."""
    _check(columns)
    for path, files in list(find(paths)):
        found = False
        for item in files:
            for one in _read(item, columns, read):
                found = found or not isinstance(one, Problem)
                yield one
        if not found and path.is_dir():
            yield Problem(
                path.as_posix(),
                None,
                "no papers found in this directory",
                "see `kg formats` for what is read",
            )


def read_file(path: Path, *, columns: Mapping[str, str] = {}) -> Iterator[Item]:
    """Every paper in one file; raises UsageError where it does not exist."""
    _check(columns)
    if not path.is_file():
        raise UsageError(f"{path}: no such file; check the path")
    yield from _read(Input(path, path.as_posix()), columns, read_source)


def _check(columns: Mapping[str, str]) -> None:
    unknown = sorted(set(columns) - set(FIELDS))
    if unknown:
        raise UsageError(f"unknown field {unknown[0]!r} in the column map; choose from {', '.join(FIELDS)}")


def _read(
    item: Input, columns: Mapping[str, str], read: Callable[[Source], Iterator[Found | Problem]]
) -> Iterator[Found | Problem]:
    try:
        for source in sources(item, columns):
            yield from read(source)
    except SourceError as error:
        yield Problem(item.name, None, str(error), "leave the file out or unpack it yourself")
    except _UNREADABLE as error:
        yield Problem(
            item.name, None, f"cannot be read ({_reason(error)})", "check that the file is whole and readable"
        )


def read_source(source: Source) -> Iterator[Item]:
    """Every paper in one opened input; whatever goes wrong becomes a problem, after the papers before it."""
    if not source.head.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        whole = len(source.head) < HEAD
        message = "the file is empty" if whole else f"nothing but white space in its first {HEAD >> 10} KB"
        yield Problem(source.file, None, message, "leave it out")
        return
    if packed(source.head):
        message = "a packed file inside another is not unpacked"
        yield Problem(source.file, None, message, "unpack the outer one first")
        return
    form = detect(source.head, source.suffix)
    if form is None:
        kind = " (a binary file)" if looks_binary(source.head) else ""
        yield Problem(source.file, 1, f"the layout is not known{kind}", "see `kg formats` for what is read")
        return
    found = 0
    try:
        for item in form.read(source):
            found += 1
            yield item
    except SourceError as error:
        found += 1
        yield Problem(source.file, None, str(error), f"it was read as {form.label}")
    except _UNREADABLE as error:
        found += 1
        yield Problem(
            source.file,
            None,
            f"{form.label} that cannot be read ({_reason(error)})",
            "check that the file is whole",
        )
    if not found:
        yield Problem(
            source.file,
            None,
            f"no papers in this {form.label} file",
            "leave it out if that is as it should be",
        )


def _reason(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return text[:200] or type(error).__name__
