"""Triples of what papers claim: statements and results, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode, Triple

from kg.annotation import TextField
from kg.graph import vocabulary as v
from kg.graph.bibliography import read_from
from kg.graph.iris import of_content, of_key
from kg.graph.terms import code, confidence, integer, number, text
from kg.knowledge import Evidence, Knowledge, MentionOf, Paper, ReviewState, Score, Statement
from kg.records import Origin

_FACT_FIELDS: dict[TextField, str] = {"title": "title", "abstract": "abstract", "comments": "comment"}


@dataclass(frozen=True, slots=True)
class _Claim:
    """One way a paper states `subject predicate object`, or (with `score`) reports a number."""

    identity: tuple[str | None, ...]
    evidence: Evidence
    confidence: float
    method: str | None
    review: ReviewState
    score: Score | None = None


def claim_triples(knowledge: Knowledge) -> Iterator[Triple]:
    """Yield plain triples, statement nodes, result nodes and the evidence that they share."""
    evidence: dict[Evidence, NamedNode] = {}
    methods: set[str | None] = set()
    for group in _grouped(_claims(knowledge)):
        best = group[0]
        node = of_content("result" if best.score else "statement", *best.identity)
        yield from _result(node, best.score) if best.score else _statement(node, best.identity)
        yield from _backing(node, group, evidence, knowledge.extractor)
        methods.add(best.method)
    yield from _evidence_triples(evidence, knowledge.papers)
    for method in methods:
        yield from _extraction_triples(method, knowledge.extractor)


def _claims(knowledge: Knowledge) -> Iterator[_Claim]:
    for mention in knowledge.mentions:
        yield _mention(mention, "mentions", mention.confidence)
        if mention.introduces:
            yield _mention(mention, "introduces", mention.introduces_confidence)
    for statement in knowledge.statements:
        yield _relation(statement)
    for score in knowledge.scores:
        yield _score(score)


def _mention(m: MentionOf, predicate: str, certainty: float) -> _Claim:
    return _Claim((m.paper, m.paper, predicate, m.entity), m.evidence, certainty, None, m.review)


def _relation(s: Statement) -> _Claim:
    identity = (s.paper, s.subject, s.predicate, s.object)
    return _Claim(identity, s.evidence, s.confidence, s.method, s.review)


def _score(s: Score) -> _Claim:
    identity = (s.paper, s.subject, s.benchmark, s.metric, s.metric_text, s.value, s.kind)
    return _Claim(identity, s.evidence, s.confidence, s.method, s.review, s)


def _grouped(claims: Iterable[_Claim]) -> Iterator[list[_Claim]]:
    """Claims that say the same in one paper, surest first: one node, with every sentence that backs it."""
    groups: dict[tuple[str | None, ...], list[_Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.identity, []).append(claim)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=_surest_first)
        yield group


def _surest_first(claim: _Claim) -> tuple[float, str, int, int, str]:
    e = claim.evidence
    return (-claim.confidence, e.field, e.start, e.end, claim.method or "")


def _statement(node: NamedNode, identity: tuple[str | None, ...]) -> Iterator[Triple]:
    _, subject_key, name, object_key = (part or "" for part in identity)
    subject, predicate, target = of_key(subject_key), v.kg(name), of_key(object_key)
    yield Triple(subject, predicate, target)
    yield Triple(node, v.TYPE, v.STATEMENT_CLASS)
    yield Triple(node, v.SUBJECT, subject)
    yield Triple(node, v.PREDICATE, predicate)
    yield Triple(node, v.OBJECT, target)


def _result(node: NamedNode, score: Score) -> Iterator[Triple]:
    yield Triple(node, v.TYPE, v.RESULT_CLASS)
    yield Triple(node, v.RESULT_SUBJECT, of_key(score.subject))
    yield Triple(node, v.VALUE, text(score.value))
    yield Triple(node, v.KIND, code(score.kind))
    if score.benchmark is not None:
        yield Triple(node, v.BENCHMARK, of_key(score.benchmark))
    if score.metric is not None:
        yield Triple(node, v.METRIC, of_key(score.metric))
    if score.metric_text:
        yield Triple(node, v.METRIC_TEXT, text(score.metric_text))
    value = number(score.number) if score.number is not None else None
    if value is not None:
        yield Triple(node, v.NUMBER, value)
    if score.unit:
        yield Triple(node, v.UNIT, text(score.unit))


def _backing(
    node: NamedNode, group: list[_Claim], evidence: dict[Evidence, NamedNode], extractor: str
) -> Iterator[Triple]:
    best = group[0]
    yield Triple(node, v.CONFIDENCE, confidence(best.confidence))
    review = "accepted" if any(claim.review == "accepted" for claim in group) else "unreviewed"
    yield Triple(node, v.REVIEW, code(review))
    yield Triple(node, v.GENERATED_BY, _extraction(best.method, extractor))
    for claim in group:
        e = claim.evidence
        found = evidence.get(e)
        if found is None:
            found = evidence[e] = of_content("evidence", e.paper, e.field, e.start, e.end, e.text)
        yield Triple(node, v.EVIDENCE, found)


def _evidence_triples(evidence: dict[Evidence, NamedNode], papers: Iterable[Paper]) -> Iterator[Triple]:
    by_key = {paper.key: paper for paper in papers}
    for item, node in evidence.items():
        yield Triple(node, v.TYPE, v.EVIDENCE_CLASS)
        yield Triple(node, v.PAPER, of_key(item.paper))
        yield Triple(node, v.FIELD, code(item.field))
        yield Triple(node, v.START, integer(item.start))
        yield Triple(node, v.END, integer(item.end))
        yield Triple(node, v.SENTENCE, text(item.text))
        yield from read_from(node, _listings(item, by_key.get(item.paper)))


def _listings(item: Evidence, paper: Paper | None) -> tuple[Origin, ...]:
    """The listings that hold the sentence: those of the field's value, else all those of the paper."""
    if paper is None:
        return ()
    field = _FACT_FIELDS[item.field]
    holding = (fact for fact in paper.facts if fact.field == field and item.text in fact.value)
    found = tuple(origin for fact in holding for origin in fact.origins)
    return found or paper.origins


@lru_cache(maxsize=1 << 10)
def _extraction(method: str | None, extractor: str) -> NamedNode:
    return of_content("extraction", extractor, method)


def _extraction_triples(method: str | None, extractor: str) -> Iterator[Triple]:
    node = _extraction(method, extractor)
    yield Triple(node, v.TYPE, v.EXTRACTION_CLASS)
    yield Triple(node, v.EXTRACTOR, text(extractor))
    if method is not None:
        yield Triple(node, v.METHOD, text(method))
