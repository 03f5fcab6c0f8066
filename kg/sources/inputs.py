"""From paths to opened inputs: folders walked, archives unpacked within bounds, standard input."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from kg.errors import SourceError, UsageError
from kg.sources.source import Source

STDIN = Path("-")
MAX_RATIO = 250
"""Unpacked bytes per packed byte beyond which an archive is taken for a bomb (text packs 3 to 30 times)."""
FREE_BYTES = 64 << 20
"""Unpacked bytes that are always allowed."""
_PACKED = {".gz": gzip.open, ".xz": lzma.open, ".lzma": lzma.open, ".bz2": bz2.open}
_MAGIC = ((b"\x1f\x8b", ".gz"), (b"\xfd7zXZ\x00", ".xz"), (b"BZh", ".bz2"))
_OFFICE = {"[Content_Types].xml", "mimetype"}
"""Members that only documents have that are archives inside."""
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to be read: where it is, and its name as the user gave it."""

    path: Path
    name: str


def find(paths: Iterable[Path]) -> Iterator[tuple[Path, list[Input]]]:
    """Each given path with the files it stands for: itself, or those below a folder, hidden ones left out."""
    for path in paths:
        if path == STDIN:
            yield path, [Input(path, "-")]
        elif path.is_dir():
            yield path, _below(path)
        elif path.exists():
            yield path, [Input(path, path.as_posix())]
        else:
            raise UsageError(f"{path}: no such file or directory; check the path")


def _below(folder: Path) -> list[Input]:
    found = []
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if not any(part.startswith(".") for part in parts) and path.is_file():
            found.append(Input(path, (PurePosixPath(folder.as_posix()) / PurePosixPath(*parts)).as_posix()))
    return sorted(found, key=lambda one: one.name)


@contextmanager
def _opened(item: Input) -> Iterator[BinaryIO]:
    if item.path == STDIN:
        yield sys.stdin.buffer
    else:
        with item.path.open("rb") as stream:
            yield stream


def sources(item: Input, columns: Mapping[str, str]) -> Iterator[Source]:
    """The input, or each member of the archive it is, to be read before the next is asked for."""
    with _opened(item) as opened:
        suffixes = [part.lower() for part in item.path.suffixes]
        head = opened.read(len(_ZIP) + 4)
        stream = _joined(head, opened)
        if head.startswith(_ZIP):
            yield from _zipped(item, stream, columns)
            return
        form = next((name for magic, name in _MAGIC if head.startswith(magic)), None)
        suffix = next((part for part in reversed(suffixes) if part not in _PACKED), "")
        if form:
            size = item.path.stat().st_size if item.path != STDIN else FREE_BYTES
            stream = _guard(_PACKED[form](stream, "rb"), size)  # type: ignore[operator]
        yield Source.open(item.name, suffix, stream, columns)


def packed(head: bytes) -> bool:
    """Whether a file that begins with `head` is an archive or compressed."""
    return head.startswith((_ZIP, *(magic for magic, _ in _MAGIC)))


def _joined(head: bytes, stream: BinaryIO) -> BinaryIO:
    if stream.seekable():
        stream.seek(0)
        return stream
    return Source("", "", head, stream).stream()


def _zipped(item: Input, stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Source]:
    seekable = stream if stream.seekable() else io.BytesIO(stream.read(FREE_BYTES * 4))
    with zipfile.ZipFile(seekable) as archive:
        if _OFFICE & set(archive.namelist()):
            raise SourceError("an office document or an e-book, which is not read; save it as text or CSV")
        for info in sorted(archive.infolist(), key=lambda one: one.filename):
            name = PurePosixPath(info.filename)
            if info.is_dir() or any(part.startswith((".", "__MACOSX")) for part in name.parts):
                continue
            if info.flag_bits & 1:
                raise SourceError(f"{info.filename} is encrypted")
            with archive.open(info) as member:
                guarded = _guard(member, info.compress_size)
                yield Source.open(f"{item.name}!{info.filename}", name.suffix.lower(), guarded, columns)


def _guard(stream: IO[bytes], packed: int) -> BinaryIO:
    return io.BufferedReader(_Guard(stream, max(FREE_BYTES, packed * MAX_RATIO)))


class _Guard(io.RawIOBase):
    """Unpacked bytes, up to a limit; beyond it the file is refused."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream = stream
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._stream.read(len(buffer))
        self._left -= len(chunk)
        if self._left < 0:
            raise SourceError(f"it unpacks to more than {MAX_RATIO} times its size")
        buffer[: len(chunk)] = chunk
        return len(chunk)
