"""Which names are one name in other letters, and which only look like it."""

from __future__ import annotations

import pytest

from kg.resolve import company, ties
from kg.resolve.acronyms import pairs_in, senses
from kg.resolve.aliases import known_aliases
from kg.resolve.surfaces import normal, versions

from .make import entity, graph, graph_of


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("F1-macro", "macro F1", "Metric"),
        ("macro F1-score", "macro F1", "Metric"),
        ("R-squared", "$R^2$", "Metric"),
        ("LLM-as-a-Judge", "LLM-as-judge", "Method"),
        ("KV caches", "KV cache", "Method"),
        ("KV caching", "KV cache", "Method"),
        ("neural nets", "neural network", "Method"),
        ("vision-and-language model", "vision-language model", "Method"),
        ("Tanks and Temples", "Tanks & Temples", "Benchmark"),
        ("train time", "training time", "Metric"),
        ("foundational models", "foundation model", "Method"),
        ("multi-layered perceptron", "multilayer perceptron", "Method"),
        ("predictive accuracy", "prediction accuracy", "Metric"),
        ("dimension reduction", "dimensionality reduction", "Task"),
        ("multiple object tracking", "multi-object tracking", "Task"),
        ("GPT-4.0", "GPT-4", "Model"),
        ("tool usage", "tool use", "Task"),
        ("logic reasoning", "logical reasoning", "Task"),
        ("math reasoning", "mathematical reasoning", "Task"),
        ("visual foundation models", "vision foundation model", "Method"),
        ("compute cost", "computational cost", "Metric"),
        ("recall rate", "recall", "Metric"),
        ("F1-macro", "macro $F_1$", "Metric"),
        ("speed-ups", "speedup", "Metric"),
        ("mAP@.50", "mAP@0.5", "Metric"),
        ("domain adaption", "domain adaptation", "Task"),
        ("computing cost", "computational cost", "Metric"),
        ("large language model (LLM)-based agents", "large language model-based agents", "Method"),
        ("A$^*$ search", "A* search", "Method"),
        (r"$A^{\star}$", "A*", "Method"),
        ("attention mechanism", "attention", "Method"),
        ("message-passing mechanisms", "message passing", "Method"),
        ("mAP50", "mAP@0.5", "Metric"),
        ("AP$_{50}$", "AP@.5", "Metric"),
        ("mAP50-95", "mAP@[.5:.95]", "Metric"),
        ("mAP@50:95", "mAP@0.5:0.95", "Metric"),
        ("R-square", "R-squared", "Metric"),
        ("self-supervised", "self-supervised learning", "Method"),
        ("text-to-video synthesis", "text-to-video", "Task"),
        ("DeepSeek's R1", "DeepSeek-R1", "Model"),
        ("Cohen’s kappa", "Cohen Kappa", "Metric"),
        ("macro-averaged F1", "macro F1", "Metric"),
        ("convolutional networks", "CNN", "Method"),
    ],
)
def test_ways_to_write_one_name_meet(one, other, kind):
    rows = [[entity(one, kind)], [entity(other, kind)]]
    assert len(graph_of(rows).entities) == 1


def test_words_in_another_order_meet_in_any_spelling():
    names = ["MacroF1", "macro F1", "F1-macro"]
    assert len(graph_of([entity(name, "Metric")] for name in names).entities) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CV@R", "CVR"),
        ("R", "r"),
        ("GaMS", "GAM"),
        ("GPT-4.1", "GPT-4"),
        ("10-shot F1", "1-shot F10"),
        ("LogicAL", "Logic"),
        ("mAP@5", "mAP@.5"),
        ("RRT*", "RRT"),
        ("V* Bench", "VBench"),
        (r"VPQ$_\infty$", "VPQ"),
        ("R@1", "R1"),
        ("B@4", "B4"),
        ("mAP@50", "mAP50"),
        ("AP40", "AP@0.4"),
        ("mAP50", "mAP50-95"),
        ("Win Rate", "Win"),
        ("PixArt", r"PixArt-$\Sigma$"),
        (r"$\Delta$", r"$\delta$"),
        ("U-Net", "U-Network"),
    ],
)
def test_names_that_look_alike_stay_apart(one, other):
    rows = [[entity(one, "Metric")], [entity(other, "Metric")]]
    assert len(graph_of(rows).entities) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (("TITAN", "Model"), ("Titans", "Method"), 2),
        (("FLASK", "Benchmark"), ("Flask", "Method"), 2),
        (("SCORE", "Metric"), ("score", "Metric"), 2),
        (("NVIDIA", "Organization"), ("Nvidia", "Organization"), 1),
        (("ReACT", "Method"), ("REACT", "Model"), 1),
    ],
)
def test_an_acronym_is_not_the_word_it_looks_like(one, other, count, monkeypatch):
    rows = [[entity(*one)], [entity(*other)]]
    assert len(graph_of(rows).entities) == 1
    monkeypatch.setattr(ties, "LARGE", 2)
    assert len(graph_of(rows).entities) == count


def test_a_greek_letter_is_not_the_acronym_that_it_is_called(monkeypatch):
    monkeypatch.setattr(ties, "LARGE", 2)
    rows = [[entity(r"$\gamma$", "Metric")], [entity("GAMMA", "Dataset")]]
    assert len(graph_of(rows).entities) == 2


def test_a_component_is_not_what_it_does():
    names = [entity("denoising mechanism", "Method"), entity("denoising", "Method")]
    assert len(graph_of([one] for one in names).entities) == 2


