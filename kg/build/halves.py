"""The sections of a graph, of which a second process makes the later half."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import accumulate, chain
from pathlib import Path

from kg.beside import beside
from kg.graph.sections import Section, sections
from kg.outline import Outline
from kg.store.code import code_fingerprint
from kg.store.codec import pack, unpack
from kg.store.files import temporary

Named = tuple[str, Callable[[], bytes]]
"""A section: a digest of what it is made from, and its Turtle."""
Held = Callable[[str], object]
"""Tells by digest whether there is no need to make a section."""

MANY = 1000
"""Sections from which a process of its own is worth its while, if most of them must be made."""
SAMPLE = 100
"""Sections that show about how many must be made."""


@contextmanager
def in_halves(outline: Outline, held: Held, path: Path) -> Iterator[Iterator[Named]]:
    """The sections of a graph in order; of many that must be made, the later half is made beside the block.

    Such sections lie in a file beside `path` until they are read. The Turtle of each section that is not
    `held` must be asked for before the next section is.
    """
    every = list(sections(outline))
    cut = _middle(every) if len(every) >= MANY and _are_new(every, held) else len(every)
    first = ((_name(section), section.turtle) for section in every[:cut])
    if cut == len(every):
        yield first
        return
    part = temporary(path, "later")
    try:
        with beside(lambda: pack(_make(every[cut:], held, part))) as made:
            yield chain(first, _made(made, part))
    finally:
        part.unlink(missing_ok=True)


def _are_new(every: Sequence[Section], held: Held) -> bool:
    """Whether most sections must be made, as some of them show."""
    some = every[:: max(1, len(every) // SAMPLE)]
    return 2 * sum(not held(_name(section)) for section in some) > len(some)


def _middle(every: Sequence[Section]) -> int:
    """How many sections take half of the time."""
    weights = list(accumulate(section.weight for section in every))
    return bisect_left(weights, weights[-1] / 2)


def _name(section: Section) -> str:
    """A digest of what a section is made from, and of the code that makes it."""
    return hashlib.sha256(code_fingerprint().encode() + pack(section.inputs())).hexdigest()[:32]


def _make(some: Iterable[Section], held: Held, part: Path) -> list[tuple[str, int]]:
    """Write the sections that are not held into a file; returns the name of each, and its length there."""
    rows = []
    with part.open("wb") as stream:
        for section in some:
            name = _name(section)
            rows.append((name, 0 if held(name) else stream.write(section.turtle())))
    return rows


def _made(made: Callable[[], bytes], part: Path) -> Iterator[Named]:
    """The sections that `_make` has made."""
    rows = unpack(made(), list[tuple[str, int]])
    with part.open("rb") as stream:
        yield from ((name, partial(stream.read, length)) for name, length in rows)
