"""The SQLite file `output/kg.db`: records, annotations, what was removed, and how it was built."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from kg.annotation import Annotation, Document, Entity, Relation, Result
from kg.errors import StoreError
from kg.records import PaperRecord, Problem
from kg.store.codec import decode, encode, fingerprint
from kg.store.lock import LOCK_NAME
from kg.store.memo import Memo

STORE_NAME = "kg.db"
_SUFFIXES = ("-journal", "-wal", "-shm")
VERSION = 1
_MEMO = "memo"
T = TypeVar("T")

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    name TEXT PRIMARY KEY, place TEXT NOT NULL, digest TEXT NOT NULL, problems BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE record (
    source TEXT NOT NULL REFERENCES source (name) ON DELETE CASCADE ON UPDATE CASCADE,
    number INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (source, number)
) WITHOUT ROWID;
CREATE TABLE annotation (key TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE removal (mark TEXT PRIMARY KEY, label TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE block (key TEXT PRIMARY KEY, content BLOB NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: name as given, place on disk, and what its content depends on ("" if unknown)."""

    name: str
    place: str
    digest: str


@dataclass(frozen=True, slots=True)
class _Findings:
    """An annotation without its document, which the records give again."""

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    results: tuple[Result, ...]


class DamagedStoreError(StoreError):
    """The store is not what kg wrote; `kg build` makes it anew."""


