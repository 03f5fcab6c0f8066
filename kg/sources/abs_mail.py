"""arXiv's own text form: `.abs` files, listings and the daily e-mails."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.records import Origin, PaperRecord, PartialDate
from kg.sources.author_lists import split_names
from kg.sources.format import Format, Head, Item
from kg.sources.record import is_paper, make, partial
from kg.sources.source import Source

_ID = re.compile(r"\s*(?:arXiv\s*:|Paper\s*(?:\([^)]*\))?\s*:)\s*(?P<id>\S+)", re.I)
_FIELD = re.compile(r"(?P<name>[A-Z][A-Za-z-]*(?: \([^)]*\))?)\s*:\s?(?P<value>.*)")
_SIZE = re.compile(r"\s*\([\d.,]*\s*[kKmM]?b(?:,[A-Z]+)?\)\s*$")
_REPLACED = re.compile(r"replaced with revised version\s+(?P<date>.+)", re.I)
_KNOWN = frozenset(
    (
        "title", "author", "authors", "categories", "comments", "comment", "journal-ref", "doi", "date",
        "from",
        "report-no", "msc-class", "acm-class", "license", "proxy", "subj-class",
    )
)  # fmt: skip

Lines = list[tuple[int, str]]


def read(source: Source) -> Iterator[Item]:
    r"""Every entry between `\\` lines; those of listings have no abstract."""
    for lines in _entries(source.lines()):
        record = _record(lines, source.file)
        if record is not None and is_paper(record):
            yield record


def _entries(lines: Iterator[tuple[int, str]]) -> Iterator[Lines]:
    """The lines of each entry, from its id to the rule or the id that ends it."""
    entry: Lines = []
    for number, line in lines:
        stripped = line.strip()
        starts = _ID.match(line) and not (entry and _header_open(entry))
        ruled = re.fullmatch(r"[-=%]{10,}[%:\-=]*", stripped) is not None
        if (starts or ruled) and entry:
            yield entry
            entry = []
        if entry or starts:
            entry.append((number, line))
    if entry:
        yield entry


def _header_open(entry: Lines) -> bool:
    """Whether the header is still being read, so that an id in it is a field and no new entry."""
    return not any(line.strip().startswith("\\\\") for _, line in entry)


def _record(lines: Lines, file: str) -> PaperRecord | None:
    start, end = lines[0][0], max(number for number, line in lines if line.strip())
    parts: list[Lines] = [[]]
    for number, line in lines:
        if line.strip().startswith("\\\\"):
            parts.append([])
        else:
            parts[-1].append((number, line))
    header = _fields([line for _, line in parts[0]])
    body = " ".join(line for _, line in parts[1]) if len(parts) > 1 else ""
    identifier = _ID.match(lines[0][1])
    if identifier is None:
        return None
    withdrawn = any(re.search(r"\(0kb,I\)|withdrawn", line) for line in header.get("date", [])[-1:])
    return make(
        Origin(file, start, end),
        title=_first(header, "title"),
        abstract=body,
        authors=split_names(_first(header, "authors") or _first(header, "author") or ""),
        identifiers=[identifier["id"]],
        version=_version(header),
        doi_text=_first(header, "doi"),
        dates=_dates(header),
        categories=(_first(header, "categories") or _first(header, "subj-class") or "").split(),
        comments=[*header.get("comments", []), *header.get("comment", [])],
        venue=_first(header, "journal-ref"),
        withdrawn=withdrawn,
    )


def _fields(lines: list[str]) -> dict[str, list[str]]:
    """The header's fields by lower-case name; "Date (revised v2)" is a date; indented lines continue."""
    found: dict[str, list[str]] = {}
    last: list[str] | None = None
    for line in lines:
        match = _FIELD.match(line)
        name = re.sub(r"\s*\(.*", "", match["name"]).lower() if match else ""
        if match and name in _KNOWN:
            last = found.setdefault(name, [])
            last.append(match["value"].strip())
        elif replaced := _REPLACED.match(line.strip()):
            found.setdefault("replaced", []).append(replaced["date"])
        elif last is not None and line[:1].isspace() and line.strip():
            last[-1] += " " + line.strip()
    return found


def _first(header: dict[str, list[str]], name: str) -> str | None:
    return next(iter(header.get(name, [])), None)


def _version(header: dict[str, list[str]]) -> int | None:
    count = len(header.get("date", []))
    return count if count > 1 else None


def _dates(header: dict[str, list[str]]) -> list[PartialDate | None]:
    stated = [_SIZE.sub("", text) for text in header.get("date", [])]
    replaced = [partial(_SIZE.sub("", text), "updated") for text in header.get("replaced", [])]
    last = [partial(stated[-1], "updated")] if len(stated) > 1 else []
    return [partial(stated[0], "created") if stated else None, *last, *replaced]


def _sniff(head: Head) -> float:
    if head.binary:
        return 0.0
    entry = re.search(r"^\\\\[ \t]*\n[ \t]*(?:arXiv|Paper)\s*(?:\([^)]*\))?\s*:", head.text, re.M)
    return 0.95 if entry and re.search(r"^(?:Title|Authors?)\s*:", head.text, re.M) else 0.0


FORMAT = Format(
    name="arxiv-abs",
    label="arXiv .abs file or e-mail listing",
    suffixes=(".abs", ".txt", ".eml"),
    fields="title, abstract, authors, affiliations, id, version, DOI, dates, categories, comments, venue",
    sniff=_sniff,
    read=read,
)
