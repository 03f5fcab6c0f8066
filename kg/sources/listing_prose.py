"""How paragraphs of a listing begin, and how lines that were broken are put together."""

from __future__ import annotations

import re
from collections.abc import Iterable

_BEFORE_WORDS = " \t\"'“”‘’«(["
_MATHS = ("$", "\\")
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_CONJUNCTION = re.compile(r"(?:and|or|to|und|oder)\b")


def opens(text: str) -> bool:
    r"""Whether a text may begin a sentence: it has a capital, a number or a coined name there.

    >>> [opens(text) for text in ('"On fish"', "3D fish", r"$\tau$-bench", "rStar-Math", "d1 scales")]
    [True, True, True, True, True]
    >>> opens("of fish"), opens("fish-like GPT"), opens("- Fish")
    (False, False, False)
    """
    bare = text.lstrip(_BEFORE_WORDS)
    word = bare.partition(" ")[0].partition("-")[0]
    if bare[:1].islower():
        return any(c.isupper() or c.isdigit() for c in word)
    return bare[:1].isalnum() or bare[:1] in _MATHS


def united(lines: Iterable[str]) -> str:
    """Lines as one; a hyphen at the end of a line is part of a word.

    >>> united(["an instruction-", "following model"]), united(["pre-", "and post-training"])
    ('an instruction-following model', 'pre- and post-training')
    """
    parts: list[str] = []
    for line in lines:
        goes_on = parts and _HYPHENATED.search(parts[-1][-2:]) and line[:1].isalpha()
        if parts and not (goes_on and not _CONJUNCTION.match(line)):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)
