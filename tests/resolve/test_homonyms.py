"""Different things that share a name: told apart by who introduces them, by kind, and by a head noun."""

from __future__ import annotations

import pytest

from kg.resolve import company, ties

from .make import entity, graph, graph_of


@pytest.fixture
def _large(monkeypatch):
    monkeypatch.setattr(ties, "LARGE", 2)


@pytest.mark.usefixtures("_large")
def test_what_a_paper_introduces_under_a_name_of_its_own_is_not_what_others_describe():
    own = [entity("ResDec", "Method", aliases=["residual decoding"], new=True)]
    described = [entity("residual decoding", "Method")]
    assert len(graph_of([own, described, described]).entities) == 2


@pytest.mark.usefixtures("_large")
def test_however_many_describe_it():
    own = [entity("CMA", "Method", aliases=["cross-modal alignment"], new=True)]
    described = [entity("cross-modal alignment", "Method")]
    assert len(graph_of([own, *[described] * 20]).entities) == 2


@pytest.mark.usefixtures("_large")
def test_a_name_that_others_give_too_is_not_of_its_own():
    own = [entity("RFT", "Method", aliases=["reinforcement fine-tuning"], new=True)]
    described = entity("reinforcement fine-tuning", "Method")
    others = [[entity("RFT", "Method", aliases=["reinforcement fine-tuning"])], *[[described]] * 10]
    assert len(graph_of([own, *others]).entities) == 1


@pytest.mark.usefixtures("_large")
def test_what_its_authors_describe_later_is_still_theirs():
    own = [entity("ResDec", "Method", aliases=["residual decoding"], new=True)]
    later = [entity("residual decoding", "Method")]
    team = ["Ada Byron", "Grace Holm"]
    papers = [("2401.00001", team, own), ("2402.00001", team, later)]
    assert len(graph(papers).entities) == 1


def test_in_a_small_collection_a_description_is_the_thing():
    own = [entity("ResDec", "Method", aliases=["residual decoding"], new=True)]
    assert len(graph_of([own, [entity("residual decoding", "Method")]]).entities) == 1


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (("Empathetic-Dialogues", "Benchmark"), ("empathetic dialogue", "Task"), 2),
        (("Connections", "Benchmark"), ("connection", "Metric"), 2),
        (("CommonsenseQA", "Benchmark"), ("commonsense QA", "Task"), 2),
        (("PCs", "Task"), ("PC", "Method"), 2),
        (("next-frame prediction", "Task"), ("next frame prediction", "Method"), 1),
        (("Image-Reward", "Metric"), ("ImageReward", "Benchmark"), 1),
        (("empathetic dialogue", "Benchmark"), ("empathetic dialogue", "Task"), 1),
    ],
)
@pytest.mark.usefixtures("_large")
def test_rare_names_of_another_kind_written_otherwise(one, other, count, monkeypatch):
    monkeypatch.setattr(company, "COMMON", 1)
    rows = [[entity(*one)], [entity(*other)]]
    assert len(graph_of(rows).entities) == count
    tie = entity("emotion recognition", "Task")
    assert len(graph_of([[*row, tie] for row in rows]).entities) == 2


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (("PQ", "Metric"), ("PQ", "Method"), 2),
        (("H2O", "Benchmark"), ("H2O", "Method"), 2),
        (("DINO", "Model"), ("DINO", "Method"), 1),
        (("retention", "Metric"), ("retention", "Method"), 1),
    ],
)
@pytest.mark.usefixtures("_large")
def test_few_letters_that_nobody_spells_out_mean_another_kind_of_thing_elsewhere(
    one, other, count, monkeypatch
):
    monkeypatch.setattr(company, "COMMON", 1)
    rows = [[entity(*one)], [entity(*one)], [entity(*other)]]
    assert len(graph_of(rows).entities) == count
    tie = entity("depth estimation", "Task")
    assert len(graph_of([[*row, tie] for row in rows]).entities) == 2


