"""Which authorships are one person's.

The same name is one person only where something besides the name says so: an ORCID, an affiliation, or
co-authors whose presence beside the name is no chance (`circles`). Shorter forms ("Y. Wei") join a full name
under the same evidence, and only where all full names that fit are one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kg.knowledge import Merge, Person
from kg.resolve.authors import AuthorSlot
from kg.resolve.circles import Bools, Floats, Ints, Meetings, Shared, shared_circles
from kg.resolve.curation import Curation, MergeEntry, RenameEntry, SplitEntry, is_about
from kg.resolve.names import Name, compatible, parse_name
from kg.resolve.text import digest, slug, squeeze
from kg.resolve.union import DisjointSets


@dataclass(frozen=True, slots=True)
class People:
    """Everyone, sorted by key; `keys[p][i]` is the person at place `i` of paper `p`'s list."""

    people: tuple[Person, ...]
    keys: list[list[str]]
    merges: tuple[Merge, ...]


@dataclass(slots=True)
class _Place:
    paper: int
    slot: AuthorSlot
    name: Name


def resolve_people(
    papers: Sequence[str], slots: Sequence[Sequence[AuthorSlot]], *, curation: Curation
) -> People:
    """Join authorships into people; `papers` are keys, `slots` their author lists in the same order."""
    finder = _Finder(papers, slots, curation)
    finder.run()
    return finder.result()


