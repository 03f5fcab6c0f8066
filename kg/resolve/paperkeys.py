"""What a paper's listings say of its identity: keys, years, and which title and abstract stand for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import groupby

from kg.records import PaperRecord
from kg.resolve.names import parse_name
from kg.resolve.text import digest, squeeze

_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+?)(?:v\d+)?$", re.IGNORECASE)
_CONTENT = tuple(field.name for field in fields(PaperRecord) if field.name != "origin")
_ARXIV_YEAR = re.compile(r"(?:[a-z.-]+/)?(\d\d)\d\d", re.IGNORECASE)


def arxiv_of(record: PaperRecord) -> str | None:
    """The arXiv id of a record, also where it is only given as an arXiv DOI."""
    if record.arxiv_id:
        return record.arxiv_id
    match = _ARXIV_DOI.match(record.doi or "")
    return match.group(1) if match else None


def doi_of(record: PaperRecord) -> str | None:
    """The DOI of a record that is not merely its arXiv id."""
    return record.doi if record.doi and not _ARXIV_DOI.match(record.doi) else None


def years_of(record: PaperRecord) -> frozenset[int]:
    """The years that a record's dates and arXiv id give."""
    years = {int(date.iso[:4]) for date in record.dates if date.iso[:4].isdigit()}
    match = _ARXIV_YEAR.match(arxiv_of(record) or "")
    if match:
        short = int(match.group(1))
        years.add(short + (1900 if short > 90 else 2000))
    return frozenset(years)


def month_of(records: Sequence[PaperRecord]) -> int | None:
    """The earliest month in which a paper is known, counted from year 0; None where no listing says."""
    months = []
    for record in records:
        match = re.match(r"(\d\d)(0[1-9]|1[0-2])\.", arxiv_of(record) or "")
        if match:
            months.append((2000 + int(match.group(1))) * 12 + int(match.group(2)) - 1)
        for date in record.dates:
            if re.match(r"\d{4}-\d\d", date.iso):
                months.append(int(date.iso[:4]) * 12 + int(date.iso[5:7]) - 1)
    return min(months, default=None)


def sort_records(records: Iterable[PaperRecord]) -> list[PaperRecord]:
    """Records in an order made from content, so that nothing depends on the order of files."""
    ordered: list[PaperRecord] = []
    for _, group in groupby(sorted(records, key=_sort_key), key=_sort_key):
        same = list(group)
        ordered += sorted(same, key=repr) if len(same) > 1 else same
    return ordered


def _sort_key(record: PaperRecord) -> tuple[str, str, str, str, str, int]:
    return (
        record.arxiv_id or "",
        record.doi or "",
        record.title or "",
        record.abstract or "",
        record.origin.file,
        record.origin.line,
    )


def content_of(record: PaperRecord) -> tuple[object, ...]:
    """All that a record says, without where it stands."""
    return tuple(getattr(record, name) for name in _CONTENT)


def paper_keys(record: PaperRecord) -> tuple[str, ...]:
    """Every key that a record has by itself, strongest first."""
    return tuple(_keys(record))


def _keys(record: PaperRecord) -> Iterator[str]:
    arxiv, doi = arxiv_of(record), doi_of(record)
    if arxiv:
        yield f"paper/arxiv-{arxiv.replace('/', '-')}"
    if doi:
        yield f"paper/doi-{_doi_slug(doi)}"
    title, abstract = squeeze(record.title or ""), None
    if title:
        first = parse_name(record.authors[0].name).short if record.authors else ""
        yield f"paper/t-{digest(title + '|' + first)}"
    if record.abstract and (abstract := squeeze(record.abstract)):
        yield f"paper/a-{digest(abstract)}"
    if not (arxiv or doi or title or abstract):
        yield f"paper/r-{digest(repr(content_of(record)))}"


def _doi_slug(doi: str) -> str:
    clean = re.sub(r"[^a-z0-9.-]+", "-", doi.lower()).strip("-")
    return clean if re.fullmatch(r"[a-z0-9.-]+/[a-z0-9.-]+", doi.lower()) else f"{clean}-{digest(doi, 6)}"


def best_key(records: Sequence[PaperRecord]) -> str:
    """The key of a paper: its strongest identifier; then one with authors, then the smallest."""
    identified = [arxiv for record in records if (arxiv := arxiv_of(record))]
    if identified:
        return f"paper/arxiv-{min(identified).replace('/', '-')}"
    ranks = {"doi": 0, "t": 1, "a": 2, "r": 3}
    found = []
    for record in records:
        # A weaker key of a record never comes before its strongest.
        key = next(_keys(record))
        found.append((ranks[key.removeprefix("paper/").partition("-")[0]], not record.authors, key))
    return min(found)[2]


def listing(record: PaperRecord) -> str:
    """A record as people recognise it: its id, title or opening words, and its place."""
    name = record.title or (record.abstract or "untitled")[:60]
    identifier = arxiv_of(record) or record.doi
    place = f"{record.origin.file}:{record.origin.line}"
    return (
        f"{'arXiv:' if arxiv_of(record) else ''}{identifier} ({place})" if identifier else f"{name} ({place})"
    )


def _chosen(records: Sequence[PaperRecord], value: Callable[[PaperRecord], str | None]) -> str | None:
    """The value most listings agree on; then that of the newest version, then the longest."""
    given = [(text, record.arxiv_version or 0) for record in records if (text := value(record))]
    if not given:
        return None
    votes = Counter(squeeze(text) for text, _ in given)
    return max(given, key=lambda item: (votes[squeeze(item[0])], item[1], len(item[0]), item[0]))[0]


def choose_title(records: Sequence[PaperRecord]) -> str | None:
    """The title that stands for a paper."""
    return records[0].title if len(records) == 1 else _chosen(records, lambda record: record.title)


def choose_abstract(records: Sequence[PaperRecord]) -> str | None:
    """The abstract that stands for a paper."""
    return records[0].abstract if len(records) == 1 else _chosen(records, lambda record: record.abstract)
