"""What papers state, in terms of canonical entities: mentions, statements and scores with their sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from kg.annotation import (
    Annotation,
    Document,
    Entity,
    Mention,
    Span,
    TextField,
)
from kg.extract.words import sentences
from kg.knowledge import Evidence, MentionOf, Score, Statement
from kg.outline import Triple
from kg.resolve.acronyms import expands
from kg.resolve.claims import THE_PAPER, RelationClaim, ResultClaim
from kg.resolve.curation import AcceptEntry, Curation, RejectEntry
from kg.resolve.surfaces import normal
from kg.resolve.values import parse_value

Verdict = RejectEntry | AcceptEntry

_PRESENTS = re.compile(
    r"\b(?:we|this (?:paper|work|report|article|study)|our|here)\b.*"
    r"\b(?:introduc|present|propos|releas|develop|describ|construct|creat|design|build|contribut|call|nam|term)",
    re.IGNORECASE,
)
"""A sentence in which a paper presents something as its own."""


class Sentences:
    """Evidence from one paper's text; equal spans share one object."""

    def __init__(self, paper: str, document: Document) -> None:
        self._paper = paper
        self._fields = document.fields
        self._text = "\n".join(value for _, value in self._fields)
        self._cache: dict[tuple[int, int], Evidence] = {}

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        spans = sentences(self._text)
        return [start for start, _ in spans], [end for _, end in spans]

    def at(self, start: int, end: int) -> Evidence:
        """The evidence from `start` to `end`, without white space at its ends, clipped to one field."""
        key = (start, end)
        if key not in self._cache:
            self._cache[key] = self._evidence(start, end)
        return self._cache[key]

    def around(self, span: Span) -> Evidence:
        """The sentence that holds the start of a span."""
        starts, ends = self._bounds
        found = bisect_right(starts, span.start) - 1
        if found < 0:
            return self.at(span.start, span.end)
        return self.at(starts[found], max(ends[found], span.end))

    def _evidence(self, start: int, end: int) -> Evidence:
        text = self._text[start:end]
        start += len(text) - len(text.lstrip())
        name, first, last = self._field_at(start)
        text = self._text[start : min(end, last)].rstrip()
        return Evidence(self._paper, name, start - first, start - first + len(text), text)

    def _field_at(self, position: int) -> tuple[TextField, int, int]:
        """The field that holds a position of the text, and where it begins and ends."""
        first = 0
        for name, value in self._fields:
            if position <= first + len(value):
                return name, first, first + len(value)
            first += len(value) + 1
        raise ValueError(f"position {position} lies outside the text of {self._paper}")


def mentions(paper: str, annotation: Annotation, keys: Sequence[str]) -> tuple[MentionOf, ...]:
    """What one annotation names, in canonical terms; `keys` are those of its entities, in their order."""
    return tuple(_mentions(paper, annotation.entities, keys, Sentences(paper, annotation.document)))


def statements(
    document: Document, relations: Iterable[RelationClaim], ends: Sequence[str]
) -> tuple[Statement, ...]:
    """Relations in canonical terms; `ends` are the keys of the entities and, last, that of the paper."""
    return tuple(_statements(ends[THE_PAPER], relations, ends, Sentences(ends[THE_PAPER], document)))


def scores(document: Document, results: Iterable[ResultClaim], ends: Sequence[str]) -> tuple[Score, ...]:
    """Results in canonical terms; `ends` as for `statements`."""
    return tuple(_scores(ends[THE_PAPER], results, ends, Sentences(ends[THE_PAPER], document)))


def _mentions(
    paper: str, entities: Sequence[Entity], keys: Sequence[str], evidence: Sentences
) -> Iterator[MentionOf]:
    """One mention for each entity: its first place, or where it is presented; the best confidences."""
    found: dict[str, tuple[int, MentionOf]] = {}
    for entity, key in zip(entities, keys, strict=True):
        if not entity.mentions:
            continue
        first = _telling(entity, evidence)
        mention = MentionOf(
            paper,
            key,
            first.text,
            entity.new,
            evidence.around(first.span),
            entity.confidence,
            entity.new_confidence,
        )
        other = found.get(key)
        found[key] = (
            (first.span.start, mention) if other is None else _joined(other, (first.span.start, mention))
        )
    yield from (found[key][1] for key in sorted(found))


