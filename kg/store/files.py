"""Files that are either old and whole or new and whole, never half written."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from kg.errors import StoreError

_CHUNK = 1 << 20


def digest(path: Path) -> str | None:
    """SHA-256 of a file's bytes in hex; None where there is no file to read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None


def replace(path: Path, chunks: Iterable[bytes | memoryview]) -> str:
    """Write a file beside `path`, then rename it over it; returns the SHA-256 of what was written.

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


def _write(path: Path, chunks: Iterable[bytes | memoryview]) -> str:
    running = hashlib.sha256()
    with path.open("wb", buffering=_CHUNK) as stream:
        for chunk in chunks:
            running.update(chunk)
            stream.write(chunk)
        stream.flush()
        # Without this a power cut may keep the rename but lose the bytes.
        os.fsync(stream.fileno())
    return running.hexdigest()
