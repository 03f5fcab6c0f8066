"""The company that names keep: whether papers that use them name another thing in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set

from kg.resolve.observations import KIND, Observations
from kg.resolve.union import DisjointSets

COMMON = 0.02
"""Share of all papers from which a name says nothing of what else a paper is about."""
PAPERS_ALIKE = 2
"""Papers that spell out a meaning which must have something in common with a paper that does not."""
LIKELY = 0.8
"""Certainty from which that meaning is the paper's."""
UNSEEN = 2
"""Weight, in papers, of how common a name is in all papers, beside how many of a meaning name it."""


class Neighbours:
    """What papers name beside a thing, but for what so many name that it says nothing.

    `nodes` has what each row names, `starts` the first row of each paper.
    """

    def __init__(self, starts: Sequence[int], nodes: Sequence[int]) -> None:
        self._starts = starts
        self._nodes = nodes
        self._counts = Counter(nodes)
        self._most = COMMON * (len(starts) - 1)

    def share(self, ours: Iterable[int], theirs: Iterable[int], besides: Set[int]) -> bool:
        """Whether papers of both kinds name the same uncommon thing, other than those `besides`."""
        return bool((self.beside(ours) & self.beside(theirs)) - besides)

    def beside(self, papers: Iterable[int]) -> set[int]:
        """The uncommon things that papers name."""
        starts, nodes = self._starts, self._nodes
        named = {node for paper in papers for node in nodes[starts[paper] : starts[paper + 1]]}
        return {node for node in named if self._counts[node] <= self._most}

    def rate(self, node: int) -> float:
        """The share of all papers that name a thing, if each names it once."""
        return self._counts[node] / (len(self._starts) - 1)


class Company:
    """What stands beside acronyms that are not spelled out, and beside their long forms."""

    def __init__(self, seen: Observations, neighbours: Neighbours, shorts: Set[int], longs: Set[int]) -> None:
        self._neighbours = neighbours
        self._bare: dict[int, set[int]] = defaultdict(set)
        self._spelled: dict[int, set[int]] = defaultdict(set)
        for node, long, paper in zip(seen.node, seen.long, seen.paper, strict=True):
            if long < 0 and node in shorts:
                self._bare[node].add(paper)
            named = node if long < 0 else long
            if named in longs:
                self._spelled[named].add(paper)

    def meets(self, short: int, longs: Iterable[int]) -> bool:
        """Whether papers with the bare acronym and with a long form of it name the same uncommon thing."""
        spelled = {paper for long in longs for paper in self._spelled[long]}
        return self._neighbours.share(self._bare[short] - spelled, spelled, {short, *longs})


class Likeness:
    """What bare acronyms mean, told by what their papers name beside them.

    `nodes` has what each row names, its acronyms read where that is clear; `sets` holds what means the same.
    """

    def __init__(
        self, seen: Observations, nodes: Sequence[int], sets: DisjointSets, acronyms: Set[int]
    ) -> None:
        self._seen = seen
        self._neighbours = Neighbours(seen.starts, nodes)
        self._meanings: dict[tuple[int, int], dict[int, _Meaning]] = defaultdict(dict)
        for row, (node, long) in enumerate(zip(seen.node, seen.long, strict=True)):
            if long >= 0 and node in acronyms:
                meanings = self._meanings[node, KIND[seen.type[row]]]
                meaning = meanings.setdefault(sets.find(long), _Meaning())
                meaning.add(self._neighbours.beside([seen.paper[row]]))

    def meaning(self, row: int) -> tuple[int, float] | None:
        """The likeliest meaning of a row's acronym, with the certainty of that, where there is little doubt.

        Naive Bayes over the uncommon things that the row's paper names, and that stand beside some meaning. A
        meaning weighs as many papers as spell it out; one that none spells out weighs one paper, beside which
        anything may be named.
        """
        seen, node = self._seen, self._seen.node[row]
        meanings = self._meanings.get((node, KIND[seen.type[row]]), {})
        longs = {long for long, _ in seen.expansions[node]}
        near = set().union(*(meaning.counts for meaning in meanings.values())) - longs - {node}
        beside = self._neighbours.beside([seen.paper[row]]) & near
        weights = {root: self._weight(beside, meaning) for root, meaning in meanings.items()}
        best = max(weights, key=lambda root: (weights[root], -root), default=None)
        if best is None or meanings[best].alike(beside) < PAPERS_ALIKE:
            return None
        certainty = weights[best] / (1 + sum(weights.values()))
        return (best, certainty) if certainty >= LIKELY else None

    def _weight(self, beside: Set[int], meaning: _Meaning) -> float:
        papers = len(meaning.papers)
        weight = float(papers)
        for node in beside:
            rate = self._neighbours.rate(node)
            weight *= (meaning.counts[node] + UNSEEN * rate) / ((papers + UNSEEN) * rate)
        return weight


class _Meaning:
    """One meaning of an acronym: what each paper that spells it out names beside it, and how many name it."""

    def __init__(self) -> None:
        self.papers: list[Set[int]] = []
        self.counts: Counter[int] = Counter()

    def add(self, beside: Set[int]) -> None:
        """Count a paper that names the things given."""
        self.papers.append(beside)
        self.counts.update(beside)

    def alike(self, beside: Set[int]) -> int:
        """How many of the papers name one of the things given."""
        return sum(not beside.isdisjoint(paper) for paper in self.papers)
