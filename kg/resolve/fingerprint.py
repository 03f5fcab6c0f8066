"""Fingerprints of abstracts: equal text, near-identical text, and text cut short."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt

from kg.resolve.text import digest, words
from kg.store.memo import Memo, memo_key

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
AT_ONCE = 1 << 14
"""Pairs that are compared together: some 50 MB."""

_MULTIPLIERS = {
    1: np.uint64(0x9E3779B97F4A7C15),
    2: np.uint64(0xC2B2AE3D27D4EB4F),
    4: np.uint64(0x165667B19E3779F9),
    8: np.uint64(0xD6E8FEB86659FD93),
}
_MIX = np.uint64(0xFF51AFD7ED558CCD)


_PRINT = np.dtype([("exact", "V16"), ("prefix", "<i8"), ("smallest", "<u8", (SIZE,))])
"""A fingerprint: a digest of all letters, a hash of the opening words, and the smallest shingle hashes."""
_NONE = np.iinfo(np.uint64).max


class Fingerprints:
    """Fingerprints of many abstracts, by position; None and short abstracts have none.

    `exact` tells abstracts apart that differ in more than layout.
    """

    def __init__(self, abstracts: Sequence[str | None], memo: Memo | None = None) -> None:
        memo = memo or Memo()
        made = [_recalled(abstract, memo) if abstract else b"" for abstract in abstracts]
        self.exact: list[bytes | None] = [one[:16] or None for one in made]
        self._has = np.array([bool(one) for one in made], dtype=bool)
        blank = bytes(_PRINT.itemsize)
        table = np.frombuffer(b"".join(one or blank for one in made), dtype=_PRINT)
        self._prefix, self._rows = table["prefix"], table["smallest"]

    def similarity(self, a: int, b: int) -> float:
        """The estimated share of shingles that two abstracts have in common (0 to 1)."""
        return self.similarities([(a, b)])[0]

    def similarities(self, pairs: Sequence[tuple[int, int]]) -> list[float]:
        """As `similarity`, for many pairs at once."""
        if not pairs:
            return []
        ends = np.array(pairs, dtype=np.int64)
        both = np.sort(np.concatenate([self._rows[ends[:, 0]], self._rows[ends[:, 1]]], axis=1), axis=1)
        # Each hash stands once in a row, so in both rows together it stands twice where it is shared.
        first = np.ones(both.shape, dtype=bool)
        first[:, 1:] = both[:, 1:] != both[:, :-1]
        counted = (np.cumsum(first, axis=1) <= SIZE) & (both != _NONE)
        union, shared = (counted & first).sum(axis=1), (counted & ~first).sum(axis=1)
        known = self._has[ends[:, 0]] & self._has[ends[:, 1]] & (union > 0)
        shares: list[float] = np.where(known, shared / np.maximum(union, 1), 0.0).tolist()
        return shares

    def near_pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs that share one of their smallest hashes; a number linear in that of the abstracts."""
        rows = np.flatnonzero(self._has)
        keys = self._rows[rows, :BANDS].ravel()
        yield from _neighbours(keys, np.repeat(rows, BANDS))

    def near(self, least: float) -> Iterator[tuple[float, int, int]]:
        """The pairs of `near_pairs` whose similarity is `least` or more, each with its similarity."""
        pairs = self.near_pairs()
        while some := list(islice(pairs, AT_ONCE)):
            shares = self.similarities(some)
            yield from ((share, a, b) for share, (a, b) in zip(shares, some, strict=True) if share >= least)

    def prefix_pairs(self) -> Iterator[tuple[int, int]]:
        """Pairs that open with the same words."""
        rows = np.flatnonzero(self._has)
        yield from _neighbours(self._prefix[rows], rows)


def _recalled(abstract: str, memo: Memo) -> bytes:
    text = abstract.encode("utf-8", "surrogatepass")
    return memo.recall(memo_key("fingerprint", text), lambda: _print(abstract))


def _print(abstract: str) -> bytes:
    """The fingerprint of an abstract, or nothing for one that is too short to have one."""
    tokens = words(abstract)
    if len(tokens) < MIN_WORDS:
        return b""
    letters = "".join(tokens)
    row = np.zeros((), dtype=_PRINT)
    row["exact"] = bytes.fromhex(digest(letters, 32))
    row["prefix"] = zlib.crc32(" ".join(tokens[:PREFIX_WORDS]).encode("utf-8", "surrogatepass"))
    smallest = _sketch(letters)
    row["smallest"] = _NONE
    row["smallest"][: len(smallest)] = smallest
    return row.tobytes()


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
