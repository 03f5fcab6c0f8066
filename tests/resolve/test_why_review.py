from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.resolve import Curation, merge_papers, resolve_all, review, why
from kg.resolve.readings import Readings

from .make import LOREM, entity, graph, record

GRPO = entity("GRPO", "Method", aliases=["Group Relative Policy Optimization"])


def held(explanation):
    return {check.rule: check.holds for check in explanation.checks}


def test_a_merge_is_explained_by_its_reasons():
    knowledge = graph([("2401.00001", [], [GRPO]), ("2401.00002", [], [entity("GRPO", "Method")])])
    found = why("GRPO", "Group Relative Policy Optimization", knowledge)
    assert found.same
    assert found.merges
    assert "spelled out in paper/arxiv-2401.00001" in {merge.reason for merge in found.merges}


def test_versions_are_explained_as_two():
    names = ["Qwen2.5-VL-7B", "Qwen2.5-VL-3B"]
    knowledge = graph([("2401.00001", [], [entity(name, "Model") for name in names])])
    found = why(*names, knowledge)
    assert not found.same
    assert not held(found)["same numbers (size, version)"]
    assert not held(found)["no paper names both as two things"]


def test_what_papers_of_both_name_is_shown():
    tie, pair = entity("wheat breeding", "Task"), ("SeedBench", "SEED-Bench v2")
    papers = [[entity(name, "Benchmark"), tie] for name in pair]
    crowd = [[entity(f"model {n}", "Model")] for n in range(100)]
    listing = [(f"2401.{n:05}", [], rows) for n, rows in enumerate([*papers, *crowd])]
    found = why(*pair, graph(listing))
    assert held(found)["papers of both name another uncommon thing"]
    everywhere = [(key, people, [*rows, tie]) for key, people, rows in listing]
    assert not held(why(*pair, graph(everywhere)))["papers of both name another uncommon thing"]


def test_people_and_papers_are_explained():
    knowledge = graph([("2401.00001", ["Lei Li", "A B"], []), ("2402.00001", ["Lei Li", "C D"], [])])
    first, second = (paper.authorships[0].person for paper in knowledge.papers)
    found = why(first, second, knowledge)
    assert held(found)["names can be one"]
    assert not held(found)["shared co-authors"]
    papers = why("2401.00001", "arXiv:2402.00001", knowledge)
    assert papers.kind == "paper"
    assert not held(papers)["same arXiv id"]


def test_unknown_names_and_mixed_kinds_are_usage_errors():
    knowledge = graph([("2401.00001", ["Lei Li"], [GRPO])])
    with pytest.raises(UsageError, match="nothing is called 'Nobody'"):
        why("Nobody", "GRPO", knowledge)
    with pytest.raises(UsageError, match="two kinds"):
        why("Lei Li", "GRPO", knowledge)


def test_review_ranks_doubt_times_effect_and_answers_work():
    papers = [
        (
            f"2401.0000{n}",
            [],
            [entity("Alpha", "Model"), entity("GSM8K", "Benchmark")],
            [("Alpha", "evaluated_on", "GSM8K")],
        )
        for n in range(3)
    ]
    papers.append(
        ("2402.00001", [], [entity("GSM8K", "Dataset"), entity("Beta", "Model")], [("Beta", "uses", "GSM8K")])
    )
    knowledge = graph(papers)
    items = review(knowledge)
    assert [item.kind for item in items].count("statement") == 2
    doubts = [(1 - item.confidence) * item.effect for item in items]
    assert doubts == sorted(doubts, reverse=True)
    (typed,) = [item for item in items if item.kind == "merge"]
    again = graph(papers, curation=Curation((typed.reject,)))
    assert {e.type for e in again.entities if e.name == "GSM8K"} == {"Dataset"}
    rejected = next(item for item in items if item.kind == "statement")
    left = graph(papers, curation=Curation((rejected.reject,)))
    assert len(left.statements) < len(knowledge.statements)
    assert all(item.accept != rejected.accept for item in review(left, curation=Curation((rejected.reject,))))


def test_review_can_part_joined_listings():
    changed = LOREM.replace("nine games", "ten games")
    records = [record(abstract=LOREM), record(abstract=changed, arxiv_id="2401.00001", line=2)]
    merged = merge_papers(records)
    knowledge = resolve_all(merged.clusters, Readings({}), extractor="none", merges=merged.merges).knowledge
    (item,) = review(knowledge, clusters=merged.clusters)
    assert len(merge_papers(records, curation=Curation((item.reject,))).clusters) == 2
