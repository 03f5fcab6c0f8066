"""What acronyms mean in papers that do not spell them out."""

from __future__ import annotations

import pytest

from kg.resolve import likeness
from kg.resolve.sightings import sight

from .make import annotate, entity, graph, graph_of


def test_an_acronym_that_a_paper_coins_is_not_read_as_elsewhere():
    stakes = entity("SIA", "Method", aliases=["stakeholder impact assessments"])
    papers = [(f"2401.0000{n}", [], [stakes]) for n in range(3)]
    own = entity("SIA", "Method", new=True)
    other = entity("SIA", "Method", aliases=["string-keyed learned index accelerator"])
    read = entity("SIA", "Method")
    found = graph(
        [*papers, ("2402.00001", [], [own]), ("2402.00002", [], [other]), ("2402.00003", [], [read])]
    )
    by_paper = {m.paper.removeprefix("paper/arxiv-"): m.entity for m in found.mentions}
    assert by_paper["2402.00003"] == by_paper["2401.00000"]
    assert by_paper["2401.00000"] not in (by_paper["2402.00001"], by_paper["2402.00002"])


def _bare_and_spelled_out(spelled, others, name="BAT"):
    """The entities of two papers that say a name, one of which spells it out, beside 1,000 others."""
    bat = entity(name, "Method", aliases=["binarization-aware training"])
    papers = [[bat, *others], [entity(name, "Method"), *others]]
    papers += [[entity(f"name {n // 50}", "Method")] for n in range(1000)]
    papers += [[bat]] * (spelled - 1)
    found = graph_of(papers)
    return [m.entity for m in found.mentions if m.surface == name][:2]


def test_a_short_acronym_that_one_paper_spells_out_is_not_read_elsewhere():
    first, second = _bare_and_spelled_out(1, [])
    assert first != second
    first, second = _bare_and_spelled_out(1, [], "BaT")
    assert first != second
    first, second = _bare_and_spelled_out(2, [])
    assert first == second


def test_a_short_acronym_is_read_in_the_company_of_the_same_things():
    first, second = _bare_and_spelled_out(1, [entity("XNOR-Net", "Model")])
    assert first == second


TREES, FIELDS = ["XGBoost", "LightGBM", "CatBoost"], ["NeRF", "ray marching", "view synthesis"]


def _meanings(beside, spelled):
    """What "RF" is in a paper that names other things, and in papers that spell it out in two ways."""
    forest = [entity("RF", "Method", aliases=["random forest"]), *(entity(n, "Method") for n in TREES)]
    field = [entity("RF", "Method", aliases=["radiance field"]), *(entity(n, "Method") for n in FIELDS)]
    bare = [entity("RF", "Method"), *(entity(name, "Method") for name in beside)]
    found = graph_of(
        [bare, *[forest] * spelled[0], *[field] * spelled[1], *[[entity("pruning", "Method")]] * 90]
    )
    named = [m.entity for m in found.mentions if m.surface == "RF"]
    return (named[0], named[1], named[1 + spelled[0]]), found.merges


@pytest.mark.parametrize(
    ("beside", "spelled", "meant"),
    [
        (TREES, (2, 2), 0),
        (FIELDS, (2, 2), 1),
        ([], (2, 2), None),
        (TREES[:1] + FIELDS[:1], (2, 2), None),
        (TREES, (1, 2), None),
        (FIELDS, (9, 2), 1),
        ([], (9, 2), 0),
    ],
)
def test_an_acronym_of_two_things_is_read_by_what_stands_beside_it(beside, spelled, meant, monkeypatch):
    monkeypatch.setattr(likeness, "COMMON", 1)
    monkeypatch.setattr(likeness, "COMMON_WORD", 1)
    (read, *longs), merges = _meanings(beside, spelled)
    assert [read == long for long in longs] == [meant == 0, meant == 1]
    if beside and meant is not None:
        assert any("read by what stands beside it" in merge.reason for merge in merges)


