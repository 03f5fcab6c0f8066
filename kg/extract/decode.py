"""From the network's scores to an annotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.annotation import PAPER, Entity, Mention, Relation, RelationType, Result, Span
from kg.extract.features import Features
from kg.extract.groups import Group
from kg.extract.labels import ENTITY_TYPES, FIRST_KIND, FIRST_ROLE, RELATION_TYPES, RESULT_KINDS, ROLES
from kg.extract.roles import Places, RoleWeights
from kg.extract.sessions import Floats, PairScores
from kg.extract.settings import Settings
from kg.extract.spans import Spot
from kg.extract.units import rules_out

_EXTREME = 30.0
_SHARED = 0.1
"""How likely, against the likeliest pair, a pair within one sentence must be to give the evidence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything about one text that decoding needs; node `i + 1` of the scores is `spots[i]`."""

    features: Features
    spots: Sequence[Spot]
    groups: Sequence[Group]
    scores: PairScores
    settings: Settings
    roles: RoleWeights

    def sentence(self, node: int) -> int:
        """The number of the sentence in which a node other than the paper stands."""
        return self.features.sentence[self.spots[node - 1].start]


def sigmoid(logits: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -_EXTREME, _EXTREME))), dtype=np.float32)


def entities(reading: Reading) -> list[Entity]:
    """One entity a group; its name is its best surface, the others are aliases."""
    made, settings = [], reading.settings
    for one in reading.groups:
        spots = [reading.spots[i] for i in one.members]
        chance = float(sigmoid(reading.scores.new[[i + 1 for i in one.members]]).mean())
        name, *aliases = surfaces(spots)
        mentions = tuple(Mention(Span(s.begin, s.end), s.surface, 1 - s.chances[0]) for s in spots)
        made.append(
            Entity(
                name,
                ENTITY_TYPES[one.type],
                tuple(aliases),
                chance > settings.new,
                mentions,
                settings.calibrated("entity", one.chance),
                settings.calibrated("new", chance),
            )
        )
    return made


def surfaces(spots: Sequence[Spot]) -> list[str]:
    """Distinct surfaces, the name first: short names with capitals before phrases, then the commonest."""
    counts: dict[str, int] = {}
    for spot in spots:
        counts[spot.surface] = counts.get(spot.surface, 0) + 1
    order = list(counts)
    return sorted(order, key=lambda s: (not _is_name(s), -counts[s], order.index(s)))


def _is_name(surface: str) -> bool:
    """A single token with a capital or digit behind its first letter: GRPO, Qwen2.5-VL."""
    return " " not in surface and any(c.isupper() or c.isdigit() for c in surface[1:])


def relations(reading: Reading, names: Sequence[str]) -> list[Relation]:
    """Relations between entities (or the paper) whose chance reaches its threshold.

    The odds of two entities are the sum of the odds of all pairs of their mentions, less where no
    sentence names both.
    """
    mass = np.exp(np.clip(reading.scores.pairs[..., : len(RELATION_TYPES)], -_EXTREME, _EXTREME))
    nodes = [[0], *([i + 1 for i in one.members] for one in reading.groups)]
    labels = [PAPER, *names]
    odds = _between(mass, nodes) * np.exp(-reading.settings.apart * _apart(reading, nodes))[..., None]
    chances = odds / (1 + odds)
    least = np.array([reading.settings.least(relation) for relation in RELATION_TYPES])
    found = []
    for h, t, r in zip(*np.nonzero(chances >= least), strict=True):
        if t in (0, h):
            continue
        evidence = evidence_of(reading, RELATION_TYPES[r], nodes[h], nodes[t], mass[..., r])
        sure = reading.settings.calibrated(RELATION_TYPES[r], float(chances[h, t, r]))
        found.append(Relation(labels[h], RELATION_TYPES[r], labels[t], evidence, sure))
    return found


def _between(mass: Floats, nodes: Sequence[Sequence[int]]) -> Floats:
    """Sums `(entities, entities, relations)` of `mass` `(nodes, nodes, relations)` over members."""
    member = np.zeros((len(nodes), mass.shape[0]), dtype=mass.dtype)
    for row, members in enumerate(nodes):
        member[row, members] = 1
    heads = np.tensordot(member, mass, axes=(1, 0))
    return np.asarray(np.tensordot(heads, member, axes=(1, 1)).transpose(0, 2, 1))


def _apart(reading: Reading, nodes: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
    """Which `(entities, entities)` share no sentence; the paper, the first, is in all of them."""
    named = np.zeros((len(nodes), len(reading.features.sentences)), dtype=np.float32)
    named[0] = 1
    for row, members in enumerate(nodes[1:], 1):
        named[row, [reading.sentence(node) for node in members]] = 1
    return np.asarray(named @ named.T == 0)


def evidence_of(
    reading: Reading, relation: RelationType, heads: Sequence[int], tails: Sequence[int], mass: Floats
) -> Span:
    """The sentence that states a relation between two entities, given by their nodes.

    It is the sentence of the likeliest pair of mentions that share one, where such a pair is likely at
    all; else the likeliest sentence of the end that says what is special about the relation: the part of
    a whole, or else the tail ("built on X" need not repeat the name of what is built).
    """
    block = mass[np.ix_(heads, tails)]
    shared = [
        (float(block[i, j]), -reading.sentence(head))
        for i, head in enumerate(heads)
        for j, tail in enumerate(tails)
        if head > 0 and reading.sentence(head) == reading.sentence(tail)
    ]
    if shared and max(shared)[0] >= _SHARED * float(block.max()):
        at = -max(shared)[1]
    elif relation == "part_of" and heads != [0]:
        at = reading.sentence(heads[int(block.sum(1).argmax())])
    else:
        at = reading.sentence(tails[int(block.sum(0).argmax())])
    return Span(*reading.features.sentences[at])


def results(reading: Reading, names: Sequence[str]) -> list[Result]:
    """One result a value, with the likeliest subject, benchmark and metric (none that its unit rules out)."""
    owner = {i: names[g] for g, one in enumerate(reading.groups) for i in one.members}
    found: dict[tuple[object, ...], Result] = {}
    for v, spot in enumerate(reading.spots):
        if not spot.is_value:
            continue
        places = reading.roles.logits(Places(reading.features, reading.spots, v))
        fillers = [_filler(reading, v, role, places[role]) for role in range(len(ROLES))]
        (subject, sure), (benchmark, likely), (metric, _) = fillers
        if subject is None:
            continue
        chance = (1 - spot.chances[0]) * sure * likely
        kind = RESULT_KINDS[spot.label - FIRST_KIND]
        name = None if metric is None else owner.get(metric - 1, reading.spots[metric - 1].surface)
        made = Result(
            PAPER if subject == 0 else owner[subject - 1],
            owner[benchmark - 1] if benchmark is not None else None,
            None if name is None or rules_out(spot.surface, name) else name,
            spot.surface,
            kind,
            Span(spot.begin, spot.end),
            Span(*reading.features.sentences[reading.sentence(v + 1)]),
            reading.settings.calibrated("result", chance),
        )
        key = (made.subject, made.benchmark, made.metric, made.value)
        if key not in found or found[key].confidence < made.confidence:
            found[key] = made
    return list(found.values())


def _filler(reading: Reading, value: int, role: int, places: NDArray[np.float64]) -> tuple[int | None, float]:
    """The likeliest filler of a role as a node, or None, and its chance; `places` are what places add."""
    logits = reading.scores.pairs[value + 1, :, FIRST_ROLE + role].astype(np.float64)
    allowed = [
        _fits(None if node == 0 else reading.spots[node - 1], ROLES[role]) for node in range(len(logits))
    ]
    logits = np.append(np.where(allowed, logits, -_EXTREME * 10), reading.scores.nothing[value + 1, role])
    logits += places
    weights = np.exp(logits - logits.max())
    weights /= weights.sum()
    members = {0: [0], len(logits) - 1: [len(logits) - 1]}
    members |= {one.members[0] + 1: [i + 1 for i in one.members] for one in reading.groups}
    members |= {i + 1: [i + 1] for i, spot in enumerate(reading.spots) if not spot.is_entity}
    likely = {first: float(weights[nodes].max()) for first, nodes in members.items()}
    best = max(likely, key=lambda node: (likely[node], -node))
    return (None if best == len(logits) - 1 else best), likely[best] / sum(likely.values())


def _fits(spot: Spot | None, role: str) -> bool:
    if spot is None:
        return role == "subject"
    return spot.is_entity or (role == "metric" and not spot.is_value)
