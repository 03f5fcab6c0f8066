"""Texts to annotate: listings of papers, or JSON Lines whose ids and texts are kept to the letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from kg.annotation import Document
from kg.extraction_records.reading import read
from kg.extraction_records.types import RecordId
from kg.records import PaperRecord, Problem

if TYPE_CHECKING:
    from kg.sources.source import Source


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

    Raises:
        UsageError: a path does not exist.
    """
    from kg.sources.read import read_with

    for path in paths:  # one by one, to keep the order in which they are named
        yield from read_with(_read, [path])


def _read(source: Source) -> Iterator[Text | Problem]:
    from kg.sources.read import read_source

    if _holds_texts(source.head):
        items = read(source.stream(), source.file)
        yield from (item if isinstance(item, Problem) else Text(item.id, item.document) for item in items)
    else:
        yield from (item if isinstance(item, Problem) else _text_of(item) for item in read_source(source))


def _text_of(record: PaperRecord) -> Text:
    name = record.arxiv_id or record.doi or f"{record.origin.file}:{record.origin.line}"
    comments = "\n".join(record.comments) or None
    return Text(name, Document(id=name, title=record.title, abstract=record.abstract, comments=comments))


def _holds_texts(head: bytes) -> bool:
    """Whether the first line that is not empty is an object with an id and an abstract, or a mere title.

    Other exports have an `id` and a `title` too, but spell the abstract in ways of their own.
    """
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    try:
        fields = orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    if not isinstance(fields, dict) or "id" not in fields:
        return False
    return "abstract" in fields or fields.keys() <= {"id", "title", "comments"}
