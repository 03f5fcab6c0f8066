from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kg.records import Author, Origin, PaperRecord
from kg.resolve import MergeEntry, SplitEntry, document, merge_papers
from kg.resolve.curation import Curation

from .make import LOREM, record


def keys(records, **options):
    return [cluster.key for cluster in merge_papers(records, **options).clusters]


def count(*records):
    return len(merge_papers(records).clusters)


def test_identifiers_join_and_name_the_paper():
    merge = merge_papers(
        [
            record("A title of some length", arxiv_id="2507.05255", line=1),
            record("Another title after revision", arxiv_id="2507.05255", arxiv_version=2, line=2),
            record("Published", doi="10.1145/1.2", line=3),
            record("published!", doi="10.1145/1.2", line=4),
        ]
    )
    assert [c.key for c in merge.clusters] == ["paper/arxiv-2507.05255", "paper/doi-10.1145-1.2"]
    assert [m.reason for m in merge.merges] == ["same arXiv id 2507.05255", "same DOI 10.1145/1.2"]


def test_an_arxiv_doi_is_an_arxiv_id():
    assert keys([record("A", doi="10.48550/arxiv.2507.05255"), record("B", arxiv_id="2507.05255")]) == [
        "paper/arxiv-2507.05255"
    ]


def test_two_arxiv_ids_are_never_one_paper():
    assert (
        count(
            record("T", abstract=LOREM, arxiv_id="2507.00001"),
            record("T", abstract=LOREM, arxiv_id="2507.00002"),
        )
        == 2
    )


def test_titles_join_with_authors_and_years():
    title = "Learning to Plan with Late Rewards"
    ours = record(title, authors=["Yana Wei", "Liang Zhao"], year=2024)
    assert (
        count(
            ours,
            record("Learning to plan with late rewards.", authors=["L. Zhao", "Y. Wei"], year=2025, line=2),
        )
        == 1
    )
    assert count(ours, record(title, authors=["Ann Other"], year=2024, line=2)) == 2
    assert count(ours, record(title, authors=["Yana Wei", "Liang Zhao"], year=2015, line=2)) == 2
    assert count(ours, record(title, line=2)) == 1


def test_short_titles_and_parts_prove_nothing():
    editorial = record("Editorial", authors=["Ann Lee"], year=2021)
    assert count(editorial, record("Editorial", authors=["Ann Lee"], year=2022, line=2)) == 2
    assert count(editorial, record("Editorial", authors=["Ann Lee"], year=2021, line=2)) == 1
    authors = ["Yana Wei", "Liang Zhao"]
    one = record("Learning to Plan: Part I", authors=authors, abstract=LOREM)
    two = record("Learning to Plan: Part II", authors=authors, abstract=LOREM + " More games follow.", line=2)
    assert count(one, two) == 2


def test_abstracts_join_through_layout_and_small_changes():
    wrapped = LOREM.replace(" ", "\n", 5).replace("small", "\\textit{small}").upper()
    changed = LOREM.replace("nine games", "ten games")
    assert (
        count(record(abstract=LOREM), record(abstract=wrapped, line=2), record(abstract=changed, line=3)) == 1
    )
    assert count(record(abstract=LOREM), record(abstract=LOREM[:220] + "…", line=2)) == 1
    assert (
        count(
            record(abstract=LOREM),
            record(abstract="Withdrawn.", line=2),
            record(abstract="Withdrawn.", line=3),
        )
        == 3
    )


def test_an_abstract_alone_names_the_paper_by_its_words():
    first = keys([record(abstract=LOREM, file="x.txt", line=9)])
    assert first == keys([record(abstract=LOREM.upper())])
    assert first[0].startswith("paper/a-")


def test_order_of_records_makes_no_difference():
    records = [
        record("Learning to Plan with Late Rewards", authors=["Yana Wei"], year=2024, line=n)
        for n in range(4)
    ] + [record(abstract=LOREM, line=9), record(abstract=LOREM, arxiv_id="2401.00001", line=10)]
    expected = merge_papers(records)
    for seed in range(5):
        random.Random(seed).shuffle(records)
        assert merge_papers(records) == expected


def test_document_holds_title_and_abstract_only():
    (cluster,) = merge_papers([record("A title", abstract=LOREM, comments=("12 pages",))]).clusters
    assert document(cluster).text == f"A title\n{LOREM}"
    assert document(cluster).id == cluster.key


def test_curation_merges_and_splits_papers():
    one, two = record("First title here", arxiv_id="2401.00001"), record("Other title", doi="10.1/x", line=2)
    merged = Curation((MergeEntry("paper/arxiv-2401.00001", ("paper/doi-10.1-x",)),))
    assert keys([one, two], curation=merged) == ["paper/arxiv-2401.00001"]
    same = [record(abstract=LOREM, arxiv_id="2401.00001"), record(abstract=LOREM, doi="10.1/x", line=2)]
    assert keys(same) == ["paper/arxiv-2401.00001"]
    split = Curation((SplitEntry("paper/arxiv-2401.00001", papers=("paper/doi-10.1-x",)),))
    assert keys(same, curation=split) == ["paper/arxiv-2401.00001", "paper/doi-10.1-x"]


texts = st.none() | st.text(max_size=60)
hostile = st.builds(
    PaperRecord,
    origin=st.builds(Origin, st.text(max_size=5), st.integers(1, 9), st.integers(1, 9)),
    title=texts,
    abstract=texts,
    authors=st.lists(st.builds(Author, st.text(max_size=12)), max_size=3).map(tuple),
    arxiv_id=st.none() | st.sampled_from(["2401.00001", "hep-th/9901001"]),
    doi=texts,
)


@given(st.lists(hostile, max_size=8))
def test_any_records_give_unique_keys_and_lose_nothing(records):
    merge = merge_papers(records)
    names = [cluster.key for cluster in merge.clusters]
    assert len(names) == len(set(names))
    assert sum(len(cluster.records) for cluster in merge.clusters) == len(records)
    assert merge_papers(records[::-1]) == merge
