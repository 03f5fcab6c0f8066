"""Words and sentences of scientific English, as character offsets."""

from __future__ import annotations

import re

WORD = re.compile(r"[^\W_]{1,64}|[^\s]")

_END = re.compile(r"[.!?][)\]\"'”’]*(?=\s+[\"'“‘(\[$]?[A-Z0-9])|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|cf|vs|resp|approx|w\.r\.t|Fig|Figs|Eq|Eqs|Sec|Tab|No|Dr|Prof|St)|\b[A-Z])\.$"
)


def words(text: str) -> list[tuple[int, int]]:
    """Start and end of each word: up to 64 letters and digits in a row, or one other sign.

    >>> [text[a:b] for text in ["Qwen2.5-VL"] for a, b in words(text)]
    ['Qwen2', '.', '5', '-', 'VL']
    """
    return [match.span() for match in WORD.finditer(text)]


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, without the space around it; a line break always ends one.

    >>> sentences("We beat it, e.g. GPT-4. It works.")
    [(0, 23), (24, 33)]
    """
    found, start = [], 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text, max(start, match.start() - 12), match.start() + 1):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    stripped = (_strip(text, begin, end) for begin, end in found)
    return [(begin, end) for begin, end in stripped if begin < end]


def _strip(text: str, begin: int, end: int) -> tuple[int, int]:
    piece = text[begin:end]
    return begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())
