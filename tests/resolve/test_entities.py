from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.resolve import MergeEntry, RejectEntry, RenameEntry, RetypeEntry, SplitEntry
from kg.resolve.acronyms import pairs_in
from kg.resolve.curation import Curation
from kg.resolve.sightings import sight
from kg.resolve.statements import mentions

from .make import annotate, entity, graph, graph_of


def named(knowledge):
    return {e.key: e for e in knowledge.entities}


def test_spelling_makes_no_difference():
    found = graph(
        [
            ("2401.00001", [], [entity("vision-language models", "Method")]),
            ("2401.00002", [], [entity("Vision Language Model", "Method")]),
            ("2401.00003", [], [entity("vision-language models", "Method")]),
        ]
    )
    (one,) = found.entities
    assert one.aliases
    assert {m.entity for m in found.mentions} == {one.key}
    assert any("case" in merge.reason for merge in found.merges)


def test_sizes_and_versions_never_merge_and_link_to_their_family():
    names = ["Qwen2.5-VL-7B", "Qwen2.5-VL-3B", "Qwen2.5-VL", "GRPO", "T-GRPO"]
    found = named(graph([("2401.00001", [], [entity(n, "Model") for n in names])]))
    assert len(found) == 5
    assert found["model/qwen2.5-vl-7b"].variant_of == "model/qwen2.5-vl"
    assert found["model/t-grpo"].variant_of is None


def test_a_version_given_as_alias_merges_nothing():
    found = graph(
        [
            ("2401.00001", [], [entity("Qwen2.5-VL-7B", "Model", aliases=["Qwen2.5-VL"])]),
            ("2401.00002", [], [entity("Qwen2.5-VL", "Model")]),
        ]
    )
    assert set(named(found)) == {"model/qwen2.5-vl-7b", "model/qwen2.5-vl"}


def test_acronyms_meet_their_expansion_across_papers():
    found = graph(
        [
            ("2401.00001", [], [entity("GRPO", "Method", aliases=["Group Relative Policy Optimization"])]),
            ("2401.00002", [], [entity("GRPO", "Method")]),
            ("2401.00003", [], [entity("group relative policy optimization", "Method")]),
        ]
    )
    assert len(found.entities) == 1


def test_one_acronym_with_two_expansions_is_two_things():
    attack = entity("ASR", "Metric", aliases=["attack success rate"])
    speech = entity("ASR", "Task", aliases=["automatic speech recognition"])
    papers = [(f"2401.0000{n}", [], [attack]) for n in range(4)]
    papers += [(f"2402.0000{n}", [], [speech]) for n in range(4)]
    papers += [("2403.00001", [], [entity("ASR", "Metric")]), ("2403.00002", [], [entity("ASR", "Dataset")])]
    found = graph(papers)
    by_paper = {m.paper: m.entity for m in found.mentions}
    assert by_paper["paper/arxiv-2403.00001"] == by_paper["paper/arxiv-2401.00000"]
    assert len({by_paper[f"paper/arxiv-{p}"] for p in ("2401.00000", "2402.00000", "2403.00002")}) == 3


def test_two_papers_that_introduce_one_name_introduce_two_things():
    star = entity("STAR", "Method", new=True)
    found = graph([("2401.00001", ["A B"], [star]), ("2402.00001", ["C D"], [star])])
    assert set(named(found)) == {"method/star~arxiv-2401.00001", "method/star~arxiv-2402.00001"}


def test_a_description_is_anyones_but_that_of_the_paper_which_introduces_it():
    loss, new = entity("alignment loss", "Method"), entity("alignment losses", "Method", new=True)
    found = graph(
        [("2401.00001", ["A B"], [new]), ("2402.00001", ["C D"], [loss]), ("2403.00001", [], [loss])]
    )
    by_paper = {m.paper: m.entity for m in found.mentions}
    assert len(found.entities) == 2
    assert by_paper["paper/arxiv-2402.00001"] == by_paper["paper/arxiv-2403.00001"]


def test_an_alias_that_only_says_what_a_thing_is_joins_and_one_that_narrows_it_does_not():
    papers = [entity("vision-language-action models", "Method", aliases=["VLA"])] * 3
    papers += [entity("VLA", "Method", aliases=["vision-language-action"])] * 9
    speech = [entity("TTS", "Task", aliases=["text-to-speech"])] * 9
    narrow = [entity("text-to-speech", "Task", aliases=["zero-shot TTS"])] * 3
    rows = [*papers, *speech, *narrow, entity("zero-shot TTS", "Task")]
    found = graph_of([one] for one in rows)
    assert len(found.entities) == 3


