"""The parts in which two graph files may say different things, cut from their text.

A graph of 20,000 papers has 6 million triples, of which an update changes a few thousand; reading all as RDF
takes most of the time of comparing two. In the files of a build, a subject and all that is said of it there
is one block of text, so that equal blocks can be left out, unless they are needed to understand the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from pathlib import Path

from kg.graph.sections import opening

_END = b" .\n"
_LONG_QUOTES = (b'"""', b"'''")
Blocks = frozenset[bytes]


def unlike(old: Path, new: Path) -> tuple[bytes, bytes] | None:
    """Turtle of the blocks that only one of two files has, each with the context that both have.

    Context are the blocks that refer to what differs, those that any of these refer to, and those that the
    latter do: a claim refers to its evidence, which refers to its paper. None where a file is not laid out
    as a build writes it.
    """
    before, after = _blocks(old), _blocks(new)
    if before is None or after is None:
        return None
    common, differing = before & after, before ^ after
    names = set(map(_subject, differing))
    core = differing.union(block for block in common if not names.isdisjoint(block.split()))
    near = _told_of(core, common)
    context = (core & common) | near | _told_of(near, common)
    return _turtle(before - common | context), _turtle(after - common | context)


def _blocks(file: Path) -> Blocks | None:
    """What a file says of each subject, in the words of the file."""
    text = file.read_bytes() if file.suffix.lower() == ".ttl" else b""
    if not text.startswith(opening()) or any(quotes in text for quotes in _LONG_QUOTES):
        return None
    *blocks, rest = text[len(opening()) :].split(_END)
    return None if rest else frozenset(blocks)


def _subject(block: bytes) -> bytes:
    return block.partition(b" ")[0]


def _told_of(blocks: Iterable[bytes], among: Set[bytes]) -> set[bytes]:
    """The blocks whose subjects others refer to."""
    names = {name for block in blocks for name in block.split()}
    return {block for block in among if _subject(block) in names}


def _turtle(blocks: Iterable[bytes]) -> bytes:
    return opening() + b"".join(block + _END for block in sorted(blocks))
