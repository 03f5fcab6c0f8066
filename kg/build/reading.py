"""Bringing the records in the store up to date with the files they come from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.build.inputs import STDIN, place
from kg.build.progress import Progress
from kg.errors import SourceError
from kg.records import PaperRecord, Problem
from kg.store import Store
from kg.store.code import code_fingerprint
from kg.store.codec import fingerprint
from kg.store.database import Source
from kg.store.files import digest


def read_into(
    store: Store, files: Iterable[Path], *, columns: Mapping[str, str], progress: Progress
) -> tuple[Source, ...]:
    """Read the files that are new or changed into the store; returns a source for every file.

    What a file holds depends on its bytes, the columns and the code of the readers, so these decide
    whether it is read again. The caller commits.
    """
    files = tuple(files)
    known = {source.name: source for source in store.sources()}
    progress.step("reading", len(files))
    sources = []
    for file in files:
        source = _source(file, columns)
        if not source.digest or known.get(source.name) != source:
            records, problems = _read(file, columns)
            store.put_source(source, records, problems)
        sources.append(source)
        progress.advance()
    return tuple(sources)


def require_records(store: Store) -> None:
    """Raise unless some file gave a record.

    Raises:
        SourceError: nothing was read; the message holds the first few reasons.
    """
    if store.has_records():
        return
    reasons = [str(problem) for problem in store.problems()]
    shown = reasons[:5] + ([f"and {len(reasons) - 5} more"] if len(reasons) > 5 else [])
    raise SourceError("\n".join(shown or ["no paper found in the files"]))


def _source(file: Path, columns: Mapping[str, str]) -> Source:
    content = None if file == STDIN else digest(file)
    reader = code_fingerprint("sources", "records.py")
    return Source(
        name=_printable(file.as_posix()),
        place=_printable(place(file)),
        # What cannot be digested (standard input, a missing file) counts as changed.
        digest="" if content is None else fingerprint((content, sorted(columns.items()), reader)),
    )


def _printable(name: str) -> str:
    r"""A file name as text; bytes that are none show as in `\xff`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _read(file: Path, columns: Mapping[str, str]) -> tuple[list[PaperRecord], list[Problem]]:
    from kg.sources import read_paths

    records: list[PaperRecord] = []
    problems: list[Problem] = []
    if _printable(file.as_posix()) != file.as_posix():
        # Such a name can stand neither in a graph nor in a store.
        return [], [
            Problem(_printable(file.as_posix()), None, "the file name is not text", "rename the file")
        ]
    for item in read_paths([file], columns=columns):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            records.append(item)
    return records, problems
