"""Dates such as 06/09/2025, whose day and month only the other dates of the same table tell apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.records import PartialDate
from kg.sources.dates import from_parts

_SLASHED = re.compile(r"\s*(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)")
_MONTHS = 12


def month_first(texts: Iterable[str]) -> bool | None:
    """Whether months come first in dates, or None where no day above 12 tells, or days tell both.

    >>> month_first(["06/09/2025", "05/30/2025"]), month_first(["30/05/2025"]), month_first(["06/09/2025"])
    (True, False, None)
    """
    found = [match for text in texts if (match := _SLASHED.match(text))]
    first = any(int(match["second"]) > _MONTHS for match in found)
    second = any(int(match["first"]) > _MONTHS for match in found)
    return first if first != second else None


def settled(date: PartialDate, first: bool | None) -> PartialDate:
    """`date` with the month and the day that its order gives it.

    >>> settled(PartialDate("2025", "published", "06/09/2025"), True).iso
    '2025-06-09'
    """
    match = _SLASHED.match(date.text) if first is not None and len(date.iso) == 4 else None
    if match is None:
        return date
    month, day = (match["first"], match["second"]) if first else (match["second"], match["first"])
    return replace(date, iso=from_parts(match["year"], month, day) or date.iso)
