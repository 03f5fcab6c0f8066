"""A piece of work in a process of its own, beside what this one goes on with."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection

MANY_PAPERS = 1000
"""Papers from which a process of its own is worth its while."""


@contextmanager
def beside(work: Callable[[], bytes], *, papers: int = MANY_PAPERS) -> Iterator[Callable[[], bytes]]:
    """Begin some work beside the block; what the block is given waits for the outcome.

    `work` touches no file, connection or lock that is open, but may open files. Where it is on few `papers`,
    processes cannot be forked, or the other one breaks off, it is done here, when its outcome is asked for.
    """
    if papers < MANY_PAPERS:
        yield work
        return
    with forked(lambda there: there.send_bytes(work())) as here:
        yield lambda: work() if here is None else _outcome(here, work)


@contextmanager
def forked(work: Callable[[Connection], None]) -> Iterator[Connection | None]:
    """Begin some work beside the block, joined by a connection; None where processes cannot be forked.

    The same holds for `work` as in `beside`. It is ended with the block.
    """
    if "fork" not in get_all_start_methods():
        yield None
        return
    context = get_context("fork")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(work, there), daemon=True)
    with warnings.catch_warnings():
        # Python warns of forks beside threads, whose locks stay locked: the work needs none of them.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    there.close()
    try:
        yield here
    finally:
        process.kill()
        process.join()
        here.close()


def _outcome(here: Connection, work: Callable[[], bytes]) -> bytes:
    try:
        return here.recv_bytes()
    except (EOFError, ConnectionError):
        return work()


def _work(work: Callable[[Connection], None], there: Connection) -> None:
    # Ctrl-C reaches both processes; the other one says what is to be said, and ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The lock of the output folder is held until every process that has it open has closed it.
    kept = there.fileno()
    os.closerange(3, kept)
    os.closerange(kept + 1, max(os.sysconf("SC_OPEN_MAX"), 1 << 12))
    try:
        work(there)
    except Exception:
        os._exit(1)
