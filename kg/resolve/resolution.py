"""From papers and annotations to the graph's contents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.annotation import Annotation
from kg.knowledge import Knowledge, MentionOf, Merge, Paper, Score, Statement
from kg.memory import uncollected
from kg.resolve.authors import AuthorSlot, author_slots
from kg.resolve.bibliography import make_paper
from kg.resolve.curation import EMPTY, Curation, StaleEntry
from kg.resolve.entities import Entities, resolve_entities
from kg.resolve.homonyms import Context
from kg.resolve.keys import KeyIndex
from kg.resolve.observations import observe
from kg.resolve.paperkeys import month_of
from kg.resolve.papers import PaperCluster
from kg.resolve.people import People, resolve_people
from kg.resolve.stale import stale_entries
from kg.resolve.statements import Verdicts, score_order, stated


@dataclass(frozen=True, slots=True)
class Resolution:
    """The graph's contents, and the curation entries that met nothing."""

    knowledge: Knowledge
    stale: tuple[StaleEntry, ...]


def resolve(
    clusters: Sequence[PaperCluster],
    annotations: Mapping[str, Annotation],
    *,
    curation: Curation = EMPTY,
    extractor: str,
) -> Knowledge:
    """The contents of the graph: `annotations` by paper key (a paper may have none)."""
    return resolve_all(clusters, annotations, curation=curation, extractor=extractor).knowledge


def resolve_all(
    clusters: Sequence[PaperCluster],
    annotations: Mapping[str, Annotation],
    *,
    curation: Curation = EMPTY,
    extractor: str,
    merges: Sequence[Merge] = (),
) -> Resolution:
    """As `resolve`, with the curation entries that no longer match; `merges` are those of `merge_papers`.

    Annotations are looked up twice, one at a time: a mapping that reads them from disk keeps memory small.
    """
    with uncollected():
        return _resolve(clusters, annotations, curation, extractor, merges)


def _resolve(
    clusters: Sequence[PaperCluster],
    annotations: Mapping[str, Annotation],
    curation: Curation,
    extractor: str,
    merges: Sequence[Merge],
) -> Resolution:
    clusters = sorted(clusters, key=lambda cluster: cluster.key)
    keys = [cluster.key for cluster in clusters]
    slots, complete = _author_lists(clusters)
    people = resolve_people(keys, slots, curation=curation)
    papers = _papers(clusters, slots, complete, people)
    del slots
    seen = observe(annotations.get(key) for key in keys)
    months = [month_of(cluster.records) for cluster in clusters]
    entities = resolve_entities(seen, Context(keys, people.keys, months), curation=curation)
    del seen
    curated = bool(curation.entries)
    index = KeyIndex(*(clusters, people.people, entities.entities) if curated else ((), (), ()))
    verdicts = Verdicts(curation, index.current)
    mentions, statements, scores = _statements(keys, annotations, entities, verdicts)
    knowledge = Knowledge(
        papers=papers,
        people=people.people,
        entities=entities.entities,
        mentions=tuple(mentions),
        statements=tuple(statements),
        scores=tuple(scores),
        merges=tuple(
            sorted(
                [*merges, *people.merges, *entities.merges], key=lambda m: (m.key, m.kept, m.merged, m.reason)
            )
        ),
        extractor=extractor,
    )
    return Resolution(knowledge, stale_entries(curation, clusters, knowledge, index, verdicts.met))


def _author_lists(clusters: Sequence[PaperCluster]) -> tuple[list[list[AuthorSlot]], list[bool]]:
    slots, complete = [], []
    for cluster in clusters:
        row, whole = author_slots(cluster.records)
        slots.append(row)
        complete.append(whole)
    return slots, complete


def _papers(
    clusters: Sequence[PaperCluster],
    slots: Sequence[Sequence[AuthorSlot]],
    complete: Sequence[bool],
    people: People,
) -> tuple[Paper, ...]:
    rows = zip(clusters, slots, people.keys, complete, strict=True)
    return tuple(make_paper(cluster, row, keys, complete=whole) for cluster, row, keys, whole in rows)


def _statements(
    papers: Sequence[str], annotations: Mapping[str, Annotation], entities: Entities, verdicts: Verdicts
) -> tuple[list[MentionOf], list[Statement], list[Score]]:
    mentions: list[MentionOf] = []
    statements: list[Statement] = []
    scores: list[Score] = []
    row = 0
    for paper in papers:
        annotation = annotations.get(paper)
        if annotation is None:
            continue
        keys = entities.row_keys[row : row + len(annotation.entities)]
        row += len(keys)
        found = stated(paper, annotation, keys)
        mentions += found.mentions
        statements += [kept for one in found.statements if (kept := verdicts.apply(one))]
        scores += found.scores
    mentions.sort(key=lambda m: (m.paper, m.entity))
    statements.sort(key=lambda s: (s.paper, s.subject, s.predicate, s.object))
    scores.sort(key=score_order)
    return mentions, statements, scores