def _telling(entity: Entity, evidence: Sentences) -> Mention:
    """The first mention by name, or of what is new the first in a sentence that presents something."""
    ordered = sorted(entity.mentions, key=lambda mention: (mention.span.start, mention.span.end))
    if entity.aliases:
        ordered = [mention for mention in ordered if _names(mention.text, entity.name)] or ordered
    if not entity.new or len(ordered) == 1:
        return ordered[0]
    presented = (m for m in ordered if _PRESENTS.search(evidence.around(m.span).text))
    return next(presented, ordered[0])


def _names(text: str, name: str) -> bool:
    """Whether a text is a name but for spelling, or for an acronym; other aliases show less of what it is."""
    return normal(text) == normal(name) or expands(name, text) or expands(text, name)


def _joined(a: tuple[int, MentionOf], b: tuple[int, MentionOf]) -> tuple[int, MentionOf]:
    first, other = (a, b) if a[0] <= b[0] else (b, a)
    return first[0], replace(
        first[1],
        introduces=first[1].introduces or other[1].introduces,
        confidence=max(first[1].confidence, other[1].confidence),
        introduces_confidence=max(first[1].introduces_confidence, other[1].introduces_confidence),
    )


def _statements(
    paper: str, relations: Iterable[RelationClaim], ends: Sequence[str], evidence: Sentences
) -> Iterator[Statement]:
    """Each relation once, with the evidence of most confidence; a thing is never related to itself."""
    found: dict[tuple[str, str, str], Statement] = {}
    for claim in relations:
        subject, object_ = ends[claim.head], ends[claim.tail]
        if object_ in (subject, paper):
            continue
        place = evidence.at(claim.start, claim.end)
        statement = Statement(paper, subject, claim.type, object_, place, claim.confidence, claim.method)
        key = (subject, claim.type, object_)
        if key not in found or _rank(statement) < _rank(found[key]):
            found[key] = statement
    yield from (found[key] for key in sorted(found))


def _rank(statement: Statement | Score) -> tuple[float, str, int, str]:
    return (-statement.confidence, statement.evidence.field, statement.evidence.start, statement.method)


def _scores(
    paper: str, results: Iterable[ResultClaim], ends: Sequence[str], evidence: Sentences
) -> Iterator[Score]:
    found: dict[tuple[str, ...], Score] = {}
    for claim in results:
        number, unit = parse_value(claim.value)
        score = Score(
            paper=paper,
            subject=ends[claim.subject],
            benchmark=None if claim.benchmark is None else ends[claim.benchmark],
            metric=None if claim.metric is None else ends[claim.metric],
            metric_text=claim.metric_text,
            value=claim.value,
            number=number,
            unit=unit,
            kind=claim.kind,
            evidence=evidence.at(claim.start, claim.end),
            confidence=claim.confidence,
            method=claim.method,
        )
        key = score_order(score)
        if key not in found or _rank(score) < _rank(found[key]):
            found[key] = score
    yield from (found[key] for key in sorted(found))


def score_order(score: Score) -> tuple[str, ...]:
    """The parts of a score that make it what it is, in sorting order."""
    metric = score.metric or score.metric_text or ""
    return (score.paper, score.subject, score.benchmark or "", metric, score.kind, score.value)


class Verdicts:
    """The statements that people have rejected or accepted; `met` holds the decisions that found one.

    `current` gives today's key for a key as it stood when the decision was made, or None.
    """

    def __init__(self, curation: Curation, current: Callable[[str], str | None]) -> None:
        self._by_triple: dict[tuple[str | None, str, str | None], list[tuple[str | None, Verdict]]] = {}
        self.met: set[Verdict] = set()
        for entry in curation.of(RejectEntry) + curation.of(AcceptEntry):
            triple = (current(entry.subject), entry.predicate, current(entry.object))
            paper = current(entry.paper) or entry.paper if entry.paper else None
            self._by_triple.setdefault(triple, []).append((paper, entry))

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._by_triple)

    def apply(self, statement: Statement) -> Statement | None:
        """The statement after review: gone, certain, or as it was."""
        if not self._by_triple:
            return statement
        triple = (statement.subject, statement.predicate, statement.object)
        entry = self.on(statement.paper, triple)
        if entry is None:
            return statement
        return None if isinstance(entry, RejectEntry) else replace(statement, confidence=1.0)

    def on(self, paper: str, triple: Triple) -> Verdict | None:
        """The decision on what a paper says, if there is one."""
        for where, entry in self._by_triple.get(triple, ()):
            if where in (None, paper):
                self.met.add(entry)
                return entry
        return None
