"""Who fills the roles of a value: what the place of a filler in the sentence says of it.

The network knows what a text is about; it is weak at lists such as "98% on A and 95% on B". A small
log-linear model over the places of values and fillers, one a role, supplies what it misses.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log1p
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.features import Features
from kg.extract.labels import ENTITY_TYPES, RESULT_KINDS, ROLES, SPAN_LABELS
from kg.extract.spans import Spot

Floats = NDArray[np.float64]

CUES = (
    *("on", "in", "of", "for", "with", "and", "or", "to", "from", "by", "at", "over", "than", "versus"),
    *("vs", "compared", "achieves", "achieving", "respectively", "while", "(", ")", ",", ";", ":", "."),
)
_FAR = 8
_SIGNS = re.compile(r"[(),;]")
NAMES: tuple[str, ...] = (
    *(f"before {i}" for i in range(_FAR)),
    *(f"after {i}" for i in range(_FAR)),
    *("same sentence", "sentence before", "far before", "sentence after", "first sentence"),
    *("nearest before", "nearest after", "no value between", "one value between", "no rival between"),
    *("same rank", "only one", "adjacent before", "adjacent after", "rank of last"),
    *(f"label {name}" for name in SPAN_LABELS[1:]),
    *(f"between {cue}" for cue in CUES),
    *(f"straight {cue}" for cue in CUES),
    *("paper", "nothing", "paper, kind delta", "mentions"),
    *(f"{what}, {kind}" for what in ("nothing", "in sentence") for kind in RESULT_KINDS),
    *("nothing, one in sentence", "nothing, several in sentence", "nothing, percent"),
)
_AT = {name: i for i, name in enumerate(NAMES)}
CANDIDATES: tuple[frozenset[str], ...] = (
    frozenset(ENTITY_TYPES),
    frozenset({"Benchmark", "Dataset"}),
    frozenset({"Metric", "measure"}),
)
"""The labels that commonly fill each role; ranks and rivals are counted among these."""


@dataclass(frozen=True, slots=True)
class Places:
    """The spots of a text; `value` is the index of the value that is asked about."""

    features: Features
    spots: Sequence[Spot]
    value: int

    def sentence(self, i: int) -> int:
        """The sentence in which spot `i` stands."""
        return self.features.sentence[self.spots[i].start]


def describe(places: Places) -> Floats:
    """Features `(roles, spots + 2, len(NAMES))`: the paper first, then each spot, nothing last."""
    spots, value = places.spots, places.value
    rows = np.zeros((len(ROLES), len(spots) + 2, len(NAMES)))
    values_before = [0, *accumulate(spot.is_value for spot in spots)]
    mentions = Counter(spot.surface for spot in spots)
    for i, spot in enumerate(spots):
        if i != value:
            _describe_place(rows[0, i + 1], places, i, values_before)
            rows[0, i + 1, _AT["mentions"]] = log1p(mentions[spot.surface])
    kind = SPAN_LABELS[spots[value].label]
    _mark(rows[0, 0], "paper", *(["paper, kind delta"] if kind == "delta" else []))
    percent = ["nothing, percent"] if "%" in spots[value].surface else []
    _mark(rows[0, -1], "nothing", f"nothing, {kind}", *percent)
    rows[1:] = rows[0]
    near = [i for i in range(len(spots)) if places.sentence(i) == places.sentence(value)]
    for role in range(len(ROLES)):
        _describe_rivals(rows[role], places, role, near)
    return rows


def _mark(row: Floats, *names: str) -> None:
    for name in names:
        row[_AT[name]] = 1


def _describe_place(row: Floats, places: Places, i: int, values_before: list[int]) -> None:
    """What does not depend on the role: distance, sentence, label and the words between."""
    spots, v = places.spots, places.value
    low, high = (i, v) if i < v else (v, i)
    gap = spots[high].start - spots[low].stop
    side = "before" if i < v else "after"
    difference = places.sentence(i) - places.sentence(v)
    distance = min(_FAR - 1, (gap + 1).bit_length() - 1)
    _mark(row, f"{side} {distance}", f"label {SPAN_LABELS[spots[i].label]}", _sentence_name(difference))
    if places.sentence(i) == 0:
        _mark(row, "first sentence")
    values = values_before[high] - values_before[low + 1]
    if values < 2:
        _mark(row, "one value between" if values else "no value between")
    if gap <= 2:
        _mark(row, f"adjacent {side}")
    if difference == 0:
        _describe_between(row, places.features.text[spots[low].end : spots[high].begin], spots[v])


def _describe_between(row: Floats, text: str, value: Spot) -> None:
    _mark(row, f"in sentence, {SPAN_LABELS[value.label]}")
    words = _SIGNS.sub(r" \g<0> ", text.casefold()).split()
    found = [cue for cue in CUES if cue in words]
    _mark(row, *(f"between {cue}" for cue in found))
    if len(words) <= 2:
        _mark(row, *(f"straight {cue}" for cue in found))


def _sentence_name(difference: int) -> str:
    if difference == 0:
        return "same sentence"
    if difference > 0:
        return "sentence after"
    return "sentence before" if difference == -1 else "far before"


def _describe_rivals(rows: Floats, places: Places, role: int, near: list[int]) -> None:
    """How the fillers of a role stand among those that commonly fill it; `near` are the value's sentence."""
    spots, v = places.spots, places.value
    rival = [SPAN_LABELS[spot.label] in CANDIDATES[role] for spot in spots]
    rivals_before = [0, *accumulate(rival)]
    here = [i for i in near if rival[i]]
    if here:
        _mark(rows[-1], "nothing, one in sentence" if len(here) == 1 else "nothing, several in sentence")
    for i in range(len(spots)):
        low, high = (i, v) if i < v else (v, i)
        if i != v and rivals_before[high] == rivals_before[low + 1]:
            _mark(rows[i + 1], "no rival between", "nearest before" if i < v else "nearest after")
    rank_of_value = sum(spots[i].is_value for i in near if i < v)
    values = sum(spots[i].is_value for i in near)
    for rank, i in enumerate(here):
        if len(here) == 1:
            _mark(rows[i + 1], "only one")
        if len(here) == values and rank == rank_of_value:
            _mark(rows[i + 1], "same rank")
        if rank == len(here) - 1:
            _mark(rows[i + 1], "rank of last")


@dataclass(frozen=True, slots=True)
class RoleWeights:
    """Weights `(roles, len(NAMES))` of the log-linear models; `shares` `(roles,)` beside the network."""

    weights: Floats
    shares: tuple[float, ...]

    @classmethod
    def none(cls) -> RoleWeights:
        """Weights that leave all to the network."""
        return cls(np.zeros((len(ROLES), len(NAMES))), (0.0,) * len(ROLES))

    def logits(self, places: Places) -> Floats:
        """Scores `(roles, spots + 2)`: the paper, each spot, nothing."""
        scores = np.einsum("rsn,rn->rs", describe(places), self.weights)
        return np.asarray(np.array(self.shares)[:, None] * scores, dtype=np.float64)

    def save(self, file: Path) -> None:
        """Write as JSON, by feature name."""
        kept = {
            role: {name: round(float(w), 4) for name, w in zip(NAMES, row, strict=True) if abs(w) > 1e-4}
            for role, row in zip(ROLES, self.weights, strict=True)
        }
        file.write_text(json.dumps({"shares": self.shares, **kept}, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> RoleWeights:
        """Read what `save` wrote."""
        kept = json.loads(file.read_text(encoding="utf-8"))
        weights = np.array([[kept[role].get(name, 0.0) for name in NAMES] for role in ROLES])
        return cls(weights, tuple(kept["shares"]))
