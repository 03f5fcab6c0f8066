"""The scores agree with the reference script on gold records that were damaged at random."""

import importlib.util
import json
import random
from pathlib import Path

import pytest

from kg.evaluate import score
from kg.extraction_records import parse

GOLD = Path(__file__).parents[2] / "../shared/gold"
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="the gold records are not beside the checkout")


def load_reference():
    spec = importlib.util.spec_from_file_location("reference_score", GOLD / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def damaged(record, chance):
    """The record with items dropped, retyped, renamed, doubled and invented."""
    entities = []
    for original in record["entities"]:
        if chance.random() < 0.15:
            continue
        entity = dict(original)
        if chance.random() < 0.15:
            entity["type"] = chance.choice(["Model", "Method", "Task"])
        if chance.random() < 0.15:
            entity["name"] = entity["name"].upper() + "s"
        if chance.random() < 0.1:
            entity["new"] = not entity.get("new")
        if chance.random() < 0.05:
            entities.append({"name": entity["name"], "type": "Metric", "aliases": ["invented"]})
        entities.append(entity)
    names = [entity["name"] for entity in entities] + ["@paper"]
    relations = [list(r) for r in record["relations"] if chance.random() < 0.8]
    relations += [[chance.choice(names), "uses", chance.choice(names)] for _ in range(2)]
    for relation in relations:
        if chance.random() < 0.1:
            relation[0] = "@paper"
    results = [dict(r) for r in record["results"] if chance.random() < 0.8]
    for result in results:
        if chance.random() < 0.2:
            result["metric"] = None
        if chance.random() < 0.2:
            result["benchmark"] = chance.choice([*names, None])
        if chance.random() < 0.2:
            result["value"] = " " + result["value"].replace("%", " percent")
    chance.shuffle(entities)
    return {**record, "entities": entities, "relations": relations, "results": results + results[:1]}


@needs_gold
@pytest.mark.parametrize("seed", range(5))
def test_same_figures_as_the_reference(seed):
    chance = random.Random(seed)
    gold = [json.loads(line) for line in (GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    predicted = [damaged(record, chance) for record in gold if chance.random() < 0.9]
    expected = load_reference().score(gold, predicted)

    scores = score(
        [parse(json.dumps(record).encode()) for record in gold],
        [parse(json.dumps(record).encode()) for record in predicted],
    )

    ours = {name: (tally.right, tally.wrong, tally.missed) for name, tally in scores.rows()}
    theirs = {name: (tally.tp, tally.fp, tally.fn) for name, tally in expected.items()}
    assert ours == theirs
    for name, tally in scores.rows():
        assert (tally.precision, tally.recall, tally.f1) == pytest.approx(expected[name].prf())


def record(**fields):
    return parse(json.dumps({"id": "1", **fields}).encode())


def entity(name, kind="Model", **fields):
    return {"name": name, "type": kind, **fields}


def test_a_record_that_was_not_predicted_counts_as_missed():
    scores = score([record(entities=[entity("BERT")])], [])
    assert (scores.typed.right, scores.typed.wrong, scores.typed.missed) == (0, 0, 1)


def test_a_contribution_stands_for_its_paper():
    gold = record(
        entities=[entity("OVR", new=True), entity("GRPO", "Method")], relations=[["OVR", "uses", "GRPO"]]
    )
    predicted = record(
        entities=[entity("OVR"), entity("GRPO", "Method")], relations=[["@paper", "uses", "GRPO"]]
    )
    assert score([gold], [predicted]).relations.f1 == 1.0


def test_a_wrong_type_counts_as_entity_but_not_as_typed():
    scores = score([record(entities=[entity("BERT")])], [record(entities=[entity("bert", "Method")])])
    assert (scores.entities.f1, scores.typed.f1) == (1.0, 0.0)


def test_perfect_records_score_one():
    gold = record(
        entities=[entity("OVR"), entity("MATH500", "Benchmark")],
        results=[
            {
                "subject": "OVR",
                "benchmark": "MATH500",
                "metric": "accuracy",
                "value": "95.3%",
                "kind": "absolute",
            }
        ],
    )
    scores = score([gold], [gold])
    assert scores.results_with_metric.f1 == scores.typed.f1 == 1.0
