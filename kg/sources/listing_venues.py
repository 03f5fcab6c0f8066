"""Lines that say where and when a paper appeared, behind its authors or below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.sources.ids import find_arxiv
from kg.sources.listing_dates import date_line
from kg.sources.listing_line import Kind, Line
from kg.sources.listing_names import is_author_line
from kg.sources.record import partial

_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2} [A-Z][a-z]{2,8} \d{4}"
_REST = r"(?P<rest>(?:(?:arXiv:\S+|\([^()]+\)|\[[^\[\]]+\]|https?://\S+|pp?\. ?[\d–-]+)[.,;\s]*)+)"
_SERIES = r"(?:Advances in|Proceedings of|International Conference)"
_ANYWHERE = (
    re.compile(rf"(?:arXiv preprint|CoRR,?)(?P<rest> \S+?)?(?:,? \(?(?P<year>{_YEAR})\)?)?\.?", re.I),
    re.compile(
        r"(?P<names>[^;]+); (?P<venue>Proceedings of .*?)"
        rf"(?:, (?P<year>{_YEAR}))?(?:, (?:PMLR|pp?\.) .*)?"
    ),
    re.compile(rf"Published in (?P<venue>.+?) (?P<dates>{_DAY})"),
    re.compile(rf"Part of (?P<venue>{_SERIES} .*?)(?: [\w ]+ Track)?"),
    re.compile(
        rf"(?P<dates>Published: {_DAY}, Last Modified: {_DAY})"
        r"(?P<venue>[A-Z].*?)(?:Readers: )?(?:Everyone.*)?"
    ),
    re.compile(r"(?P<venue>[A-Z][\w-]* ['’]\d\d: Proceedings of .*)"),
)
"""Statements that are told by their form alone."""
_BELOW_NAMES = (
    re.compile(
        rf"In:? (?P<venue>[A-Z].{{1,150}}?\b{_YEAR}|(?:the )?{_SERIES} .{{1,150}}?|[A-Z]\S*(?: \S+){{0,2}}?)"
        rf"(?:[.,]?\s*{_REST}|\.)?"
    ),
    re.compile(rf"(?P<venue>[^\W\d_].{{3,200}}?), (?P<year>{_YEAR})\.?(?:,?\s*{_REST})?"),
    re.compile(rf"(?P<venue>\w*[A-Z]\w*[A-Z]\w*(?: Findings| Workshops?)? {_YEAR})(?:[.,]?\s*{_REST})?"),
)
"""Statements that could be titles elsewhere ("In Defense of Fish")."""
_PAGES = re.compile(rf"(?: (?!{_YEAR}\b)\d+)?(?: ?\([\d–-]+\))?(?:, (?:PMLR .*|pp?\. .*|\w?\d[\w–-]*))*$")
"""A volume, an issue and pages at the end of a venue."""
_UNTOLD = re.compile(r"…|\.\.\.|arxiv", re.I)
"""In what is no venue: one that was cut off, and arXiv."""
_IN_BRACKETS = re.compile(r"\(([A-Z][\w ]+)\)")
_LONGEST = 2000
"""Characters that authors with a venue may have."""


def placed(lines: Sequence[Line]) -> list[Line]:
    """`lines` with those taken apart that state a venue, a year or an id."""
    out: list[Line] = []
    for place, line in enumerate(lines):
        found = _stated(line, _ANYWHERE)
        below = [] if found else _stated(line, _BELOW_NAMES)
        if below and _lists_authors(lines, place - 1) and not _lists_authors(lines, place + 1):
            found = below
        out += found or [line]
    return out


def _lists_authors(lines: Sequence[Line], place: int) -> bool:
    line = lines[place] if 0 <= place < len(lines) else None
    return line is not None and line.kind is Kind.TEXT and is_author_line(line.text.strip())


def _stated(line: Line, patterns: Sequence[re.Pattern[str]]) -> list[Line]:
    """What a line of one of the forms of `patterns` states."""
    text = line.text.strip()
    if line.kind is not Kind.TEXT or len(text) > _LONGEST:
        return []
    for pattern in patterns:
        match = pattern.fullmatch(text)
        found = match.groupdict(default="") if match else {}
        if found and ("names" not in found or is_author_line(found["names"])):
            return list(_fields(line.number, found))
    return []


def _fields(number: int, found: Mapping[str, str]) -> Iterator[Line]:
    """The lines that the parts of a statement make, the id last."""
    names, venue, rest = (found.get(part, "") for part in ("names", "venue", "rest"))
    if names:
        yield Line(number, Kind.TEXT, names)
    if venue and not _UNTOLD.search(venue):
        yield Line(number, Kind.LABEL, _PAGES.sub("", venue).strip(" ,."), label="venue")
    yield from _dates(number, found)
    if note := _IN_BRACKETS.search(rest):
        yield Line(number, Kind.TEXT, note[1])
    if ident := find_arxiv(rest if venue else f"corr{rest}"):
        yield Line(number, Kind.IDENT, ident=ident)


def _dates(number: int, found: Mapping[str, str]) -> list[Line]:
    """When it appeared: the dates, or the year, which may stand in the venue."""
    days = found.get("dates", "")
    year = re.search(rf"\b{_YEAR}\b(?![-–])", found.get("year") or found.get("venue", ""))
    date = partial(days or (year[0] if year else None), "published")
    return date_line(number, days) or ([Line(number, Kind.DATES, dates=(date,))] if date else [])
