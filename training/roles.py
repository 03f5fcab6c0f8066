"""Fit the weights of places (`kg.extract.roles`) on the annotated papers.

python -m training.roles --model MODEL --records TRAIN... --out roles.json
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.extract import load
from kg.extract.annotate import Annotator
from kg.extract.components import Extractor
from kg.extract.labels import ROLES
from kg.extract.pipeline import COMPONENT
from kg.extract.spans import choose
from kg.extract.windows import windows
from kg.extraction_records import ExtractionRecord
from kg.learn.roles import Question, fit, questions
from training.fit import read_records


def ask(annotator: Annotator, records: Iterable[ExtractionRecord]) -> list[list[Question]]:
    """The questions of all papers with results that fit one window, by role."""
    asked: list[list[Question]] = [[] for _ in ROLES]
    for record in records:
        parts = windows(record.document.text, annotator.tokenizer)
        if not record.results or len(parts) != 1:
            continue
        features = parts[0][1]
        spots = choose(features, annotator.sessions.read(features)[1], annotator.settings)
        for role, items in enumerate(asked):
            items.extend(questions(features, spots, record, role))
    return asked


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--model", type=Path, required=True, help="a pipeline; its own weights of places are not used"
    )
    parser.add_argument("--records", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(arguments)
    component = load(args.model).nlp.get_pipe(COMPONENT)
    assert isinstance(component, Extractor) and component.annotator is not None
    asked = ask(component.annotator, read_records(args.records))
    fit(asked).save(args.out)
    print(f"fitted to {[len(items) for items in asked]} questions")


if __name__ == "__main__":
    main()
