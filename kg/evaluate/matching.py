"""Which predicted entities, relations and results of one record are right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from kg.annotation import PAPER
from kg.evaluate.surface import normal_name, normal_value, surface_forms
from kg.extraction_records import EntityEntry, ExtractionRecord, RelationEntry, ResultEntry

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Judged(Generic[Item]):
    """Predicted items with whether each is right, and the gold items that none of them matched."""

    predicted: tuple[tuple[Item, bool], ...]
    missed: tuple[Item, ...]


def pair_entities(gold: Iterable[EntityEntry], predicted: Iterable[EntityEntry]) -> dict[str, EntityEntry]:
    """The gold entity for each matched predicted name: one to one, entities of one type first."""
    open_gold = [(entity, surface_forms(entity)) for entity in gold]
    candidates = [(entity, surface_forms(entity)) for entity in predicted]
    partners: dict[str, EntityEntry] = {}
    for same_type in (True, False):
        for entity, forms in candidates:
            if entity.name in partners:
                continue
            for place, (partner, partner_forms) in enumerate(open_gold):
                if forms & partner_forms and (not same_type or partner.type == entity.type):
                    partners[entity.name] = partner
                    del open_gold[place]
                    break
    return partners


class Matching:
    """The pairing of one gold record with one predicted record of the same paper."""

    def __init__(self, gold: ExtractionRecord, predicted: ExtractionRecord) -> None:
        self.gold = gold
        self.predicted = predicted
        self.partners = pair_entities(gold.entities, predicted.entities)
        self.gold_new = frozenset(entity.name for entity in gold.entities if entity.new)
        self.predicted_new = frozenset(entity.name for entity in predicted.entities if entity.new)

    def typed(self) -> Mapping[str, EntityEntry]:
        """The partners that also have the predicted type, by predicted name."""
        types: dict[str, str] = {}
        for entity in self.predicted.entities:
            types.setdefault(entity.name, entity.type)
        return {name: gold for name, gold in self.partners.items() if gold.type == types[name]}

    def new(self) -> frozenset[str]:
        """The gold names of new entities that were found and flagged as new."""
        flagged = {self.partners[name].name for name in self.predicted_new if name in self.partners}
        return self.gold_new & flagged

    def relations(self) -> Judged[RelationEntry]:
        """Each predicted relation with whether an unused gold relation says the same."""
        return _judge(self.gold.relations, self.predicted.relations, self._same_relation)

    def results(self, *, with_metric: bool) -> Judged[ResultEntry]:
        """Each predicted result with whether an unused gold result says the same."""

        def same(gold: ResultEntry, predicted: ResultEntry) -> bool:
            return self._same_result(gold, predicted) and (
                not with_metric or self._same_metric(gold.metric, predicted.metric)
            )

        return _judge(self.gold.results, self.predicted.results, same)

    def _same_relation(self, gold: RelationEntry, predicted: RelationEntry) -> bool:
        return (
            gold.type == predicted.type
            and self._same_node(gold.head, predicted.head)
            and self._same_node(gold.tail, predicted.tail)
        )

    def _same_result(self, gold: ResultEntry, predicted: ResultEntry) -> bool:
        return (
            normal_value(gold.value) == normal_value(predicted.value)
            and self._same_benchmark(gold.benchmark, predicted.benchmark)
            and self._same_node(gold.subject, predicted.subject)
        )

    def _same_benchmark(self, gold: str | None, predicted: str | None) -> bool:
        if gold is None or predicted is None:
            return gold is predicted
        return self._to_gold(predicted) == gold

    def _same_metric(self, gold: str | None, predicted: str | None) -> bool:
        if normal_name(gold) == normal_name(predicted):
            return True
        return predicted in self.partners and self.partners[predicted].name == gold

    def _same_node(self, gold: str, predicted: str) -> bool:
        """A contribution of the paper stands for the paper, and the other way round."""
        name = self._to_gold(predicted)
        if name is None:
            return False
        return (
            gold == name
            or (name == PAPER and gold in self.gold_new)
            or (gold == PAPER and name in self.gold_new)
        )

    def _to_gold(self, predicted: str) -> str | None:
        if predicted == PAPER:
            return PAPER
        return self.partners[predicted].name if predicted in self.partners else None


def _judge(
    gold: Iterable[Item], predicted: Iterable[Item], same: Callable[[Item, Item], bool]
) -> Judged[Item]:
    left = list(gold)
    verdicts: list[tuple[Item, bool]] = []
    for item in predicted:
        place = next((i for i, candidate in enumerate(left) if same(candidate, item)), None)
        if place is not None:
            del left[place]
        verdicts.append((item, place is not None))
    return Judged(tuple(verdicts), tuple(left))
