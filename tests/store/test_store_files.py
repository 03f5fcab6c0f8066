"""Files are old and whole or new and whole."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store.files import digest, replace, stamp, tidy


def test_what_is_written_is_what_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a b ☃.ttl"
    assert replace(path, [b"one ", b"two"]) == stamp(path)
    assert path.read_bytes() == b"one two"
    assert digest(path) == hashlib.sha256(b"one two").hexdigest()


def test_an_edit_changes_the_stamp(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    written = replace(path, [b"one two"])
    path.write_bytes(b"one tw2")
    edited = stamp(path)
    assert edited not in (None, written)
    path.write_bytes(b"one")
    os.utime(path, ns=(0, written.changed))
    assert stamp(path) != written


def test_an_error_halfway_leaves_the_old_file(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError

    path = tmp_path / "graph.ttl"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        replace(path, broken())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot write"):
        replace(tmp_path / "none" / "graph.ttl", [b"x"])


def test_leftovers_go_and_nothing_else(tmp_path: Path) -> None:
    for name in (".graph.ttl.12.tmp", "graph.ttl", ".other.12.tmp", "graph.ttl.tmp"):
        (tmp_path / name).touch()
    tidy(tmp_path, ["graph.ttl"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other.12.tmp", "graph.ttl", "graph.ttl.tmp"]


def test_no_file_has_no_digest_and_no_stamp(tmp_path: Path) -> None:
    assert stamp(tmp_path / "none") is None
    assert digest(tmp_path / "none") is None
    assert digest(tmp_path) is None
