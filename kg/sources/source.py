"""One opened input: its name, its first bytes, and ways to read the rest once."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from kg.errors import SourceError
from kg.sources.chinese import GB, is_chinese

HEAD = 1 << 16
"""How many bytes detection looks at."""
MAX_WHOLE = 1 << 30
"""Bytes of a document that must be read at once (line formats stream and have no limit)."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(slots=True)
class Source:
    """An input that can be read once: `head` first, then `rest`; `suffix` is lower case with its dot."""

    file: str
    suffix: str
    head: bytes
    rest: BinaryIO
    columns: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, file: str, suffix: str, stream: BinaryIO, columns: Mapping[str, str]) -> Source:
        """A source over `stream`, which the caller closes."""
        return cls(file, suffix, _fill(stream, HEAD), stream, columns)

    @property
    def encoding(self) -> str:
        """The encoding that the first bytes tell: of a byte order mark, UTF-8, UTF-16, Chinese or Western."""
        return guess_encoding(self.head)

    def stream(self) -> BinaryIO:
        """The whole input from its first byte."""
        return io.BufferedReader(_Chained(self.head, self.rest), HEAD)

    def data(self) -> bytes:
        """The whole input at once, up to `MAX_WHOLE`."""
        data = self.stream().read(MAX_WHOLE + 1)
        if len(data) > MAX_WHOLE:
            raise SourceError(f"the file is larger than {MAX_WHOLE >> 20} MB, too large to be read at once")
        return data

    def text(self) -> str:
        """The whole input decoded, with line ends made newlines and without NUL characters."""
        return decode(self.data()).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")

    def lines(self) -> Iterator[tuple[int, str]]:
        """Numbered lines from 1, decoded, without their ends, read as they are asked for."""
        stream, encoding = self.stream(), self.encoding
        if encoding.startswith(("utf-16", "utf-32")):
            yield from enumerate(self.text().split("\n"), 1)
            return
        for number, line in enumerate(stream, 1):
            data = line if number > 1 else line.removeprefix(codecs.BOM_UTF8)
            text = (data.decode(encoding, "replace") if encoding == GB else decode(data)).rstrip("\r\n")
            yield number, text.replace("\x00", "") if "\x00" in text else text


class _Chained(io.RawIOBase):
    """The bytes of `head`, then those of `rest`."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _fill(stream: BinaryIO, size: int) -> bytes:
    """Up to `size` bytes, from a pipe too, which gives less than asked for."""
    parts = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def guess_encoding(head: bytes) -> str:
    """The encoding of a text that begins with `head`."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    if len(head) >= 4 and head[1:40:2].count(0) > 15:
        return "utf-16-le"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return GB if is_chinese(head) else "cp1252"
    return "utf-8"


def decode(data: bytes) -> str:
    """`data` as text: by its byte order mark, as UTF-8, GB18030, or else as Windows-1252; never fails."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if len(data) >= 4 and data[1:40:2].count(0) > 15:
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def _legacy(data: bytes) -> str:
    """Mostly UTF-8 with a few broken bytes stays UTF-8; anything else is Chinese or Windows-1252."""
    text = data.decode("utf-8", "replace")
    high = sum(char > "\x7f" for char in text)
    if text.count("\ufffd") * 4 < high:
        return text
    return data.decode(GB if is_chinese(data) else "cp1252", "replace")


_BINARY = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"SQLite format 3\x00",
    b"\xd0\xcf\x11\xe0",
    b"RIFF",
    b"OggS",
)
"""How well-known files that hold no text begin."""


def looks_binary(head: bytes) -> bool:
    """Whether `head` is no text in any encoding that is read."""
    if guess_encoding(head).startswith(("utf-16", "utf-32", "utf-8-sig")):
        return False
    sample = head[:4096]
    controls = sum(byte < 9 or 13 < byte < 27 for byte in sample)
    return sample.startswith(_BINARY) or controls * 20 > len(sample)
