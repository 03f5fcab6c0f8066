"""docs/exports.md tells of every format, in the words of the code."""

from __future__ import annotations

from pathlib import Path

from kg.export import FORMATS, ExportFormat

DOCS = Path(__file__).parents[2] / "docs" / "exports.md"


def row(known: ExportFormat) -> str:
    suffixes = " ".join(f"`{suffix}`" for suffix in known.suffixes)
    return f"| {known.label} | `{known.name}` | {suffixes} | {known.use} | {known.fidelity} |"


def test_table_is_that_of_the_code() -> None:
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    start = lines.index("|---|---|---|---|---|") + 1
    assert lines[start : start + len(FORMATS)] == [row(known) for known in FORMATS]
