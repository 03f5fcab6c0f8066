"""Records of tagged lines, which RIS, MEDLINE, Web of Science, EndNote and others share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.records import Origin, PaperRecord, PartialDate, Problem
from kg.sources.author_lists import AuthorList
from kg.sources.dates import from_parts, iso
from kg.sources.format import Item
from kg.sources.names import author
from kg.sources.record import is_paper, make
from kg.sources.source import Source

Tags = tuple[str, ...]
Values = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of one tagged format look, and which tags hold which field, the best first.

    `line` has the groups `tag` and `value`; other lines continue the value before them. A record
    ends at `end`, before a `start` tag, and, where `blank` says so, at an empty line.
    """

    line: re.Pattern[str]
    start: Tags
    end: re.Pattern[str]
    title: Tags
    abstract: Tags
    authors: Tags
    dates: Tags
    venue: Tags
    organisations: Tags = ()
    month: Tags = ()
    doi: Tags = ()
    ids: Tags = ()
    urls: Tags = ()
    comments: Tags = ()
    categories: Tags = ()
    affiliations: Tags = ()
    blank: bool = False
    line_per_author: bool = False
    ignored: re.Pattern[str] | None = None


@dataclass(slots=True)
class _Record:
    start: int
    end: int = 0
    values: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""
    ended: bool = False


def read(source: Source, layout: Layout) -> Iterator[Item]:
    """Every record of a tagged file."""
    for one in _records(source, layout):
        record = paper(one.values, Origin(source.file, one.start, one.end), layout)
        if is_paper(record) or record.authors:
            yield record
        elif any(one.values.values()):
            yield Problem(
                source.file, one.start, "a record without title, abstract, authors or id", "add one of them"
            )


def _records(source: Source, layout: Layout) -> Iterator[_Record]:
    record = _Record(1)
    blank = True
    for number, raw in source.lines():
        line = raw.lstrip("\ufeff").rstrip()
        match = layout.line.match(line.lstrip(" \ufeff") if number < 5 else line)
        tag = match["tag"] if match else ""
        starts = tag in layout.start and (blank or tag not in record.values)
        ends = layout.end.match(line) is not None
        if record.values and (ends or starts or (layout.blank and not line.strip())):
            record.end = number if ends else record.end
            yield record
            record = _Record(number)
        blank = not line.strip()
        if ends or (layout.ignored and layout.ignored.match(line)):
            continue
        _add(record, match, line, number)
    if record.values:
        yield record


def _add(record: _Record, match: re.Match[str] | None, line: str, number: int) -> None:
    if match is not None:
        if not record.values:
            record.start = number
        record.values.setdefault(match["tag"], []).append((match["value"] or "").strip())
        record.last, record.end = match["tag"], number
    elif record.last and line.strip():
        record.values[record.last][-1] += "\n" + line.strip()
        record.end = number


def paper(values: Values, origin: Origin, layout: Layout) -> PaperRecord:
    """The record of the values of one tagged record."""
    addresses = _all(values, layout.urls)
    title, venue = _first(values, layout.title), _first(values, layout.venue)
    return make(
        origin,
        title=title,
        abstract=_first(values, layout.abstract),
        authors=_authors(values, layout),
        identifiers=[*_all(values, layout.ids), *addresses],
        doi_text=next((text for text in _all(values, layout.doi) if "10." in text), None),
        dates=[_date(values, layout)],
        categories=[part for text in _all(values, layout.categories) for part in text.split(";")],
        affiliations=_all(values, layout.affiliations),
        comments=[text for text in _all(values, layout.comments) if not re.match(r"\s*doi:", text, re.I)],
        venue=venue if venue != title else None,
        links=[part for text in addresses for part in text.split() if "://" in part],
        withdrawn="Retracted Publication" in values.get("PT", []),
        markup=True,
    )


def _first(values: Values, tags: Tags) -> str | None:
    return next((text for tag in tags for text in values.get(tag, []) if text), None)


def _all(values: Values, tags: Tags) -> list[str]:
    return [text for tag in tags for text in values.get(tag, []) if text]


def _authors(values: Values, layout: Layout) -> AuthorList:
    """The authors under the first tag that has any; lists in one value are split at semicolons or lines."""
    tag = next((tag for tag in layout.authors if any(values.get(tag, []))), None)
    separator = r"[;\n]" if layout.line_per_author else ";"
    people = [name for text in (values[tag] if tag else []) for name in re.split(separator, text)]
    complete = not any(re.fullmatch(r"et\.? al\.?|others", name.strip(), re.I) for name in people)
    made = [author(name) for name in people if not re.fullmatch(r"\s*(?:et\.? al\.?|others)\s*", name, re.I)]
    groups = [author(name, kind="organization") for name in _all(values, layout.organisations)]
    return AuthorList(tuple(one for one in (*made, *groups) if one), complete)


def _date(values: Values, layout: Layout) -> PartialDate | None:
    """The fullest date under the tags, in their order; a year and a separate month or day are joined."""
    texts = [" ".join(text.split()) for text in _all(values, layout.dates)]
    stated = [(date, text) for text in texts if (date := iso(text))]
    dates = [(date, text) for date, text in stated if not date.startswith("--")]
    if dates and all(len(date) == 4 for date, _ in dates):
        year = dates[0][0]
        dates += [(year + date[1:], f"{text} {year}") for date, text in stated if date.startswith("--")]
    month = _first(values, layout.month)
    if month and dates:
        day = re.search(r"[A-Za-z]{3,}\.?\s+(\d{1,2})$", month)
        joined = from_parts(dates[0][0][:4], month, day[1] if day else None)
        dates += [(joined, f"{month} {dates[0][1]}")] if joined and len(joined) > len(dates[0][0]) else []
    if not dates:
        return None
    best = max(dates, key=lambda one: len(one[0]))
    return PartialDate(best[0], "published", best[1])
