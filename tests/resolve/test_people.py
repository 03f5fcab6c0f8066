from __future__ import annotations

from kg.records import Author
from kg.resolve import MergeEntry, SplitEntry, merge_papers, resolve
from kg.resolve.curation import EMPTY, Curation

from .make import record


def people_of(*author_lists, curation=EMPTY):
    """The key of each author of each paper; papers are numbered 2401.00001, 2401.00002 …"""
    records = [
        record(f"Paper {n}", authors=authors, arxiv_id=f"2401.{n:05}")
        for n, authors in enumerate(author_lists, 1)
    ]
    knowledge = resolve(merge_papers(records).clusters, {}, curation=curation, extractor="none")
    return [[a.person for a in paper.authorships] for paper in knowledge.papers]


def test_a_shared_coauthor_makes_one_person():
    assert people_of(["Yana Wei", "Kangheng Lin"], ["Kangheng Lin", "Yana Wei"]) == [
        ["person/yana-wei", "person/kangheng-lin"],
        ["person/kangheng-lin", "person/yana-wei"],
    ]


def test_the_same_name_alone_stays_several_people():
    (first,), (second,) = people_of(["Lei Li"], ["Lei Li"])
    assert first != second
    assert first.startswith("person/lei-li~")


def test_affiliation_and_orcid_join():
    (a,), (b,) = people_of(
        [Author("Lei Li", affiliations=("CMU",))], [Author("Lei Li", affiliations=("cmu",))]
    )
    assert a == b == "person/lei-li"
    (a,), (b,) = people_of([Author("Lei Li", orcid="0000-0001")], [Author("L. Li", orcid="0000-0001")])
    assert a == b == "person/lei-li"


def test_initials_join_within_a_circle_only():
    rows = people_of(["Yana Wei", "Kangheng Lin"], ["Y. Wei", "K. Lin"], ["Y. Wei", "A. Other"])
    assert rows[0] == rows[1]
    assert rows[2][0] != rows[0][0]


def test_initials_that_fit_two_people_join_neither():
    rows = people_of(["Yana Wei", "Kangheng Lin"], ["Yan Wei", "Kangheng Lin"], ["Y. Wei", "Kangheng Lin"])
    assert len({row[0] for row in rows}) == 3


def test_two_in_one_list_are_two():
    rows = people_of(["Wei Wang", "Wei Wang", "Kangheng Lin"], ["Wei Wang", "Kangheng Lin"])
    assert len({*rows[0]}) == 3
    assert rows[1][0] not in rows[0]


def test_listings_of_one_paper_share_people():
    full = record("T", authors=["Yana Wei", "Jianjian Sun"], arxiv_id="2401.00001")
    short = record("T", authors=["Y. Wei", "J. Sun"], arxiv_id="2401.00001", line=2, authors_complete=False)
    knowledge = resolve(merge_papers([full, short]).clusters, {}, extractor="none")
    assert [(p.name, p.aliases) for p in knowledge.people] == [
        ("Jianjian Sun", ("J. Sun",)),
        ("Yana Wei", ("Y. Wei",)),
    ]
    assert [len(a.origins) for a in knowledge.papers[0].authorships] == [2, 2]
    assert [f.value for f in knowledge.papers[0].facts if f.field == "authors"] == [
        "Y. Wei, J. Sun et al.",
        "Yana Wei, Jianjian Sun",
    ]


def test_organizations_are_one_by_name():
    rows = people_of([Author("StepFun", "organization"), "Bin Wang"], [Author("Stepfun", "organization")])
    assert rows[0][0] == rows[1][0] == "person/stepfun"


def test_curation_of_people():
    merge = Curation((MergeEntry("person/lei-li", ()),))
    (a,), (b,) = people_of(["Lei Li"], ["Lei Li"], curation=merge)
    assert a == b
    split = Curation((SplitEntry("person/yana-wei", papers=("paper/arxiv-2401.00002",)),))
    rows = people_of(["Yana Wei", "Kangheng Lin"], ["Yana Wei", "Kangheng Lin"], curation=split)
    assert rows[0][0] != rows[1][0]
    assert rows[0][1] == rows[1][1]
