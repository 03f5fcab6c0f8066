"""Places of values and fillers: what they describe, and that fitting them learns an order."""

import numpy as np

from kg.annotation import Document
from kg.extract.labels import FIRST_KIND, ROLES, SPAN_LABELS
from kg.extract.roles import NAMES, Places, RoleWeights, describe
from kg.extract.spans import Spot
from kg.extraction_records import ExtractionRecord
from kg.extraction_records.types import EntityEntry, ResultEntry
from kg.learn.roles import fit, questions
from tests.extract.made import features as featurised

TEXT = "Ours reaches 98% on Alpha and 95% on Beta."
BENCHMARK = SPAN_LABELS.index("Benchmark")


def _spots(features, wanted):
    spots = []
    for surface, label in wanted:
        begin = features.text.index(surface)
        start = next(i for i, (a, _) in enumerate(features.words) if a == begin)
        stop = next(i + 1 for i, (_, b) in enumerate(features.words) if b == begin + len(surface))
        spots.append(Spot(start, stop, begin, begin + len(surface), surface, label, ()))
    return spots


def _example(first="Alpha", second="Beta"):
    text = TEXT.replace("Alpha", first).replace("Beta", second)
    features = featurised(text)
    return features, _spots(
        features, [("98%", FIRST_KIND), (first, BENCHMARK), ("95%", FIRST_KIND), (second, BENCHMARK)]
    )


def test_a_filler_is_described_by_its_place():
    features, spots = _example()
    rows = describe(Places(features, spots, 0))[ROLES.index("benchmark")]
    assert rows.shape == (len(spots) + 2, len(NAMES))
    alpha, beta = rows[2], rows[4]
    assert alpha[NAMES.index("same rank")] and not beta[NAMES.index("same rank")]
    assert alpha[NAMES.index("straight on")]
    assert beta[NAMES.index("one value between")]
    assert rows[-1][NAMES.index("nothing, several in sentence")]


def test_fitting_learns_which_benchmark_belongs_to_which_value():
    asked = [[], [], []]
    record = ExtractionRecord(
        document=Document("1"),
        id="1",
        entities=(EntityEntry("Alpha", "Benchmark"), EntityEntry("Beta", "Benchmark")),
        results=(
            ResultEntry("@paper", "Alpha", None, "98%", "absolute"),
            ResultEntry("@paper", "Beta", None, "95%", "absolute"),
        ),
    )
    features, spots = _example()
    for role, items in enumerate(asked):
        items.extend(questions(features, spots, record, role))
    weights = fit(asked, shares=(1.0, 1.0, 1.0))
    features, spots = _example("Gamma", "Delta")
    for value, benchmark in ((0, 1), (2, 3)):
        scores = weights.logits(Places(features, spots, value))[ROLES.index("benchmark")]
        assert scores.argmax() == benchmark + 1


def test_weights_survive_a_file(tmp_path):
    weights = RoleWeights(np.arange(len(ROLES) * len(NAMES)).reshape(len(ROLES), -1) / 10, (0.1, 0.2, 0.3))
    weights.save(tmp_path / "roles.json")
    again = RoleWeights.load(tmp_path / "roles.json")
    assert again.shares == weights.shares
    assert np.allclose(again.weights, weights.weights, atol=1e-3)
