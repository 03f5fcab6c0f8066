"""Nodes: the spans (and the paper) between which the network looks for relations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.features import Features

Integers = NDArray[np.int64]

DISTANCE_BUCKETS = 19
SENTENCE_BUCKETS = 5


@dataclass(frozen=True, slots=True)
class NodeArrays:
    """Nodes as the network reads them: `(nodes,)`, and `(nodes, nodes)` for the two bucket arrays.

    The first node stands for the paper and points at [CLS].
    """

    first: Integers
    last: Integers
    label: Integers
    distance: Integers
    sentence: Integers


def distance_buckets(place: Integers) -> Integers:
    """Signed logarithmic buckets, 0 to 18, of the distances between places in words."""
    gap = place[None, :] - place[:, None]
    size = np.minimum(np.floor(np.log2(np.abs(gap) + 1)), 9)
    return np.asarray(size * np.sign(gap) + 9, dtype=np.int64)


def sentence_buckets(sentence: Integers) -> Integers:
    """Distances in sentences, from two or more before (0) to two or more after (4)."""
    return np.asarray(np.clip(sentence[None, :] - sentence[:, None], -2, 2) + 2, dtype=np.int64)


def node_arrays(
    features: Features, spans: Sequence[tuple[int, int]], labels: Sequence[int], paper_label: int
) -> NodeArrays:
    """Arrays for the paper and for spans of words `(start, stop)` with their labels."""
    place = np.array([0, *(start for start, _ in spans)], dtype=np.int64)
    sentence = np.array([features.sentence[start] for start in place], dtype=np.int64)
    return NodeArrays(
        first=np.array([0, *(features.first[start] for start, _ in spans)], dtype=np.int64),
        last=np.array([0, *(features.last[stop - 1] for _, stop in spans)], dtype=np.int64),
        label=np.array([paper_label, *labels], dtype=np.int64),
        distance=distance_buckets(place),
        sentence=sentence_buckets(sentence),
    )
