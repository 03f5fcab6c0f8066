"""Run a query in a process of its own, which can be stopped, and which can open neither file nor socket."""

from __future__ import annotations

import contextlib
import faulthandler
import io
import os
import re
import signal
import warnings
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext
from typing import TYPE_CHECKING

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    serialize,
)

from kg.errors import QueryError
from kg.graph.iris import PREFIXES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

MAX_ANSWER = 256 << 20
"""The largest answer, in bytes of SPARQL JSON."""
MAX_MEMORY = 4 << 30
"""How much memory a query may take, in bytes, where the system can say (Linux)."""


def evaluate(store: Store, sparql: str, *, timeout: float) -> tuple[str, bytes]:
    """Answer a query: ("results", SPARQL JSON) or ("graph", N-Triples).

    Raises:
        QueryError: it is malformed, took longer than `timeout` seconds, or more memory than it may.
    """
    context = _context()
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(_shared(store, context), sparql, sender))
    with warnings.catch_warnings():
        # Python warns of forks beside threads; the child runs no Python but the few lines of `_work`.
        warnings.simplefilter("ignore", DeprecationWarning)
        process.start()
    sender.close()
    try:
        return _receive(receiver, timeout)
    finally:
        process.kill()
        process.join()
        process.close()
        receiver.close()


def _receive(receiver: Connection, timeout: float) -> tuple[str, bytes]:
    if not receiver.poll(timeout):
        raise QueryError(f"the query was stopped after {timeout:g} s; narrow it or allow more time")
    try:
        kind = receiver.recv_bytes().decode()
        answer = receiver.recv_bytes()
    except EOFError:
        raise QueryError(
            "the query broke off: it takes too much memory or nests too deeply; simplify it"
        ) from None
    if kind == "error":
        raise QueryError(answer.decode())
    return kind, answer


def _context() -> ForkContext | SpawnContext:
    """Forking shares the store as it is; where there is no fork the store is copied."""
    return get_context("fork") if "fork" in get_all_start_methods() else get_context("spawn")


def _shared(store: Store, context: ForkContext | SpawnContext) -> Store | bytes:
    if isinstance(context, ForkContext):
        return store
    return serialize((quad.triple for quad in store), format=RdfFormat.N_TRIPLES) or b""


def _work(shared: Store | bytes, sparql: str, sender: Connection) -> None:
    store = _unpacked(shared) if isinstance(shared, bytes) else shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _fence()
    try:
        kind, answer = _answer(store, sparql)
    except (SyntaxError, ValueError, RuntimeError, OSError, MemoryError) as error:
        kind, answer = "error", _explain(error, sparql).encode(errors="replace")
    sender.send_bytes(kind.encode())
    sender.send_bytes(answer)


def _unpacked(triples: bytes) -> Store:
    store = Store()
    store.bulk_load(triples, format=RdfFormat.N_TRIPLES)
    return store


def _fence() -> None:
    """Let this process open no more files or sockets, take no more memory than it may, and stay silent."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    faulthandler.disable()
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    with contextlib.suppress(OSError):
        with open("/proc/self/statm", encoding="ascii") as stream:  # noqa: PTH123
            in_use = int(stream.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (in_use + MAX_MEMORY, in_use + MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _answer(store: Store, sparql: str) -> tuple[str, bytes]:
    results = store.query(sparql, prefixes=PREFIXES)
    answer = _Answer()
    if isinstance(results, QuerySolutions | QueryBoolean):
        results.serialize(answer, format=QueryResultsFormat.JSON)
        return "results", answer.getvalue()
    serialize(results, answer, format=RdfFormat.N_TRIPLES)
    return "graph", answer.getvalue()


class _Answer(io.BytesIO):
    """A stream in memory that refuses to grow without end."""

    def write(self, data: ReadableBuffer) -> int:
        if self.tell() + len(memoryview(data)) > MAX_ANSWER:
            raise MemoryError(f"the answer is larger than {MAX_ANSWER >> 20} MB; add a LIMIT")
        return super().write(data)


def _explain(error: Exception, sparql: str) -> str:
    """Say what is wrong with a query, and where; the parser's own list of what it expects is too long."""
    message = " ".join(str(error).split()) or type(error).__name__
    if not isinstance(error, SyntaxError):
        return message
    place = re.search(r"error at (\d+):(\d+): ", message)
    if place is None:
        return f"not valid SPARQL: {message}"
    line, column = int(place[1]), int(place[2])
    near = sparql.splitlines()[line - 1][max(0, column - 16) : column + 15] if sparql else ""
    reason = "a prefix that is not declared" if "Prefix not found" in message else "not valid SPARQL"
    return f"line {line}, column {column}: {reason} near {near!r}"
