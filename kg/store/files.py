"""Files that are either old and whole or new and whole, never half written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file's size in bytes and the time of its last change in ns: an edit changes them, as does a copy."""

    size: int
    changed: int


def stamp(path: Path) -> Stamp | None:
    """The stamp of a file; None where there is none."""
    try:
        return _stamp(path.stat())
    except OSError:
        return None


def digest(path: Path) -> str | None:
    """SHA-256 of a file's bytes in hex; None where there is no file to read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def replace(path: Path, chunks: Iterable[bytes | memoryview]) -> Stamp:
    """Write a file beside `path`, then rename it over it; returns the stamp of what was written.

    Raises:
        StoreError: the folder cannot be written to, or the disk is full; `path` is as it was.
    """
    beside = temporary(path)
    try:
        written = _write(beside, chunks)
        beside.replace(path)
    except OSError as error:
        raise StoreError(
            f"cannot write {path}: {error.strerror}; free it or choose another folder"
        ) from error
    finally:
        beside.unlink(missing_ok=True)
    return written


def temporary(path: Path, part: str = "whole") -> Path:
    """Where this process writes `path`, or a part of it, until it is done; `tidy` removes leftovers."""
    return path.with_name(f".{path.name}.{part}.{os.getpid()}.tmp")


def tidy(folder: Path, names: Iterable[str]) -> None:
    """Remove the temporary files that a killed process left beside `names`."""
    for name in names:
        for leftover in folder.glob(f".{name}.*.tmp"):
            leftover.unlink(missing_ok=True)


def _write(path: Path, chunks: Iterable[bytes | memoryview]) -> Stamp:
    with path.open("wb", buffering=_CHUNK) as stream:
        for chunk in chunks:
            stream.write(chunk)
        stream.flush()
        # Without this a power cut may keep the rename but lose the bytes.
        os.fsync(stream.fileno())
        return _stamp(os.fstat(stream.fileno()))


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns)