def test_the_case_of_many_letters_does_not_matter_to_what_they_are_short_for():
    def apart(spelled, bare, long):
        rows = [[entity(spelled, "Method", aliases=[long])]] * 2 + [[entity(bare, "Method")]]
        return len(graph_of(rows).entities)

    assert apart("FedAVG", "FedAvg", "federated averaging") == 1
    assert apart("VLLM", "vLLM", "vision large language model") == 2


def test_a_small_letter_before_capitals_is_another_name_however_well_known():
    def apart(bare):
        rows = [[entity("VLLM", "Method", aliases=["vision large language model"])]] * 6
        found = graph_of([*rows, [entity(bare, "Method")]])
        return len(found.entities)

    assert apart("vLLM") == 2
    assert apart("VLLMs") == apart("Vllm") == 1


def test_an_acronym_inside_the_long_form_of_another_may_be_spelled_out():
    longs = ["explainable AI", "explainable artificial intelligence"]
    papers = [(f"2401.0000{n}", [], [entity("XAI", "Method", aliases=[longs[n % 2]])]) for n in range(6)]
    assert len(graph([*papers, ("2402.00001", [], [entity("XAI", "Method")])]).entities) == 1


def test_an_acronym_is_read_before_a_head_noun():
    spelled = [entity("BLEU", "Metric", aliases=["bilingual evaluation understudy"])] * 4
    rows = [*spelled, entity("BLEU score", "Metric")]
    assert len(graph_of([one] for one in rows).entities) == 1


def test_a_metric_may_be_spelled_out_in_capitals_alone():
    spelled = [entity("FPS", "Metric", aliases=["frames per second"])] * 3
    rows = [*spelled, entity("fps", "Metric")]
    assert len(graph_of([one] for one in rows).entities) == 1


def test_one_word_before_brackets_spells_out_an_acronym():
    perplexity = entity("perplexity", "Metric", aliases=["PPL"])
    shown = sight(annotate("paper/a", "We report perplexity (PPL).", [perplexity]))
    assert shown.spelled == ((0, 1, 0),)
    apart = sight(annotate("paper/a", "We report perplexity, or PPL.", [perplexity]))
    assert apart.spelled == ()


def test_the_word_before_brackets_is_the_meaning_that_others_give():
    spelled = entity("AE", "Method", aliases=["auto-encoder"])
    given = [entity("deep autoencoder (AE)", "Task"), entity("AE", "Method")]
    other = entity("AE", "Method", aliases=["adversarial examples"])
    found = graph_of([[spelled], [spelled], [other], [other], given])
    meant = [m.entity for m in found.mentions if m.surface == "AE"]
    assert meant[0] == meant[1] == meant[-1] != meant[2]


def test_an_alias_that_others_spell_the_acronym_out_with_is_its_meaning():
    spelled = [entity("BP", "Method", aliases=["back-propagation"])]
    other = [entity("BP", "Method", aliases=["belief propagation"])]
    alias = [entity("BP", "Method", aliases=["backpropagation"])]
    found = graph_of([spelled, spelled, other, other, alias])
    meant = [m.entity for m in found.mentions if m.surface == "BP"]
    assert meant[0] == meant[1] == meant[4] != meant[2]


def test_a_number_makes_an_acronym_known_in_small_letters():
    spelled = [[entity("GPT-4", "Model", aliases=["Generative Pretrained Transformer 4"])]] * 6
    found = graph_of([*spelled, *([entity(name, "Model")] for name in ("gpt-4", "GPT-4.0"))])
    assert len(found.entities) == 1


def test_a_number_inside_makes_an_acronym_known_in_any_case():
    spelled = [[entity("GSM8K", "Benchmark", aliases=["Grade School Math 8K"])]] * 2
    assert len(graph_of([*spelled, [entity("GSM8k", "Benchmark")]]).entities) == 1


def test_a_name_that_holds_the_acronym_does_not_spell_it_out():
    spelled = [[entity("HSIC", "Metric", aliases=["Hilbert-Schmidt independence criterion"])]] * 4
    longer = [entity("HSIC", "Metric", aliases=["HSIC estimate"])]
    assert len(graph_of([*spelled, longer]).entities) == 1


def test_nothing_has_no_acronyms():
    assert graph([]).entities == ()
