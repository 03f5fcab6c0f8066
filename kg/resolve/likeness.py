"""What bare acronyms mean, told by what their papers say and name beside them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np
from numpy.typing import NDArray

from kg.resolve.company import COMMON
from kg.resolve.observations import KIND, Observations
from kg.resolve.sightings import WORD_CODES, word_codes
from kg.resolve.union import DisjointSets

Codes = NDArray[np.int64]

COMMON_WORD = 0.1
"""Share of all papers from which a word says nothing of what a paper is about."""
LEARNT = 0.3
"""Share of a paper's words that are as in other papers of one meaning, where many are known."""
DEPENDENT = 3.0
"""Words of one paper that say as much as one: they come together."""
UNKNOWN = 1.0
"""Weight, in papers that may say anything, of meanings that no paper spells out."""
PAPERS_ALIKE = 2
"""Papers that must spell out a meaning by which others are read."""
LIKELY = 0.8
"""Certainty from which a meaning is the paper's."""


class Likeness:
    """Weighs the meanings of bare acronyms by naive Bayes over uncommon words and names.

    `nodes` has what each row names, its acronyms read where that is clear; `sets` holds what means the same,
    and `acronyms` are the nodes whose meanings are asked for.
    """

    def __init__(
        self, seen: Observations, nodes: Sequence[int], sets: DisjointSets, acronyms: Set[int]
    ) -> None:
        self._seen = seen
        self._sets = sets
        self._features = _Features(seen, nodes)
        self._papers: dict[tuple[int, int], dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for row, (node, long) in enumerate(zip(seen.node, seen.long, strict=True)):
            if long >= 0 and node in acronyms:
                self._papers[node, KIND[seen.type[row]]][sets.find(long)].add(seen.paper[row])
        self._meanings: dict[tuple[int, int], dict[int, _Meaning]] = {}

    def meaning(self, row: int, meant: int) -> tuple[int, float] | None:
        """The likeliest meaning of a row's acronym that several papers spell out, with its certainty.

        None where that is what is `meant` already.
        """
        key = self._seen.node[row], KIND[self._seen.type[row]]
        several = [root for root, papers in self._papers[key].items() if len(papers) >= PAPERS_ALIKE]
        if set(several) <= {meant}:
            return None
        found = self._features.of(self._seen.paper[row])
        weights = {root: meaning.weight(found) for root, meaning in self._learnt(key).items()}
        best = max(several, key=lambda root: (weights[root], -root))
        return None if best == meant else (best, weights[best] / (UNKNOWN + sum(weights.values())))

    def _learnt(self, key: tuple[int, int]) -> Mapping[int, _Meaning]:
        """The meanings of an acronym for things of one kind."""
        if key not in self._meanings:
            own = self._own(key[0], self._papers[key])
            papers = self._papers[key].items()
            self._meanings[key] = {root: _Meaning(self._features, which, own) for root, which in papers}
        return self._meanings[key]

    def _own(self, acronym: int, roots: Iterable[int]) -> Codes:
        """The features that an acronym and its long forms are made of, which tell nothing of it."""
        roots = set(roots)
        longs = {long for long, _ in self._seen.expansions[acronym] if self._sets.find(long) in roots}
        names = [self._seen.first_surface[node] for node in (acronym, *longs)]
        codes = [code for name in names for code in word_codes(name)]
        return np.unique([*codes, *(WORD_CODES + node for node in (acronym, *longs, *roots))])


class _Features:
    """The uncommon words and names of papers, as numbers, and which share of all papers has each."""

    def __init__(self, seen: Observations, nodes: Sequence[int]) -> None:
        self._words = np.frombuffer(seen.words, dtype=np.uint16)
        self._names = np.asarray(nodes, dtype=np.int64) + WORD_CODES
        self._word_starts, self._starts = seen.word_starts, seen.starts
        papers = max(1, len(seen.starts) - 1)
        words = np.bincount(self._words, minlength=WORD_CODES)
        counts = np.concatenate([words, np.bincount(self._names - WORD_CODES, minlength=len(seen.nodes))])
        self.rates = np.maximum(counts, 1) / papers
        most = np.where(np.arange(len(counts)) < WORD_CODES, COMMON_WORD, COMMON)
        self._told = (self.rates <= most) & (counts > 1)

    def of(self, paper: int) -> Codes:
        """The features of a paper, each once, in order."""
        words = self._words[self._word_starts[paper] : self._word_starts[paper + 1]]
        names = np.unique(self._names[self._starts[paper] : self._starts[paper + 1]])
        found: Codes = np.concatenate([words.astype(np.int64), names])
        told: Codes = found[self._told[found]]
        return told


class _Meaning:
    """One meaning of an acronym: how much likelier each feature is in papers that spell it out so.

    Features of its `own` names tell nothing.
    """

    def __init__(self, features: _Features, papers: Set[int], own: Codes) -> None:
        self._papers = len(papers)
        found = np.concatenate([own, *(features.of(paper) for paper in sorted(papers))])
        self._codes, counts = np.unique(found, return_counts=True)
        learnt = LEARNT * self._papers / (self._papers + 1)
        self._unseen = math.log(1 - learnt)
        self._seen = np.log(learnt * counts / self._papers / features.rates[self._codes] + 1 - learnt)
        self._seen[np.searchsorted(self._codes, own)] = 0.0

    def weight(self, found: Codes) -> float:
        """The papers of this meaning, times how much likelier it makes these features than chance does."""
        place = np.minimum(np.searchsorted(self._codes, found), len(self._codes) - 1)
        told = np.where(self._codes[place] == found, self._seen[place], self._unseen)
        return self._papers * math.exp(float(told.sum()) / DEPENDENT)
