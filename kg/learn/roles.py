"""Fit the log-linear models of `kg.extract.roles` on annotated papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from kg.annotation import PAPER
from kg.extract.features import Features
from kg.extract.groups import surface_key
from kg.extract.labels import ROLES
from kg.extract.roles import NAMES, Floats, Places, RoleWeights, describe
from kg.extract.spans import Spot
from kg.extraction_records import ExtractionRecord

SHARES = (0.2, 0.25, 0.7)
"""How much the places count beside the network, chosen on the development set."""


@dataclass(frozen=True, slots=True)
class Question:
    """One value and role: features of all fillers, and which of them are right."""

    rows: Floats
    right: Floats


def questions(
    features: Features, spots: Sequence[Spot], record: ExtractionRecord, role: int
) -> Iterable[Question]:
    """One question for each result of a record whose value is among the spots."""
    keys = {e.name: {surface_key(s) for s in (e.name, *e.aliases)} for e in record.entities}
    left = [i for i, spot in enumerate(spots) if spot.is_value]
    for result in record.results:
        at = next((i for i in left if spots[i].surface == result.value), None)
        if at is None:
            continue
        left.remove(at)
        right = _right(spots, (result.subject, result.benchmark, result.metric)[role], keys)
        if right.any():
            yield Question(describe(Places(features, spots, at))[role], right)


def _right(spots: Sequence[Spot], filler: str | None, keys: Mapping[str, set[str]]) -> Floats:
    """Which of the paper, the spots and nothing fill a role, as ones."""
    right = np.zeros(len(spots) + 2)
    if filler is None:
        right[-1] = 1
    elif filler == PAPER:
        right[0] = 1
    else:
        wanted = keys.get(filler, {surface_key(filler)})
        right[1:-1] = [surface_key(s.surface) in wanted and not s.is_value for s in spots]
    return right


def fit(
    asked: Sequence[Sequence[Question]], *, shares: tuple[float, ...] = SHARES, decay: float = 1.0
) -> RoleWeights:
    """Maximise the chance of right fillers, one model a role, with a quadratic penalty."""
    weights = np.zeros((len(ROLES), len(NAMES)))
    for role, items in enumerate(asked):

        def loss(w: Floats, items: Sequence[Question] = items) -> tuple[float, Floats]:
            total, gradient = 0.5 * decay * float(w @ w), decay * w
            for item in items:
                scores = item.rows @ w
                chances = np.exp(scores - scores.max())
                chances /= chances.sum()
                hit = chances * item.right
                total -= float(np.log(hit.sum() + 1e-12))
                gradient = gradient + item.rows.T @ (chances - hit / (hit.sum() + 1e-12))
            return total, gradient

        weights[role] = minimize(loss, weights[role], jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return RoleWeights(weights, shares)
