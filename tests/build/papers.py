"""Made-up papers in files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

_SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu")


def paper(number: int, **fields: object) -> dict[str, object]:
    """A paper like no other, about models that other papers name as well."""
    family, rival = f"Vega-{number % 7}B", f"Altair-{number % 5}B"
    return {
        "id": f"2501.{number:05d}",
        "title": f"Rendering {number} kinds of landscape with {family}",
        "authors": [f"Ada {surname(number)}", f"Bob {surname(number + 500)}"],
        "abstract": f"We present Nova-{number}B, built on {family}, for scene number {number}. "
        f"It reaches {50 + number % 40}.{number % 10}% on WORLDBENCH and outperforms {rival}. "
        f"The {number} scenes were drawn by hand and are described in the appendix.",
        "date": f"2025-01-{1 + number % 28:02d}",
    } | fields


def surname(number: int) -> str:
    """A name of letters alone that no other number has."""
    return "".join(_SYLLABLES[int(digit)] for digit in f"{number:03d}").capitalize()


def write_papers(path: Path, numbers: Sequence[int], **fields: object) -> Path:
    """A file of JSON lines with some made-up papers."""
    lines = [json.dumps(paper(number, **fields), ensure_ascii=False) for number in numbers]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
