"""Evidence that equal names are one person, from the co-authors that two papers share.

Everything here is arrays over places (one author of one paper), so that hundreds of thousands of papers take
seconds: pairs of names that stand together in two papers are found by sorting, not by comparing papers.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Meetings = Callable[[Ints, Ints, Ints, Ints], Bools]

CHANCE = 0.02
"""Papers that would share as much by chance, at most, if sharing is to count as evidence."""
POPULATION = 10_000
"""Papers among which chance is reckoned at least, since a small collection is the work of few circles."""
LONG_LIST = 40
"""Author lists longer than this are compared by neighbours (in order of name) only."""
NEIGHBOURS = 12
REACH = 3
"""How many of the next papers with the same two names each paper is compared with."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Two places that may be one person, the place of a shared co-author, and the odds of chance."""

    a: int
    b: int
    coauthor: int
    chance: float


def shared_circles(papers: Ints, codes: Ints, weights: Floats, keep: Meetings | None = None) -> list[Shared]:
    """Pairs of places with equal code whose shared co-authors are no chance.

    `papers` and `codes` (the name as a number) are given for every place, papers ascending; a code of -1
    takes no part. `weights` tells for each place how many papers its name stands in. `keep` says which
    meetings (place, place, co-author's place, co-author's place) count at all.
    """
    population = max(int(papers[-1]) + 1 if len(papers) else 0, POPULATION)
    first, second, keys = _pairs(papers, codes)
    a, b, co_a, co_b = _meetings(first, second, keys, papers)
    if keep is not None:
        chosen = keep(a, b, co_a, co_b)
        a, b, co_a = a[chosen], b[chosen], co_a[chosen]
    return _unlikely(a, b, co_a, weights, population=population, sizes=np.bincount(papers)[papers])


def _pairs(papers: Ints, codes: Ints) -> tuple[Ints, Ints, Ints]:
    """All pairs of places in one paper, the lower code first, with a number for the two codes."""
    counts = np.bincount(codes[codes >= 0], minlength=1)
    used = np.flatnonzero((codes >= 0) & (counts[np.maximum(codes, 0)] > 1))
    used = used[np.lexsort((codes[used], papers[used]))]
    starts = np.flatnonzero(np.r_[True, papers[used][1:] != papers[used][:-1]]) if len(used) else used
    first, second = array("q"), array("q")
    members = used.tolist()
    bounds = [*starts.tolist(), len(members)]
    for start, end in pairwise(bounds):
        _add_pairs(members[start:end], first, second)
    one, two = np.frombuffer(first, dtype=np.int64), np.frombuffer(second, dtype=np.int64)
    return one, two, codes[one] * (int(codes.max(initial=0)) + 1) + codes[two]


def _add_pairs(members: Sequence[int], first: array[int], second: array[int]) -> None:
    if len(members) > LONG_LIST:
        pairs = [(a, b) for n, a in enumerate(members) for b in members[n + 1 : n + 1 + NEIGHBOURS]]
    else:
        pairs = list(combinations(members, 2))
    first.extend([a for a, _ in pairs])
    second.extend([b for _, b in pairs])


def _meetings(first: Ints, second: Ints, keys: Ints, papers: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Where the same two names stand together in two papers: place, place, and the co-author's two places."""
    order = np.lexsort((papers[first], keys))
    first, second, keys = first[order], second[order], keys[order]
    rows = [
        (low := np.flatnonzero(keys[step:] == keys[:-step]), low + step)
        for step in range(1, REACH + 1)
        if len(keys) > step
    ]
    if not rows:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, empty, empty
    low = np.concatenate([pair[0] for pair in rows])
    high = np.concatenate([pair[1] for pair in rows])
    apart = papers[first[low]] != papers[first[high]]
    low, high = low[apart], high[apart]
    return (
        np.concatenate([first[low], second[low]]),
        np.concatenate([first[high], second[high]]),
        np.concatenate([second[low], first[low]]),
        np.concatenate([second[high], first[high]]),
    )


def _unlikely(
    a: Ints, b: Ints, coauthor: Ints, weights: Floats, *, population: int, sizes: Ints
) -> list[Shared]:
    """Reckon, for every pair of places, how many papers would share so many co-authors by chance.

    That is the papers under the name, times the share of all papers that each co-author's name stands in,
    times the ways to choose so many co-authors from the shorter list.
    """
    if not len(a):
        return []
    size = int(max(a.max(), b.max())) + 1
    pairs, index, inverse = np.unique(a * size + b, return_index=True, return_inverse=True)
    odds = np.log(np.maximum(weights[a[index]], weights[b[index]]))
    np.add.at(odds, inverse.ravel(), np.log(weights[coauthor] / population))
    found = np.bincount(inverse.ravel())
    others = np.maximum(np.minimum(sizes[a[index]], sizes[b[index]]) - 1, found)
    odds += found * (np.log(others / found) + 1) - 1
    rarest = np.lexsort((coauthor, weights[coauthor], inverse.ravel()))
    starts = np.flatnonzero(np.r_[True, np.diff(inverse.ravel()[rarest]) > 0])
    shown = coauthor[rarest[starts]]
    kept = np.flatnonzero(odds <= math.log(CHANCE))
    return [
        Shared(int(pairs[n] // size), int(pairs[n] % size), int(shown[n]), float(math.exp(odds[n])))
        for n in kept.tolist()
    ]
