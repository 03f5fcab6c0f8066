"""Different things that share a name: told apart by type, and by the papers that introduce them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.resolve.aliases import Meanings
from kg.resolve.bare import FEW_LETTERS
from kg.resolve.observations import ROLE, Observations
from kg.resolve.sightings import TYPE_NUMBER, TYPES
from kg.resolve.surfaces import is_acronym_form, singular_acronym, strip_tex, versions
from kg.resolve.union import DisjointSets

SECOND_TYPE = 0.2
"""Share of a name's uses, in at least two papers, from which a second kind of type is a second thing."""
ESTABLISHED = 10
"""Papers for each introducing one from which a name is so common that such a claim proves little."""
SHORT_NAME = 7
"""Letters up to which a word or acronym is likely to be coined more than once."""
LARGE = 1000
"""Papers from which two things of the same letters, otherwise written, may well meet by accident."""
MONTHS_EARLY = 2
"""Months by which a paper must precede the introduction of a thing to mean another."""
FEW = 3
"""Papers up to which uses of another type, spelled otherwise, are another thing."""

_CLASSES = {"Dataset": 1, "Benchmark": 1, "Organization": 2}
_CLASS = tuple(_CLASSES.get(name, 0) for name in TYPES)
_NAMED = frozenset(TYPE_NUMBER[name] for name in ("Model", "Method", "Dataset", "Benchmark"))


