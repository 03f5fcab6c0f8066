"""Put the texts of the corpus to the annotations of `training/records`, which are kept without them.

python -m training.texts training/records/*.jsonl --corpus FILES... --out FOLDER
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections.abc import Iterable, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from training.corpus import title_key

FIELDS = ("id", "title", "abstract", "date", "categories")


def paper_key(paper: Mapping[str, Any]) -> str:
    """What a paper is found by: its id, or where an annotation has none, its title."""
    return paper.get("id") or title_key(paper["title"])


def papers(corpus: Iterable[Path], wanted: Set[str]) -> dict[str, dict[str, Any]]:
    """The papers with these keys; of several with one title, the first."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(corpus):
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for paper in map(json.loads, lines):
                for key in wanted & {paper_key(paper), title_key(paper["title"])}:
                    found.setdefault(key, {name: paper.get(name) for name in FIELDS})
    return found


def joined(
    annotations: Iterable[Mapping[str, Any]], texts: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Whole extraction records; an annotation whose paper is not in the corpus raises `KeyError`.

    A paper without id anywhere gets its key for one, since a record needs one.
    """
    keys_and_rows = ((paper_key(one), one) for one in annotations)
    return [
        {**texts[key], **one, "id": one.get("id") or texts[key]["id"] or key} for key, one in keys_and_rows
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line and write a file of whole records for each file of annotations."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("annotations", type=Path, nargs="+")
    parser.add_argument("--corpus", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(arguments)
    kept = {
        file: list(map(json.loads, file.read_text(encoding="utf-8").splitlines()))
        for file in args.annotations
    }
    texts = papers(args.corpus, {paper_key(one) for rows in kept.values() for one in rows})
    args.out.mkdir(parents=True, exist_ok=True)
    for file, rows in kept.items():
        lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in joined(rows, texts))
        (args.out / file.name).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
