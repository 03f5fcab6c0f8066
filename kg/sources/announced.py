"""What arXiv's daily feeds put before an abstract: the id and how the paper is announced."""

from __future__ import annotations

import re

_ANNOUNCED = re.compile(r"^\s*arXiv:(?P<id>\S+)\s+Announce Type:\s*\S+\s*(?:Abstract:)?\s*", re.I)


def announced(text: str) -> tuple[str | None, str]:
    """The id that an abstract of a daily feed begins with, and the abstract proper.

    >>> announced("arXiv:2507.01001v1 Announce Type: new Abstract: We show fish.")
    ('2507.01001v1', 'We show fish.')
    """
    match = _ANNOUNCED.match(text)
    return (match["id"], text[match.end() :]) if match else (None, text)
