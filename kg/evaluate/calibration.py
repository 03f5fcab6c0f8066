"""How far confidences can be trusted: of what is said with 0.9, nine in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kg.evaluate.matching import Matching
from kg.evaluate.scores import matchings
from kg.extraction_records import ExtractionRecord

Kind = Literal["entities", "relations", "results"]
KINDS: tuple[Kind, ...] = ("entities", "relations", "results")


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions whose confidence lies in one tenth of the scale; the means are 0 where it is empty."""

    lower: float
    upper: float
    count: int
    confidence: float
    precision: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The reliability of one kind of prediction; `error` is the expected calibration error."""

    kind: Kind
    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        """How many predictions carried a confidence."""
        return sum(part.count for part in self.bins)

    @property
    def confidence(self) -> float:
        """The mean confidence of all predictions."""
        return self._mean([part.confidence for part in self.bins])

    @property
    def precision(self) -> float:
        """The share of all predictions that are right."""
        return self._mean([part.precision for part in self.bins])

    @property
    def error(self) -> float:
        """The mean distance between confidence and precision over all predictions."""
        return self._mean([abs(part.confidence - part.precision) for part in self.bins])

    def _mean(self, values: Iterable[float]) -> float:
        total = sum(part.count * value for part, value in zip(self.bins, values, strict=True))
        return total / self.count if self.count else 0.0


def calibrate(
    gold: Iterable[ExtractionRecord], predicted: Iterable[ExtractionRecord], *, bins: int = 10
) -> tuple[Calibration, ...]:
    """Reliability of entities (type included), relations and results (without metric), in equal bins."""
    samples: dict[Kind, list[tuple[float, bool]]] = {kind: [] for kind in KINDS}
    for matching in matchings(gold, predicted):
        samples["entities"].extend(_entities(matching))
        samples["relations"].extend(
            (r.confidence, right) for r, right in matching.relations().predicted if r.confidence is not None
        )
        samples["results"].extend(
            (r.confidence, right)
            for r, right in matching.results(with_metric=False).predicted
            if r.confidence is not None
        )
    return tuple(Calibration(kind, tuple(_bins(samples[kind], bins))) for kind in KINDS)


def _entities(matching: Matching) -> Iterator[tuple[float, bool]]:
    typed = matching.typed()
    for entity in matching.predicted.entities:
        if entity.confidence is not None:
            yield entity.confidence, entity.name in typed


def _bins(samples: list[tuple[float, bool]], number: int) -> Iterator[Bin]:
    binned: list[list[tuple[float, bool]]] = [[] for _ in range(number)]
    for confidence, right in samples:
        binned[max(0, min(int(confidence * number), number - 1))].append((confidence, right))
    for place, members in enumerate(binned):
        count = len(members)
        yield Bin(
            lower=place / number,
            upper=(place + 1) / number,
            count=count,
            confidence=sum(confidence for confidence, _ in members) / count if count else 0.0,
            precision=sum(right for _, right in members) / count if count else 0.0,
        )
