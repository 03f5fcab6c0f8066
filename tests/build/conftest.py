"""A folder of made-up papers, and a stand-in for the language model."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.fake_extract import FakeExtractor, stand_in
from tests.build.papers import write_papers


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeExtractor]:
    """The stand-in that builds in this process use."""
    fake = FakeExtractor()
    monkeypatch.setitem(sys.modules, "kg.extract", stand_in(fake))
    yield fake


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two files of papers in `papers/`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers").mkdir()
    write_papers(tmp_path / "papers" / "a.jsonl", range(1, 9))
    write_papers(tmp_path / "papers" / "b.jsonl", range(9, 15))
    return tmp_path
