"""Turn chances into confidences: fit slope and shift of each kind on annotated papers (Platt 1999).

    python -m training.calibrate --model MODEL --records DEV --settings IN.json --out OUT.json

Prints the expected calibration error of five-fold cross-validation, papers kept whole.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from kg.annotation import Annotation
from kg.evaluate.matching import Matching
from kg.extract import load
from kg.extract.labels import RELATION_TYPES
from kg.extract.settings import Settings
from kg.extraction_records.reading import read_file
from kg.extraction_records.types import ExtractionRecord, from_annotation

KINDS = ("entity", "new", *RELATION_TYPES, "result")
PRIOR = (1.0, 0.0)
PRIOR_WEIGHT = 2.0
"""How strongly a relation is drawn to the calibration of all relations together, as some are rare."""
FOLDS, BINS = 5, 10
Floats = NDArray[np.float64]
Samples = dict[str, list[tuple[float, bool]]]


def samples(gold: ExtractionRecord, annotation: Annotation) -> Samples:
    """Chances and whether they came true, by kind, for one paper."""
    matching = Matching(gold, from_annotation(annotation))
    typed, new = matching.typed(), matching.new()
    relations = [right for _, right in matching.relations().predicted]
    results = [right for _, right in matching.results(with_metric=False).predicted]
    flagged = [entity for entity in annotation.entities if entity.new]
    partners = matching.partners
    by_relation: Samples = defaultdict(list)
    for relation, right in zip(annotation.relations, relations, strict=True):
        by_relation[relation.type].append((relation.confidence, right))
    return {
        **by_relation,
        "entity": [(e.confidence, e.name in typed) for e in annotation.entities],
        "new": [(e.new_confidence, e.name in partners and partners[e.name].name in new) for e in flagged],
        "result": [(r.confidence, ok) for r, ok in zip(annotation.results, results, strict=True)],
    }


def fit(
    pairs: list[tuple[float, bool]], prior: tuple[float, float] = PRIOR, weight: float = 0.01
) -> tuple[float, float]:
    """Slope and shift on the logit scale that make the chances come true most closely, near a prior."""
    logits, right = _logits(pairs), np.array([ok for _, ok in pairs], dtype=float)

    def loss(w: Floats) -> float:
        scores = w[0] * logits + w[1]
        surprise = float(np.logaddexp(0, scores).sum() - (right * scores).sum())
        return surprise + weight * float(((w - prior) ** 2).sum())

    found = minimize(loss, np.array(prior), method="L-BFGS-B").x
    return round(float(found[0]), 4), round(float(found[1]), 4)


def calibrate(together: Samples) -> dict[str, tuple[float, float]]:
    """The calibration of every kind; relations lean on that of all relations."""
    alone = {kind: fit(together[kind]) for kind in ("entity", "new", "result")}
    all_relations = fit([pair for kind in RELATION_TYPES for pair in together[kind]])
    return alone | {kind: fit(together[kind], all_relations, PRIOR_WEIGHT) for kind in RELATION_TYPES}


def _logits(pairs: list[tuple[float, bool]]) -> Floats:
    chances = np.clip(np.array([chance for chance, _ in pairs]), 1e-6, 1 - 1e-6)
    return np.asarray(np.log(chances / (1 - chances)))


def calibration_error(confidences: Floats, right: Floats) -> float:
    """The expected calibration error with bins of equal width (Guo et al. 2017)."""
    bins = np.minimum((confidences * BINS).astype(int), BINS - 1)
    gaps = [
        (bins == i).mean() * abs(confidences[bins == i].mean() - right[bins == i].mean())
        for i in range(BINS)
        if (bins == i).any()
    ]
    return float(sum(gaps))


def cross_validated(papers: list[Samples], kinds: Iterable[str]) -> float:
    """The calibration error where each fifth of the papers is judged by a fit to the others."""
    order = list(range(len(papers)))
    random.Random(0).shuffle(order)
    confidences, right = list[float](), list[bool]()
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        fitted = calibrate(gather(papers[i] for i in order if i not in held))
        judged = gather(papers[i] for i in sorted(held))
        for kind in kinds:
            slope, shift = fitted[kind]
            if judged[kind]:
                confidences.extend(1 / (1 + np.exp(-slope * _logits(judged[kind]) - shift)))
                right.extend(ok for _, ok in judged[kind])
    return calibration_error(np.array(confidences), np.array(right, dtype=float))


def gather(papers: Iterable[Samples]) -> Samples:
    """The samples of many papers together."""
    joined: Samples = defaultdict(list)
    for paper in papers:
        for kind, pairs in paper.items():
            joined[kind].extend(pairs)
    return joined


def main() -> None:
    """Parse the command line, fit, report and write the settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="a pipeline without calibration")
    parser.add_argument("--records", type=Path, required=True)
    parser.add_argument("--settings", type=Path, required=True, help="the thresholds to keep")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    gold = list(read_file(args.records))
    found = load(args.model).annotate(record.document for record in gold)
    papers = [samples(record, annotation) for record, annotation in zip(gold, found, strict=True)]
    together = gather(papers)
    for name, kinds in {"relation": RELATION_TYPES, **{kind: (kind,) for kind in KINDS}}.items():
        count = sum(len(together[kind]) for kind in kinds)
        print(f"{name}: {count} judged, cross-validated error {cross_validated(papers, kinds):.3f}")
    replace(Settings.load(args.settings), calibration=calibrate(together)).save(args.out)


if __name__ == "__main__":
    main()
