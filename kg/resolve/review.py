"""What is worth a person's look: uncertain merges and statements, those with most effect first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kg.annotation import EntityType
from kg.knowledge import Evidence, Knowledge, Merge, Statement
from kg.resolve.curation import (
    EMPTY,
    AcceptEntry,
    Curation,
    Entry,
    MergeEntry,
    RejectEntry,
    RetypeEntry,
    SplitEntry,
)
from kg.resolve.entities import ALONE
from kg.resolve.paperkeys import paper_keys
from kg.resolve.papers import PaperCluster
from kg.resolve.text import digest, slug

CERTAIN = 0.97
"""Confidence from which nothing is asked."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A question about the graph, with the curation entry for either answer.

    `effect` counts the edges that the answer touches; items come in the order of doubt times effect.
    """

    kind: Literal["merge", "statement"]
    question: str
    reason: str
    confidence: float
    effect: int
    evidence: tuple[Evidence, ...]
    accept: Entry
    reject: Entry


def review(
    knowledge: Knowledge,
    *,
    clusters: Sequence[PaperCluster] = (),
    curation: Curation = EMPTY,
    limit: int = 50,
) -> tuple[ReviewItem, ...]:
    """The `limit` items whose answer would tell the graph most; what the curation settles is left out.

    Joined listings come up where their `clusters` are given.
    """
    weight = _edges(knowledge)
    settled = set(curation.entries)
    items = [*_merge_items(knowledge, weight, _keys_by_place(clusters)), *_statement_items(knowledge, weight)]
    open_items = [item for item in items if item.accept not in settled and item.reject not in settled]
    return tuple(sorted(open_items, key=_rank)[:limit])


def _rank(item: ReviewItem) -> tuple[float, str, str]:
    return (-(1 - item.confidence) * item.effect, item.kind, item.question)


def _edges(knowledge: Knowledge) -> Counter[str]:
    """How many mentions, statements, scores and authorships each thing has."""
    edges: Counter[str] = Counter(mention.entity for mention in knowledge.mentions)
    for statement in knowledge.statements:
        edges.update((statement.subject, statement.object))
    for score in knowledge.scores:
        edges.update(key for key in (score.subject, score.benchmark, score.metric) if key)
    edges.update(a.person for paper in knowledge.papers for a in paper.authorships)
    return edges


def _keys_by_place(clusters: Iterable[PaperCluster]) -> dict[str, str]:
    """The key that each listing has by itself, by the place that merges show."""
    return {
        f"{record.origin.file}:{record.origin.line}": paper_keys(record)[0]
        for cluster in clusters
        if len(cluster.records) > 1
        for record in cluster.records
    }


def _merge_items(
    knowledge: Knowledge, weight: Counter[str], places: Mapping[str, str]
) -> Iterator[ReviewItem]:
    surfaces = Counter((mention.entity, mention.surface) for mention in knowledge.mentions)
    for merge in knowledge.merges:
        answers = _answers(merge, places) if merge.confidence < CERTAIN else None
        if answers:
            moved = surfaces[merge.key, merge.merged.removesuffix(ALONE)] or weight[merge.key] // 2
            yield ReviewItem(
                kind="merge",
                question=_question(merge),
                reason=merge.reason,
                confidence=merge.confidence,
                effect=1 + moved,
                evidence=(),
                accept=answers[0],
                reject=answers[1],
            )


def _question(merge: Merge) -> str:
    if merge.merged.endswith(ALONE):
        return f"Does {merge.merged.removesuffix(ALONE)} without expansion mean {merge.kept}?"
    return f"Is {merge.merged} the same as {merge.kept}?"


def _answers(merge: Merge, places: Mapping[str, str]) -> tuple[Entry, Entry] | None:
    """The entries that confirm and undo a merge, or None where no entry can name the part to set apart."""
    name, _, place = merge.merged.removesuffix(ALONE).rpartition(" (")
    place = place.rstrip(")")
    space = merge.key.partition("/")[0]
    if space == "person":
        there = f"person/{slug(name)}~{digest(place, 8)}"
        return MergeEntry(merge.key, (there,)), SplitEntry(merge.key, papers=(place,))
    if space == "paper":
        key = places.get(place)
        return (MergeEntry(merge.key, (key,)), SplitEntry(merge.key, papers=(key,))) if key else None
    if merge.reason.endswith("outweighed"):
        ours, theirs = (side.rpartition(" (")[2].rstrip(")") for side in (merge.kept, merge.merged))
        return RetypeEntry(merge.key, _type(ours)), RetypeEntry(merge.key, _type(theirs))
    moved = merge.merged.removesuffix(ALONE)
    return MergeEntry(merge.key, (f"{space}/{slug(moved)}",)), SplitEntry(merge.key, names=(moved,))


def _type(name: str) -> EntityType:
    return next(kind for kind in get_args(EntityType) if kind == name)


def _statement_items(knowledge: Knowledge, weight: Counter[str]) -> Iterator[ReviewItem]:
    names = {entity.key: entity.name for entity in knowledge.entities}
    for (subject, predicate, object_), group in sorted(_by_triple(knowledge.statements).items()):
        best = max(group, key=lambda s: (s.confidence, s.paper))
        if best.confidence >= CERTAIN:
            continue
        said = f"{names.get(subject, subject)} {predicate.replace('_', ' ')} {names.get(object_, object_)}"
        yield ReviewItem(
            kind="statement",
            question=f"Does the text say: {said}?",
            reason=f"found by {best.method} in {best.paper}",
            confidence=best.confidence,
            effect=1 + weight[subject] + weight[object_],
            evidence=tuple(statement.evidence for statement in group),
            accept=AcceptEntry(subject, best.predicate, object_),
            reject=RejectEntry(subject, best.predicate, object_),
        )


def _by_triple(statements: Iterable[Statement]) -> dict[tuple[str, str, str], Sequence[Statement]]:
    groups: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.subject, statement.predicate, statement.object].append(statement)
    return dict(groups)
