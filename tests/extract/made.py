"""Hand-made inputs of decoding: spots of a text and the scores of a network that finds them."""

import numpy as np

from kg.extract.decode import Reading
from kg.extract.features import Features
from kg.extract.groups import Group
from kg.extract.labels import ENTITY_TYPES, PAIR_LABELS, ROLES, SPAN_LABELS, WIDEST
from kg.extract.roles import RoleWeights
from kg.extract.sessions import PairScores
from kg.extract.settings import Settings
from kg.extract.spans import Spot
from kg.extract.words import sentences, words

NEVER = -20.0


def features(text):
    """Features in which every word is one token; spans, groups and decoding look at no token."""
    bounds, spans = sentences(text), words(text)
    index = list(range(1, len(spans) + 1))
    sentence = [next(i for i, (a, b) in enumerate(bounds) if a <= start < b) for start, _ in spans]
    return Features(text, [1, *index, 2], spans, index, index, sentence, bounds)


def span_chances(made, found):
    """Chances `(words, WIDEST, labels)` where `found` maps surfaces to (label, chance)."""
    chances = np.zeros((len(made.words), WIDEST, len(SPAN_LABELS)), dtype=np.float32)
    chances[..., 0] = 1
    for surface, (label, chance) in found.items():
        start, stop = place(made, surface)
        chances[start, stop - start - 1, 0] = 1 - chance
        chances[start, stop - start - 1, SPAN_LABELS.index(label)] = chance
    return chances


def place(made, surface, nth=0):
    """The words of the nth place of a surface."""
    begin = -1
    for _ in range(nth + 1):
        begin = made.text.index(surface, begin + 1)
    starts = [start for start, _ in made.words]
    stops = [stop for _, stop in made.words]
    return starts.index(begin), stops.index(begin + len(surface)) + 1


def spot(made, surface, label, chance=0.9, nth=0):
    """A spot at the nth place of a surface."""
    start, stop = place(made, surface, nth)
    chances = [0.0] * len(SPAN_LABELS)
    chances[0], chances[SPAN_LABELS.index(label)] = 1 - chance, chance
    begin, end = made.words[start][0], made.words[stop - 1][1]
    return Spot(start, stop, begin, end, surface, SPAN_LABELS.index(label), tuple(chances))


def scores(spots, *, new=(), pairs=None, nothing=None):
    """Scores of the paper (node 0) and the spots; `pairs` maps (from, label, to) to logits, else never."""
    count = len(spots) + 1
    made = PairScores(
        np.full(count, NEVER, dtype=np.float32),
        np.full((count, count, len(PAIR_LABELS)), NEVER, dtype=np.float32),
        np.zeros((count, len(ROLES)), dtype=np.float32),
    )
    for node in new:
        made.new[node] = 5
    for (head, label, tail), logit in (pairs or {}).items():
        made.pairs[head, tail, PAIR_LABELS.index(label)] = logit
    for (node, role), logit in (nothing or {}).items():
        made.nothing[node, ROLES.index(role)] = logit
    return made


def reading(made, spots, made_scores, *, groups=None, settings=None):
    """What decoding reads; without `groups` every entity spot is an entity of its own."""
    alone = [Group((i,), s.label - 1, s.chances[s.label]) for i, s in enumerate(spots) if s.is_entity]
    return Reading(made, spots, groups or alone, made_scores, settings or Settings(), RoleWeights.none())


def type_index(name):
    return ENTITY_TYPES.index(name)