class Store:
    """An open store; what is written takes effect, all or none, at the end of a `transaction`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self._path = path
        self._process = os.getpid()
        self._own: sqlite3.Connection | None = None

    def close(self) -> None:
        """Close the file; what was not committed is undone."""
        self._db.close()

    @property
    def _reader(self) -> sqlite3.Connection:
        """What to read through: in a fork of the process that opened the store, a connection of its own.

        SQLite's must not be shared with a fork. The other process writes nothing as long as its forks read.
        """
        if os.getpid() == self._process:
            return self._db
        if self._own is None:
            self._own = sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        return self._own

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit what the block writes when it ends, undo it when it raises."""
        with self._db:
            yield

    # -- how it was built

    def get(self, key: str, kind: type[T]) -> T | None:
        """The value kept under `key`, or None."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else decode(row[0], kind)

    def put(self, values: Mapping[str, object]) -> None:
        """Keep values under their keys, all or none."""
        self._db.executemany(
            "REPLACE INTO meta VALUES (?, ?)", [(key, encode(value)) for key, value in values.items()]
        )

    # -- records

    def sources(self) -> tuple[Source, ...]:
        """The files that the records come from, sorted by name."""
        rows = self._db.execute("SELECT name, place, digest FROM source ORDER BY name")
        return tuple(Source(*row) for row in rows)

    def put_source(self, source: Source, records: Iterable[PaperRecord], problems: Iterable[Problem]) -> None:
        """Keep what a file holds, in place of what it held before."""
        self.drop_sources([source.name])
        self._db.execute(
            "INSERT INTO source VALUES (?, ?, ?, ?)",
            (source.name, source.place, source.digest, encode(tuple(problems))),
        )
        self._db.executemany(
            "INSERT INTO record VALUES (?, ?, ?)",
            ((source.name, number, encode(record)) for number, record in enumerate(records)),
        )

    def drop_sources(self, names: Iterable[str]) -> None:
        """Forget files and their records."""
        self._db.executemany("DELETE FROM source WHERE name = ?", [(name,) for name in names])

    def records(self) -> Iterator[PaperRecord]:
        """Every record, by file name and place in the file."""
        rows = self._db.execute("SELECT content FROM record ORDER BY source, number")
        return (decode(row[0], PaperRecord) for row in rows)

    def has_records(self, source: str | None = None) -> bool:
        """Whether a file, or any file at all, gave a record."""
        rows = self._db.execute("SELECT 1 FROM record WHERE ?1 IS NULL OR source = ?1 LIMIT 1", (source,))
        return rows.fetchone() is not None

    def content_of(self, source: str) -> str:
        """A digest of the records of a file, for one whose bytes cannot be read again."""
        return fingerprint(tuple(self.records_of(source)))

    def records_of(self, source: str) -> Iterator[PaperRecord]:
        """The records of one file."""
        rows = self._db.execute("SELECT content FROM record WHERE source = ? ORDER BY number", (source,))
        return (decode(row[0], PaperRecord) for row in rows)

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, by file name."""
        rows = self._db.execute("SELECT problems FROM source ORDER BY name")
        return tuple(problem for row in rows for problem in decode(row[0], tuple[Problem, ...]))

    # -- annotations

    def annotation_keys(self) -> frozenset[str]:
        """The keys under which annotations are kept."""
        return frozenset(row[0] for row in self._db.execute("SELECT key FROM annotation"))

    def annotation(self, key: str, document: Document, extractor: str) -> Annotation:
        """The annotation kept under `key`, of `document`, which has the text that it was made from.

        Raises:
            KeyError: there is none.
        """
        row = self._reader.execute("SELECT content FROM annotation WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        found = decode(row[0], _Findings)
        return Annotation(document, found.entities, found.relations, found.results, extractor)

    def put_annotations(self, annotations: Iterable[tuple[str, Annotation]]) -> None:
        """Keep annotations under their keys."""
        rows = [
            (key, encode(_Findings(found.entities, found.relations, found.results)))
            for key, found in annotations
        ]
        self._db.executemany("REPLACE INTO annotation VALUES (?, ?)", rows)

    # -- what functions gave

    def memo(self, code: str) -> Memo:
        """What functions gave in the last build; nothing, if that was by other `code`."""
        if self.get(_MEMO, str) != code:
            return Memo()
        return Memo(dict(self._db.execute("SELECT key, content FROM block")))

    def put_memo(self, memo: Memo, code: str) -> None:
        """Keep what the functions of `code` gave, and nothing that was not asked for."""
        if self.get(_MEMO, str) != code:
            self._db.execute("DELETE FROM block")
        self._db.executemany("DELETE FROM block WHERE key = ?", [(key,) for key in memo.idle])
        self._db.executemany("REPLACE INTO block VALUES (?, ?)", memo.new.items())
        self.put({_MEMO: code})

    # -- removals

    def removals(self) -> dict[str, str]:
        """The marks of what was removed, each with a label that people can read."""
        return dict(self._db.execute("SELECT mark, label FROM removal ORDER BY mark"))

    def put_removal(self, marks: Iterable[str], label: str) -> None:
        """Remember that whatever carries one of `marks` was removed."""
        self._db.executemany("REPLACE INTO removal VALUES (?, ?)", [(mark, label) for mark in marks])

    def drop_removals(self, labels: Iterable[str]) -> None:
        """Forget removals by label."""
        self._db.executemany("DELETE FROM removal WHERE label = ?", [(label,) for label in labels])


@contextlib.contextmanager
def open_store(output: Path, *, create: bool = False) -> Iterator[Store]:
    """The store of an output folder, checked and closed afterwards.

    Raises:
        StoreError: there is none (and `create` is False), it cannot be used, or is of another version.
        DamagedStoreError: it is not what kg wrote.
    """
    path = output / STORE_NAME
    if not create and not path.is_file():
        raise StoreError(f"{output} holds no graph; run kg build with the files to read")
    connection = None
    try:
        connection = _connect(path)
        yield Store(connection, path)
    except (sqlite3.DatabaseError, msgspec.DecodeError) as error:
        raise _failure(path, error) from error
    finally:
        if connection is not None:
            connection.close()


def set_aside(output: Path) -> Path:
    """Move a damaged store out of the way, so that a new one can be made; returns where it is now."""
    damaged = output / f"{STORE_NAME}.damaged"
    (output / STORE_NAME).replace(damaged)
    for suffix in _SUFFIXES:
        (output / f"{STORE_NAME}{suffix}").unlink(missing_ok=True)
    return damaged


def discard(output: Path) -> None:
    """Remove a store that holds nothing yet, and its folder if it is empty then; the lock must be held."""
    for name in (STORE_NAME, *(f"{STORE_NAME}{suffix}" for suffix in _SUFFIXES), LOCK_NAME):
        (output / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        output.rmdir()


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        # A write-ahead log would keep an output folder on a read-only disk from being read.
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = NORMAL")
        _prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    elif version != VERSION:
        raise StoreError(
            f"{path} was made by another version of kg (store {version}, this one is {VERSION}); "
            "delete it and run kg build again"
        )


def _failure(path: Path, error: Exception) -> StoreError:
    if not isinstance(error, sqlite3.OperationalError):
        return DamagedStoreError(f"{path} is damaged ({error}); run kg build, which makes it anew")
    if "locked" in str(error):
        return StoreError(
            f"{path} is being written by another kg command; wait until it ends, then run this again"
        )
    return StoreError(f"cannot use {path}: {error}; free disk space or mend its permissions, then run again")