def test_a_letter_added_to_a_version_spells_out_nothing():
    found = graph(
        [
            ("2401.00001", [], [entity("GPT4", "Model", aliases=["GPT-4V"])]),
            ("2401.00002", [], [entity("GPT-4", "Model")]),
            ("2401.00003", [], [entity("GPT-4V", "Model")]),
        ]
    )
    by_paper = {m.paper[-1]: m.entity for m in found.mentions}
    assert by_paper["1"] == by_paper["2"] != by_paper["3"]


def by_alias(one, other, kind, *, times=3, alone=(1, 1)):
    """How many things are left where papers give one name as alias of the other; others name each alone."""
    alias = entity(one, kind, aliases=[other])
    papers = [alias] * times + [entity(one, kind)] * alone[0] + [entity(other, kind)] * alone[1]
    return len(graph_of([found] for found in papers).entities)


def test_an_alias_that_many_papers_give_joins_though_one_names_both():
    alias = entity("vision-language-action model", "Method", aliases=["vision-language-action"])
    both = [entity("vision-language-action model", "Method"), entity("vision-language-action", "Method")]
    for giving, count in ((5, 1), (4, 2)):
        rows = [[alias]] * giving + [both]
        assert len(graph_of(rows).entities) == count


def test_an_alias_that_few_of_many_papers_give_joins_nothing():
    assert by_alias("surrogate modeling", "surrogate model", "Method", alone=(30, 40)) == 2
    assert by_alias("surrogate modeling", "surrogate model", "Method") == 1


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("inference speed", "inference time", "Metric"),
        ("time complexity", "space complexity", "Metric"),
        ("language models", "PLMs", "Method"),
        ("MEL", "entity linking", "Task"),
    ],
)
def test_an_alias_of_other_words_joins_nothing(one, other, kind):
    assert by_alias(one, other, kind, times=6) == 2


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("OOD detection", "out-of-distribution detection", "Task"),
        ("MC-Dropout", "Monte Carlo dropout", "Method"),
        ("surrogate modeling", "surrogate model", "Method"),
        ("user experience", "UX", "Metric"),
    ],
)
def test_an_alias_of_the_same_words_or_letters_joins(one, other, kind):
    assert by_alias(one, other, kind) == 1


def test_a_paper_that_introduces_an_acronym_means_its_own():
    spelled = [entity("ROM", "Method", aliases=["reduced-order model"])] * 9
    own = entity("ROM", "Method", new=True)
    found = graph_of([one] for one in [*spelled, own])
    assert len(found.entities) == 2


def test_a_longer_name_before_an_acronym_shows_that_a_name_is_cut_short():
    text = "A re-weighted representation learning (RRL) module."
    cut = entity("representation learning", "Task", aliases=["RRL"])
    assert sight(annotate("paper/a", text, [cut])).spelled == ()
    assert list(pairs_in(text)) == [("RRL", "re-weighted representation learning")]


def test_a_team_that_introduces_a_name_twice_means_one_thing():
    star = entity("STAR", "Method", new=True)
    authors = ["Yana Wei", "Kangheng Lin"]
    found = graph([("2401.00001", authors, [star]), ("2402.00001", authors, [star])])
    assert set(named(found)) == {"method/star"}


def test_mentions_go_to_the_paper_that_introduces():
    found = graph(
        [
            ("2401.00001", ["A B"], [entity("STAR", "Method", new=True)]),
            ("2405.00001", ["C D"], [entity("STAR", "Method")]),
        ]
    )
    assert len(found.entities) == 1


def test_a_name_known_before_is_another_thing():
    found = graph(
        [
            ("2301.00001", ["C D"], [entity("STAR", "Method")]),
            ("2401.00001", ["A B"], [entity("STAR", "Method", new=True)]),
        ]
    )
    assert len(found.entities) == 2


def test_types_are_settled_by_vote():
    papers = [(f"2401.0000{n}", [], [entity("GSM8K", "Benchmark")]) for n in range(3)]
    found = graph([*papers, ("2401.00009", [], [entity("GSM8K", "Dataset")])])
    assert set(named(found)) == {"benchmark/gsm8k"}
    assert any("Dataset in 1 of 4" in merge.reason for merge in found.merges)


def test_an_organization_and_its_model_stay_two():
    papers = [(f"2401.0000{n}", [], [entity("DeepSeek", "Organization")]) for n in range(3)]
    papers += [(f"2402.0000{n}", [], [entity("DeepSeek", "Model")]) for n in range(3)]
    assert set(named(graph(papers))) == {"organization/deepseek", "model/deepseek"}


