"""Annotate one text with a network: windows, spans, groups, relations, results."""

from __future__ import annotations

from dataclasses import dataclass

from tokenizers import Tokenizer

from kg.extract import decode
from kg.extract.features import Features
from kg.extract.groups import group
from kg.extract.join import Part, join
from kg.extract.labels import PAPER_LABEL
from kg.extract.nodes import node_arrays
from kg.extract.roles import RoleWeights
from kg.extract.sessions import Sessions
from kg.extract.settings import Settings
from kg.extract.spans import choose
from kg.extract.windows import windows

MOST_SPOTS = 96
"""Pairs grow with the square of the spots; no abstract comes near this many."""


@dataclass(frozen=True, slots=True)
class Annotator:
    """A network with its vocabulary, its thresholds and its weights of places."""

    sessions: Sessions
    tokenizer: Tokenizer
    settings: Settings
    roles: RoleWeights

    def annotate(self, text: str) -> Part:
        """Entities, relations and results of a text, with spans that count its characters."""
        return join([self._window(offset, features) for offset, features in windows(text, self.tokenizer)])

    def _window(self, offset: int, features: Features) -> Part:
        states, chances = self.sessions.read(features)
        spots = choose(features, chances, self.settings)[:MOST_SPOTS]
        spans, labels = [(s.start, s.stop) for s in spots], [s.label for s in spots]
        scores = self.sessions.relate(states, node_arrays(features, spans, labels, PAPER_LABEL))
        groups = group(features.text, spots, scores.pairs, self.settings)
        reading = decode.Reading(features, spots, groups, scores, self.settings, self.roles)
        entities = decode.entities(reading)
        names = [entity.name for entity in entities]
        return Part(offset, entities, decode.relations(reading, names), decode.results(reading, names))
