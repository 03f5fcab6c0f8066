"""JSON of every kind: documents, lines, Python literals; papers are found wherever they stand in it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial

import orjson

from kg.records import Origin, PaperRecord, Problem
from kg.sources import crossref, csl, datacite, inspire, openalex, semantic_scholar, zotero
from kg.sources.dialect import Dialect, Object
from kg.sources.embedded import is_document, read_document, unpacked
from kg.sources.format import Format, Head, Item
from kg.sources.generic import looks_like_paper, paper
from kg.sources.record import is_paper
from kg.sources.source import Source
from kg.sources.values import Json, literal

DIALECTS: tuple[Dialect, ...] = (
    zotero.DIALECT,
    openalex.DIALECT,
    semantic_scholar.DIALECT,
    crossref.DIALECT,
    datacite.DIALECT,
    inspire.DIALECT,
    csl.DIALECT,
)
_DEPTH = 12
_MAX_FAILURES = 500
"""Openings that lead nowhere, after which a broken document is given up."""
_WINDOW = 1 << 18
"""Characters in which the strings of the next object are looked for."""
_LISTS = frozenset(("papers", "items", "entries", "results", "data", "articles", "works", "feed"))
_START = re.compile(r"[\[{]")
_LINES_HINT = "each line should hold one JSON object"


def read(source: Source) -> Iterator[Item]:
    """Every paper in a JSON document or in lines of JSON or Python literals; lines are read one by one."""
    if _is_lines(source.head):
        yield from _read_lines(source)
    else:
        yield from _read_document(source)


def _is_lines(head: bytes) -> bool:
    """Whether the first line is a whole object and the next begins another."""
    lines = [line for line in head.lstrip(b"\xef\xbb\xbf").splitlines() if line.strip()]
    if not lines or not lines[0].lstrip().startswith((b"{", b"[")) or lines[0].strip() in (b"{", b"["):
        return False
    if len(lines) == 1:
        return False
    return _parse(lines[0].decode("utf-8", "replace")) is not None and lines[1].lstrip().startswith(
        (b"{", b"[")
    )


def _read_lines(source: Source) -> Iterator[Item]:
    for number, line in source.lines():
        if not line.strip() or line.strip() in ("[", "]", ","):
            continue
        value = _parse(line)
        if value is None:
            yield Problem(source.file, number, "a line that is not JSON", _LINES_HINT)
            continue
        found = False
        for item in _papers(value, Origin(source.file, number, number), source.columns):
            found = True
            yield item if not isinstance(item, PaperRecord) or is_paper(item) else _nothing(item.origin)
        if not found:
            yield Problem(
                source.file,
                number,
                "an object without a title or an abstract",
                "use --map to name the fields",
            )


def _nothing(place: Origin) -> Problem:
    return Problem(
        place.file, place.line, "an entry without title, abstract or id", "use --map to name the fields"
    )


def _parse(text: str) -> Json | None:
    """JSON, else a Python literal, else None."""
    text = text.strip().rstrip(",")
    try:
        value: Json = orjson.loads(text)
        return value
    except (ValueError, RecursionError):
        pass
    try:
        loose: Json = json.loads(text, strict=False)
        return loose
    except (ValueError, RecursionError):
        pass
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    return value if isinstance(value, (dict, list)) else None


def _read_document(source: Source) -> Iterator[Item]:
    text = source.text().lstrip("\ufeff")
    value = _parse(text)
    broken: int | None = None
    if value is None:
        value, broken = _salvage(text)
    yield from read_value(value, source, text)
    if broken is not None:
        line = text.count("\n", 0, broken) + 1
        message = "JSON that breaks off or is malformed here"
        yield Problem(source.file, line, message, "entries before it were read; export the file again")


def read_value(value: Json, source: Source, text: str) -> Iterator[Item]:
    """Every paper in a parsed value; `text` is searched for the lines on which they stand."""
    for item in _papers(value, Origin(source.file, 1, 1), source.columns, _Lines(text)):
        yield item if not isinstance(item, PaperRecord) or is_paper(item) else _nothing(item.origin)


def _salvage(text: str) -> tuple[list[Json], int | None]:
    """The whole objects of a text that is not one JSON document, and where it first breaks."""
    decoder = json.JSONDecoder(strict=False)
    found: list[Json] = []
    place, failed = 0, 0
    broken: int | None = None
    while failed < _MAX_FAILURES and (match := _START.search(text, place)):
        try:
            value, place = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            between = text[place : match.start()].strip(" \t\n,;]}")
            if broken is None and (not found or between or match.start() > place):
                broken = match.start()
            place, failed = match.start() + 1, failed + 1
            continue
        if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
            found.append(value)
    return found, broken


class _Lines:
    """Finds the lines on which the objects of a document stand, walking forward."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._line = 1

    def find(self, entry: Object) -> tuple[int, int]:
        """The first and the last line of `entry`, by its strings, which come next in the text."""
        places = [
            at
            for value in entry.values()
            if isinstance(value, str) and len(value) > 5 and (at := self._at(value)) >= 0
        ]
        if not places:
            return self._line, self._line
        first, last = min(places), max(places)
        brace = self._text.rfind("{", self._place, first)
        first = brace if brace >= 0 else first
        start = self._line + self._text.count("\n", self._place, first)
        end = start + self._text.count("\n", first, last)
        self._place, self._line = last, end
        return start, end

    def _at(self, value: str) -> int:
        for ascii_only in (False, True):
            quoted = json.dumps(value[:60], ensure_ascii=ascii_only)[1:-1]
            at = self._text.find(quoted, self._place, self._place + _WINDOW)
            if at >= 0:
                return at
        return -1