@pytest.mark.usefixtures("_large")
def test_a_second_name_that_both_give_ties_uses_of_another_kind():
    rows = [[entity("MCPP", kind, aliases=["robots that cover an area"])] for kind in ("Task", "Method")]
    assert len(graph_of(rows).entities) == 1


@pytest.mark.parametrize(
    ("kind", "name", "count"),
    [("Method", "SOAP", 2), ("Method", "Chimera", 2), ("Model", "Sundial", 1), ("Method", "FlowNet2", 1)],
)
@pytest.mark.usefixtures("_large")
def test_a_short_word_that_one_paper_introduces_is_also_another_thing(kind, name, count, monkeypatch):
    monkeypatch.setattr(company, "COMMON", 1)
    rows = [[entity(name, kind, new=True)], [entity(name, kind)]]
    assert len(graph_of(rows).entities) == count
    tie = entity("language model pretraining", "Task")
    assert len(graph_of([[*row, tie] for row in rows]).entities) == 2


@pytest.mark.usefixtures("_large")
def test_a_short_word_is_coined_anew_though_it_is_established(monkeypatch):
    monkeypatch.setattr(company, "COMMON", 1)
    own, others = [entity("FLUX", "Method", new=True)], [[entity("FLUX", "Model")]] * 12
    assert sorted(e.key for e in graph_of([own, *others]).entities) == ["method/flux", "model/flux"]
    tie = entity("image editing", "Task")
    assert len(graph_of([[*own, tie], *others, [*others[0], tie]]).entities) == 2


@pytest.mark.usefixtures("_large")
def test_the_capitals_of_a_short_coined_name_count():
    rows = [[entity("HyEnA", "Method", new=True)], [entity("Hyena", "Method")]]
    assert len(graph_of(rows).entities) == 2


@pytest.mark.usefixtures("_large")
def test_a_power_is_no_version():
    own = [entity("$R^3$", "Method", aliases=["Review-Rebuttal-Revision"], new=True)]
    assert len(graph_of([own, [entity("R3", "Method")]]).entities) == 2


@pytest.mark.parametrize(
    ("with_head", "word", "count"),
    [
        ("Coverage Score", "coverage", 2),
        ("Parameter scores", "parameters", 2),
        ("Silhouette Score", "Silhouette", 1),
        ("VQA score", "VQA", 1),
    ],
)
def test_a_word_in_small_letters_is_not_coined_though_a_title_capitalises_it(with_head, word, count):
    rows = [[entity(with_head, "Metric")], [entity(word, "Metric")], [entity(word, "Metric")]]
    assert len(graph_of(rows).entities) == count


@pytest.mark.parametrize(
    ("name", "kind", "alone", "count"),
    [
        ("LLM tasks", "Task", ("LLM", "Method"), 2),
        ("MMLU score", "Metric", ("MMLU", "Benchmark"), 2),
        ("MMLU dataset", "Dataset", ("MMLU", "Benchmark"), 1),
        ("NER task", "Task", ("NER", "Task"), 1),
    ],
)
def test_a_head_noun_says_something_where_the_rest_is_of_another_kind(name, kind, alone, count):
    found = graph_of([[entity(name, kind)], *[[entity(*alone)]] * 3])
    assert len(found.entities) == count


def test_a_slip_of_the_type_parts_nothing():
    assert len(graph_of([[entity("SPICE score", "Metric")], [entity("SPICE", "Method")]]).entities) == 1


def test_such_a_name_is_the_same_in_small_letters():
    names = ("Alignment Score", "alignment score", "alignment", "alignment")
    found = graph_of([[entity(name, "Metric")] for name in names])
    assert sorted(one.name for one in found.entities) == ["Alignment Score", "alignment"]


def test_a_paper_that_gives_the_word_alone_means_it():
    rows = [[entity("Robotics Tasks", "Task", aliases=["robotics"])], *[[entity("robotics", "Task")]] * 2]
    assert len(graph_of(rows).entities) == 1


def test_a_mechanism_is_not_who_it_is_named_after():
    rows = [[entity("Gaussian mechanism", "Method")], [entity("Gaussian", "Method")]]
    assert len(graph_of(rows).entities) == 2
