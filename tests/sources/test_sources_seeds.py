"""The five seed listings, read as they are."""

import io
import itertools
from collections import Counter
from pathlib import Path

import pytest

from kg.records import PaperRecord, PartialDate, Problem
from kg.sources import read_paths
from kg.sources.read import read_source
from kg.sources.source import Source

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def items():
    return list(read_paths([ROOT / "seeds"]))


@pytest.fixture(scope="module")
def records(items):
    return [item for item in items if isinstance(item, PaperRecord)]


def _of(records, identifier):
    return [record for record in records if record.arxiv_id == identifier]


def _titled(records, start):
    return next(record for record in records if (record.title or "").startswith(start))


def test_fifty_entries_and_no_problem(items, records):
    assert len(records) == 50
    assert not [item for item in items if isinstance(item, Problem)]
    assert Counter(Path(r.origin.file).name[:3] for r in records) == dict.fromkeys(
        ("000", "001", "002", "003", "004"), 10
    )


def test_every_entry_has_a_whole_abstract(records):
    for record in records:
        assert record.abstract, record.origin
        assert record.abstract[0].isupper()
        assert record.abstract[-1] in ".1" or record.abstract.endswith(("livecc.", "SophiaVL-R1."))
        assert not record.abstract.startswith("Abstract")
        assert "arXiv:" not in record.abstract and "Created:" not in record.abstract


def test_eighteen_ids_and_eleven_titles(records):
    ids = [record.arxiv_id for record in records if record.arxiv_id]
    assert len(ids) == 20
    assert len(set(ids)) == 18
    assert sum(record.title is not None for record in records) == 11


def test_forty_three_papers_by_abstract(records):
    counts = Counter(record.abstract for record in records)
    assert len(counts) == 43
    assert sorted(counts.values(), reverse=True)[:7] == [3, 2, 2, 2, 2, 2, 1]


def test_merged_paper_in_three_listings(records):
    abstract = _titled(records, "Open Vision Reasoner").abstract
    same = [record for record in records if record.abstract == abstract]
    assert [Path(record.origin.file).name[:3] for record in same] == ["000", "001", "002"]
    assert [record.arxiv_id for record in same] == ["2507.05255", "2507.05255", None]
    assert same[0].dates == (
        PartialDate("2025-07-07", "created", "2025-07-07"),
        PartialDate("2025-07-08", "updated", "2025-07-08"),
    )
    listed = same[2]
    assert (
        listed.title
        == "Open Vision Reasoner: Transferring Linguistic Cognitive Behavior for Visual Reasoning"
    )
    assert [author.name for author in listed.authors] == ["Yana Wei", "Liang Zhao", "Jianjian Sun"]
    assert not listed.authors_complete
    assert listed.affiliations == ("tsinghua",)
    assert listed.categories == ("CV",)
    assert listed.dates == (PartialDate("2025-07-07", "listed", "Jul 7, 2025"),)
    assert listed.has_code


def test_dates_without_a_year_stay_without(records):
    stated = {r.title.split()[0]: r.dates[0].iso for r in records if r.title and r.dates[0].kind == "listed"}
    assert [date for date in stated.values() if date.startswith("--")] == ["--01-14", "--02-11", "--04-15"]


def test_notes_are_kept_apart(records):
    notes = sorted({note for record in records for note in record.comments})
    assert notes == [
        "12 pages, 3 figures",
        "34",
        "Accepted by ICLR2025. Project Page: https://ahnsun.github.io/UTR/",
        "Github page: https://github.com/linkangheng/PR1",
        "Technical report",
    ]
    accepted = next(record for record in records if record.venue)
    assert (accepted.venue, accepted.arxiv_id) == ("ICLR2025", "2502.12081")
    assert accepted.urls == ("https://ahnsun.github.io/UTR/",)
    [perception] = _of(records, "2504.07954")
    assert perception.urls == ("https://github.com/linkangheng/PR1",)
    assert perception.has_code


def test_organisations_in_author_lists(records):
    named = {a.name: a.kind for r in records for a in r.authors}
    assert {name for name, kind in named.items() if kind == "organization"} == {"NextStep Team", "StepFun"}


def test_full_author_list_and_title_before_an_abstract(records):
    [audio] = _of(records, "2502.11946")
    assert audio.title == "Step-Audio: Unified Understanding and Generation in Intelligent Speech Interaction"
    assert (audio.authors[0].name, len(audio.authors), audio.authors_complete) == ("Ailin Huang", 145, True)
    assert audio.abstract.startswith("Real-time speech interaction")


def test_text_is_decoded(records):
    assert any("Step-Audio 2, an end-to-end" in record.abstract for record in records)
    assert any(
        record.abstract.endswith("https://github.com/bytedance/video-SALMONN-2.") for record in records
    )
    assert any("extrapolation error by 433%." in record.abstract for record in records)
    assert any(r"10$\times$-20$\times$" in record.abstract for record in records)


def test_lines_point_at_the_entries(records):
    for record in records:
        lines = (ROOT / "seeds" / Path(record.origin.file).name).read_text().split("\n")
        stated = " ".join(lines[record.origin.line - 1 : record.origin.end_line])
        assert record.abstract[:40].split("~")[0][:25] in stated


def _read(text):
    return list(read_source(Source.open("paste", ".txt", io.BytesIO(text.encode()), {})))


def _said(items):
    return [
        (r.title, r.abstract, r.arxiv_id, r.comments, r.authors, r.dates)
        for r in items
        if isinstance(r, PaperRecord)
    ]


SEEDS = [path.read_text() for path in sorted((ROOT / "seeds").glob("*.txt"))]


@pytest.mark.parametrize("change", [("\n", "\r\n"), ("\n", "\n\n"), ("\n", "\n \t\n\n")])
def test_line_ends_and_blank_lines_change_nothing(change):
    for text in SEEDS:
        assert _said(_read("\ufeff\n" + text.replace(*change) + "\n")) == _said(_read(text))


@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_all_listings_in_one_file_in_any_order(separator):
    for order in itertools.islice(itertools.permutations(SEEDS), 0, None, 17):
        items = _read(separator.join(text.rstrip("\n") for text in order))
        assert _said(items) == [said for text in order for said in _said(_read(text))]
        assert len(items) == 50


def test_a_listing_cut_off_anywhere_keeps_what_is_whole():
    for text in SEEDS:
        whole = _said(_read(text))
        for place in range(1500, len(text), 1511):
            before, after = _said(_read(text[:place])), _said(_read(text[place:]))
            assert before[:-1] == whole[: len(before) - 1]
            assert len(after) < 2 or after[1:] == whole[1 - len(after) :]
