"""Words and sentences of scientific English, as character offsets."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]{1,64}|[^\s]")

_STOP = re.compile(r"[.!?\n]")
_AFTER_STOP = re.compile(r"[\"')\]”’]*(\s+)(?=[\"'(\[“‘$]*(?:\\[a-z]+\{)*[A-Z0-9]|[a-z]+-?[A-Z0-9])")
_SHORT = (
    "al cf dr e.g eg eq eqs etc fig figs i.e ie mr mrs ms prof ref refs resp sec st tab vs viz vol wrt approx"
)
_ABBREVIATIONS = frozenset(_SHORT.split())
_NUMBER = "No"


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of each word: up to 64 letters and digits in a row, or one other sign.

    >>> [text[a:b] for text in ["Qwen2.5-VL"] for a, b in words(text)]
    ['Qwen2', '.', '5', '-', 'VL']
    """
    return [match.span() for match in WORD.finditer(text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence; abbreviations, initials and decimals end none, a line break ends any.

    >>> text = "See Fig. 2 of J. Doe et al. We gain 3.5%. It works."
    >>> [text[start:end] for start, end in sentences(text)]
    ['See Fig. 2 of J. Doe et al. We gain 3.5%.', 'It works.']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        end, begin = _boundary(text, stop.start())
        if end > start:
            spans.append((start, end))
        start = max(start, begin)
    spans.append((start, len(text)))
    stripped = (_strip(text, begin, end) for begin, end in spans)
    return [(begin, end) for begin, end in stripped if begin < end]


def _strip(text: str, begin: int, end: int) -> tuple[int, int]:
    piece = text[begin:end]
    return begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())


def _boundary(text: str, stop: int) -> tuple[int, int]:
    """Where the sentence that a stop closes ends and the next begins; (0, 0) where the stop closes none."""
    if text[stop] == "\n":
        return stop, stop + 1
    after = _AFTER_STOP.match(text, stop + 1)
    if not after or _is_abbreviation(text, stop):
        return 0, 0
    return after.start(1), after.end()


def _is_abbreviation(text: str, dot: int) -> bool:
    if text[dot] != ".":
        return False
    word = text[max(0, dot - 12) : dot].replace("\n", " ").rpartition(" ")[2].lstrip("([\"'")
    start = dot - len(word)
    initial = len(word) == 1 and word.isupper() and start > 0
    return initial or word == _NUMBER or word.lower() in _ABBREVIATIONS
