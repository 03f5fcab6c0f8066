"""Texts to annotate: listings of papers, or JSON Lines whose ids and texts are kept to the letter."""

from __future__ import annotations

import gzip
import lzma
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import orjson

from kg.annotation import Document
from kg.extraction_records.reading import read
from kg.extraction_records.types import RecordId
from kg.records import PaperRecord, Problem

_HEAD = 64 * 1024
_OPENERS = {".gz": gzip.open, ".xz": lzma.open}


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the id that its record is to carry."""

    id: RecordId
    document: Document


def read_texts(paths: Iterable[Path]) -> Iterator[Text | Problem]:
    """The texts of some files, in order, repeated papers included; `-` is standard input.

    A file of JSON objects with `id` and `title` or `abstract`, one a line, is taken to the letter, because
    the names and spans of a record refer to exactly that text. Everything else is read as a listing; its
    papers are called by arXiv id, else DOI, else place in the file.
    """
    for path in paths:
        if _holds_texts(path):
            yield from _read_lines(path)
        else:
            yield from _read_listing(path)


def _read_lines(path: Path) -> Iterator[Text | Problem]:
    with _opened(path) as stream:
        for item in read(stream, path.as_posix()):
            yield item if isinstance(item, Problem) else Text(item.id, item.document)


def _read_listing(path: Path) -> Iterator[Text | Problem]:
    from kg.sources import read_paths

    for item in read_paths([path]):
        yield item if isinstance(item, Problem) else _text_of(item)


def _text_of(record: PaperRecord) -> Text:
    name = record.arxiv_id or record.doi or f"{record.origin.file}:{record.origin.line}"
    comments = "\n".join(record.comments) or None
    return Text(name, Document(id=name, title=record.title, abstract=record.abstract, comments=comments))


def _holds_texts(path: Path) -> bool:
    """Whether the first line that is not empty is an object with an id and an abstract, or a mere title.

    Other exports have an `id` and a `title` too, but spell the abstract in ways of their own.
    """
    try:
        with _opened(path) as stream:
            head = stream.read(_HEAD)
    except (OSError, EOFError, lzma.LZMAError):
        return False
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    if not isinstance(fields, dict) or "id" not in fields:
        return False
    return "abstract" in fields or fields.keys() <= {"id", "title", "comments"}


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    opener = _OPENERS.get(path.suffix, open)
    with opener(path, "rb") as stream:
        yield stream  # type: ignore[misc]
