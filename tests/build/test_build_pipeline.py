"""What a build writes, what it does again, and what it leaves alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.build import build
from kg.errors import CurationError, SourceError, StoreError, UsageError
from tests.build.fake_extract import FakeExtractor
from tests.build.papers import write_papers

pytestmark = pytest.mark.usefixtures("extractor")
PAPERS = Path("papers")


def graph(output: str | Path = "output") -> bytes:
    return (Path(output) / "graph.ttl").read_bytes()


def test_it_reports_what_it_built(folder: Path) -> None:
    report = build([PAPERS])
    assert report.counts["papers"] == 14
    assert report.counts["models"] > 14
    assert report.counts["benchmarks"] == 1
    assert report.counts["results"] == 14
    assert report.files == (Path("output/graph.ttl"), Path("output/graph.html"))
    assert all(path.is_file() for path in report.files)
    assert (report.annotated, report.reused, report.unchanged) == (14, 0, False)
    assert report.problems == ()


def test_nothing_is_done_twice(folder: Path, extractor: FakeExtractor) -> None:
    build([PAPERS])
    before = [(path, path.stat().st_mtime_ns) for path in sorted(Path("output").glob("graph.*"))]
    report = build([PAPERS])
    assert report.unchanged
    assert (report.annotated, report.reused) == (0, 14)
    assert report.counts["papers"] == 14
    assert [(path, path.stat().st_mtime_ns) for path, _ in before] == before
    assert len(extractor.seen) == 14


def test_only_changed_papers_are_annotated_anew(folder: Path, extractor: FakeExtractor) -> None:
    build([PAPERS])
    extractor.seen.clear()
    write_papers(PAPERS / "b.jsonl", range(10, 16))
    report = build([PAPERS])
    assert len(extractor.seen) == 1
    assert (report.annotated, report.reused) == (1, 13)
    assert graph() == fresh(PAPERS)


def test_another_model_annotates_everything(folder: Path, extractor: FakeExtractor) -> None:
    build([PAPERS])
    extractor.seen.clear()
    report = build([PAPERS], model=Path("other"))
    assert report.annotated == 14
    extractor.seen.clear()
    assert build([PAPERS]).annotated == 0


@pytest.mark.parametrize("name", ["graph.ttl", "graph.html"])
@pytest.mark.parametrize("damage", ["gone", "cut", "changed"])
def test_damaged_output_is_mended(folder: Path, name: str, damage: str) -> None:
    build([PAPERS])
    path = Path("output") / name
    whole = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(whole[: len(whole) // 2] if damage == "cut" else whole.replace(b"Nova", b"Nora", 1))
    report = build([PAPERS])
    assert not report.unchanged
    assert report.annotated == 0
    assert path.read_bytes() == whole


def test_leftovers_of_a_killed_build_are_swept_up(folder: Path) -> None:
    Path("output").mkdir()
    Path("output/.graph.ttl.1234.tmp").write_text("half")
    build([PAPERS])
    assert sorted(path.name for path in Path("output").iterdir()) == [
        ".kg.lock",
        "graph.html",
        "graph.ttl",
        "kg.db",
    ]


def fresh(*paths: Path, **options: object) -> bytes:
    """The graph that a first build makes."""
    shutil.rmtree("fresh", ignore_errors=True)
    build(paths, output=Path("fresh"), **options)  # type: ignore[arg-type]
    return graph("fresh")


def test_the_order_of_files_does_not_matter(folder: Path) -> None:
    a, b = PAPERS / "a.jsonl", PAPERS / "b.jsonl"
    expected = fresh(a, b)
    assert fresh(b, a) == expected
    assert fresh(PAPERS) == expected
    assert fresh(b, PAPERS, a, a) == expected
    assert fresh(Path("./papers/../papers/b.jsonl"), a, b) == expected


def test_a_link_to_a_file_is_that_file(folder: Path) -> None:
    expected = fresh(PAPERS)
    Path("papers/c.jsonl").symlink_to("a.jsonl")
    assert fresh(PAPERS) == expected


def test_neither_hash_seed_nor_process_matters(folder: Path) -> None:
    graphs = set()
    for seed in ("0", "1", "random"):
        run_build(f"out-{seed}", "papers", PYTHONHASHSEED=seed)
        graphs |= {(graph(f"out-{seed}"), (Path(f"out-{seed}") / "graph.html").read_bytes())}
    assert len(graphs) == 1


def run_build(output: str, *paths: str, **environment: str) -> None:
    script = Path(__file__).parent / "fake_extract.py"
    root = str(Path(__file__).parents[2])
    subprocess.run(
        [sys.executable, str(script), output, "0", *paths],
        env=os.environ | {"PYTHONPATH": root} | environment,
        check=True,
    )


def test_names_with_blanks_and_other_scripts(folder: Path) -> None:
    odd = folder / "mes papiers ☃" / "été 論文 #1?.jsonl"
    odd.parent.mkdir()
    write_papers(odd, [1, 2])
    report = build([Path("mes papiers ☃")], output=Path("sortie à moi"))
    assert report.counts["papers"] == 2
    assert "論文".encode() in graph("sortie à moi") or b"%E8%AB%96" in graph("sortie à moi")
    assert build([Path("mes papiers ☃")], output=Path("sortie à moi")).unchanged


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_name_that_is_no_text_is_a_problem(folder: Path) -> None:
    shutil.copy("papers/a.jsonl", b"papers/\xff\xfe.jsonl")
    report = build([PAPERS])
    assert report.counts["papers"] == 14
    assert len(report.problems) == 1
    assert "\\xff\\xfe.jsonl" in str(report.problems[0])


def test_good_records_come_through_bad_files(folder: Path) -> None:
    (PAPERS / "empty.txt").touch()
    (PAPERS / "binary.bin").write_bytes(bytes(range(256)) * 8)
    report = build([PAPERS])
    assert report.counts["papers"] == 14
    assert {Path(problem.file).name for problem in report.problems} == {"empty.txt", "binary.bin"}
    assert build([PAPERS]).problems == report.problems


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 100])
def test_nothing_readable_leaves_the_graph_as_it_was(folder: Path, content: bytes) -> None:
    build([PAPERS])
    before = graph()
    (folder / "bad.txt").write_bytes(content)
    with pytest.raises(SourceError, match=r"bad\.txt"):
        build([Path("bad.txt")])
    assert graph() == before
    assert build([PAPERS]).unchanged


def test_an_empty_folder_is_said_to_be_empty(folder: Path) -> None:
    Path("nothing").mkdir()
    with pytest.raises(SourceError, match="nothing"):
        build([Path("nothing")])
    assert not Path("output").exists()


def test_a_missing_path_is_named(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.bib"):
        build([PAPERS, Path("nowhere.bib")])
    assert not Path("output").exists()


def test_without_paths_the_last_ones_are_read_again(folder: Path) -> None:
    build([PAPERS])
    write_papers(PAPERS / "c.jsonl", [20])
    assert build().counts["papers"] == 15
    assert graph() == fresh(PAPERS)


def test_without_paths_in_another_folder_nothing_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([PAPERS])
    before = graph()
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    with pytest.raises(UsageError, match="papers, which the graph was built from, is not there"):
        build(output=Path("../output"))
    assert graph("../output") == before


def test_without_paths_and_without_a_graph(folder: Path) -> None:
    with pytest.raises(UsageError, match="name the files"):
        build()
    assert not Path("output").exists()


def test_a_build_of_nothing_removes_only_its_own_files(folder: Path) -> None:
    Path("output").mkdir()
    Path("output/notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="name the files"):
        build()
    assert [file.name for file in Path("output").iterdir()] == ["notes.txt"]


def test_a_folder_that_cannot_be_written(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    Path("output").mkdir(mode=0o555)
    with pytest.raises(StoreError, match="cannot write to output"):
        build([PAPERS])


def test_an_output_that_is_a_file(folder: Path) -> None:
    Path("output").write_text("mine")
    with pytest.raises(StoreError, match="cannot write to output"):
        build([PAPERS])
    assert Path("output").read_text() == "mine"


def test_a_missing_curation_file_is_named(folder: Path) -> None:
    with pytest.raises(CurationError, match=r"curation\.toml"):
        build([PAPERS], curation=Path("curation.toml"))


def test_curation_is_replayed_and_its_stale_entries_reported(folder: Path) -> None:
    build([PAPERS])
    Path("c.toml").write_text(
        '[[rename]]\nkey = "model/nova-1b"\nname = "Supernova"\n\n'
        '[[rename]]\nkey = "model/no-such-thing"\nname = "X"\n'
    )
    report = build([PAPERS], curation=Path("c.toml"))
    assert b"Supernova" in graph()
    assert len(report.stale) == 1
    assert "no-such-thing" in report.stale[0]
    assert build([PAPERS], curation=Path("c.toml")).stale == report.stale
    Path("c.toml").write_text('[[rename]]\nkey = "model/nova-1b"\nname = "Hypernova"\n')
    assert build([PAPERS], curation=Path("c.toml")).stale == ()
    assert b"Hypernova" in graph()


def test_uncertain_statements_are_left_out_on_request(folder: Path, extractor: FakeExtractor) -> None:
    everything = build([PAPERS])
    surer = build([PAPERS], min_confidence=0.7)
    assert surer.annotated == 0
    assert everything.counts["results"] > 0 == surer.counts["results"]
    assert surer.counts["relations"] == everything.counts["relations"]
