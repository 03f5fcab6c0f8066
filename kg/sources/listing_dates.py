"""Lines of a listing that are dates and categories: "Created: 2025-01-02", "CVJan 14, 2025Code"."""

from __future__ import annotations

import re

from kg.records import DateKind
from kg.sources.dates import MONTH
from kg.sources.listing_line import Kind, Line
from kg.sources.record import partial

_MONTH = rf"(?i:{MONTH})\.?"
_DATE = (
    rf"(?:{_MONTH}\s+\d{{1,2}}(?!\d)(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|{_MONTH}\s+['’]\d\d(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?{_MONTH},?(?:\s+(?:de\s+)?\d{{4}})?"
    rf"|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|{_MONTH}\s+\d{{4}}|\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?)"
)
_ARCHIVE = (
    r"(?:cs|math|stat|eess|econ|q-bio|q-fin|physics|nlin|astro-ph|cond-mat|hep-(?:ex|lat|ph|th)"
    r"|nucl-(?:ex|th)|gr-qc|quant-ph|math-ph)"
)
CATEGORY = rf"{_ARCHIVE}(?:\.[A-Za-z]{{2}}(?:-[a-z]+)?|\.[a-z-]+)?"
_CODES = frozenset((
    "AI", "AR", "CC", "CE", "CG", "CL", "CR", "CV", "CY", "DB", "DC", "DL", "DM", "DS", "ET", "FL",
    "GL", "GR", "GT", "HC", "IR", "IT", "LG", "LO", "MA", "MM", "MS", "NA", "NE", "NI", "OH", "OS",
    "PF", "PL", "RO", "SC", "SD", "SE", "SI", "SY", "AP", "CO", "ME", "ML", "OT", "TH", "AS", "IV",
    "SP", "NC", "QM", "ST", "PR", "OC",
))  # fmt: skip
"""Subjects of arXiv without their archive, as headers have them."""
_CODE = rf"(?:[A-Z]{{2}}|{CATEGORY})"
_TOPIC = rf"[A-Z][A-Za-z]*(?:[ &/-]{{1,3}}[A-Z][A-Za-z]*){{0,2}}(?={_MONTH}\s|\d{{4}}-\d\d-)"
_FLAGS = (
    "Code|Data|Dataset|Datasets|Demo|Project|Page|Model|Models|Weights|Video|Slides"
    "|PDF|HTML|Website|GitHub|Blog|Poster"
)
_HEADER = re.compile(
    rf"(?P<categories>{_CODE}(?:\s*[,;/|·]\s*{_CODE}|\s+{_CODE}|[A-Z]{{2}})*|{_TOPIC})?[\s·|,]*(?P<date>{_DATE})"
    rf"[\s·|,]*(?P<flags>(?:(?:{_FLAGS})[\s·|,]*)*)(?P<others>(?:[A-Z][\w+-]*[\s·|,]*){{0,3}})"
)
_AGO = re.compile(
    rf"(?P<categories>{_CODE}(?:[\s,;/|·]*{_CODE})*)[\s·|,]*(?:\d{{1,2}}|an?) "
    rf"(?:minute|hour|day|week|month|year)s? ago[\s·|,]*(?:(?:{_FLAGS})[\s·|,]*)*"
)
"""A header that does not say when, only how long ago."""
CATEGORY_IN = re.compile(rf"(?<![\w./-]){CATEGORY}(?![\w.-])")
_DATED = re.compile(
    rf"(?P<label>(?:originally\s+)?(?:v\d+\s+)?(?:last\s+)?\b(?:created|updated|submitted|published|modified|"
    rf"revised|announced|posted|received|accepted|date|datum|fecha|data|on|"
    rf"发布日期|发布时间|发表日期|提交日期|更新日期|日期)|\[v(?P<v>\d+)\])(?:\s+(?:on|date|"
    rf"at))?\s*[:：]?\s*(?:\w{{3}},\s*)?(?P<date>{_DATE})"
    r"(?:[T\s]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?(?:\s*(?:UTC|GMT|Z|"
    r"[+-]\d{4}))?(?:\s*\([\d,.]+\s*[kK]?[bB]?\))?",
    re.I,
)
_DATE_FIRST = re.compile(
    r"\[?(?P<date>\d{4}[-/.]\d\d[-/.]\d\d)\]?[\s:|–—-]+(?P<text>(?:[^\W\d_]|\d[A-Z]|[$\\\"“]).{8,250})"
)
_DATE_LAST = re.compile(rf"(?P<text>.{{8,250}}?)\s+[(\[](?P<date>{_DATE})[)\]]", re.I)
_CODES_LONGEST = 12
"""Characters that a line of bare categories may have."""
_DATES_LONGEST = 400
"""Characters that a line of dates may have."""
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
_ONLY_DATE = re.compile(rf"[\[(]?(?:{_WEEKDAY})?(?P<date>{_DATE})[\])]?", re.I)
_VERSION = re.compile(r"\((?:this version, )?v\d+\)", re.I)