def _papers(
    value: Json, origin: Origin, columns: Mapping[str, str], lines: _Lines | None = None, depth: int = 0
) -> Iterator[Item]:
    """Every paper in `value`, outermost first; what is inside a paper (its references) is not looked at."""
    if isinstance(value, list):
        for one in value:
            yield from _papers(one, origin, columns, lines, depth + 1)
    elif isinstance(value, (str, bytes)) and depth and len(value) > 20:
        yield from _inner(value, origin, columns, depth)
    elif isinstance(value, dict) and depth < _DEPTH:
        yield from _object(value, origin, columns, lines, depth)


def _inner(value: str | bytes, origin: Origin, columns: Mapping[str, str], depth: int) -> Iterator[Item]:
    """The papers in a string that holds JSON, a Python literal or another document."""
    text = unpacked(value) if isinstance(value, bytes) else value
    if text is None:
        return
    if text.lstrip()[:1] in ("{", "["):
        parsed = literal(text.strip())
        if not isinstance(parsed, str) and depth < _DEPTH:
            yield from _papers(parsed, origin, columns, None, depth + 1)
    elif is_document(text):
        yield from read_document(text, origin)


def _object(
    value: Object, origin: Origin, columns: Mapping[str, str], lines: _Lines | None, depth: int
) -> Iterator[Item]:
    value = _note(value)
    dialect = None if columns else _dialect(value)
    inner = value.get("paper")
    wrapped = isinstance(inner, dict) and "title" in inner
    if not wrapped and (dialect or looks_like_paper(value, columns)) and not _container(value):
        start, end = lines.find(value) if lines else (origin.line, origin.end_line)
        place = Origin(origin.file, start, end)
        record = dialect.paper(value, place) if dialect else paper(value, place, columns)
        if is_paper(record) or dialect is None:
            yield record
        return
    for one in value.values():
        if isinstance(one, (Mapping, list, bytes)) or (
            isinstance(one, str) and one[:1] in ("{", "[", "<", "@", "T")
        ):
            yield from _papers(one, origin, columns, lines, depth + 1)


def _note(value: Object) -> Object:
    """A note of OpenReview as one flat object: a submission with its dates, nothing of a review."""
    content = value.get("content")
    if not isinstance(content, dict) or "forum" not in value or "title" not in content:
        return value
    if value.get("replyto") or value["forum"] != value.get("id", value["forum"]):
        return {}
    kept = {name: value[name] for name in ("cdate", "pdate", "mdate") if name in value}
    return {**kept, "url": f"https://openreview.net/forum?id={value['forum']}", **content}


@lru_cache(maxsize=1024)
def _dialects(keys: tuple[str, ...]) -> tuple[Dialect, ...]:
    return tuple(one for one in DIALECTS if not one.keys.isdisjoint(keys))


def _dialect(value: Object) -> Dialect | None:
    return next((one for one in _dialects(tuple(value)) if one.matches(value)), None)


def _container(value: Object) -> bool:
    """Feeds have a title too, but their papers are below."""
    if _LISTS.isdisjoint(value):
        return False
    below = (value[key] for key in sorted(_LISTS & value.keys()))
    firsts = (part[0] for part in below if isinstance(part, list) and part)
    return any(isinstance(first, dict) and looks_like_paper(first, {}) for first in firsts)


def _starts(text: str) -> bool:
    return (text[:1] in ("{", "[") and not text.startswith(("[[", "{{", "{%", "{\\"))) or bool(
        re.match(r"\[\s*\[\s*[\"{]", text)
    )


def _sniff_json(head: Head) -> float:
    if head.binary or not _starts(head.text):
        return 0.0
    first = head.text.split("\n", 1)[0].rstrip(", ")
    keyed = re.match(r"[\[{\s]*[\"'][^\"'\n]{0,200}[\"']\s*[:,\]]", head.text) or re.fullmatch(
        r"[\[{\s]*(?:[\]}\s]*)", head.text
    )
    return 0.6 if keyed or _parse(first) is not None else 0.0


def _sniff_dialect(dialect: Dialect, head: Head) -> float:
    return 0.8 if _sniff_json(head) and dialect.marks.search(head.text) else 0.0


def _format(dialect: Dialect) -> Format:
    return Format(
        dialect.name, dialect.label, dialect.suffixes, dialect.fields, partial(_sniff_dialect, dialect), read
    )


FORMATS: tuple[Format, ...] = (
    *(_format(dialect) for dialect in DIALECTS),
    Format(
        name="json",
        label="JSON, JSON lines or Python literals",
        suffixes=(".json", ".jsonl", ".ndjson"),
        fields="title, abstract, authors, ids, dates, categories, comments, venue, links, by usual names",
        sniff=_sniff_json,
        read=read,
    ),
)
