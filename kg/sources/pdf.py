"""The first page of a PDF: title, authors and abstract, by position and size of its letters."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.records import Origin, PaperRecord, Problem
from kg.sources.author_lists import AuthorList
from kg.sources.format import Format, Head, Item
from kg.sources.glued import is_name
from kg.sources.ids import find_arxiv
from kg.sources.names import author
from kg.sources.record import is_paper, make
from kg.sources.source import Source
from kg.sources.stamp import find_stamp
from kg.sources.text import one_line

if TYPE_CHECKING:
    from pypdf import PageObject

_ABSTRACT = re.compile(r"^\W*(?:\d\.?\s*)?a\s?b\s?s\s?t\s?r\s?a\s?c\s?t\b\s*[.:—–-]*\s*", re.I)
_AFTER = re.compile(
    r"^\W*(?:(?:1|I|0)\s*\.?\s*(?:Introduction|INTRODUCTION)|Introduction|INTRODUCTION|Keywords?\b|Index "
    r"Terms|CCS Concepts|Categories and Subject|"
    r"ACM Reference|PACS|Key words|1\s*$|©|Copyright|Preprint\.|Correspondence to|∗?Equal contribution)",
)
_MARKS = re.compile(r"[*†‡§¶∗⋆♠♣♡♢✉\d]+|\b(?:and)\b(?=\s)")
_ADDRESS = re.compile(
    r"\b(?:Universit|Institut|Department|School|Laborator|College|Academy|Inc\b|Ltd\b|Center|Centre|Research\b|Abstract)"
)


@dataclass(slots=True)
class _Line:
    text: str
    size: float
    top: float
    left: float


def read(source: Source) -> Iterator[Item]:
    """The paper whose first page this is."""
    lines, metadata = _first_page(source.data())
    if sum(len(line.text) for line in lines) < 100:
        yield Problem(
            source.file, 1, "a PDF without text on its first page (a scan?)", "run it through OCR first"
        )
        return
    record = paper(lines, source.file, metadata)
    if is_paper(record) and (record.abstract or record.arxiv_id or record.doi):
        yield record
    else:
        message = "a PDF whose first page shows no abstract"
        yield Problem(source.file, 1, message, "give the paper's metadata in another form")


def _first_page(data: bytes) -> tuple[list[_Line], dict[str, object]]:
    """The lines of the first page, and what the PDF says of itself."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if b"startxref" not in data:
        raise SourceError("the PDF is cut off")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise SourceError("the PDF is protected by a password")
        return _lines(reader.pages[0]), dict(reader.metadata or {})
    except (
        pypdf.errors.PyPdfError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        AssertionError,
    ) as error:
        reason = one_line(str(error))[:100] or type(error).__name__
        raise SourceError(f"the PDF is damaged ({reason})") from error


def _lines(page: PageObject) -> list[_Line]:
    """The lines of a page with the size of their letters, from top to bottom as they were set."""
    found: list[_Line] = []

    def visit(text: str, _: object, matrix: list[float], __: object, size: float) -> None:
        scale = (abs(matrix[0]) or abs(matrix[1]) or 1.0) * (size or 1.0)
        for part in re.split(r"(\n)", text):
            if part == "\n":
                found.append(_Line("", 0.0, 0.0, 0.0))
            elif part.strip() or (part and found and found[-1].text):
                if not found or found[-1].text == "":
                    found.append(_Line("", scale, matrix[5], matrix[4]))
                found[-1].text += part
                found[-1].size = max(found[-1].size, scale if part.strip() else 0.0)

    page.extract_text(visitor_text=visit)
    return [line for line in found if line.text.strip()]


def paper(lines: list[_Line], file: str, metadata: dict[str, object]) -> PaperRecord:
    """The record that the lines of a first page show."""
    stamp = find_stamp(" ".join(line.text for line in lines))
    body = [line for line in lines if not find_stamp(line.text)]
    start = next((at for at, line in enumerate(body) if _ABSTRACT.match(line.text.strip())), None)
    head = body[:start] if start is not None else body[:12]
    title, after = _title(head)
    stated = metadata.get("/Title")
    if (
        isinstance(stated, str)
        and len(stated) > 10
        and one_line(stated).lower() in one_line(" ".join(line.text for line in head)).lower()
    ):
        title = one_line(stated)
    names = [author(name) for line in head[after:] for name in _names(line.text)]
    whole = " ".join(line.text for line in body)
    return make(
        Origin(file, 1, 1),
        title=title,
        abstract=_abstract(body[start:]) if start is not None else None,
        authors=AuthorList(tuple(dict.fromkeys(name for name in names if name))),
        identifiers=[stamp.identifier if stamp else None, whole[:300] if find_arxiv(whole[:300]) else None],
        dates=[stamp.date] if stamp else [],
        categories=[stamp.category] if stamp else [],
    )


def _title(head: list[_Line]) -> tuple[str | None, int]:
    """The lines set largest, which follow one another, and where what comes after them begins."""
    if not head:
        return None, 0
    largest = (
        max(line.size for line in head if len(line.text.strip()) > 3)
        if any(len(line.text.strip()) > 3 for line in head)
        else 0
    )
    first = next((at for at, line in enumerate(head) if line.size >= largest * 0.98), 0)
    last = first
    while last + 1 < len(head) and head[last + 1].size >= largest * 0.93:
        last += 1
    text = one_line(" ".join(line.text for line in head[first : last + 1]))
    return (text or None), last + 1


def _names(text: str) -> list[str]:
    """The names on a line of authors; lines of addresses give none."""
    if "@" in text or _ADDRESS.search(_MARKS.sub(" ", text)):
        return []
    bare = re.sub(r"\b(?:PhD|MD|Member|Fellow|Senior Member|Student Member),?\s*(?:IEEE)?", "", text)
    pieces = [one_line(piece) for piece in re.split(r",|;|&|\s{3,}|\band\b", _MARKS.sub(",", bare))]
    names = [piece for piece in pieces if piece and " " in piece and is_name(piece)]
    return names if names and len(names) >= 0.6 * sum(len(piece) > 2 for piece in pieces) else []


def _abstract(lines: list[_Line]) -> str | None:
    """The text from "Abstract" to the introduction or the keywords, with words put together across lines."""
    texts = [_ABSTRACT.sub("", lines[0].text.strip())]
    for line in lines[1:]:
        if _AFTER.match(line.text.strip()) or sum(map(len, texts)) > 6000:
            break
        texts.append(line.text.strip())
    joined = "\n".join(text for text in texts if text)
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", joined).replace("\n", " ") or None


def _sniff(head: Head) -> float:
    return 1.0 if b"%PDF-" in head.raw[:1024] else 0.0


FORMAT = Format(
    name="pdf",
    label="PDF (first page)",
    suffixes=(".pdf",),
    fields="title, authors, abstract, and the id, category and date of arXiv's stamp",
    sniff=_sniff,
    read=read,
)
