"""What `diff` and `conflicts` find, and what they let pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build
from kg.errors import GraphError
from kg.graph import Graph
from kg.graph.unlike import unlike
from kg.update import add, conflicts, diff
from tests.build.papers import write_papers

pytestmark = pytest.mark.usefixtures("extractor")
PAPERS = Path("papers")
OTHER = Path("other")


def test_a_graph_does_not_differ_from_itself(folder: Path) -> None:
    build([PAPERS])
    build([PAPERS], output=OTHER)
    assert not diff(Path("output"), OTHER)
    assert not diff(Path("output/graph.ttl"), OTHER)


def test_an_added_paper_and_all_that_comes_with_it(folder: Path) -> None:
    build([PAPERS], output=OTHER)
    build([PAPERS])
    write_papers(folder / "z.jsonl", [60])
    add([Path("z.jsonl")])
    found = diff(OTHER, Path("output"))
    assert found
    assert [change.label for change in found.of("paper", "added")] == [
        "Rendering 60 kinds of landscape with Vega-4B"
    ]
    (paper,) = found.of("paper", "added")
    assert "title: " in paper.after
    assert "abstract: " not in paper.after
    assert "Nova-60B" in {change.label for change in found.of("entity", "added")}
    assert any(change.label.startswith("Nova-60B uses ") for change in found.of("claim", "added"))
    assert [change.after for change in found.of("score", "added") if "70.0%" in change.after]
    assert {change.what for change in found.changes} == {"added"}
    back = diff(Path("output"), OTHER)
    assert {change.what for change in back.changes} == {"gone"}
    assert len(back.changes) == len(found.changes)


def test_graphs_of_builds_and_other_files_are_compared_alike(folder: Path) -> None:
    build([PAPERS], output=OTHER)
    text = (PAPERS / "a.jsonl").read_text()
    (PAPERS / "a.jsonl").write_text(text.replace("53.3%", "54.3%"))
    build([PAPERS])
    write_papers(folder / "z.jsonl", [60])
    add([Path("z.jsonl")])
    files = [Path("output/graph.ttl"), OTHER / "graph.ttl"]
    for file in files:
        Graph.load(file).write(file.with_suffix(".nt"))
    whole = diff(*(file.with_suffix(".nt") for file in files))
    assert {change.what for change in whole.changes} == {"changed", "gone"}
    assert diff(*files) == whole
    assert diff(files[0], files[1].with_suffix(".nt")) == whole


def test_what_differs_is_cut_out_with_what_it_refers_to(folder: Path) -> None:
    build([PAPERS], output=OTHER)
    (PAPERS / "a.jsonl").write_text((PAPERS / "a.jsonl").read_text().replace("53.3%", "54.3%"))
    build([PAPERS])
    files = Path("output/graph.ttl"), OTHER / "graph.ttl"
    parts = unlike(*files)
    assert parts is not None
    for part, file in zip(parts, files, strict=True):
        whole = set(file.read_bytes().split(b" .\n"))
        assert set(part.split(b" .\n")) < whole
    assert any(b"54.3%" in line for line in parts[0].splitlines())
    assert not any(b"54.3%" in line for line in parts[1].splitlines())


def test_a_damaged_file_is_named_with_its_line(folder: Path) -> None:
    build([PAPERS])
    whole = Path("output/graph.ttl").read_bytes()
    Path("half.ttl").write_bytes(whole[: whole.rindex(b'"')])
    with pytest.raises(GraphError, match=r"half\.ttl:\d+: not valid"):
        diff(Path("output"), Path("half.ttl"))
    Path("bad.ttl").write_bytes(whole + b"nonsense .\n")
    with pytest.raises(GraphError, match=r"bad\.ttl:\d+: not valid"):
        diff(Path("output"), Path("bad.ttl"))


def test_a_changed_score_is_one_change(folder: Path) -> None:
    build([PAPERS], output=OTHER)
    text = (PAPERS / "a.jsonl").read_text()
    (PAPERS / "a.jsonl").write_text(text.replace("53.3%", "54.3%"))
    build([PAPERS])
    (score,) = diff(OTHER, Path("output")).of("score", "changed")
    assert score.label.startswith("Vega-3B on WORLDBENCH")
    assert "53.3%" in score.before
    assert "54.3%" in score.after
    (paper,) = diff(OTHER, Path("output")).of("paper", "changed")
    assert "54.3%" in paper.after


def test_another_spelling_of_a_name_changes_only_the_thing(folder: Path) -> None:
    build([PAPERS], output=OTHER)
    Path("curation.toml").write_text('[[rename]]\nkey = "model/nova-1b"\nname = "NOVA-1B"\n')
    build([PAPERS], curation=Path("curation.toml"))
    (change,) = diff(OTHER, Path("output")).changes
    assert (change.kind, change.what) == ("entity", "changed")
    assert ("Nova-1B" in change.before, "NOVA-1B" in change.after) == (True, True)


def test_a_listing_that_moved_is_no_change(folder: Path) -> None:
    build([PAPERS], output=OTHER)
    text = (PAPERS / "a.jsonl").read_text().splitlines(keepends=True)
    (PAPERS / "a.jsonl").write_text("".join(reversed(text)))
    build([PAPERS])
    assert not diff(OTHER, Path("output"))


def test_a_graph_that_is_not_there(folder: Path) -> None:
    build([PAPERS])
    with pytest.raises(GraphError, match=r"nowhere\.ttl"):
        diff(Path("output"), Path("nowhere.ttl"))


def scores(folder: Path, *values: str) -> Graph:
    """The graph of papers that report these scores of one model on one benchmark."""
    (folder / "scores").mkdir()
    for number, value in enumerate(values):
        text = f"We test Vega-7B on MATHS in setting {number} of many. It reaches {value} there, as we show."
        write_papers(
            folder / "scores" / f"{number}.jsonl",
            [100 + number],
            abstract=text,
            title=f"Study number {number} of scores",
        )
    build([Path("scores")])
    return Graph.load(Path("output/graph.ttl"))


def test_different_scores_are_a_conflict_with_sentences(folder: Path) -> None:
    (conflict,) = conflicts(scores(folder, "61.4%", "63.0%"))
    assert (conflict.subject, conflict.benchmark, conflict.papers) == ("Vega-7B", "MATHS", 2)
    assert [reading.value for reading in conflict.readings] == ["61.4%", "63.0%"]
    assert conflict.readings[0].sentence == "It reaches 61.4% there, as we show."
    assert conflict.readings[0].source.startswith("scores/0.jsonl:")


@pytest.mark.parametrize("other", ["61.4%", "61.40%", "61.38%", "0.614"])
def test_scores_that_agree_are_none(folder: Path, other: str) -> None:
    assert conflicts(scores(folder, "61.4%", other)) == ()


def test_the_same_graph_gives_the_same_conflicts_in_the_same_order(folder: Path) -> None:
    graph = scores(folder, "61.4%", "63.0%", "65.0%")
    assert conflicts(graph) == conflicts(Graph.load(Path("output/graph.ttl")))


def test_a_sentence_does_not_contradict_itself(folder: Path) -> None:
    assert conflicts(scores(folder, "61.4% with and 63.0% without tools")) == ()
