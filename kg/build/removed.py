"""What was removed stays out of every later build, until it is added again.

A paper is remembered by its marks: its arXiv ids and DOIs, and a digest of what each listing of it says,
so that it is known again in a changed listing without taking a namesake with it. A file is remembered
by its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from kg.records import PaperRecord
from kg.store.codec import fingerprint


def file_mark(name: str) -> str:
    """The mark of a removed file."""
    return f"file:{name}"


def marks(records: Iterable[PaperRecord]) -> frozenset[str]:
    """The marks of a paper, from all its listings."""
    return frozenset(mark for record in records for mark in _marks(record))


def without_removed_files(files: Iterable[Path], removals: Collection[str]) -> list[Path]:
    """The files that were not removed."""
    return [file for file in files if file_mark(file.as_posix()) not in removals]


def left_out(label: str) -> str:
    """What the report of a build says of something that was removed."""
    return f"{label} is removed and stays out; kg add brings it back"


def _marks(record: PaperRecord) -> Iterator[str]:
    from kg.resolve.paperkeys import arxiv_of, doi_of

    if arxiv := arxiv_of(record):
        yield f"arxiv:{arxiv}"
    if doi := doi_of(record):
        yield f"doi:{doi}"
    if record.title or record.abstract:
        names = [author.name for author in record.authors]
        yield f"text:{fingerprint((record.title, record.abstract, names))}"
