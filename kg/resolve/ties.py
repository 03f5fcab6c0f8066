"""What ties uses of one name to each other: authors, other names for the thing, and what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.resolve.aliases import Meanings
from kg.resolve.observations import Observations

LARGE = 1000
"""Papers from which two things of the same letters may well meet by accident."""
SHORT_NAME = 7
"""Letters up to which a word or acronym is likely to be coined more than once."""


@dataclass(frozen=True, slots=True)
class Context:
    """What else is known of the papers, by number: their keys, authors and months (since year 0)."""

    keys: Sequence[str]
    people: Sequence[Sequence[str]]
    months: Sequence[int | None]


class Ties:
    """Answers, for rows of the observations, what they share."""

    def __init__(self, seen: Observations, meanings: Meanings, context: Context) -> None:
        self.seen = seen
        self.meanings = meanings
        self.context = context
        self.is_large = len(context.keys) >= LARGE

    def spelling(self, row: int) -> str:
        """The name of a row as its paper writes it."""
        return self.seen.written[self.seen.name[row]]

    def is_proper(self, row: int) -> bool:
        """Whether the name of a row is a proper one."""
        return self.seen.names[self.seen.name[row]].proper

    def paper(self, row: int) -> str:
        """The key of a row's paper."""
        return self.context.keys[self.seen.paper[row]]

    def month(self, row: int) -> int | None:
        """The month of a row's paper."""
        return self.context.months[self.seen.paper[row]]

    def introducers(self, rows: Sequence[int]) -> list[int]:
        """The rows whose papers introduce the thing."""
        return [row for row in rows if self.seen.introduces(row)]

    def named(self, row: int) -> list[int]:
        """The nodes of all names that a row's paper gives the thing."""
        return [self.seen.use_node[use] for use in self.seen.uses(row)]

    def is_read(self, row: int) -> bool:
        """Whether a row's name is taken for another that it is short for."""
        return self.seen.long[row] >= 0 or self.meanings.anchors[row] != self.seen.node[row]

    def marks(self, row: int, coined: bool) -> list[str | int]:
        """What ties a row to others of its name: its paper, its authors, the long form of a coined name."""
        paper, long = self.seen.paper[row], self.seen.long[row]
        marks: list[str | int] = [*self.context.people[paper], -1 - paper]
        return [*marks, self.meanings.sets.find(long)] if coined and long >= 0 else marks

    def are_near(self, some: Sequence[int], others: Sequence[int]) -> bool:
        """Whether an uncommon name stands beside both."""
        seen = self.seen
        ours, theirs = ({seen.paper[row] for row in part} for part in (some, others))
        return self.meanings.neighbours.share(ours, theirs, {seen.node[row] for row in (*some, *others)})

    def are_related(self, some: Sequence[int], others: Sequence[int]) -> bool:
        """Whether both share an author or a second name, or an uncommon name stands beside both."""
        ours, theirs = ({mark for row in part for mark in self.marks(row, False)} for part in (some, others))
        names, others_names = ({node for row in part for node in self.named(row)} for part in (some, others))
        second = names & others_names - {self.seen.node[row] for row in (*some, *others)}
        return bool(ours & theirs or second) or self.are_near(some, others)


def is_short(name: str) -> bool:
    """Whether a name has so few letters, and nothing else, that it is likely to be coined more than once."""
    letters = name.replace(" ", "")
    return letters.isalpha() and len(letters) <= SHORT_NAME


def ends_ordinarily(name: str) -> bool:
    """Whether the last word of a name is an ordinary one, in small letters."""
    return name.rsplit(None, 1)[-1].islower()
