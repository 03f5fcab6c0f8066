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
from kg.graph.measures import direction
from kg.graph.terms import code, confidence, integer, number, text
from kg.knowledge import Evidence, Knowledge, MentionOf, Paper, ReviewState, Score
from kg.records import Origin

_FACT_FIELDS: dict[TextField, str] = {"title": "title", "abstract": "abstract", "comments": "comment"}


_Says = tuple[str, str, str] | Score
_Identity = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    """One sentence by which a paper says something: (subject, predicate, object) as keys, or a score."""

    paper: str
    says: _Says
    evidence: Evidence
    confidence: float
    method: str | None
    review: ReviewState

    @property
    def identity(self) -> _Identity:
        """What is said and where: claims that agree in this are one node."""
        if isinstance(self.says, Score):
            s = self.says
            return (s.paper, s.subject, s.benchmark, s.metric, s.metric_text, s.value, s.kind)
        return (self.paper, *self.says)


def claim_triples(knowledge: Knowledge) -> Iterator[Triple]:
    """Yield plain triples, statement nodes, result nodes and the evidence that they share."""
    evidence: dict[Evidence, NamedNode] = {}
    methods: set[str | None] = set()
    for identity, group in _grouped(_claims(knowledge)):
        says = group[0].says
        if isinstance(says, Score):
            node = of_content("result", *identity)
            yield from _result(node, says)
        else:
            node = of_content("statement", *identity)
            yield from _statement(node, *says)
        yield from _backing(node, group, evidence, knowledge.extractor)
        methods.add(group[0].method)
    yield from _evidence_triples(evidence, knowledge.papers)
    for method in methods:
        yield from extraction_triples(method, knowledge.extractor)


def _claims(knowledge: Knowledge) -> Iterator[_Claim]:
    for mention in knowledge.mentions:
        yield _mention(mention, "mentions", mention.confidence)
        if mention.introduces:
            yield _mention(mention, "introduces", mention.introduces_confidence)
    for s in knowledge.statements:
        said = (s.subject, s.predicate, s.object)
        yield _Claim(s.paper, said, s.evidence, s.confidence, s.method, s.review)
    for score in knowledge.scores:
        yield _Claim(score.paper, score, score.evidence, score.confidence, score.method, score.review)


def _mention(m: MentionOf, predicate: str, certainty: float) -> _Claim:
    return _Claim(m.paper, (m.paper, predicate, m.entity), m.evidence, certainty, None, m.review)


def _grouped(claims: Iterable[_Claim]) -> Iterator[tuple[_Identity, list[_Claim]]]:
    """Claims that say the same in one paper, surest first: one node, with every sentence that backs it."""
    groups: dict[_Identity, list[_Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.identity, []).append(claim)
    for identity, group in groups.items():
        if len(group) > 1:
            group.sort(key=_surest_first)
        yield identity, group


def _surest_first(claim: _Claim) -> tuple[float, str, int, int, str]:
    e = claim.evidence
    return (-claim.confidence, e.field, e.start, e.end, claim.method or "")


def _statement(node: NamedNode, head: str, relation: str, tail: str) -> Iterator[Triple]:
    subject, predicate, target = of_key(head), v.kg(relation), of_key(tail)
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
    better = direction(score.metric_text or "", (score.metric or "").rpartition("/")[2])
    # A change says nothing of its own sign ("by 5%"), so that neither end of it is known to be better.
    if better is not None and score.kind == "absolute":
        yield Triple(node, v.BETTER, code(better))
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


def extraction_triples(method: str | None, extractor: str) -> Iterator[Triple]:
    """Yield the node of one way in which claims were found; mentions have no method."""
    node = _extraction(method, extractor)
    yield Triple(node, v.TYPE, v.EXTRACTION_CLASS)
    yield Triple(node, v.EXTRACTOR, text(extractor))
    if method is not None:
        yield Triple(node, v.METHOD, text(method))
