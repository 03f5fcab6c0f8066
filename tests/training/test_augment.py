"""Annotated papers under other names and numbers."""

import json
import random

import pytest

from kg.extraction_records import read_file
from training.augment import altered, coined_names

PAPER = {
    "id": "1",
    "title": "KiteNet for Road Detection",
    "abstract": "KiteNet (KN) outperforms FinchNet. WrenNet has 81.4% accuracy on RoadQA, FinchNet 79.2%.",
    "entities": [
        {"name": "KiteNet", "type": "Model", "aliases": ["KN"], "new": True},
        {"name": "FinchNet", "type": "Model", "aliases": []},
        {"name": "WrenNet", "type": "Model", "aliases": []},
        {"name": "RoadQA", "type": "Benchmark", "aliases": []},
        {"name": "accuracy", "type": "Metric", "aliases": []},
    ],
    "relations": [["KiteNet", "outperforms", "FinchNet"]],
    "results": [
        {
            "subject": "WrenNet",
            "benchmark": "RoadQA",
            "metric": "accuracy",
            "value": "81.4%",
            "kind": "absolute",
        },
        {
            "subject": "FinchNet",
            "benchmark": "RoadQA",
            "metric": "accuracy",
            "value": "79.2%",
            "kind": "absolute",
        },
    ],
}
OTHERS = {"Model": ["IbisNet", "TernNet", "DunlinNet"], "Benchmark": ["LaneQA"]}


@pytest.fixture
def record(tmp_path):
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(PAPER))
    return next(iter(read_file(file)))


def test_only_coined_names_are_exchanged(record):
    assert coined_names([record]) == {"Model": ["KiteNet", "FinchNet", "WrenNet"], "Benchmark": ["RoadQA"]}


def test_a_changed_record_says_the_same_of_its_changed_text(record):
    changed = [altered(record, OTHERS, random.Random(seed)) for seed in range(20)]
    assert len({c.document.abstract for c in changed}) > 10
    for other in changed:
        text = other.document.text
        assert [e.type for e in other.entities] == [e.type for e in record.entities]
        assert all(e.name in text for e in other.entities)
        assert other.relations[0].tail == other.entities[1].name
        assert [r.subject for r in other.results] == [other.entities[2].name, other.entities[1].name]
        assert all(r.value in text for r in other.results)


def test_names_with_aliases_stay(record):
    changed = [altered(record, OTHERS, random.Random(seed)) for seed in range(20)]
    assert {c.entities[0].name for c in changed} == {"KiteNet"}
