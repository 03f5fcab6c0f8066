"""The outline of a graph whose contents are given, rather than made when they are asked for."""

from __future__ import annotations

from collections.abc import Sequence, Set

from kg.knowledge import Knowledge, Paper, Score, Statement
from kg.outline import Outline, PaperOutline, Stated


class Given:
    """The contents of papers, from a whole graph."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def inputs(self, number: int) -> object:
        return self.paper(number), self.stated(number)

    def paper(self, number: int) -> Paper:
        return self._knowledge.papers[number]

    def stated(self, number: int) -> Stated:
        key = self.paper(number).key
        mentions = tuple(mention for mention in self._knowledge.mentions if mention.paper == key)
        return Stated(mentions, *self.claimed(number))

    def claimed(
        self, number: int, among: Set[str] | None = None
    ) -> tuple[Sequence[Statement], Sequence[Score]]:
        key = self.paper(number).key
        statements = [one for one in self._knowledge.statements if one.paper == key]
        scores = [one for one in self._knowledge.scores if one.paper == key]
        if among is not None:
            statements = [one for one in statements if {one.subject, one.object} <= among]
            scores = [one for one in scores if set(drawn(one)) <= among]
        return statements, scores


def drawn(score: Score) -> tuple[str, str]:
    """What a result is drawn between."""
    return score.subject, score.benchmark or score.metric or score.subject


def outline_of(knowledge: Knowledge) -> Outline:
    """The outline of a graph."""
    contents = Given(knowledge)
    return Outline(
        [paper_outline(paper, contents.stated(number)) for number, paper in enumerate(knowledge.papers)],
        knowledge.people,
        knowledge.entities,
        knowledge.merges,
        knowledge.extractor,
        contents,
    )


def paper_outline(paper: Paper, stated: Stated) -> PaperOutline:
    """The outline of one paper, from what it states."""
    claims = (*stated.statements, *stated.scores)
    return PaperOutline(
        key=paper.key,
        authors=[slot.person for slot in paper.authorships],
        mentions=frozenset(mention.entity for mention in stated.mentions),
        introduced=sum(mention.introduces for mention in stated.mentions),
        statements=frozenset((one.subject, one.predicate, one.object) for one in stated.statements),
        scores=tuple(map(drawn, stated.scores)),
        methods=tuple(sorted({claim.method for claim in claims})),
    )
