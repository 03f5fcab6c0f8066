"""Adding and removing: the graph is always the one that a fresh build of what remains would make."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from kg.build import build
from kg.errors import SourceError, StoreError, UsageError
from kg.update import add, remove
from tests.build.fake_extract import FakeExtractor
from tests.build.papers import write_papers

pytestmark = pytest.mark.usefixtures("extractor")
PAPERS = Path("papers")


def graph(output: str | Path = "output") -> bytes:
    return (Path(output) / "graph.ttl").read_bytes()


def view(output: str | Path = "output") -> bytes:
    return (Path(output) / "graph.html").read_bytes()


def assert_fresh(*paths: str | Path) -> None:
    """The output is, byte for byte, what a first build of `paths` makes."""
    shutil.rmtree("fresh", ignore_errors=True)
    build([Path(path) for path in paths], output=Path("fresh"))
    assert graph() == graph("fresh")
    assert view() == view("fresh")


def test_adding_equals_building_from_all(folder: Path, extractor: FakeExtractor) -> None:
    build([PAPERS])
    write_papers(folder / "c.jsonl", [3, 40, 41])
    extractor.seen.clear()
    report = add([Path("c.jsonl")])
    assert len(extractor.seen) == 2
    assert (report.annotated, report.counts["papers"]) == (2, 16)
    assert_fresh(PAPERS, "c.jsonl")
    build()
    assert_fresh(PAPERS, "c.jsonl")


def test_adding_to_a_large_graph_annotates_in_another_process(
    folder: Path, extractor: FakeExtractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.build.assemble.MANY_PAPERS", 10)
    build([PAPERS])
    write_papers(folder / "c.jsonl", [3, 40, 41])
    extractor.seen.clear()
    assert add([Path("c.jsonl")]).annotated == 2
    assert extractor.seen == []
    assert_fresh(PAPERS, "c.jsonl")


def test_adding_does_not_look_at_the_old_files(folder: Path) -> None:
    build([PAPERS])
    write_papers(folder / "c.jsonl", [40])
    shutil.move("papers", "gone")
    assert add([Path("c.jsonl")]).counts["papers"] == 15


def test_adding_a_known_file_reads_it_again(folder: Path) -> None:
    build([PAPERS])
    write_papers(PAPERS / "b.jsonl", [9, 50])
    assert add([PAPERS / "b.jsonl"]).counts["papers"] == 10
    assert_fresh(PAPERS)


def test_adding_a_known_file_under_another_name(folder: Path) -> None:
    build([PAPERS])
    add([(folder / "papers" / "b.jsonl").absolute()])
    assert_fresh(PAPERS, (folder / "papers" / "b.jsonl").absolute())


def test_a_bad_file_adds_nothing(folder: Path) -> None:
    build([PAPERS])
    before = graph()
    (folder / "bad.txt").write_bytes(b"\x00\x01")
    with pytest.raises(SourceError, match=r"bad\.txt"):
        add([Path("bad.txt")])
    assert graph() == before
    assert build().unchanged


def test_adding_needs_paths_and_a_graph(folder: Path) -> None:
    with pytest.raises(UsageError, match="nothing to add"):
        add([])
    with pytest.raises(StoreError, match="holds no graph"):
        add([PAPERS])
    assert not Path("output").exists()


@pytest.mark.parametrize(
    "target",
    [
        "2501.00003",
        "arXiv:2501.00003v2",
        "https://arxiv.org/abs/2501.00003",
        "paper/arxiv-2501.00003",
        "rendering 3 kinds of landscape with Vega-3B",
    ],
)
def test_removing_a_paper(folder: Path, extractor: FakeExtractor, target: str) -> None:
    build([PAPERS])
    extractor.seen.clear()
    report = remove(target)
    assert report.counts["papers"] == 13
    assert "2501.00003" in report.notices[0]
    assert extractor.seen == []
    assert b"Nova-3B" not in graph()
    after = graph(), view()
    write_papers(PAPERS / "a.jsonl", [1, 2, 4, 5, 6, 7, 8])
    # The lines of the other papers in the file have moved, and with them what the graph says of their place.
    build()
    assert_fresh(PAPERS)
    assert after[0] != graph()


def test_removing_leaves_what_others_support(folder: Path) -> None:
    write_papers(PAPERS / "z.jsonl", [60])
    build([PAPERS])
    remove("2501.00060")
    (PAPERS / "z.jsonl").unlink()
    assert_fresh(PAPERS)


def test_removing_takes_every_listing_of_a_paper(folder: Path) -> None:
    write_papers(PAPERS / "z.jsonl", [3], comment="Accepted at a conference")
    build([PAPERS])
    assert remove("2501.00003").counts["papers"] == 13
    assert b"Nova-3B" not in graph()


def test_removing_by_doi(folder: Path) -> None:
    write_papers(PAPERS / "z.jsonl", [60], id="", doi="10.1000/xyz.60")
    build([PAPERS])
    assert remove("https://doi.org/10.1000/XYZ.60").counts["papers"] == 14


def test_what_was_removed_stays_out_until_it_is_added(folder: Path) -> None:
    write_papers(folder / "z.jsonl", [60])
    build([PAPERS, Path("z.jsonl")])
    remove("2501.00060")
    without = graph()
    report = build([PAPERS, Path("z.jsonl")])
    assert graph() == without
    assert any("2501.00060" in notice and "kg add brings it back" in notice for notice in report.notices)
    # A changed listing of it is known by its id.
    write_papers(folder / "z.jsonl", [60], title="Another title altogether for it")
    build([PAPERS, Path("z.jsonl")])
    assert graph() == without
    report = add([Path("z.jsonl")])
    assert report.counts["papers"] == 15
    assert any("is back" in notice for notice in report.notices)
    assert_fresh(PAPERS, "z.jsonl")


def test_removing_a_file(folder: Path) -> None:
    build([PAPERS])
    report = remove("papers/b.jsonl")
    assert report.counts["papers"] == 8
    assert_fresh("papers/a.jsonl")
    report = build([PAPERS])
    assert report.counts["papers"] == 8
    assert any("papers/b.jsonl" in notice for notice in report.notices)
    add([Path("papers/b.jsonl")])
    assert_fresh(PAPERS)


def test_removing_a_file_keeps_papers_that_others_list(folder: Path) -> None:
    write_papers(folder / "z.jsonl", [3, 60])
    build([PAPERS, Path("z.jsonl")])
    assert remove("z.jsonl").counts["papers"] == 14
    assert_fresh(PAPERS)


def test_removing_a_folder(folder: Path) -> None:
    write_papers(folder / "z.jsonl", [60])
    build([PAPERS, Path("z.jsonl")])
    assert remove("papers/").counts["papers"] == 1
    assert_fresh("z.jsonl")


def test_the_last_paper_may_go(folder: Path) -> None:
    write_papers(folder / "z.jsonl", [60])
    build([Path("z.jsonl")])
    assert remove("2501.00060").counts["papers"] == 0


@pytest.mark.parametrize("target", ["2501.99999", "nowhere.bib", "Rendering"])
def test_removing_what_is_not_there(folder: Path, target: str) -> None:
    build([PAPERS])
    before = graph()
    with pytest.raises(UsageError, match="no paper and no file"):
        remove(target)
    assert graph() == before


@pytest.mark.parametrize("target", ["", "  "])
def test_removing_nothing(folder: Path, target: str) -> None:
    build([PAPERS])
    with pytest.raises(UsageError, match="nothing to remove"):
        remove(target)


def test_a_title_with_a_slip_gets_a_suggestion(folder: Path) -> None:
    build([PAPERS])
    with pytest.raises(UsageError, match="did you mean 'Rendering 3 kinds"):
        remove("Rendring 3 kinds of landscape with Vega-3B")


def test_a_title_that_two_papers_have_is_not_guessed(folder: Path) -> None:
    write_papers(PAPERS / "z.jsonl", [60, 61], title="One title of two quite different papers")
    build([PAPERS])
    with pytest.raises(UsageError, match=r"names 2 papers: .*2501\.00060.*2501\.00061"):
        remove("One title of two quite different papers")


def test_updates_keep_the_settings_of_the_build(folder: Path) -> None:
    build([PAPERS], min_confidence=0.7)
    write_papers(folder / "z.jsonl", [60])
    report = add([Path("z.jsonl")])
    assert report.counts["results"] == 0
    shutil.rmtree("fresh", ignore_errors=True)
    build([PAPERS, Path("z.jsonl")], output=Path("fresh"), min_confidence=0.7)
    assert graph() == graph("fresh")


def test_a_damaged_store_is_set_aside_by_a_build_and_named_by_an_update(folder: Path) -> None:
    build([PAPERS])
    Path("output/kg.db").write_bytes(b"\x00rubbish" * 1000)
    with pytest.raises(StoreError, match="damaged"):
        add([PAPERS])
    report = build([PAPERS])
    assert any("damaged" in notice for notice in report.notices)
    assert report.counts["papers"] == 14
    assert_fresh(PAPERS)


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_updates_ends_in_a_fresh_graph(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    build([PAPERS])
    files = {Path("papers/a.jsonl"), Path("papers/b.jsonl")}
    for step in range(12):
        if len(files) < 2 or chance.random() < 0.6:
            numbers = sorted(chance.sample(range(1, 60), 4))
            file = write_papers(Path(f"f{step}.jsonl"), numbers, comment=f"Listing {step}")
            add([file])
            files.add(file)
        else:
            file = chance.choice(sorted(files))
            remove(file.as_posix())
            files.discard(file)
    assert_fresh(*sorted(files))
