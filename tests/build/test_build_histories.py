"""Whatever the history of a graph of clashing names, it is byte for byte that of a first build."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

import kg.build.outputs
import kg.view
from kg.build import build
from kg.build.contents import contents
from kg.resolve.curation import (
    AcceptEntry,
    Curation,
    MergeEntry,
    RejectEntry,
    RenameEntry,
    RetypeEntry,
    SplitEntry,
    write_curation,
)
from kg.update import add, remove
from tests.build.clashes import ClashExtractor, write_listings
from tests.build.fake_extract import stand_in

DECISIONS = (
    MergeEntry("method/vega", ("model/star",)),
    SplitEntry("method/grpo", names=("GRPOs",)),
    RenameEntry("method/group-relative-policy-optimization", "GRPO (the first)"),
    RetypeEntry("model/vega-7b", "Dataset"),
    RejectEntry("method/vega", "uses", "model/vega-7b"),
    AcceptEntry("model/vega-7b", "uses", "model/vega-7b-instruct"),
    MergeEntry("person/lei-li", ("person/l-li",)),
    RenameEntry("person/yana-wei", "Yana Wei (the first)"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "kg.extract", stand_in(ClashExtractor()))
    return tmp_path


@pytest.mark.parametrize("seed", range(4))
def test_the_graph_does_not_show_its_history(
    folder: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    curation = None
    if seed % 2:
        curation = Path("curation.toml")
        write_curation(curation, Curation(DECISIONS))
    if seed > 1:
        monkeypatch.setattr(kg.view, "MAX_NODES", 20)
        monkeypatch.setattr(kg.build.outputs, "EXCERPT_NODES", 12)
    files = {write_listings(Path("first.jsonl"), range(12), chance)}
    build(sorted(files), curation=curation)
    for step in range(6):
        if curation:
            write_curation(curation, Curation(tuple(chance.sample(DECISIONS, 5))))
        files = changed(files, step, chance)
        build(sorted(files), output=Path("fresh"), curation=curation)
        for name in ("graph.ttl", "graph.html"):
            assert Path("output", name).read_bytes() == Path("fresh", name).read_bytes(), (step, name)
        shutil.rmtree("fresh")


def test_a_decision_taken_back_leaves_no_trace(folder: Path) -> None:
    file = write_listings(Path("first.jsonl"), range(20), random.Random(0))
    build([file])
    before = Path("output/graph.ttl").read_bytes()
    statement = contents().knowledge.statements[5]
    said = (statement.subject, statement.predicate, statement.object)
    curation = Path("curation.toml")
    for decision in (RejectEntry(*said), AcceptEntry(*said)):
        write_curation(curation, Curation((decision,)))
        build([file], curation=curation)
        build([file], output=Path("fresh"), curation=curation)
        assert Path("output/graph.ttl").read_bytes() == Path("fresh/graph.ttl").read_bytes() != before
        shutil.rmtree("fresh")
    build([file])
    assert Path("output/graph.ttl").read_bytes() == before


def changed(files: set[Path], step: int, chance: random.Random) -> set[Path]:
    """The files of the graph after an addition, a removal, or a change of one of them."""
    numbers = [chance.randrange(40) for _ in range(chance.randint(1, 5))]
    kind = chance.choice(("add", "add", "change", "remove"))
    if kind == "add" or len(files) == 1:
        file = write_listings(Path(f"more{step}.jsonl"), numbers, chance)
        add([file])
        return files | {file}
    file = chance.choice(sorted(files))
    if kind == "change":
        add([write_listings(file, numbers, chance)])
        return files
    remove(file.as_posix())
    return files - {file}
