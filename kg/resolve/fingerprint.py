"""Fingerprints of abstracts: equal text, near-identical text, and text cut short."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from kg.resolve.text import digest, words

Sketch = npt.NDArray[np.uint64]

SHINGLE = 16
"""Letters and digits, run together, that make one shingle."""
SIZE = 48
"""Smallest shingle hashes that are kept of each abstract."""
BANDS = 4
"""Smallest hashes by which abstracts are brought together for comparison."""
MIN_WORDS = 25
"""Abstracts with fewer words ("Withdrawn.", "Editorial") identify nothing."""
PREFIX_WORDS = 24
"""Opening words by which an abstract and its shortened form are brought together."""

_MULTIPLIERS = {
    1: np.uint64(0x9E3779B97F4A7C15),
    2: np.uint64(0xC2B2AE3D27D4EB4F),
    4: np.uint64(0x165667B19E3779F9),
    8: np.uint64(0xD6E8FEB86659FD93),
}
_MIX = np.uint64(0xFF51AFD7ED558CCD)


class Fingerprints:
    """Sketches of many abstracts, by position; None and short abstracts have none.

    `exact` tells abstracts apart that differ in more than layout.
    """

    def __init__(self, abstracts: Sequence[str | None]) -> None:
        self._rows = np.full((len(abstracts), SIZE), np.iinfo(np.uint64).max, dtype=np.uint64)
        self._has = np.zeros(len(abstracts), dtype=bool)
        self._prefix = np.zeros(len(abstracts), dtype=np.int64)
        self.exact: list[str | None] = [None] * len(abstracts)
        for row, abstract in enumerate(abstracts):
            tokens = words(abstract) if abstract else []
            if len(tokens) >= MIN_WORDS:
                self._has[row] = True
                letters = "".join(tokens)
                self.exact[row] = digest(letters, 32)
                self._prefix[row] = (
                    zlib.crc32(" ".join(tokens[:PREFIX_WORDS]).encode("utf-8", "surrogatepass")) + 1
                )
                smallest = _sketch(letters)
                self._rows[row, : len(smallest)] = smallest

    def similarity(self, a: int, b: int) -> float:
        """The estimated share of shingles that two abstracts have in common (0 to 1)."""
        rows = self._rows[[a, b]]
        limit = np.iinfo(np.uint64).max
        union = np.unique(rows)
        union = union[union != limit][:SIZE]
        if not len(union) or not (self._has[a] and self._has[b]):
            return 0.0
        shared = np.isin(union, rows[0]) & np.isin(union, rows[1])
        return float(shared.sum()) / len(union)

    def near_pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs that share one of their smallest hashes; a number linear in that of the abstracts."""
        rows = np.flatnonzero(self._has)
        keys = self._rows[rows, :BANDS].ravel()
        yield from _neighbours(keys, np.repeat(rows, BANDS))

    def prefix_pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs that open with the same words."""
        rows = np.flatnonzero(self._has)
        yield from _neighbours(self._prefix[rows], rows)


def _sketch(letters: str) -> Sketch:
    """The smallest hashes of all runs of `SHINGLE` letters, ascending; lengths are doubled up to it."""
    hashes = np.frombuffer(letters.encode("utf-8", "surrogatepass"), dtype=np.uint8).astype(np.uint64)
    length = 1
    while length < SHINGLE:
        hashes = hashes[:-length] * _MULTIPLIERS[length] + hashes[length:]
        length *= 2
    hashes ^= hashes >> np.uint64(32)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(29)
    if len(hashes) > 2 * SIZE:
        hashes = np.partition(hashes, 2 * SIZE - 1)[: 2 * SIZE]
    hashes.sort()
    return hashes[np.concatenate(([True], hashes[1:] != hashes[:-1]))][:SIZE]


def _neighbours(
    keys: npt.NDArray[np.uint64] | npt.NDArray[np.int64], rows: npt.NDArray[np.int64]
) -> Iterator[tuple[int, int]]:
    """Each row of a bucket with the one before it and with the first, so that buckets stay linear."""
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    same = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    first = rows[starts[np.searchsorted(starts, same, side="right") - 1]]
    pairs = np.concatenate([np.stack([rows[same - 1], rows[same]], 1), np.stack([first, rows[same]], 1)])
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    yield from ((int(a), int(b)) for a, b in pairs)


def is_opening(short: str, long: str) -> bool:
    """Whether one abstract is the other cut off, by words; a last word that was cut is left out.

    >>> is_opening("one two three " * 10 + "fo...", "one two three " * 10 + "four five")
    True
    """
    first, second = words(short), words(long)
    if len(first) > len(second):
        first, second = second, first
    kept = first[:-1]
    return len(first) >= MIN_WORDS and second[: len(kept)] == kept
