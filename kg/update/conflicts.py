"""The same thing on the same benchmark with different scores, and the sentences that say so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import combinations
from typing import TYPE_CHECKING

from kg.update.rows import rows

if TYPE_CHECKING:
    from kg.graph import Graph

_SCORES = """
SELECT ?subject ?benchmark ?s ?b ?metric ?metric_text ?value ?paper ?title ?sentence ?source
WHERE {
    ?result kg:subject ?s ; kg:benchmark ?b ; kg:value ?value ; kg:kind "absolute" ; kg:evidence ?evidence .
    ?evidence kg:paper ?paper ; kg:sentence ?sentence .
    ?s rdfs:label ?subject . ?b rdfs:label ?benchmark . ?paper rdfs:label ?title .
    FILTER NOT EXISTS { ?s a kg:Paper }
    OPTIONAL { ?evidence prov:wasDerivedFrom/rdfs:label ?source }
    OPTIONAL { ?result kg:metric/rdfs:label ?metric }
    OPTIONAL { ?result kg:metric_text ?metric_text }
}
"""
_NUMBER = re.compile(r"[-\u2212]?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reported score: `value` as written, `metric` as far as known, `source` as file:lines."""

    value: str
    metric: str
    paper: str
    title: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Readings of one subject on one benchmark, by one metric (empty if none is named), that do not agree."""

    subject: str
    benchmark: str
    metric: str
    readings: tuple[Reading, ...]

    @property
    def papers(self) -> int:
        """How many papers the readings come from; 1 often means two settings rather than two opinions."""
        return len({reading.paper for reading in self.readings})


@dataclass(frozen=True, order=True, slots=True)
class _Pair:
    """What is compared: a subject and a benchmark, told apart by key and shown by label."""

    subject: str
    benchmark: str
    subject_key: str
    benchmark_key: str


def conflicts(graph: Graph) -> tuple[Conflict, ...]:
    """Every subject and benchmark whose absolute scores differ, those that most papers differ on first.

    Scores by different metrics are not compared; one without a metric is compared with the others if
    these all have the same. A score that is another one rounded agrees with it, and 0.5 agrees with 50%.
    Numbers of one sentence do not contradict each other.
    """
    pairs: defaultdict[_Pair, dict[tuple[str, ...], Reading]] = defaultdict(dict)
    for row in sorted(rows(graph, _SCORES)):
        subject, benchmark, subject_key, benchmark_key, metric, metric_text, value, *rest = row
        reading = Reading(value, metric or metric_text, *rest)
        # A sentence that stands in several listings is one reading, whatever listing comes first.
        identity = (value, reading.metric, reading.paper, reading.sentence)
        pairs[_Pair(subject, benchmark, subject_key, benchmark_key)].setdefault(identity, reading)
    found = [
        Conflict(pair.subject, pair.benchmark, metric, readings)
        for pair, by_identity in sorted(pairs.items())
        for metric, readings in sorted(_by_metric(by_identity.values()).items())
        if _differ(readings)
    ]
    return tuple(sorted(found, key=lambda conflict: -conflict.papers))


def _by_metric(readings: Iterable[Reading]) -> Mapping[str, tuple[Reading, ...]]:
    groups: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[reading.metric.casefold()].append(reading)
    named = [metric for metric in groups if metric]
    if len(named) == 1:
        groups[named[0]] += groups.pop("", [])
    return {group[0].metric: tuple(group) for group in groups.values()}


def _differ(readings: Iterable[Reading]) -> bool:
    return any(
        not _agree(one, other)
        for one, other in combinations(readings, 2)
        # One sentence with several numbers tells of several settings; it does not contradict itself.
        if (one.paper, one.sentence) != (other.paper, other.sentence)
    )


def _agree(one: Reading, other: Reading) -> bool:
    if one.value == other.value:
        return True
    first, second = _exact(one), _exact(other)
    return (
        first is not None and second is not None and (_rounds_to(first, second) or _rounds_to(second, first))
    )


def _exact(reading: Reading) -> Decimal | None:
    """The number with the places it was written with ("25.80" has two), per cent as hundredths."""
    match = _NUMBER.search(reading.value)
    if match is None:
        return None
    number = Decimal(match[0].replace(",", "").replace("\u2212", "-"))
    return number.scaleb(-2) if "%" in reading.value else number


def _rounds_to(exact: Decimal, rounded: Decimal) -> bool:
    try:
        return exact.quantize(rounded) == rounded
    except InvalidOperation:  # more digits than decimals hold
        return False
