"""Records become nodes, relations and roles at the right places of their texts."""

import json

import pytest

pytest.importorskip("torch")

from kg.extract.labels import ROLES, SPAN_LABELS
from kg.extraction_records import parse
from kg.learn.batches import IGNORED, collate
from kg.learn.check import problems
from kg.learn.examples import example
from tests.learn.conftest import RECORDS


def surface(made, node):
    words = made.features.words
    return made.features.text[words[node.start][0] : words[node.stop - 1][1]]


def record(**fields):
    made = {"id": 1, "abstract": "Heron uses Wren and gets 71.5% on BirdQA.", "entities": []}
    return parse(json.dumps({**made, **fields}).encode())


def test_every_surface_is_found(records, tokenizer):
    made = example(records[0], tokenizer)
    found = [(surface(made, node), SPAN_LABELS[node.label]) for node in made.nodes[1:]]
    assert sorted(found) == sorted(
        [("Heron-1", "Model")] * 3
        + [("Wren-7B", "Model")] * 2
        + [("accuracy", "Metric"), ("BirdQA", "Benchmark"), ("71.5%", "absolute")]
    )
    assert made.new == [True, False, False, False]
    assert len(made.relations) == 3


def test_roles_point_at_their_fillers(records, tokenizer):
    made = example(records[0], tokenizer)
    fillers = {ROLES[role]: {surface(made, made.nodes[i]) for i in nodes} for _, role, nodes in made.roles}
    assert fillers == {"subject": {"Heron-1"}, "benchmark": {"BirdQA"}, "metric": {"accuracy"}}


def test_the_longest_surface_wins(tokenizer):
    entities = [
        {"name": "Wren", "type": "Model", "aliases": []},
        {"name": "Wren and", "type": "Method", "aliases": []},
    ]
    made = example(record(entities=entities), tokenizer)
    assert [surface(made, node) for node in made.nodes[1:]] == ["Wren and"]


def test_a_measure_that_is_no_entity_becomes_a_node(tokenizer):
    results = [
        {"subject": "@paper", "benchmark": None, "metric": "gets", "value": "71.5%", "kind": "absolute"}
    ]
    made = example(record(results=results), tokenizer)
    assert [SPAN_LABELS[node.label] for node in made.nodes[1:]] == ["absolute", "measure"]
    assert made.roles == [(1, 0, (0,)), (1, 1, ()), (1, 2, (2,))]


def test_a_long_text_is_cut(tokenizer):
    made = example(record(abstract="Heron is a bird. " * 400), tokenizer)
    assert len(made.features.tokens) <= 512


def test_batches_are_padded_with_ignored_labels(records, tokenizer):
    batch = collate([example(records[0], tokenizer), example(record(), tokenizer)])
    words = [len(example(r, tokenizer).features.words) for r in (records[0], record())]
    assert batch.targets.span.shape[:2] == (2, max(words))
    assert (batch.targets.span[1, words[1] :] == IGNORED).all()
    assert (batch.targets.span[0] > 0).sum() == len(example(records[0], tokenizer).nodes) - 1
    assert batch.targets.relation.sum() == 3
    assert not batch.targets.judged[:, :, 0].any()


def test_good_records_have_no_problems():
    assert [problem for made in RECORDS for problem in problems(parse(json.dumps(made).encode()))] == []


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"abstract": " "}, "no title and no abstract"),
        ({"entities": [{"name": "Heron", "type": "Bird"}]}, "unknown entity type 'Bird'"),
        ({"entities": [{"name": "Crow", "type": "Model"}]}, "'Crow' is not in the text"),
        ({"entities": [{"name": "", "type": "Model"}]}, "'' is not in the text"),
        ({"relations": [["@paper", "likes", "Wren"]]}, "unknown relation 'likes'"),
        ({"relations": [["@paper", "uses", "Wren"]]}, "'Wren' in a relation is no entity"),
        ({"relations": [["Heron", "uses", "Wren"]]}, "'Heron' in a relation is no entity"),
    ],
)
def test_problems_are_named(fields, message):
    assert any(message in problem for problem in problems(record(**fields)))


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kind": "big"}, "unknown kind of result 'big'"),
        ({"subject": "Crow"}, "subject 'Crow'"),
        ({"benchmark": "Crow"}, "benchmark 'Crow'"),
        ({"value": "99%"}, "'99%' of a result is not in the text"),
        ({"value": ""}, "'' of a result is not in the text"),
        ({"metric": "F1"}, "'F1' of a result is not in the text"),
    ],
)
def test_problems_of_results_are_named(changed, message):
    result = {"subject": "@paper", "benchmark": None, "metric": None, "value": "71.5%", "kind": "absolute"}
    assert any(message in problem for problem in problems(record(results=[{**result, **changed}])))
