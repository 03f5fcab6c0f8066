from __future__ import annotations

from pathlib import Path

import pytest

from kg.records import PaperRecord
from kg.resolve import document, merge_papers, resolve_all
from kg.resolve.readings import Readings

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def merged():
    sources = pytest.importorskip("kg.sources")
    items = sources.read_paths([SEEDS])
    return merge_papers([item for item in items if isinstance(item, PaperRecord)])


@pytest.fixture(scope="module")
def knowledge(merged):
    return resolve_all(merged.clusters, Readings({}), extractor="none", merges=merged.merges).knowledge


def test_fifty_entries_are_forty_three_papers(merged):
    assert sum(len(cluster.records) for cluster in merged.clusters) == 50
    assert len(merged.clusters) == 43
    assert sorted(len(c.records) for c in merged.clusters if len(c.records) > 1) == [2, 2, 2, 2, 2, 3]
    assert sum(cluster.key.startswith("paper/arxiv-") for cluster in merged.clusters) == 18
    assert sum(document(cluster).title is not None for cluster in merged.clusters) == 11
    assert len(merged.merges) == 7


def test_the_paper_listed_three_times_has_what_each_listing_gives(knowledge):
    (paper,) = [p for p in knowledge.papers if p.arxiv_id == "2507.05255"]
    assert paper.title.startswith("Open Vision Reasoner: ")
    assert [a.written for a in paper.authorships] == ["Yana Wei", "Liang Zhao", "Jianjian Sun"]
    assert not paper.authors_complete
    assert {(d.kind, d.iso) for d in paper.dates} >= {("created", "2025-07-07"), ("updated", "2025-07-08")}
    assert paper.categories == ("CV",)
    assert paper.affiliations == ("tsinghua",)
    assert len({origin.file for origin in paper.origins}) == 3
    assert all(fact.origins for fact in paper.facts)


def test_teams_are_organisations_and_coauthors_make_people(knowledge):
    kinds = {person.name: person.kind for person in knowledge.people}
    assert kinds["StepFun"] == kinds["NextStep Team"] == "organization"
    papers = [p.key for p in knowledge.papers for a in p.authorships if a.person == "person/liang-zhao"]
    assert len(papers) > 3
