"""Choose the spans of a text that are entities, measures or values."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kg.extract.features import Features
from kg.extract.labels import ENTITY_TYPES, FIRST_KIND, SPAN_LABELS
from kg.extract.sessions import Floats
from kg.extract.settings import Settings

_LEAST = 0.05
_EDGES = " .,;:"


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

    `chances` is `(words, WIDEST, labels)`. A span of several words is kept over a likelier one inside it
    only through its own chance; ties go to the longer, then to the earlier.
    """
    count = len(features.words)
    something = 1.0 - chances[..., 0]
    starts, widths = np.nonzero(something > _LEAST)
    inside = starts + widths < count
    found = [
        (-float(something[i, k]), -int(k), int(i))
        for i, k in zip(starts[inside], widths[inside], strict=True)
    ]
    taken, spots = [False] * count, []
    for negative, width, start in sorted(found):
        stop = start - width + 1
        if any(taken[start:stop]):
            continue
        spot = _spot(features, start, stop, chances[start, stop - start - 1])
        if -negative < (settings.value if spot.is_value else settings.entity):
            continue
        if spot.surface != spot.surface.strip(_EDGES):
            continue
        taken[start:stop] = [True] * (stop - start)
        spots.append(spot)
    return sorted(spots, key=lambda spot: spot.start)


def _spot(features: Features, start: int, stop: int, chances: Floats) -> Spot:
    begin, end = features.words[start][0], features.words[stop - 1][1]
    label = int(chances[1:].argmax()) + 1
    return Spot(start, stop, begin, end, features.text[begin:end], label, tuple(map(float, chances)))


def label_name(spot: Spot) -> str:
    """The name of a spot's label."""
    return SPAN_LABELS[spot.label]
