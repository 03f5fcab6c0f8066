"""Dates as sources write them, made ISO as far as they go; nothing is filled in."""

from __future__ import annotations

import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janv janvier januar enero gennaio janeiro января",
            "feb february fev févr février februar febrero febbraio fevereiro февраля",
            "mar march mars märz marzo março марта", "apr april avr avril abril aprile апреля",
            "may mai mayo maggio maio мая", "jun june juin juni junio giugno junho июня",
            "jul july juil juillet juli julio luglio julho июля", "aug august août agosto августа",
            "sep sept september septembre septiembre settembre setembro сентября",
            "oct october okt oktober octobre octubre ottobre outubro октября",
            "nov november novembre noviembre novembro ноября",
            "dec december dez dezember déc décembre diciembre dicembre dezembro декабря",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
"""A pattern for the name of a month, to be matched without regard to case."""
_WORD = rf"(?P<m>{MONTH})\.?"
_YEAR = r"(?P<y>(?:1[5-9]|20)\d{2})"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_PATTERNS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)",
        rf"{_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>[0-2]\d|3[01])(?!\d)",
        rf"\bdate(?:time)?\({_YEAR},\s*(?P<m>\d{{1,2}}),\s*(?P<d>\d{{1,2}})(?!\d)",
        rf"{_YEAR}\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*(?P<d>\d{{1,2}})\s*日)?",
        rf"(?<![\d-]){_DAY}\s?[-–]{{1,2}}\s?\d{{1,2}}\s+{_WORD},?\s+{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}\s+{_WORD}\s?[-–]{{1,2}}\s?\d{{1,2}}\s+{MONTH}\.?,?\s+{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}\.?[\s,-]+(?:of\s+|de\s+)?{_WORD},?[\s,-]+(?:de\s+)?{_YEAR}(?!\d)",
        rf"\b{_WORD}[\s-]+{_DAY},?[\s-]+{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})[\s-]+{_WORD}[\s-]+(?P<yy>\d{{2}})(?!\d)",
        rf"\b{_WORD},?[\s-]+{_YEAR}(?!\d)",
        rf"\b{_WORD}\s+['’](?P<yy>\d{{2}})(?!\d)",
        rf"{_YEAR}[-/\s](?P<m>\d{{1,2}})(?![\d.:])",
        rf"{_YEAR}[-/\s]+{_WORD}(?:[-/\s]+(?P<d>\d{{1,2}})(?!\d))?",
        r"(?<!\d)(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d{2})(?!\d)",
        r"(?<!\d)(?P<m>\d{1,2})/(?P<d>1[3-9]|2\d|3[01])/(?P<y>(?:19|20)\d{2})(?!\d)",
        r"(?<!\d)(?P<d>1[3-9]|2\d|3[01])/(?P<m>\d{1,2})/(?P<y>(?:19|20)\d{2})(?!\d)",
        r"(?<![\d/])(?P<m>0?(?P<d>\d{1,2}))/0?(?P=d)/(?P<y>(?:19|20)\d{2})(?!\d)",
        r"(?<![\d/])(?P<m>\d{1,2})/(?P<y>(?:19|20)\d{2})(?!\d)",
        rf"(?<!\d){_YEAR}(?!\d)",
        rf"\b{_WORD}\s+{_DAY}(?!\d)",
        rf"(?<!\d){_DAY}\s+{_WORD}\b",
    )
)
_PLAIN = re.compile(r"(?:1[5-9]|20)\d\d-\d\d-\d\d")
_MONTH_ONLY = re.compile(rf"\s*{_WORD}\s*", re.I)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def iso(text: str) -> str | None:
    """The date in `text` as `2025-07-07`, `2025-07`, `2025`, or `--01-14` where the year is not given.

    >>> iso("Mon, 2 Apr 2007 19:18:42 GMT"), iso("2001/09/00"), iso("Jan 14"), iso("n.d.")
    ('2007-04-02', '2001-09', '--01-14', None)
    """
    if _PLAIN.fullmatch(text) and (date := _iso({"y": text[:4], "m": text[5:7], "d": text[8:10]})):
        return date
    for pattern in _PATTERNS:
        match = pattern.search(text)
        if match and (date := _iso(match.groupdict())):
            return date
    month = _MONTH_ONLY.fullmatch(text)
    return f"--{_MONTHS[month['m'].lower()]:02d}" if month else None


def _iso(parts: dict[str, str | None]) -> str | None:
    year, month, day = _year(parts), _month(parts.get("m")), int(parts.get("d") or 0)
    if month == 0:
        return year or None
    if month > 12:
        return None
    if not 1 <= day <= _DAYS[month - 1]:
        return f"{year}-{month:02d}" if year else None
    return f"{year or '-'}-{month:02d}-{day:02d}"


def _year(parts: dict[str, str | None]) -> str:
    short = parts.get("yy")
    if short:
        return f"19{short}" if short > "60" else f"20{short}"
    return parts.get("y") or ""


def _month(text: str | None) -> int:
    if not text:
        return 0
    return int(text) if text.isdigit() else _MONTHS[text.lower()]


def from_parts(year: object, month: object = None, day: object = None) -> str | None:
    """The ISO date of separate parts, each a number, a string or a month's name, as far as they are valid.

    A month may come with its day, or with several, of which none is taken.

    >>> from_parts("1966", 10, 19), from_parts(2018, "may"), from_parts("n.d.")
    ('1966-10-19', '2018-05', None)
    >>> from_parts(2018, "May 3"), from_parts(2018, "09--15 Jun")
    ('2018-05-03', '2018-06')
    """
    digits = re.match(r"\s*[{(]?((?:1[5-9]|20)\d{2})(?!\d)", str(year))
    if not digits:
        return None
    value, date = _month_and_day(str(month or ""))
    stated = str(day or "").strip()
    date = stated if stated.isdecimal() else date
    return _iso({"y": digits[1], "m": str(value) if value else None, "d": date})


def _month_and_day(text: str) -> tuple[int, str | None]:
    """The month in `text`, 0 where it names none, and its only day beside a month's name."""
    words = re.findall(r"[^\W\d_]+|(?<!\d)\d{1,2}(?!\d)", text.lower())
    named = [_MONTHS[word] for word in words if word in _MONTHS]
    numbers = [word for word in words if word.isdecimal()]
    if named:
        return named[0], numbers[0] if len(numbers) == len(named) == 1 else None
    return (int(numbers[0]) if numbers and all(int(n) <= 12 for n in numbers) else 0), None