@dataclass(slots=True)
class Cluster:
    """Rows that are one entity; `suffix` tells it from others of the same name."""

    root: int
    rows: list[int]
    type: int
    suffix: str = ""
    notes: list[tuple[str, str, str, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Context:
    """What else is known of the papers, by number: their keys, authors and months (since year 0)."""

    keys: Sequence[str]
    people: Sequence[Sequence[str]]
    months: Sequence[int | None]


def split_homonyms(seen: Observations, meanings: Meanings, context: Context) -> list[Cluster]:
    """Group the rows into entities: by name, then by type where two kinds share it, then by introduction."""
    groups: dict[int, list[int]] = defaultdict(list)
    for row, root in enumerate(meanings.roots):
        groups[root].append(row)
    splitter = _Splitter(seen, meanings, context)
    clusters: list[Cluster] = []
    for root, rows in groups.items():
        if len(rows) == 1:
            clusters.append(Cluster(root, rows, seen.type[rows[0]]))
        else:
            clusters += splitter.split(root, rows)
    return clusters


class _Splitter:
    def __init__(self, seen: Observations, meanings: Meanings, context: Context) -> None:
        self._seen = seen
        self._meanings = meanings
        self._context = context
        self._proper = [made.proper for made in seen.names]
        self._is_large = len(context.keys) >= LARGE

    def split(self, root: int, rows: Sequence[int]) -> list[Cluster]:
        """The entities among the rows of one name."""
        parts = [part for spelled in self._by_capitals(rows) for part in self._by_role(spelled)]
        return [cluster for part in parts for cluster in self._split(root, part)]

    def _split(self, root: int, rows: Sequence[int]) -> list[Cluster]:
        coined = 2 * sum(self._proper[self._seen.name[row]] for row in rows) >= len(rows)
        clusters = []
        for part in self._by_type(rows, coined, root in self._meanings.bare.ambiguous):
            kind = self._vote(part)
            parts = self._by_names_of_their_own(part, coined) if kind in _NAMED else [("", part)]
            clusters += [Cluster(root, members, self._vote(members), suffix) for suffix, members in parts]
        return clusters

    def _by_capitals(self, rows: Sequence[int]) -> list[Sequence[int]]:
        """Part an acronym that is a word ("TITAN") from the word ("Titans"), where nothing ties them.

        Ties are an uncommon name beside both, and a type of both, unless the word is written as a common one.
        """
        if not self._is_large or not all(self._is_short_word(row) for row in rows):
            return [rows]
        acronyms = [row for row in rows if singular_acronym(self._spelling(row)).isupper()]
        words = sorted(set(rows) - set(acronyms))
        if not acronyms or not words or self._are_tied(acronyms, words):
            return [rows]
        return [acronyms, words]

    def _is_short_word(self, row: int) -> bool:
        """Whether a row names its thing in one short word, in capitals or not, but no mixture."""
        name = strip_tex(self._spelling(row))
        short = 1 < len(name) <= SHORT_NAME and name.isalpha()
        return short and (name[1:].islower() or singular_acronym(name).isupper())

    def _are_tied(self, acronyms: Sequence[int], words: Sequence[int]) -> bool:
        types = [{self._seen.type[row] for row in part} for part in (acronyms, words)]
        if types[0] & types[1] and not any(self._spelling(row).islower() for row in words):
            return True
        return self._are_near(acronyms, words)

    def _by_role(self, rows: Sequence[int]) -> list[Sequence[int]]:
        """Part uses of a rare name as another kind of thing, spelled otherwise, where nothing ties them.

        Data ("Empathetic-Dialogues") from what others describe, and acronyms of few letters by any kind. Else
        a kind is easily mistaken, and one description often is a method and its task.
        """
        if len(rows) > FEW or not self._is_large:
            return [rows]
        spellings = [self._spelling(row) for row in rows]
        short = all(map(is_acronym_form, spellings)) and max(map(len, spellings)) <= FEW_LETTERS
        if not short and not any(map(_ends_ordinarily, spellings)):
            return [rows]
        roles: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            roles[(ROLE if short else _CLASS)[self._seen.type[row]]].append(row)
        parts = list(roles.values())
        return [rows] if any(self._are_alike(a, b) for a, b in combinations(parts, 2)) else [*parts]

    def _are_alike(self, some: Sequence[int], others: Sequence[int]) -> bool:
        """Whether two parts are spelled alike, or not by letters alone, or something ties them."""
        ours, theirs = ({self._spelling(row).casefold() for row in part} for part in (some, others))
        one_name = len({self._seen.node[row] for row in (*some, *others)}) == 1
        marks = [{mark for row in part for mark in self._marks(row, False)} for part in (some, others)]
        return not one_name or bool(ours & theirs or marks[0] & marks[1]) or self._are_near(some, others)

    def _are_near(self, some: Sequence[int], others: Sequence[int]) -> bool:
        """Whether an uncommon name stands beside both."""
        seen = self._seen
        ours, theirs = ({seen.paper[row] for row in part} for part in (some, others))
        return self._meanings.neighbours.share(ours, theirs, {seen.node[row] for row in (*some, *others)})

    def _weights(self, rows: Sequence[int]) -> Counter[int]:
        weights: Counter[int] = Counter()
        for row in rows:
            weights[self._seen.type[row]] += self._seen.confidence[row]  # type: ignore[assignment]
        return weights

    def _vote(self, rows: Sequence[int]) -> int:
        """The type with most confidence behind it."""
        kinds = {self._seen.type[row] for row in rows}
        if len(kinds) == 1:
            return kinds.pop()
        weights = self._weights(rows)
        return max(weights, key=lambda kind: (weights[kind], -kind))

    def _by_type(self, rows: Sequence[int], coined: bool, ambiguous: bool) -> list[list[int]]:
        """Part the rows by kind of type, where a second kind is too frequent to be a slip."""
        if not coined and not ambiguous:
            return [list(rows)]
        classes: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            kind = self._seen.type[row]
            classes[kind + 10 if ambiguous and TYPES[kind] in ("Task", "Metric") else _CLASS[kind]].append(
                row
            )
        if len(classes) == 1:
            return [list(rows)]
        main = max(classes, key=lambda kind: (len(classes[kind]), -kind))
        parts = [list(classes[main])]
        for kind, members in sorted(classes.items()):
            if kind != main and self._stands_alone(members, classes[main], len(rows)):
                parts.append(members)
            elif kind != main:
                parts[0] += members
        return [sorted(part) for part in parts]

    def _stands_alone(self, members: Sequence[int], main: Sequence[int], total: int) -> bool:
        papers = {self._seen.paper[row] for row in members}
        if len(papers) > 1 and len(members) >= SECOND_TYPE * total:
            return True
        origins = self._introducers(members)
        return bool(self._introducers(main)) and len(main) < ESTABLISHED * len(origins)

    def _introducers(self, rows: Sequence[int]) -> list[int]:
        return [row for row in rows if self._seen.introduces(row)]

    def _by_names_of_their_own(self, rows: list[int], coined: bool) -> list[tuple[str, list[int]]]:
        """Part what papers introduce under a coined name that nobody else gives it, then by introduction.

        In a large collection, "residual decoding" elsewhere is not ResDec, nor is RFT the ReFT of one paper.
        """
        origins = [row for row in self._introducers(rows) if self._is_coined(row)]
        if not origins or not self._is_large:
            return self._by_introduction(rows, coined)
        own: list[list[int]] = []
        for circle in self._circles(origins, coined=False):
            marks = {mark for row in circle for mark in self._marks(row, coined=False)}
            part = [row for row in rows if not marks.isdisjoint(self._marks(row, coined=False))]
            names = {self._seen.node[row] for row in circle}
            if all(names.isdisjoint(self._use_nodes(row)) for row in set(rows) - set(part)):
                own.append(part)
        rest = sorted(set(rows).difference(*own))
        if not rest or self._introducers(rest):
            return self._by_introduction(rows, coined)
        return [(self._suffix(part), part) for part in own] + self._by_introduction(rest, coined)

    def _by_introduction(self, rows: list[int], coined: bool) -> list[tuple[str, list[int]]]:
        """Part the rows by the papers that introduce a thing of the name; the others stay together.

        Others who use a coined name mostly mean the thing; a description ("alignment loss") is anyone's.
        """
        origins = self._introducers(rows)
        if not origins:
            return [("", rows)]
        parts = self._circles(origins, coined)
        homes: dict[str | int, set[int]] = defaultdict(set)
        for n, part in enumerate(parts):
            for row in part:
                for mark in self._marks(row, coined):
                    homes[mark].add(n)
        rest: list[int] = []
        for row in sorted(set(rows) - set(origins)):
            fitting = set().union(*(homes.get(mark, set()) for mark in self._marks(row, coined)))
            (parts[fitting.pop()] if len(fitting) == 1 else rest).append(row)
        if len(rest) >= ESTABLISHED * len(parts):
            return [("", rows)]
        if len(parts) == 1:
            strangers = self._strangers(rest, parts[0]) if coined else rest
            parts[0] += [row for row in rest if row not in set(strangers)]
            if not strangers:
                return [("", rows)]
            rest = strangers
        named = [(self._suffix(part), sorted(part)) for part in parts]
        return named + ([("", rest)] if rest else [])

    def _is_coined(self, row: int) -> bool:
        return self._proper[self._seen.name[row]] and " " not in self._spelling(row)

    def _use_nodes(self, row: int) -> list[int]:
        return [self._seen.use_node[use] for use in self._seen.uses(row)]

    def _circles(self, origins: Sequence[int], coined: bool) -> list[list[int]]:
        """Introducing papers that share an author or the long form of the name introduce one thing."""
        sets = DisjointSets(len(origins))
        first: dict[str | int, int] = {}
        for n, row in enumerate(origins):
            for mark in self._marks(row, coined):
                sets.union(first.setdefault(mark, n), n)
        return [[origins[n] for n in group] for group in sets.groups()]

    def _marks(self, row: int, coined: bool) -> list[str | int]:
        """What ties a row to others of its name: its paper, its authors, the long form of a coined name."""
        paper, long = self._seen.paper[row], self._seen.long[row]
        marks: list[str | int] = [*self._context.people[paper], -1 - paper]
        return [*marks, self._meanings.sets.find(long)] if coined and long >= 0 else marks

    def _strangers(self, rest: Sequence[int], part: Sequence[int]) -> list[int]:
        """Rows that need not mean the thing that one paper introduces under their name.

        All, where some are older than the thing. Short words and acronyms ("STAR", "Echo") are coined again
        and again: there, rows of another type or spelling, too. And a name run together ("EEGEncoder") is not
        what others describe in as many words ("EEG encoder"), nor what is written otherwise ("SEED-Bench") in
        papers that share nothing with that of the thing ("SeedBench").
        """
        start = min((m for row in part if (m := self._month(row)) is not None), default=None)
        months = [month for row in rest if (month := self._month(row)) is not None]
        if start is not None and min(months, default=start) < start - MONTHS_EARLY:
            return list(rest)
        name = self._spelling(part[0])
        letters = name.replace(" ", "")
        short = letters.isalpha() and len(letters) <= SHORT_NAME
        if not (short and (letters.isupper() or letters.istitle())):
            described = [row for row in rest if " " not in name and self._is_described(row, part[0])]
            return described or [row for row in rest if self._is_written_otherwise(row, part)]
        same = {(self._spelling(row), self._seen.type[row]) for row in part}
        return [row for row in rest if (self._spelling(row), self._seen.type[row]) not in same]

    def _is_described(self, row: int, named: int) -> bool:
        """Whether a row has in words, the last an ordinary one, what the other row runs together."""
        name = self._spelling(row)
        same = self._seen.node[row] == self._seen.node[named]
        return same and " " in name and _ends_ordinarily(name)

    def _is_written_otherwise(self, row: int, part: Sequence[int]) -> bool:
        """Whether a row writes a name in another way than a part, and nothing uncommon stands beside both.

        In a small collection such names hardly meet by accident. That of a version is written in many ways.
        """
        name, other = self._spelling(row), self._spelling(part[0])
        same = self._seen.node[row] == self._seen.node[part[0]]
        raised = ("^" in name) != ("^" in other)
        if not same or not self._is_large or (versions(other) and not raised):
            return False
        alike = name.lower().rstrip("s") == other.lower().rstrip("s")
        return not alike and not self._are_near([row], part)

    def _spelling(self, row: int) -> str:
        return self._seen.written[self._seen.name[row]]

    def _month(self, row: int) -> int | None:
        return self._context.months[self._seen.paper[row]]

    def _suffix(self, part: Sequence[int]) -> str:
        """The paper that introduces a thing, as it stands in the paper's key."""
        origins = self._introducers(part) or list(part)
        first = min((self._month(row) or 0, self._context.keys[self._seen.paper[row]]) for row in origins)
        return first[1].removeprefix("paper/")


def _ends_ordinarily(name: str) -> bool:
    """Whether the last word of a name is an ordinary one, in small letters."""
    return name.rsplit(None, 1)[-1].islower()
