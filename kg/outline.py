"""A graph as identity leaves it: who and what there is, and what each paper says of it, without the words.

The words (titles, sentences, places in files) are most of a graph, and nothing of one paper's depends on
another paper but through the keys that its authors and entities got. So they are made paper by paper, and
only where what they are made from has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from kg.knowledge import CanonicalEntity, Knowledge, MentionOf, Merge, Paper, Person, Score, Statement

Triple = tuple[str, str, str]
Ends = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PaperOutline:
    """What one paper says, by key.

    `statements` are (subject, predicate, object), `scores` what each result is drawn between: its subject and
    its benchmark, else its metric, else itself. `methods` are the ways in which claims were found.
    """

    key: str
    authors: Sequence[str]
    mentions: frozenset[str]
    introduced: int
    statements: frozenset[Triple]
    scores: tuple[Ends, ...]
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """What one paper states, each list in the order of the graph."""

    mentions: Sequence[MentionOf]
    statements: Sequence[Statement]
    scores: Sequence[Score]


class Contents(Protocol):
    """The words of papers, by the number of the paper in the outline."""

    def inputs(self, number: int) -> object:
        """What a paper and what it states are made from: equal inputs make equal contents."""

    def paper(self, number: int) -> Paper:
        """The paper."""

    def stated(self, number: int) -> Stated:
        """What it states."""

    def claimed(
        self, number: int, among: Set[str] | None = None
    ) -> tuple[Sequence[Statement], Sequence[Score]]:
        """The statements and scores alone, or those of them that start and end `among` some things."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The papers, people and entities of a graph and the merges that made them, each sorted by key."""

    papers: Sequence[PaperOutline]
    people: Sequence[Person]
    entities: Sequence[CanonicalEntity]
    merges: Sequence[Merge]
    extractor: str
    contents: Contents

    def knowledge(self) -> Knowledge:
        """The whole graph, with all words."""
        return put_together(
            self.contents,
            range(len(self.papers)),
            people=tuple(self.people),
            entities=tuple(self.entities),
            merges=tuple(self.merges),
            extractor=self.extractor,
        )


def put_together(
    contents: Contents,
    numbers: Iterable[int],
    *,
    people: tuple[Person, ...],
    entities: tuple[CanonicalEntity, ...],
    merges: tuple[Merge, ...],
    extractor: str,
) -> Knowledge:
    """The knowledge of some papers, in the order of their keys, with the people and entities given."""
    numbers = tuple(numbers)
    papers = tuple(map(contents.paper, numbers))
    stated = [contents.stated(number) for number in numbers]
    return Knowledge(
        papers=papers,
        people=people,
        entities=entities,
        mentions=tuple(mention for one in stated for mention in one.mentions),
        statements=tuple(statement for one in stated for statement in one.statements),
        scores=tuple(score for one in stated for score in one.scores),
        merges=merges,
        extractor=extractor,
    )
