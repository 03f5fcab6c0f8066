"""Node positions, computed beforehand: force-directed, fast, and the same on every machine.

Only sums, products, quotients, square roots and `bincount` are used, which IEEE 754 or a fixed order of
summation pins down to the last bit. Matrix products, FFTs, sines and eigenvectors are not pinned down (they
differ between processors), and a force layout turns a difference in the last bit into another picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_CELLS = 20  # nodes act on each other through a grid: detail enough for some thousands of nodes
_CORNERS = _CELLS + 1
_GRAVITY = np.array([0.04, 0.075])  # keeps parts together, in a shape that is wide as windows are
_COOLING = 0.98
_SWEEPS, _TOUCHES = 12, 5  # how often near pairs are looked up, and pushed apart in between
_FILLED = 0.18  # the share of the square that circles fill before those passes


@dataclass(frozen=True, slots=True)
class Links:
    """Edges as arrays of node numbers; `weight` says how strongly each pulls."""

    source: Ints
    target: Ints
    weight: Floats


def positions(links: Links, *, radius: Floats, steps: int = 220) -> Floats:
    """Places of the nodes, shape (nodes, 2), in the unit of `radius`; circles of that radius stay apart."""
    count = len(radius)
    if count == 0:
        return np.zeros((0, 2))
    place = _scattered(count) * np.sqrt(count)
    mass = 1.0 + _degree(links, count)
    reach = float(np.sqrt(count)) / 4
    for _ in range(steps):
        force = (_attraction(place, links) + _repulsion(place, mass)) / mass[:, None] - _GRAVITY * place
        place += _shortened(force, reach)
        reach *= _COOLING
    return _apart(_roomy(place, radius), radius, movable=np.ones(count, dtype=bool))


def satellites(place: Floats, links: Links, *, radius: Floats) -> Floats:
    """Places of all nodes: the first, those of `place`, stay, and the others gather at what they link to."""
    count, fixed = len(radius), len(place)
    inward = (links.source < fixed) != (links.target < fixed)
    first, second = links.source[inward], links.target[inward]
    anchor, free = np.minimum(first, second), np.maximum(first, second)
    number = np.maximum(np.bincount(free, minlength=count), 1)[:, None]
    whole: Floats = _sums(place[anchor], free, count) / number + _scattered(count) * radius[:, None]
    whole[:fixed] = place
    return _apart(whole, radius, movable=np.arange(count) >= fixed)


def _scattered(count: int) -> Floats:
    """Points that cover the square from -1 to 1 evenly (the R2 sequence)."""
    steps = np.arange(1, count + 1)[:, None] * np.array([0.7548776662466927, 0.5698402909980532])
    points: Floats = 2 * (steps - np.floor(steps)) - 1
    return points


def _degree(links: Links, count: int) -> Floats:
    ends = np.concatenate([links.source, links.target])
    return np.bincount(ends, minlength=count).astype(np.float64)


def _sums(rows: Floats, index: Ints, count: int) -> Floats:
    """Sums of `rows` by `index`, shape (count, 2)."""
    columns = [np.bincount(index, weights=rows[:, axis], minlength=count) for axis in (0, 1)]
    return np.stack(columns, axis=1).astype(np.float64)


def _length(vectors: Floats) -> Floats:
    lengths: Floats = np.sqrt(vectors[:, 0] * vectors[:, 0] + vectors[:, 1] * vectors[:, 1])
    return lengths


def _shortened(vectors: Floats, limit: float) -> Floats:
    shrink: Floats = np.minimum(1.0, limit / np.maximum(_length(vectors), 1e-9))
    return vectors * shrink[:, None]


def _attraction(place: Floats, links: Links) -> Floats:
    """Each link pulls its ends together with a force that grows with their distance."""
    pull = (place[links.target] - place[links.source]) * links.weight[:, None]
    return _sums(pull, links.source, len(place)) - _sums(pull, links.target, len(place))


def _repulsion(place: Floats, mass: Floats) -> Floats:
    """Masses push each other away by 1/distance, through a grid.

    Each is shared out among the corners of its cell, corners push corners, and a node feels what the
    corners of its cell feel.
    """
    low = place.min(axis=0)
    size = float((place.max(axis=0) - low).max()) / _CELLS + 1e-9
    at = (place - low) / size
    cell: Ints = np.minimum(at.astype(np.int64), _CELLS - 1)
    corner, share = _shares(cell, at - cell)
    weight = np.bincount(corner.ravel(), weights=(share * mass).ravel(), minlength=_CORNERS * _CORNERS)
    field = (weight[:, None] * _push()).sum(axis=1)
    felt = [(field[axis][corner] * share).sum(axis=0) for axis in (0, 1)]
    return np.stack(felt, axis=1) * (mass / size)[:, None]


def _shares(cell: Ints, inside: Floats) -> tuple[Ints, Floats]:
    """The four corners of each node's cell and the node's share in each, both of shape (4, nodes)."""
    x, y = inside[:, 0], inside[:, 1]
    first = cell[:, 0] * _CORNERS + cell[:, 1]
    corner = np.stack([first, first + 1, first + _CORNERS, first + _CORNERS + 1])
    return corner, np.stack([(1 - x) * (1 - y), (1 - x) * y, x * (1 - y), x * y])


@cache
def _push() -> Floats:
    """How a unit mass at one corner pushes another corner, shape (2, corners, corners), cells as unit."""
    ticks = np.arange(_CORNERS, dtype=np.float64)
    x, y = np.repeat(ticks, _CORNERS), np.tile(ticks, _CORNERS)
    across, along = x[None, :] - x[:, None], y[None, :] - y[:, None]
    return np.stack([across, along]) / (across * across + along * along + 0.5)


def _roomy(place: Floats, radius: Floats) -> Floats:
    """`place` scaled so that the circles fill the wanted share of the square they lie in."""
    extent = float((place.max(axis=0) - place.min(axis=0)).max())
    wanted = float(np.sqrt(float((radius * radius).sum()) * 3.14159 / _FILLED))
    return place * (wanted / max(extent, 1e-9))


def _apart(place: Floats, radius: Floats, *, movable: Bools) -> Floats:
    """Pushes circles that overlap apart, the movable ones only."""
    place = place.copy()
    reach = 2 * float(radius.max(initial=0.0))
    for _ in range(_SWEEPS):
        one, other = _pairs(place, reach)
        before = place.copy()
        for _ in range(_TOUCHES):
            push = _overlap(place, radius, one, other)
            moved = _sums(push, other, len(place)) - _sums(push, one, len(place))
            place += _shortened(moved, reach) * movable[:, None]
        if (before == place).all():
            break
    return place


def _overlap(place: Floats, radius: Floats, one: Ints, other: Ints) -> Floats:
    """For each pair half the way by which its circles overlap, towards the second."""
    gap = place[other] - place[one] + 1e-6 * (one - other)[:, None]
    distance: Floats = np.maximum(_length(gap), 1e-9)
    overlap: Floats = np.maximum(radius[one] + radius[other] - distance, 0.0)
    return gap * (overlap / distance / 2)[:, None]


def _pairs(place: Floats, reach: float) -> tuple[Ints, Ints]:
    """All pairs of nodes closer than `reach`, and some more: those in the same or touching cells."""
    cell = np.floor((place - place.min(axis=0, initial=0.0)) / max(reach, 1e-9)).astype(np.int64)
    columns = int(cell[:, 1].max(initial=0)) + 3  # an empty column on each side keeps rows from touching
    key = cell[:, 0] * columns + cell[:, 1] + 1
    order = np.argsort(key, kind="stable")
    key = key[order]
    found = [_with_cell(key, offset) for offset in (0, 1, columns - 1, columns, columns + 1)]
    one, other = (order[np.concatenate([pair[side] for pair in found])] for side in (0, 1))
    return one, other


def _with_cell(key: Ints, offset: int) -> tuple[Ints, Ints]:
    """Pairs of a node and each in the cell `offset` after its own, as places in the sorted `key`."""
    end = np.searchsorted(key, key + offset, side="right")
    start = np.searchsorted(key, key + offset, side="left") if offset else np.arange(1, len(key) + 1)
    count = end - start
    skipped = np.cumsum(count) - count
    one = np.repeat(np.arange(len(key)), count)
    return one, np.arange(len(one)) + np.repeat(start - skipped, count)
