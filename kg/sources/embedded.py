"""Documents inside documents: answers of services kept in recordings, feeds inside JSON strings."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace

from kg.records import Origin, PaperRecord
from kg.sources.detect import detect
from kg.sources.format import Item
from kg.sources.source import Source

_STARTS = ("<?xml", "<feed", "<OAI-PMH", "@article", "@misc", "@inproceedings", "TY  - ")


def is_document(text: str) -> bool:
    """Whether a string holds a document of its own."""
    return len(text) > 40 and text.lstrip()[:12].startswith(_STARTS)


def read_document(text: str, origin: Origin) -> Iterator[Item]:
    """The papers of a document that stands at `origin` in another."""
    data = text.encode("utf-8", "replace")
    form = detect(data[: 1 << 16])
    if form is None:
        return
    for item in form.read(Source.open(origin.file, "", io.BytesIO(data), {})):
        yield (
            replace(item, origin=origin) if isinstance(item, PaperRecord) else replace(item, line=origin.line)
        )


def unpacked(data: bytes, limit: int = 1 << 28) -> str | None:
    """The text of a recorded body, gzipped, deflated or plain; None where it is something else."""
    for window in (31, 15, -15):
        try:
            return zlib.decompressobj(window).decompress(data, limit).decode("utf-8", "replace")
        except zlib.error:
            continue
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