class _Finder:
    def __init__(
        self, papers: Sequence[str], slots: Sequence[Sequence[AuthorSlot]], curation: Curation
    ) -> None:
        self.papers = papers
        self.sizes = [len(row) for row in slots]
        written = {form: n for n, form in enumerate({slot.written: None for row in slots for slot in row})}
        # Names are worked on once, however many places they stand at.
        self._names = [parse_name(form) for form in written]
        self._name_at = np.array([written[slot.written] for row in slots for slot in row], dtype=np.int64)
        self.places = [
            _Place(paper, slot, self._names[written[slot.written]])
            for paper, row in enumerate(slots)
            for slot in row
        ]
        self.sets = DisjointSets(len(self.places))
        self.joins: list[tuple[int, int, str, float]] = []
        self.apart: dict[int, int] = {}
        self.curation = curation
        self._twice = self._named_twice()
        self._people = bytearray(self._is_person(n) for n in range(len(self.places)))

    def run(self) -> None:
        self._set_apart()
        self._join_organizations()
        self._join_orcids()
        self._join_affiliations()
        if self.places:
            self._join_circles()
        self._join_curated()

    def join(self, a: int, b: int, reason: str, confidence: float) -> None:
        if self.apart.get(a, 0) == self.apart.get(b, 0) and self.sets.union(a, b):
            self.joins.append((a, b, reason, confidence))

    def _named_twice(self) -> frozenset[int]:
        """Places whose name stands twice in one list: two people that nothing can tell apart."""
        full = [name.full for name in self._names]
        names = [full[name] for name in self._name_at.tolist()]
        twice: set[int] = set()
        start = 0
        for size in self.sizes:
            row = names[start : start + size]
            if len(set(row)) < size:
                counts = Counter(row)
                twice.update(start + n for n, name in enumerate(row) if counts[name] > 1)
            start += size
        return frozenset(twice)

    def _is_person(self, n: int) -> bool:
        place = self.places[n]
        return place.slot.kind == "person" and bool(place.name.given) and n not in self._twice

    def _set_apart(self) -> None:
        entries = [e for e in self.curation.of(SplitEntry) if is_about(e, "person")]
        wanted = {
            (entry.key.partition("~")[0], paper): label
            for label, entry in enumerate(entries, 1)
            for paper in entry.papers
        }
        for n, place in enumerate(self.places if wanted else ()):
            for form in place.slot.forms:
                label = wanted.get((f"person/{slug(form)}", self.papers[place.paper]))
                if label:
                    self.apart[n] = label

    def _join_organizations(self) -> None:
        rows = ((n, place) for n, place in enumerate(self.places) if place.slot.kind == "organization")
        self._join_keyed((n, squeeze(p.slot.written), "same organisation name", 1.0) for n, p in rows)

    def _join_orcids(self) -> None:
        rows = ((n, place.slot.orcid) for n, place in enumerate(self.places))
        self._join_keyed((n, orcid, f"same ORCID {orcid}", 1.0) for n, orcid in rows if orcid)

    def _join_affiliations(self) -> None:
        self._join_keyed(
            (n, f"{place.name.full}|{squeeze(where)}", f"same name and affiliation {where}", 0.9)
            for n, place in enumerate(self.places)
            for where in place.slot.affiliations
            if squeeze(where) and self._is_person(n) and not place.name.abbreviated
        )

    def _join_keyed(self, rows: Iterable[tuple[int, str, str, float]]) -> None:
        first: dict[tuple[str, int], int] = {}
        for n, key, reason, confidence in rows:
            leader = first.setdefault((key, self.apart.get(n, 0)), n)
            self.join(leader, n, reason, confidence)

    def _codes(self, forms: Sequence[str]) -> Ints:
        """A number for each place, from a form of each name: equal for equal forms, -1 for no person."""
        numbers = {form: n for n, form in enumerate(sorted(set(forms)))}
        codes = np.array([numbers[form] for form in forms], dtype=np.int64)[self._name_at]
        known: Ints = np.where(np.frombuffer(self._people, dtype=np.bool_), codes, -1)
        return known

    def _join_circles(self) -> None:
        papers = np.array([place.paper for place in self.places], dtype=np.int64)
        full = self._codes([name.full for name in self._names])
        short = self._codes([name.short for name in self._names])
        abbreviated = np.array([name.abbreviated for name in self._names])[self._name_at]
        in_short = _counts(short)
        weights = np.where(abbreviated, in_short, _counts(full))
        for found in shared_circles(papers, full, weights):
            self._join_shared(found, "same name and co-author")
        self._join_forms(shared_circles(papers, short, in_short, self._forms_meet(full, abbreviated)))

    def _forms_meet(self, full: Ints, abbreviated: Bools) -> Meetings:
        """Meetings of two forms of a name, beside a co-author whose two names can be one as well."""
        first = self._codes([name.given[0] if name.given else "" for name in self._names])

        def fit(a: Ints, b: Ints) -> Bools:
            fitting: Bools = (first[a] == first[b]) | abbreviated[a] | abbreviated[b]
            return fitting

        return lambda a, b, co_a, co_b: (full[a] != full[b]) & fit(a, b) & fit(co_a, co_b)

    def _join_shared(self, found: Shared, rule: str) -> None:
        coauthor = self.places[found.coauthor].slot.written
        self.join(found.a, found.b, f"{rule} {coauthor}", 1 - found.chance)

    def _join_forms(self, meetings: Sequence[Shared]) -> None:
        """Join forms of a name, shortest first, unless the longer forms that one meets contradict."""
        longer: dict[int, list[Shared]] = defaultdict(list)
        for found in meetings:
            if compatible(self.places[found.a].name, self.places[found.b].name):
                few, _ = sorted((found.a, found.b), key=self._letters)
                longer[self.sets.find(few)].append(found)
        taken = self._papers_of(longer)
        for root in sorted(longer, key=lambda n: (self._letters(n), n)):
            names = {self.places[n].name for found in longer[root] for n in (found.a, found.b)}
            if _one_name(names):
                for found in longer[root]:
                    self._join_if_apart(found, taken)

    def _letters(self, n: int) -> tuple[int, str]:
        name = self.places[n].name
        return (sum(map(len, name.given)), name.full)

    def _papers_of(self, longer: dict[int, list[Shared]]) -> dict[int, set[int]]:
        wanted = {self.sets.find(n) for found in longer.values() for one in found for n in (one.a, one.b)}
        papers: dict[int, set[int]] = defaultdict(set)
        for n, place in enumerate(self.places if wanted else ()):
            root = self.sets.find(n)
            if root in wanted:
                papers[root].add(place.paper)
        return papers

    def _join_if_apart(self, found: Shared, papers: dict[int, set[int]]) -> None:
        """Two people who stand in one author list are two."""
        a, b = self.sets.find(found.a), self.sets.find(found.b)
        if a != b and not papers[a] & papers[b]:
            self._join_shared(found, "a form of the same name and co-author")
            papers[self.sets.find(a)] = papers[a] | papers[b]

    def _join_curated(self) -> None:
        entries = [e for e in self.curation.of(MergeEntry) if is_about(e, "person")]
        if not entries:
            return
        known = self._places_by_key()
        for entry in entries:
            found = [n for key in (entry.keep, *entry.merge) for n in known.get(key, ())]
            for other in found[1:]:
                if self.sets.union(found[0], other):
                    self.joins.append((found[0], other, "merged by curation", 1.0))

    def _places_by_key(self) -> dict[str, list[int]]:
        """Places by every key under which their person can be named, now or when more was known."""
        known: dict[str, list[int]] = defaultdict(list)
        for n, place in enumerate(self.places):
            for form in place.slot.forms:
                known[f"person/{slug(form)}"].append(n)
                known[f"person/{slug(form)}~{digest(self.papers[place.paper], 8)}"].append(n)
        return known

    def result(self) -> People:
        groups = self.sets.groups()
        names = [self._name(group) for group in groups]
        keys = self._keys(groups, names)
        rows = [[""] * size for size in self.sizes]
        offsets = np.concatenate([[0], np.cumsum(self.sizes, dtype=np.int64)]).tolist()
        for group, key in zip(groups, keys, strict=True):
            for n in group:
                paper = self.places[n].paper
                rows[paper][n - offsets[paper]] = key
        shown = self._renamed(groups, keys, names)
        people = [self._person(*row) for row in zip(groups, keys, shown, strict=True)]
        merges = [self._merge(rows, offsets, join) for join in self.joins]
        return People(
            tuple(sorted(people, key=lambda person: person.key)),
            rows,
            tuple(sorted(merges, key=lambda m: (m.key, m.kept, m.merged))),
        )

    def _keys(self, groups: Sequence[Sequence[int]], names: Sequence[str]) -> list[str]:
        """The name where one person has it; else the name and a fingerprint of the person's first paper."""
        plain = [f"person/{slug(name)}" for name in names]
        shared = {key for key, count in Counter(plain).items() if count > 1}
        used: Counter[str] = Counter()
        keys = []
        for group, key in zip(groups, plain, strict=True):
            unique = key
            if key in shared:
                first = min((self.papers[self.places[n].paper] for n in group), key=_age)
                unique = f"{key}~{digest(first, 8)}"
                used[unique] += 1
                unique += f"-{used[unique]}" if used[unique] > 1 else ""
            keys.append(unique)
        return keys

    def _name(self, group: Sequence[int]) -> str:
        """The fullest form of a person's name, then the commonest."""
        if len(group) == 1:
            return self.places[group[0]].slot.written
        votes = Counter(self.places[n].slot.written for n in group)
        if len(votes) == 1:
            return self.places[group[0]].slot.written
        return max(votes, key=lambda name: (sum(map(len, parse_name(name).given)), votes[name], name))

    def _renamed(
        self, groups: Sequence[Sequence[int]], keys: Sequence[str], names: Sequence[str]
    ) -> Sequence[str]:
        """The names to show, after curation; any of a person's papers may be in the key."""
        entries = [entry for entry in self.curation.of(RenameEntry) if is_about(entry, "person")]
        if not entries:
            return names
        known = self._places_by_key()
        wanted = {
            self.sets.find(n): entry.name for entry in entries if "~" in entry.key for n in known[entry.key]
        }
        exact = {entry.key: entry.name for entry in entries}
        rows = zip(groups, keys, names, strict=True)
        return [exact.get(key) or wanted.get(self.sets.find(group[0]), name) for group, key, name in rows]

    def _person(self, group: Sequence[int], key: str, name: str) -> Person:
        first = self.places[group[0]].slot
        if len(group) == 1 and first.forms == (name,):
            return Person(key, name, first.kind, (), first.orcid)
        slots = [self.places[n].slot for n in group]
        forms = {form for slot in slots for form in slot.forms} - {name}
        orcid = min((slot.orcid for slot in slots if slot.orcid), default=None)
        return Person(key, name, slots[0].kind, tuple(sorted(forms)), orcid)

    def _merge(
        self, rows: Sequence[Sequence[str]], offsets: Sequence[int], join: tuple[int, int, str, float]
    ) -> Merge:
        a, b, reason, confidence = join
        first, second = (self.places[n] for n in (a, b))
        return Merge(
            rows[first.paper][a - offsets[first.paper]],
            f"{first.slot.written} ({self.papers[first.paper]})",
            f"{second.slot.written} ({self.papers[second.paper]})",
            reason,
            confidence,
        )


def _counts(codes: Ints) -> Floats:
    """How many places have each place's code, at least 1."""
    counts = np.bincount(codes[codes >= 0], minlength=int(codes.max()) + 2)
    counted: Floats = np.maximum(counts[codes], 1).astype(np.float64)
    return counted


def _one_name(names: Iterable[Name]) -> bool:
    ordered = sorted(names, key=lambda name: name.full)
    return all(compatible(a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :])


def _age(paper: str) -> tuple[int, str]:
    """ArXiv ids ascend with time, so that papers added later seldom become a person's first."""
    return (0 if paper.startswith("paper/arxiv-") else 1, paper)