def test_a_general_alias_joins_nothing():
    names = ["OVR", "PerPO", "Loong", "UTR"]
    papers = [
        (
            f"2401.0000{n}",
            [f"Author {name}"],
            [entity(name, "Model", aliases=["model", "the Framework"], new=True)],
        )
        for n, name in enumerate(names)
    ]
    assert len(graph(papers).entities) == 4


def test_names_that_a_paper_holds_apart_are_not_joined_by_aliases():
    papers = [(f"2401.0000{n}", [], [entity("Alpha", "Model", aliases=["Beta"])]) for n in range(3)]
    papers += [("2402.00001", [], [entity("Alpha", "Model"), entity("Beta", "Model")])]
    assert len(graph(papers).entities) == 2
    assert len(graph(papers[:3]).entities) == 1


def test_statements_use_canonical_keys_and_the_paper_itself():
    found = graph(
        [
            (
                "2401.00001",
                [],
                [
                    entity("OVR", "Model", new=True),
                    entity("MATH500", "Benchmark"),
                    entity("accuracy", "Metric"),
                ],
                [("OVR", "evaluated_on", "MATH500"), ("@paper", "uses", "OVR"), ("OVR", "uses", "OVR")],
                [("OVR", "MATH500", "accuracy", "95.3%"), ("@paper", None, "speed", "fast")],
            )
        ]
    )
    assert [(s.subject, s.predicate, s.object) for s in found.statements] == [
        ("model/ovr", "evaluated_on", "benchmark/math500"),
        ("paper/arxiv-2401.00001", "uses", "model/ovr"),
    ]
    first, second = found.scores
    assert (first.benchmark, first.metric, first.number, first.unit) == (
        "benchmark/math500",
        "metric/accuracy",
        95.3,
        "%",
    )
    assert (second.metric, second.metric_text, second.number) == (None, "speed", None)
    assert found.statements[0].evidence.text == "OVR. MATH500. accuracy."


def test_curation_is_replayed():
    papers = [
        (
            "2401.00001",
            [],
            [entity("Alpha", "Model"), entity("MATH500", "Benchmark")],
            [("Alpha", "evaluated_on", "MATH500")],
        ),
        ("2401.00002", [], [entity("Beta", "Model")]),
    ]
    entries = (
        MergeEntry("model/alpha", ("model/beta",)),
        RenameEntry("model/alpha", "Alpha One"),
        RetypeEntry("benchmark/math500", "Dataset"),
        RejectEntry("model/alpha", "evaluated_on", "benchmark/math500"),
    )
    found = graph(papers, curation=Curation(entries))
    assert set(named(found)) == {"model/alpha-one", "dataset/math500"}
    assert found.statements == ()
    split = Curation((SplitEntry("method/alpha", papers=("paper/arxiv-2401.00002",)),))
    both = [("2401.00001", [], [entity("Alpha", "Method")]), ("2401.00002", [], [entity("Alpha", "Method")])]
    assert len(graph(both).entities) == 1
    assert len(graph(both, curation=split).entities) == 2


names = st.text(min_size=1, max_size=30) | st.sampled_from(
    ["GRPO", "grpo", "$\\beta$-VAE", "β-VAE", "LLMs", "+", "☃"]
)
kinds = st.sampled_from(["Model", "Method", "Dataset", "Benchmark", "Task", "Metric", "Organization"])
entities = st.builds(
    lambda name, kind, aliases, new: entity(name, kind, aliases=aliases, new=new),
    names,
    kinds,
    st.lists(names, max_size=3),
    st.booleans(),
)
records = st.lists(st.lists(entities, max_size=4, unique_by=lambda e: e.name), min_size=1, max_size=5)


@settings(deadline=None, max_examples=60)
@given(records)
def test_any_names_give_unique_keys_and_lose_no_mention(rows):
    found = graph([(f"2401.{n:05}", [f"Author {n % 2}"], row) for n, row in enumerate(rows)])
    keys = [e.key for e in found.entities]
    assert len(keys) == len(set(keys))
    assert {m.entity for m in found.mentions} <= set(keys)
    assert {m.paper for m in found.mentions} == {
        f"paper/arxiv-2401.{n:05}" for n, row in enumerate(rows) if row
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A wading bird flies. Group relative policy optimization lands. GRPO flies on.", 1),
        ("A wading bird flies. GRPO lands. Group relative policy optimization flies on.", 1),
        ("GRPO flies. A wading bird lands.", 0),
    ],
)
def test_a_mention_is_shown_by_name_and_not_by_a_loose_alias(text, shown):
    grpo = entity("GRPO", "Method", aliases=("Group relative policy optimization", "wading bird"))
    (mention,) = mentions("paper/a", annotate("paper/a", text, [grpo]), ["method/grpo"])
    assert mention.evidence.text == text.split(". ")[shown] + "."