def date_line(number: int, text: str) -> list[Line] | None:
    """A line of dates, each with what it says of the paper: "Created: 2025-01-02 Updated: 2025-01-03"."""
    if len(text) > _DATES_LONGEST or not any(char.isdigit() for char in text):
        return None
    found = list(_DATED.finditer(text))
    left = _DATED.sub("", text)
    alone = _ONLY_DATE.match(left.strip())
    if alone and not re.search(r"\d{4}", alone["date"]) and alone.end() < len(text):
        alone = None
    left = left.strip()[alone.end() :] if alone else left
    left = CATEGORY_IN.sub("", _VERSION.sub("", left))
    if not (found or alone) or len(re.sub(r"[\s.,;|·()\[\]]+|\bfrom:.*", "", left)) > 4:
        return None
    first = any(match["label"].lower().startswith("v1 ") for match in found)
    dates = [partial(match["date"], _kind(match, earlier=first)) for match in found]
    dates += [partial(alone["date"], "published")] if alone else []
    return [Line(number, Kind.DATES, dates=tuple(date for date in dates if date))]


def dated_text(number: int, text: str) -> list[Line] | None:
    """A short text beside a date: "2025-01-02 On Fish", "On Fish (Jan 2, 2025)"."""
    match = _DATE_FIRST.fullmatch(text) or _DATE_LAST.fullmatch(text)
    date = partial(match["date"], "published") if match else None
    if not match or date is None or date.iso.startswith("-"):
        return None
    lines = [Line(number, Kind.DATES, dates=(date,)), Line(number, Kind.TEXT, match["text"])]
    return lines if match.re is _DATE_FIRST else lines[::-1]


def _kind(match: re.Match[str], *, earlier: bool) -> DateKind:
    """What a label says of its date; beside "v1 submitted", plain "submitted" is the last version."""
    label = match["label"].lower()
    if match["v"] or label.startswith("v"):
        return "created" if (match["v"] or label[1:].split()[0]) == "1" else "updated"
    if re.search(r"updated|revised|modified|更新", label) or (earlier and label == "submitted"):
        return "updated"
    if "announced" in label:
        return "listed"
    return "created" if re.search(r"created|submitted|received|提交", label) else "published"


def header_line(number: int, text: str) -> list[Line] | None:
    """The line at the head of an entry, whose parts may touch: "CVJan 14, 2025Code"."""
    match = _HEADER.fullmatch(text) or _AGO.fullmatch(text)
    if match and match.re is _AGO:
        return [Line(number, Kind.HEADER, categories=_categories(match["categories"]), code="Code" in text)]
    date = partial(match["date"], "listed") if match else None
    if not match or date is None:
        return _codes(number, text)
    if not match["categories"] and (match["others"] or not match["flags"]):
        return None
    categories = _categories(match["categories"] or "")
    return [Line(number, Kind.HEADER, dates=(date,), categories=categories, code="Code" in match["flags"])]


def _codes(number: int, text: str) -> list[Line] | None:
    """A header without a date: "CV" or "CL LG"."""
    codes = text.split() if len(text) < _CODES_LONGEST else []
    return (
        [Line(number, Kind.HEADER, categories=tuple(codes))] if codes and _CODES.issuperset(codes) else None
    )


def _categories(text: str) -> tuple[str, ...]:
    """The categories of a header, which may touch: "CVLG"."""
    codes = re.findall(rf"{CATEGORY}(?![a-z])|[A-Z]{{2}}", text)
    return tuple(codes) if re.fullmatch(rf"(?:{_CODE}[\s,;/|·]*)*", text) else (text.strip(),) if text else ()
