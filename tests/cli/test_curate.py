"""`kg curate` writes decisions that are read back, by names that people know."""

from pathlib import Path

import pytest

from kg.resolve import (
    AcceptEntry,
    MergeEntry,
    RejectEntry,
    RenameEntry,
    RetypeEntry,
    SplitEntry,
    load_curation,
)


def decided(kg, *arguments, file="curation.toml"):
    done = kg("curate", *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert file in done.stderr
    return load_curation(Path(kg.folder / file)).entries[-1]


def test_each_decision_is_written(made_kg):
    assert decided(made_kg, "merge", "Heron", "model/egret-7b", "--note", "one bird") == MergeEntry(
        "model/heron", ("model/egret-7b",), "one bird"
    )
    assert decided(made_kg, "split", "Heron", "--name", "heron model") == SplitEntry(
        "model/heron", ("heron model",)
    )
    assert decided(made_kg, "rename", "Heron", "The Heron") == RenameEntry("model/heron", "The Heron")
    assert decided(made_kg, "retype", "Heron", "Method") == RetypeEntry("model/heron", "Method")
    statement = ("Heron", "based_on", "Egret-7B")
    keys = ("model/heron", "based_on", "model/egret-7b")
    assert decided(made_kg, "reject", *statement) == RejectEntry(*keys)
    assert decided(made_kg, "accept", *statement, "--paper", "2501.00001") == AcceptEntry(
        *keys, "paper/arxiv-2501.00001"
    )
    assert len(load_curation(made_kg.folder / "curation.toml").entries) == 6


def test_comments_in_the_file_stay(made_kg):
    file = made_kg.folder / "curation.toml"
    file.write_text("# ours, since May\n", encoding="utf-8")
    decided(made_kg, "rename", "Heron", "The Heron")
    assert file.read_text(encoding="utf-8").startswith("# ours, since May\n")


def test_another_file_may_be_named(made_kg):
    decided(made_kg, "rename", "Heron", "The Heron", "--curation", "other.toml", file="other.toml")
    assert not (made_kg.folder / "curation.toml").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (["rename", "Nonsense", "X"], 2, "nothing in the graph is called 'Nonsense'"),
        (["rename", "Heronn", "X"], 2, "did you mean Heron"),
        (["retype", "Heron", "Bird"], 2, "'Bird'; use one of Model"),
        (["reject", "Heron", "eats", "Egret-7B"], 2, "'eats'; use one of based_on"),
        (["split", "Heron"], 2, "--name or --paper"),
        (["merge", "Heron"], 2, "OTHER"),
    ],
)
def test_a_wrong_decision_is_refused_and_nothing_written(made_kg, arguments, code, part):
    done = made_kg("curate", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert part in done.stderr
    assert "Traceback" not in done.stderr
    assert not (made_kg.folder / "curation.toml").exists()


def test_a_build_replays_the_decisions_and_names_those_that_meet_nothing(kg, seeds):
    assert kg("build", seeds).returncode == 0
    assert "OVR" in kg("show", "OVR").stdout
    assert kg("curate", "rename", "OVR", "Open Reasoner").returncode == 0
    with (kg.folder / "curation.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[rename]]\nkey = "model/nowhere"\nname = "X"\n')
    done = kg("build", seeds)
    assert done.returncode == 0, done.stderr
    assert kg("show", "OVR").stdout.startswith("Open Reasoner")
    assert any("model/nowhere" in line for line in done.stderr.splitlines())
