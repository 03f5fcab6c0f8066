"""Confidence against precision, and thresholds on it."""

import json

import pytest

from kg.confidence import confident
from kg.evaluate import calibrate
from kg.extraction_records import parse


def record(number, **fields):
    return parse(json.dumps({"id": number, **fields}).encode())


def entity(name, confidence=None):
    return {"name": name, "type": "Model", "confidence": confidence}


def test_the_error_is_the_mean_distance_between_confidence_and_precision():
    gold = [record(1, entities=[entity("A"), entity("B")])]
    predicted = [record(1, entities=[entity("A", 0.9), entity("X", 0.9), entity("B", 0.6), entity("Y")])]
    entities = calibrate(gold, predicted)[0]
    assert entities.count == 3
    # Two at 0.9 of which one is right (distance 0.4), one at 0.6 that is right (distance 0.4).
    assert entities.error == pytest.approx(0.4)


def test_a_confidence_of_one_falls_into_the_last_bin():
    gold = predicted = [record(1, entities=[entity("A", 1.0)])]
    entities = calibrate(gold, predicted)[0]
    assert entities.bins[-1].count == 1
    assert entities.error == 0.0


def test_no_predictions_give_no_error():
    assert [part.error for part in calibrate([], [])] == [0.0, 0.0, 0.0]


def test_a_threshold_drops_what_depends_on_a_dropped_entity():
    full = record(
        1,
        entities=[entity("A", 0.9), entity("B", 0.3)],
        relations=[
            {"head": "A", "type": "uses", "tail": "B", "confidence": 0.9},
            {"head": "A", "type": "uses", "tail": "@paper", "confidence": 0.9},
        ],
        results=[
            {"subject": "A", "benchmark": "B", "value": "1", "kind": "absolute", "confidence": 0.9},
            {"subject": "A", "benchmark": None, "value": "2", "kind": "absolute", "confidence": 0.9},
            {"subject": "A", "benchmark": None, "value": "3", "kind": "absolute", "confidence": 0.2},
        ],
    )
    kept = confident(full, 0.5)
    assert [e.name for e in kept.entities] == ["A"]
    assert [r.tail for r in kept.relations] == ["@paper"]
    assert [r.value for r in kept.results] == ["2"]


def test_an_entry_without_confidence_stays():
    assert confident(record(1, entities=[entity("A")]), 0.99).entities