def test_a_coined_acronym_in_two_letters_is_not_that_in_one_word():
    apart = [
        ("2401.00001", [], [entity("T S", "Method", new=True)]),
        ("2401.00002", [], [entity("TS", "Method")]),
    ]
    assert len(graph(apart).entities) == 2


def test_an_acronym_is_the_word_it_looks_like_beside_the_same_uncommon_thing(monkeypatch):
    monkeypatch.setattr(ties, "LARGE", 2)
    monkeypatch.setattr(company, "COMMON", 1)
    both = [
        [entity(name, kind), entity("WikiText-103", "Benchmark")]
        for name, kind in (("MAMBA", "Model"), ("mamba", "Method"))
    ]
    found = graph_of(both)
    assert len(found.entities) == 2


def test_a_name_run_together_is_not_what_others_describe_in_words():
    for name, words in (("EEGEncoder", "EEG encoder"), ("Video-DeepResearch", "video deep research")):
        new, described = entity(name, "Method", new=True), entity(words, "Method")
        found = graph([("2401.00001", ["A B"], [new]), ("2402.00001", ["C D"], [described])])
        assert len(found.entities) == 2


@pytest.mark.parametrize(
    ("own", "others", "beside", "count"),
    [
        ("SeedBench", "SEED-Bench", [], 2),
        ("SeedBench", "SEED-Bench", ["wheat breeding"], 1),
        ("SeedBench", "seedbench", [], 1),
        ("GLM-5V-Turbo", "GLM-5v Turbo", [], 1),
    ],
)
def test_a_new_name_written_otherwise_is_another_thing(own, others, beside, count, monkeypatch):
    monkeypatch.setattr(company, "COMMON", 1)
    common = [entity(name, "Task") for name in beside]
    rows = [[entity(own, "Benchmark", new=True), *common], [entity(others, "Benchmark"), *common]]
    assert len(graph_of(rows).entities) == 1 + len(common)
    monkeypatch.setattr(ties, "LARGE", 2)
    assert len(graph_of(rows).entities) == count + len(common)


def test_words_with_one_beginning_are_not_one_word():
    assert senses({"supervised learning": 9, "super learner": 1}) == [
        ["supervised learning"],
        ["super learner"],
    ]
    assert len(senses({"dataset distillation": 9, "data distillation": 1})) == 2
    assert len(senses({"class activation maps": 9, "class activation mapping": 1})) == 1
    assert len(senses({"supervised fine-tuning": 9, "supervised fine-tuned": 1})) == 1
    assert len(senses({"language models": 9, "language modeling": 1})) == 2
    assert len(senses({"differential box counting": 9, "differentiable box-counting": 1})) == 2


def test_quantized_is_not_made_of_quantum():
    assert len(senses({"quantum neural networks": 9, "quantized neural networks": 1})) == 2
    assert len(senses({"binary neural networks": 9, "binarized neural networks": 1})) == 1


def test_an_acronym_in_brackets_inside_a_name_adds_nothing():
    names = ["text-to-image (T2I) models", "text-to-image models"]
    assert len(graph_of([entity(name, "Method")] for name in names).entities) == 1
    assert normal("SAM (ViT-H) encoder") != normal("SAM encoder")


@pytest.mark.parametrize(
    ("given", "long", "short"),
    [
        ("key-value (KV) cache", "key-value cache", "KV caches"),
        ("text-to-image (T2I) diffusion models", "text-to-image diffusion model", "T2I diffusion models"),
        ("Kullback-Leibler (KL) divergence", "Kullback-Leibler divergence", "KL divergence"),
    ],
)
def test_an_acronym_in_brackets_inside_a_name_may_stand_alone_if_two_papers_give_it(given, long, short):
    names = [given, given, long, short]
    rows = [[entity(name, "Method")] for name in names]
    assert len(graph_of(rows).entities) == 1
    assert len(graph_of(rows[1:]).entities) == 2


def test_an_acronym_in_brackets_that_papers_spell_out_differently_stands_for_none_of_it():
    names = ["anomaly (A) detection", "key-value (KV) store", "knowledge-vault (KV) store", "KV store"]
    assert len(graph_of([entity(name, "Method")] for name in 2 * names).entities) == 4


def test_a_well_known_acronym_of_a_metric_may_stand_inside_a_name():
    spelled = [entity("IoU", "Metric", aliases=["intersection over union"])] * 6
    rows = [*spelled, entity("mean IoU", "Metric"), entity("mean intersection over union", "Metric")]
    found = graph_of([one] for one in rows)
    assert len(found.entities) == 2


def test_a_2_in_an_acronym_stands_for_to():
    assert list(pairs_in("Models of text-to-image (T2I) generation.")) == [("T2I", "text-to-image")]
    assert list(pairs_in("An advantage actor-critic (A2C) agent.")) == []


def test_long_and_repetitive_names_take_no_time():
    long = "a " * 5000 + "b" * 5000
    found = graph(
        [("2401.00001", [], [entity("AB", "Method", aliases=[long]), entity(long + "-7B", "Model")])]
    )
    assert len(found.entities) == 2


def test_well_known_aliases_have_sources_and_equal_versions():
    rows = known_aliases()
    assert rows == tuple(dict.fromkeys(rows))
    for name, alias, source in rows:
        assert source.startswith(("https://", "http://"))
        assert versions(name) == versions(alias)
        assert normal(name) != normal(alias)
