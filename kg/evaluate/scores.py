"""Precision, recall and F1 of predicted records, in all and by type and relation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.evaluate.matching import Judged, Matching
from kg.extraction_records import ExtractionRecord, RecordId, RelationEntry


@dataclass(slots=True)
class Tally:
    """Counts of right, wrong and missed items."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def gold(self) -> int:
        """How many items the gold records hold."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """The share of predicted items that are right; 0 where nothing was predicted."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of gold items that were found; 0 where there are none."""
        return _share(self.right, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.right, 2 * self.right + self.wrong + self.missed)

    def add(self, *, right: int, predicted: int, gold: int) -> None:
        """Count one record's items."""
        self.right += right
        self.wrong += predicted - right
        self.missed += gold - right


@dataclass(slots=True)
class Scores:
    """The tallies of a set of records; `entities` disregards the type, `typed` does not."""

    entities: Tally = field(default_factory=Tally)
    typed: Tally = field(default_factory=Tally)
    new: Tally = field(default_factory=Tally)
    relations: Tally = field(default_factory=Tally)
    results: Tally = field(default_factory=Tally)
    results_with_metric: Tally = field(default_factory=Tally)
    by_type: dict[str, Tally] = field(default_factory=dict)
    by_relation: dict[str, Tally] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, Tally]]:
        """Every tally with its name, the totals first, then `type:…` and `rel:…`, each sorted."""
        yield "entities", self.entities
        yield "typed", self.typed
        yield "new", self.new
        yield "relations", self.relations
        yield "results", self.results
        yield "results+metric", self.results_with_metric
        yield from ((f"type:{name}", tally) for name, tally in sorted(self.by_type.items()))
        yield from ((f"rel:{name}", tally) for name, tally in sorted(self.by_relation.items()))


def score(gold: Iterable[ExtractionRecord], predicted: Iterable[ExtractionRecord]) -> Scores:
    """Compare predicted records with the gold records of the same id.

    An entity is right when any of its surface forms is one of the gold entity's, one to one. Relations and
    results are right when all their parts are. A gold record without a predicted one counts as missed, a
    predicted record without a gold one does not count.
    """
    scores = Scores()
    for matching in matchings(gold, predicted):
        _add_entities(scores, matching)
        _add_relations(scores, matching)
        _add_results(scores.results, matching, with_metric=False)
        _add_results(scores.results_with_metric, matching, with_metric=True)
    return scores


def matchings(gold: Iterable[ExtractionRecord], predicted: Iterable[ExtractionRecord]) -> Iterator[Matching]:
    """Each gold record paired with the predicted record of its id, or with an empty one."""
    by_id: Mapping[RecordId, ExtractionRecord] = {record.id: record for record in predicted}
    for record in gold:
        empty = ExtractionRecord(record.document, record.id)
        yield Matching(record, by_id.get(record.id, empty))


def _add_entities(scores: Scores, matching: Matching) -> None:
    gold, predicted, typed = matching.gold.entities, matching.predicted.entities, matching.typed()
    scores.entities.add(right=len(matching.partners), predicted=len(predicted), gold=len(gold))
    scores.typed.add(right=len(typed), predicted=len(predicted), gold=len(gold))
    scores.new.add(
        right=len(matching.new()), predicted=len(matching.predicted_new), gold=len(matching.gold_new)
    )
    right = Counter(entity.type for entity in typed.values())
    in_predicted, in_gold = Counter(e.type for e in predicted), Counter(e.type for e in gold)
    for name in in_predicted | in_gold:
        tally = scores.by_type.setdefault(name, Tally())
        tally.add(right=right[name], predicted=in_predicted[name], gold=in_gold[name])


def _add_relations(scores: Scores, matching: Matching) -> None:
    judged: Judged[RelationEntry] = matching.relations()
    for relation, is_right in judged.predicted:
        for tally in (scores.relations, scores.by_relation.setdefault(relation.type, Tally())):
            tally.add(right=is_right, predicted=1, gold=is_right)
    for relation in judged.missed:
        for tally in (scores.relations, scores.by_relation.setdefault(relation.type, Tally())):
            tally.missed += 1


def _add_results(tally: Tally, matching: Matching, *, with_metric: bool) -> None:
    judged = matching.results(with_metric=with_metric)
    right = sum(is_right for _, is_right in judged.predicted)
    tally.add(right=right, predicted=len(judged.predicted), gold=len(matching.gold.results))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
