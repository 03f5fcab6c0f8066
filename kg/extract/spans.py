"""Choose the spans of a text that are entities, measures or values."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

import numpy as np

from kg.extract.features import Features
from kg.extract.labels import ENTITY_TYPES, FIRST_KIND
from kg.extract.sessions import Floats
from kg.extract.settings import Settings

_LEAST = 0.05
_EDGES = " .,;:"
_SPREAD = re.compile(r"[\s~$]*(?:±|\\pm(?![a-z])|\+/-)[\s~$]*\d+(?:\.\d+)?(?:\s?\\?%)?")
"""The second half of "0.85 ± 0.62", also in TeX."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A chosen span of words: characters `begin` to `end`, its best label and the chance of each label."""

    start: int
    stop: int
    begin: int
    end: int
    surface: str
    label: int
    chances: tuple[float, ...]

    @property
    def is_entity(self) -> bool:
        """Whether the label is an entity type."""
        return 1 <= self.label <= len(ENTITY_TYPES)

    @property
    def is_value(self) -> bool:
        """Whether the label is a kind of result."""
        return self.label >= FIRST_KIND


def choose(features: Features, chances: Floats, settings: Settings) -> list[Spot]:
    """The likeliest spans that do not overlap, in the order of the text.

    `chances` is `(words, WIDEST, labels)`. Ties go to the longer span, then to the earlier.
    """
    count = len(features.words)
    something = 1.0 - chances[..., 0]
    starts, widths = np.nonzero(something > _LEAST)
    inside = starts + widths < count
    ranked = sorted(
        (-float(something[i, k]), -int(k), int(i))
        for i, k in zip(starts[inside], widths[inside], strict=True)
    )
    taken, spots = [False] * count, []
    for negative, width, start in ranked:
        spot = _spot(features, start, start - width + 1, chances[start, -width])
        whole = spot.surface == spot.surface.strip(_EDGES)
        if whole and -negative >= _least(spot, settings) and _take(taken, spot):
            spots.append(spot)
    return _with_spreads(features, sorted(spots, key=lambda spot: spot.start))


def _with_spreads(features: Features, spots: list[Spot]) -> list[Spot]:
    """A mean and its spread are one value: "0.85 ± 0.62" is no score of 0.62."""
    whole: list[Spot] = []
    for spot in spots:
        if whole and spot.start < whole[-1].stop:
            continue
        spread = _SPREAD.match(features.text, spot.end) if spot.is_value else None
        whole.append(_until(features, spot, spread.end()) if spread else spot)
    return whole


def _until(features: Features, spot: Spot, end: int) -> Spot:
    """A spot drawn out to the word that holds the character before `end`."""
    last = bisect_left([word_end for _, word_end in features.words], end)
    end = features.words[last][1]
    return replace(spot, stop=last + 1, end=end, surface=features.text[spot.begin : end])


def _least(spot: Spot, settings: Settings) -> float:
    return settings.value if spot.is_value else settings.entity


def _take(taken: list[bool], spot: Spot) -> bool:
    """Claim a spot's words, unless one of them is taken."""
    if any(taken[spot.start : spot.stop]):
        return False
    taken[spot.start : spot.stop] = [True] * (spot.stop - spot.start)
    return True


def _spot(features: Features, start: int, stop: int, chances: Floats) -> Spot:
    begin, end = features.words[start][0], features.words[stop - 1][1]
    label = int(chances[1:].argmax()) + 1
    return Spot(start, stop, begin, end, features.text[begin:end], label, tuple(map(float, chances)))
