"""Numbers and units of reported values, where they can be read without guessing."""

from __future__ import annotations

import re

_NUMBER = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_VALUE = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>.*)", re.IGNORECASE | re.DOTALL)
_QUALIFIER = re.compile(
    r"^(?:~|≈|∼|about|around|approximately|approx\.?|nearly|almost|roughly|only|"
    r"up to|by|over|more than|at least|less than|under|[<>≤≥])\s*",
    re.IGNORECASE,
)
_SCALES = {"k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9}
_UNITS = {"percent": "%", "per cent": "%", "pct": "%", "x": "×", "times": "×", "fold": "×", "-fold": "×"}
_TEX = (
    ("\\times", "×"),
    ("\\%", "%"),
    ("\\sim", ""),
    ("\\approx", ""),
    ("\\pm", "±"),
    ("\\,", " "),
    ("$", ""),
    ("{", ""),
    ("}", ""),
    ("~", " "),
    ("−", "-"),
    ("–", "-"),
)
_UNCLEAR = re.compile(r"\d|±|\+/-|^-[^f]|\b(?:to|and|or|vs)\b", re.IGNORECASE)


def parse_value(value: str) -> tuple[float | None, str | None]:
    r"""The number and unit of a value as reported, or (None, None) where more than one reading is possible.

    >>> parse_value("95.3%"), parse_value("2.2$\\times$"), parse_value("+4.2%")
    ((95.3, '%'), (2.2, '×'), (4.2, '%'))
    >>> parse_value("4,039 tokens per second per GPU")
    (4039.0, 'tokens per second per GPU')
    >>> parse_value("1% to3%")
    (None, None)
    """
    text = value.strip()
    for old, new in _TEX:
        text = text.replace(old, new)
    text = text.strip()
    while (shorter := _QUALIFIER.sub("", text)) != text:
        text = shorter
    match = _VALUE.fullmatch(text)
    if not match:
        return None, None
    unit = match.group("unit").strip().rstrip(".,;")
    if _UNCLEAR.search(unit):
        return None, None
    number = float(match.group("number").replace(",", ""))
    return _scaled(number, unit, glued=text[match.end("number") : match.end("number") + 1].strip() != "")


def _scaled(number: float, unit: str, *, glued: bool) -> tuple[float | None, str | None]:
    """Read "1.5k" as 1500 where the letter is glued on; spaced, or "m", it may as well be a unit."""
    first, _, rest = unit.partition(" ")
    if glued and first in _SCALES:
        return number * _SCALES[first], rest.strip() or None
    return number, _UNITS.get(unit.lower(), unit) or None
