"""The best-connected part of a large graph, for a view that cannot show it all."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Set
from dataclasses import replace
from itertools import chain

from kg.knowledge import Knowledge, Paper
from kg.outline import Ends, Outline, PaperOutline


def excerpt(outline: Outline, limit: int) -> Knowledge:
    """The `limit` papers, people and entities with most neighbours, and what is said between them.

    Ties go to the smaller key.
    """
    degree = _degrees(outline)
    # The few in question are found without sorting them all.
    kept = {key for _, key in heapq.nsmallest(limit, ((-count, key) for key, count in degree.items()))}
    contents = outline.contents
    shown = [(number, paper.key) for number, paper in enumerate(outline.papers) if _says(paper, kept)]
    claimed = [contents.claimed(number, kept) for number, _ in shown]
    whole = [number for number, key in shown if key in kept]
    mentions = (mention for number in whole for mention in contents.stated(number).mentions)
    return Knowledge(
        papers=tuple(_as_shown(contents.paper(number), kept) for number in whole),
        people=tuple(person for person in outline.people if person.key in kept),
        entities=tuple(entity for entity in outline.entities if entity.key in kept),
        mentions=tuple(mention for mention in mentions if mention.entity in kept),
        statements=tuple(statement for found, _ in claimed for statement in found),
        scores=tuple(score for _, found in claimed for score in found),
        merges=(),
        extractor=outline.extractor,
    )


def count_edges(outline: Outline) -> int:
    """How many edges a view of the whole graph would have: stated ones, authors, families and results."""
    stated = set(chain.from_iterable(paper.statements for paper in outline.papers))
    families = sum(entity.variant_of is not None for entity in outline.entities)
    return (
        len(stated)
        + families
        + sum(
            len(paper.mentions) + paper.introduced + len(paper.authors) + len(paper.scores)
            for paper in outline.papers
        )
    )


def _degrees(outline: Outline) -> Counter[str]:
    """How many neighbours each paper, person and entity has; one that is its own counts twice."""
    degree: Counter[str] = Counter()
    between: set[Ends] = {(one.key, one.variant_of) for one in outline.entities if one.variant_of}
    neighbours: list[set[str]] = []
    for paper in outline.papers:
        edges = {*paper.scores, *((subject, end) for subject, _, end in paper.statements)}
        around = {*paper.authors, *paper.mentions, *(end for start, end in edges if start == paper.key)}
        degree[paper.key] += len(around)
        neighbours.append(around)
        between.update(edge for edge in edges if edge[0] != paper.key)
    degree.update(chain.from_iterable(neighbours))
    degree.update(chain.from_iterable(between))
    return degree


def _says(paper: PaperOutline, kept: Set[str]) -> bool:
    """Whether anything of a paper is shown."""
    if paper.key in kept:
        return True
    stated = any(subject in kept and end in kept for subject, _, end in paper.statements)
    return stated or any(start in kept and end in kept for start, end in paper.scores)


def _as_shown(paper: Paper, kept: Set[str]) -> Paper:
    """The paper with the authors that are shown, and without what each listing said, which no view shows."""
    shown = tuple(slot for slot in paper.authorships if slot.person in kept)
    return replace(paper, authorships=shown, facts=())
