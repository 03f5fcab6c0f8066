"""Lines of a listing that hold more than one thing: ids, dates and labels glued to the text around them."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.sources.dates import MONTH

_LEAST = 40
"""Characters that the text before an id or after a date has at least."""
_END = r"(?<=[.!?…)\]}”\"$])"
_ID = r"arXiv:\s?(?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}|(?:0\d|1[0-4])\d\d\.\d{4}|\d{4}\.\d{5})(?:v\d{1,2})?"
_OPENING = r"(?:[^\W\d_a-z]|\d[A-Z]|[\"“$\\(]|[a-z]{1,4}[A-Z\d])"
"""How a sentence begins: with a capital, a sign, or a coined name ("3D", "rStar")."""
_BEFORE = re.compile(
    rf"{_END}\s*(?={_ID}(?:\s*$|[^\s.,;:)\]]|\s+[A-Z]))|\s*(?={_ID}[A-Z][a-z ])"
    rf"|{_END}\s*(?=[\[(]{_ID}[\])]\s*$)"
    rf"|https?://\S+\s+(?={_ID}(?:\s*$|\s+[A-Z]))|{_END}\s(?=Abstract:\s?{_OPENING})|(?<=\S)(?=Abstract:{_OPENING})"
)
_DATE = rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}} (?i:{MONTH})\.?,? \d{{4}}|(?i:{MONTH})\.? \d{{1,2}}, \d{{4}})"
_DATED = re.compile(
    r"(?:(?:Created|Updated|Submitted|Published|Revised|Announced)(?: on)?:?\s+"
    rf"{_DATE}(?:[\s,;|·]+(?!$)|(?=(?P<text>[^\s,;|·.)]))))+(?(text)|(?!))"
)


def unglued(text: str) -> list[str]:
    """The parts of a line in which text ends or begins right at an id, a date or a label.

    >>> unglued("We count fish in all the rivers of the north.arXiv:2501.01234On moss we say less.")
    ['We count fish in all the rivers of the north.', 'arXiv:2501.01234On moss we say less.']
    """
    if len(text) < _LEAST:
        return [text]
    dated = _DATED.match(text)
    start = dated.end() if dated and len(text) - dated.end() >= _LEAST else 0
    places = [start] if start else []
    if "rxiv:" in text[start:].lower() or "Abstract:" in text[start:]:
        places += [match.end() for match in _BEFORE.finditer(text, start) if match.end() - start >= _LEAST]
    parts = [text[begin:end].strip() for begin, end in pairwise([0, *places, len(text)])]
    return [part for part in parts if part] or [text]
