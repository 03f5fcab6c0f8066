"""The company that names keep: whether papers that use them name another thing in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set

from kg.resolve.observations import Observations

COMMON = 0.02
"""Share of all papers from which a name says nothing of what else a paper is about."""


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
