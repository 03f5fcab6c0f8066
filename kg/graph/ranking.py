"""The order of results of one thing, so that those of a benchmark read as a leaderboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Rank = tuple[str, str, bool, str, float]


def rank(result: Mapping[str, Any], metric: str | None) -> Rank:
    """Where a result of the networkx view stands among others of a benchmark; `metric` is its metric's label.

    Scores come before changes and factors, then by metric and unit, best first: the highest where it is not
    known what is better. What is no number comes last.
    """
    number, measured = result.get("number"), metric or result.get("metric_text") or ""
    sign = 1.0 if result.get("better") == "lower" else -1.0
    return (
        result.get("kind") or "",
        measured.casefold(),
        number is None,
        "" if number is None else result.get("unit") or "",
        0.0 if number is None else sign * number,
    )
