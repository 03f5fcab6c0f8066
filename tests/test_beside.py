"""Work in another process gives what it would give in this one, whatever becomes of that process."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from kg.beside import beside
from kg.store import hold
from kg.store.lock import LOCK_NAME


def test_the_outcome_is_that_of_the_work() -> None:
    with beside(lambda: b"x" * 10_000_000) as outcome:
        pass
    with beside(lambda: str(os.getpid()).encode()) as outcome:
        assert outcome().isdigit()


def test_work_that_breaks_off_is_done_here() -> None:
    here = os.getpid()

    def work() -> bytes:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return b"done"

    with beside(work) as outcome:
        assert outcome() == b"done"


def test_work_that_fails_says_so_here() -> None:
    def work() -> bytes:
        raise ValueError("no such page")

    with beside(work) as outcome, pytest.raises(ValueError, match="no such page"):
        outcome()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs Linux")
def test_it_keeps_no_file_open(tmp_path: Path) -> None:
    def work() -> bytes:
        return "\n".join(str(link.resolve()) for link in Path("/proc/self/fd").iterdir()).encode()

    with hold(tmp_path):
        assert LOCK_NAME.encode() in work()
        with beside(work) as outcome:
            assert LOCK_NAME.encode() not in outcome()


def test_an_interrupt_does_not_break_it_off() -> None:
    def work() -> bytes:
        os.kill(os.getpid(), signal.SIGINT)
        return str(os.getpid()).encode()

    with beside(work) as outcome:
        assert int(outcome()) != os.getpid()
