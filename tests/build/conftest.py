"""Made-up papers in files, and a build of them with a stand-in for the language model."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fake_extract import FakeExtractor, install


def paper(number: int, **fields: object) -> dict[str, object]:
    """A paper like no other, about models that other papers name as well."""
    family, rival = f"Vega-{number % 7}B", f"Altair-{number % 5}B"
    return {
        "id": f"2501.{number:05d}",
        "title": f"Rendering {number} kinds of landscape with {family}",
        "authors": [f"Ada Number{number}", f"Bob Shared{number % 4}"],
        "abstract": f"We present Nova-{number}B, built on {family}, for scene number {number}. "
        f"It reaches {50 + number % 40}.{number % 10}% on WORLDBENCH and outperforms {rival}. "
        f"The {number} scenes were drawn by hand and are described in the appendix.",
        "date": f"2025-01-{1 + number % 28:02d}",
    } | fields


def write_papers(path: Path, numbers: Sequence[int], **fields: object) -> Path:
    """A file of JSON lines with some made-up papers."""
    lines = [json.dumps(paper(number, **fields), ensure_ascii=False) for number in numbers]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeExtractor]:
    """The stand-in that builds in this process use."""
    fake = FakeExtractor()
    monkeypatch.setitem(sys.modules, "kg.extract", install(fake))
    yield fake


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two files of papers in `papers/`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers").mkdir()
    write_papers(tmp_path / "papers" / "a.jsonl", range(1, 9))
    write_papers(tmp_path / "papers" / "b.jsonl", range(9, 15))
    return tmp_path
