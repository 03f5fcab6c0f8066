"""The best-connected part of a large graph, for a view that cannot show it all."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.knowledge import Knowledge, Score

Ends = tuple[str, str]


def excerpt(knowledge: Knowledge, limit: int) -> Knowledge:
    """The `limit` papers, people and entities with most neighbours, and what is said between them.

    Ties go to the smaller key.
    """
    degree: Counter[str] = Counter()
    for source, target in set(_edges(knowledge)):
        degree[source] += 1
        degree[target] += 1
    # The few in question are found without sorting them all.
    kept = {key for _, key in heapq.nsmallest(limit, ((-count, key) for key, count in degree.items()))}
    return Knowledge(
        papers=tuple(
            replace(paper, authorships=tuple(slot for slot in paper.authorships if slot.person in kept))
            for paper in knowledge.papers
            if paper.key in kept
        ),
        people=tuple(person for person in knowledge.people if person.key in kept),
        entities=tuple(entity for entity in knowledge.entities if entity.key in kept),
        mentions=tuple(m for m in knowledge.mentions if m.paper in kept and m.entity in kept),
        statements=tuple(s for s in knowledge.statements if s.subject in kept and s.object in kept),
        scores=tuple(score for score in knowledge.scores if kept.issuperset(_ends(score))),
        merges=(),
        extractor=knowledge.extractor,
    )


def count_edges(knowledge: Knowledge) -> int:
    """How many edges a view of the whole graph would have: stated ones, authors, families and results."""
    stated = {(one.subject, one.predicate, one.object) for one in knowledge.statements}
    introduced = sum(mention.introduces for mention in knowledge.mentions)
    authors = sum(len(paper.authorships) for paper in knowledge.papers)
    families = sum(entity.variant_of is not None for entity in knowledge.entities)
    return len(stated) + len(knowledge.mentions) + introduced + authors + families + len(knowledge.scores)


def _edges(knowledge: Knowledge) -> Iterator[Ends]:
    for paper in knowledge.papers:
        yield from ((paper.key, slot.person) for slot in paper.authorships)
    yield from ((mention.paper, mention.entity) for mention in knowledge.mentions)
    yield from ((statement.subject, statement.object) for statement in knowledge.statements)
    yield from map(_ends, knowledge.scores)
    yield from ((one.key, one.variant_of) for one in knowledge.entities if one.variant_of)


def _ends(score: Score) -> Ends:
    """What a result is drawn between: its subject and its benchmark, else its metric, else itself."""
    return score.subject, score.benchmark or score.metric or score.subject
