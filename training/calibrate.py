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
from kg.extract.settings import Settings
from kg.extraction_records.reading import read_file
from kg.extraction_records.types import ExtractionRecord, from_annotation

KINDS = ("entity", "new", "relation", "result")
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
    return {
        "entity": [(e.confidence, e.name in typed) for e in annotation.entities],
        "new": [(e.new_confidence, e.name in partners and partners[e.name].name in new) for e in flagged],
        "relation": [(r.confidence, ok) for r, ok in zip(annotation.relations, relations, strict=True)],
        "result": [(r.confidence, ok) for r, ok in zip(annotation.results, results, strict=True)],
    }


def fit(pairs: list[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and shift on the logit scale that make the chances come true most closely."""
    logits, right = _logits(pairs), np.array([ok for _, ok in pairs], dtype=float)

    def loss(w: Floats) -> float:
        scores = w[0] * logits + w[1]
        return float(np.logaddexp(0, scores).sum() - (right * scores).sum() + 0.01 * (w[0] - 1) ** 2)

    found = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B").x
    return round(float(found[0]), 4), round(float(found[1]), 4)


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


def cross_validated(papers: list[Samples], kind: str) -> float:
    """The calibration error where each fifth of the papers is judged by a fit to the others."""
    order = list(range(len(papers)))
    random.Random(0).shuffle(order)
    confidences, right = list[float](), list[bool]()
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        slope, shift = fit(gather(papers[i] for i in order if i not in held)[kind])
        pairs = gather(papers[i] for i in sorted(held))[kind]
        confidences.extend(1 / (1 + np.exp(-slope * _logits(pairs) - shift)))
        right.extend(ok for _, ok in pairs)
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
    for kind in KINDS:
        print(
            f"{kind}: {len(together[kind])} judged, cross-validated error {cross_validated(papers, kind):.3f}"
        )
    calibration = {kind: fit(together[kind]) for kind in KINDS}
    replace(Settings.load(args.settings), calibration=calibration).save(args.out)


if __name__ == "__main__":
    main()
