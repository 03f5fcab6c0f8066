"""Node positions, computed beforehand: force-directed, fast, and the same on every machine.

Only sums, products, quotients, square roots and `bincount` are used, which IEEE 754 or a fixed order of
summation pins down to the last bit. Matrix products, FFTs, sines and eigenvectors are not pinned down (they
differ between processors), and a force layout turns a difference in the last bit into another picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_CELLS = 24  # far nodes act through a grid of 24 x 24 cells: detail enough for some thousands of nodes
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
    """Masses push each other away by 1/distance: cells push the corners of a grid, corners push nodes."""
    low = place.min(axis=0)
    size = float((place.max(axis=0) - low).max()) / _CELLS + 1e-9
    at = (place - low) / size
    cell: Ints = np.minimum(at.astype(np.int64), _CELLS - 1)
    weight, centre = _cells(at, cell, mass)
    field = _field(weight, centre) / size
    return _interpolated(field, at - cell, cell) * mass[:, None]


def _cells(at: Floats, cell: Ints, mass: Floats) -> tuple[Floats, Floats]:
    """Mass and centre of mass of each cell that holds nodes, in units of a cell."""
    index = cell[:, 0] * _CELLS + cell[:, 1]
    weight = np.bincount(index, weights=mass, minlength=_CELLS * _CELLS).astype(np.float64)
    centre = _sums(at * mass[:, None], index, _CELLS * _CELLS)
    held = weight > 0
    return weight[held], centre[held] / weight[held][:, None]


def _field(weight: Floats, centre: Floats) -> Floats:
    """The push at each corner of the grid, shape (corners, corners, 2)."""
    ticks = np.arange(_CELLS + 1, dtype=np.float64)
    across = ticks[None, :] - centre[:, 0][:, None]
    along = ticks[None, :] - centre[:, 1][:, None]
    distance = (across * across)[:, :, None] + (along * along)[:, None, :] + 0.5
    strength = weight[:, None, None] / distance
    horizontal, vertical = strength * across[:, :, None], strength * along[:, None, :]
    return np.stack([horizontal.sum(axis=0), vertical.sum(axis=0)], axis=2)


def _interpolated(field: Floats, inside: Floats, cell: Ints) -> Floats:
    """The field at each node, between the four corners of its cell."""
    x, y = inside[:, 0][:, None], inside[:, 1][:, None]
    i, j = cell[:, 0], cell[:, 1]
    left = field[i, j] * (1 - y) + field[i, j + 1] * y
    right = field[i + 1, j] * (1 - y) + field[i + 1, j + 1] * y
    return left * (1 - x) + right * x


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
