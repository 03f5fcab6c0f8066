"""Builds that are killed at any moment: the output stays whole, and the next build goes on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.build.annotate
from kg.build import build
from kg.errors import StoreError
from kg.update import add, remove
from tests.build.fake_extract import FakeExtractor
from tests.build.papers import write_papers

pytestmark = [
    pytest.mark.usefixtures("extractor"),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
]
PAPERS = Path("papers")
OUTPUT = Path("output")
TIMES = 50


def start(work: Callable[[], object]) -> int:
    """Run `work` in a process of its own, which takes nothing along when it dies; returns its id."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return child


def kill_after(seconds: float, work: Callable[[], object]) -> bool:
    """Run `work` in a process and kill it after some time; returns whether it was still at work."""
    child = start(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def contents(output: Path = OUTPUT) -> tuple[bytes | None, bytes | None]:
    paths = (output / "graph.ttl", output / "graph.html")
    graph, page = (path.read_bytes() if path.exists() else None for path in paths)
    return graph, page


@pytest.mark.timeout(1200)
def test_killed_fifty_times(folder: Path, extractor: FakeExtractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kg.build.annotate, "BATCH", 2)
    chance = random.Random(7)
    variants = [range(9, 15 + 3 * number) for number in range(10)]
    started = time.perf_counter()
    whole = [fresh(numbers) for numbers in variants]
    longest = (time.perf_counter() - started) / len(variants) * 1.5
    extractor.seconds = 0.01
    killed = 0
    for number in range(TIMES):
        write_papers(PAPERS / "b.jsonl", variants[number % len(variants)])
        killed += kill_after(chance.uniform(0, longest), lambda: build([PAPERS]))
        graph, page = contents()
        assert graph in {None, *(one for one, _ in whole)}, "a graph that no build made"
        assert page in {None, *(one for _, one in whole)}, "a page that no build made"
        if number % 7 == 6:
            build([PAPERS])
            assert contents() == whole[number % len(variants)]
    assert killed > TIMES / 4, "hardly any build was killed at work"


def fresh(numbers: range) -> tuple[bytes | None, bytes | None]:
    """What a first build makes of these papers in the second file."""
    write_papers(PAPERS / "b.jsonl", numbers)
    shutil.rmtree("fresh", ignore_errors=True)
    build([PAPERS], output=Path("fresh"))
    return contents(Path("fresh"))


def test_work_done_before_the_kill_is_not_done_again(
    folder: Path, extractor: FakeExtractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.build.annotate, "BATCH", 2)
    extractor.seconds = 0.05
    child = start(lambda: build([PAPERS]))
    time.sleep(0.5)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    extractor.seconds = 0
    report = build([PAPERS])
    assert report.counts["papers"] == 14
    assert report.annotated < 14
    assert report.annotated + report.reused == 14


@pytest.mark.parametrize("work", [lambda: add([Path("c.jsonl")]), lambda: remove("2501.00003")])
def test_killed_updates_lose_nothing(folder: Path, work: Callable[[], object]) -> None:
    build([PAPERS])
    old = contents()
    write_papers(folder / "c.jsonl", [30])
    shutil.copytree(OUTPUT, "kept")
    work()
    new = contents()
    for tenth in range(10):
        shutil.rmtree(OUTPUT)
        shutil.copytree("kept", OUTPUT)
        kill_after(tenth * 0.03, work)
        graph, page = contents()
        assert graph in {old[0], new[0]}
        assert page in {old[1], new[1]}
        work_again = build()
        assert contents() in {old, new}
        assert work_again.annotated <= 1


def test_one_build_at_a_time(folder: Path, extractor: FakeExtractor) -> None:
    extractor.seconds = 0.2
    child = start(lambda: build([PAPERS]))
    try:
        deadline = time.monotonic() + 5
        while not (OUTPUT / "kg.db").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        with pytest.raises(StoreError, match="another kg command"):
            build([PAPERS])
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    extractor.seconds = 0
    # The lock of the dead process holds nobody up.
    assert build([PAPERS]).counts["papers"] == 14
