"""Different things that share a name: told apart by type, and by the papers that introduce them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from kg.resolve.aliases import Meanings
from kg.resolve.bare import FEW_LETTERS
from kg.resolve.introductions import ESTABLISHED, Introductions
from kg.resolve.observations import ROLE, Observations
from kg.resolve.sightings import TYPE_NUMBER, TYPES
from kg.resolve.surfaces import is_acronym_form, singular_acronym, strip_tex
from kg.resolve.ties import SHORT_NAME, Context, Ties, ends_ordinarily
from kg.resolve.union import DisjointSets

SECOND_TYPE = 0.2
"""Share of a name's uses, in at least two papers, from which a second kind of type is a second thing."""
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


def split_homonyms(seen: Observations, meanings: Meanings, context: Context) -> list[Cluster]:
    """Group the rows into entities: by name, then by type where two kinds share it, then by introduction."""
    groups: dict[int, list[int]] = defaultdict(list)
    for row, root in enumerate(meanings.roots):
        groups[root].append(row)
    splitter = _Splitter(Ties(seen, meanings, context))
    clusters: list[Cluster] = []
    for root, rows in groups.items():
        if len(rows) == 1:
            clusters.append(Cluster(root, rows, seen.type[rows[0]]))
        else:
            clusters += splitter.split(root, rows)
    return clusters


class _Splitter:
    def __init__(self, ties: Ties) -> None:
        self._ties = ties
        self._seen = ties.seen
        self._ambiguous = ties.meanings.bare.ambiguous
        self._introductions = Introductions(ties)

    def split(self, root: int, rows: Sequence[int]) -> list[Cluster]:
        """The entities among the rows of one name."""
        parts = [part for spelled in self._by_capitals(rows) for part in self._by_role(spelled)]
        return [cluster for part in parts for cluster in self._split(root, part)]

    def _split(self, root: int, rows: Sequence[int]) -> list[Cluster]:
        coined = 2 * sum(map(self._ties.is_proper, rows)) >= len(rows)
        clusters = []
        for part in self._by_type(rows, coined, root in self._ambiguous):
            kind = self._vote(part)
            parts = self._introductions.part(part, coined) if kind in _NAMED else [("", part)]
            clusters += [Cluster(root, members, self._vote(members), suffix) for suffix, members in parts]
        return clusters

    def _by_capitals(self, rows: Sequence[int]) -> list[Sequence[int]]:
        """Part an acronym that is a word ("TITAN") from the word ("Titans"), where nothing ties them.

        Ties are an uncommon name beside both, and a type of both, unless the word is written as a common one.
        """
        if not self._ties.is_large or not all(self._is_short_word(row) for row in rows):
            return [rows]
        acronyms = [row for row in rows if singular_acronym(self._ties.spelling(row)).isupper()]
        words = sorted(set(rows) - set(acronyms))
        if not acronyms or not words or self._are_tied(acronyms, words):
            return [rows]
        return [acronyms, words]

    def _is_short_word(self, row: int) -> bool:
        """Whether a row names its thing in one short word, in capitals or not, but no mixture."""
        name = strip_tex(self._ties.spelling(row))
        short = 1 < len(name) <= SHORT_NAME and name.isalpha()
        return short and (name[1:].islower() or singular_acronym(name).isupper())

    def _are_tied(self, acronyms: Sequence[int], words: Sequence[int]) -> bool:
        types = [{self._seen.type[row] for row in part} for part in (acronyms, words)]
        if types[0] & types[1] and not any(self._ties.spelling(row).islower() for row in words):
            return True
        return self._ties.are_near(acronyms, words)

    def _by_role(self, rows: Sequence[int]) -> list[Sequence[int]]:
        """Part uses of a name as another kind of thing, where nothing ties them.

        Acronyms of few letters that no paper spells out ("PQ"), by any kind; and data under a rare name
        ("Empathetic-Dialogues") from what others describe. Else a kind is easily mistaken, and what one text
        calls a method is the task of another.
        """
        if not self._ties.is_large or len({self._seen.type[row] for row in rows}) == 1:
            return [rows]
        spellings = [self._ties.spelling(row) for row in rows]
        if all(map(_is_short_acronym, spellings)) and not any(map(self._ties.is_read, rows)):
            return self._parted(rows, ROLE, self._ties.are_related)
        if len(rows) > FEW or not any(map(_describes, spellings)):
            return [rows]
        return self._parted(rows, _CLASS, self._are_alike)

    def _parted(
        self,
        rows: Sequence[int],
        kinds: Sequence[int],
        tied: Callable[[Sequence[int], Sequence[int]], bool],
    ) -> list[Sequence[int]]:
        """The rows by kind of type; kinds that are tied stay together."""
        roles: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            roles[kinds[self._seen.type[row]]].append(row)
        parts = list(roles.values())
        sets = DisjointSets(len(parts))
        for a, b in combinations(range(len(parts)), 2):
            if tied(parts[a], parts[b]):
                sets.union(a, b)
        return [sorted(row for n in group for row in parts[n]) for group in sets.groups()]

    def _are_alike(self, some: Sequence[int], others: Sequence[int]) -> bool:
        """Whether two parts are spelled alike, or not by letters alone, or something ties them."""
        ours, theirs = ({self._ties.spelling(row).casefold() for row in part} for part in (some, others))
        one_name = len({self._seen.node[row] for row in (*some, *others)}) == 1
        return not one_name or bool(ours & theirs) or self._ties.are_related(some, others)

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
        origins = self._ties.introducers(members)
        return bool(self._ties.introducers(main)) and len(main) < ESTABLISHED * len(origins)


def _is_short_acronym(name: str) -> bool:
    return is_acronym_form(name) and len(singular_acronym(name)) <= FEW_LETTERS


def _describes(name: str) -> bool:
    """Whether a name has ordinary words, at its end ("empathetic dialogue") or before acronyms."""
    return ends_ordinarily(name) or name.partition(" ")[0].islower()
