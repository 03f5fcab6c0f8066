"""`kg extract`, `kg eval` and `kg train`: the language model by itself."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.files import STDIO, writing
from kg.cli.group import FAILED
from kg.cli.messages import report, say
from kg.cli.progress import counted, shown_progress
from kg.cli.tables import Cell, write_table
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.annotation import Document
    from kg.evaluate import Calibration, Scores
    from kg.extraction_records import ExtractionRecord, RecordId, Text
    from kg.records import Problem


class RecordFormat(StrEnum):
    """How extraction records are written."""

    jsonl = "jsonl"


def extract(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Listings of papers, or JSON Lines with id, title, abstract; - reads stdin.",
        ),
    ],
    *,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write. Left out: stdout.", show_default=False
        ),
    ] = STDIO,
    record_format: Annotated[
        RecordFormat,
        typer.Option(
            "--format",
            "-f",
            metavar="jsonl",
            help="How to write records. Left out: jsonl.",
            show_default=False,
        ),
    ] = RecordFormat.jsonl,
    spans: Annotated[
        bool,
        typer.Option(
            "--spans",
            help="Add confidences, character spans and evidence sentences; relations become objects. "
            "Left out: the plain form of the annotation guidelines.",
        ),
    ] = False,
    min_confidence: options.MinConfidence = 0.0,
    model: options.Model = None,
    device: options.Device = "cpu",
) -> None:
    """Write what each paper's text says.

    One JSON record a paper: its entities, relations and results. Every paper of the input gives one, in the
    order of the input, whether or not papers repeat. Spans count the characters of title, abstract and
    comments joined by newlines.
    """
    from kg.confidence import confident
    from kg.extract import load
    from kg.extraction_records import dump, read_texts

    extractor = load(model, device=device)
    inputs = _Inputs(read_texts(files))
    with writing(output) as stream, shown_progress() as progress:
        progress.step("extracting", None)
        for annotation in counted(extractor.annotate(inputs.documents()), progress):
            line = dump(confident(annotation, min_confidence), given_id=inputs.next_id(), detailed=spans)
            stream.write(line + b"\n")
    if inputs.failed:
        raise typer.Exit(FAILED)


class _Inputs:
    """Documents for the extractor, with the ids that their records are to carry, and the problems between."""

    def __init__(self, items: Iterable[Text | Problem]) -> None:
        self._items = items
        self._ids: deque[RecordId] = deque()
        self.failed = False

    def documents(self) -> Iterator[Document]:
        from kg.records import Problem

        for item in self._items:
            if isinstance(item, Problem):
                report(item)
                self.failed = True
            else:
                self._ids.append(item.id)
                yield item.document

    def next_id(self) -> RecordId:
        """The given id of the next annotation, since extractors keep the order of their documents."""
        return self._ids.popleft()


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD", help="Annotated papers, one JSON record a line, with their texts; - reads stdin."
        ),
    ],
    *,
    predicted: Annotated[
        Path | None,
        typer.Option(
            "--predicted",
            "-p",
            metavar="FILE",
            help="Records to compare with GOLD. Left out: the language model reads the texts of GOLD.",
            show_default=False,
        ),
    ] = None,
    calibration: Annotated[
        bool,
        typer.Option(
            "--calibration",
            help="Show how far confidences can be trusted, by tenth of the scale. Left out: precision, "
            "recall and F1.",
        ),
    ] = False,
    min_confidence: options.MinConfidence = 0.0,
    model: options.Model = None,
    device: options.Device = "cpu",
    style: options.Style = None,
) -> None:
    """Compare extraction with annotated papers.

    Prints precision, recall and F1, in all, by type and by relation. An entity counts as found when any of
    its names is one of the gold entity's; relations and results when all their parts are.
    """
    from kg.confidence import confident
    from kg.evaluate import calibrate, score

    expected = _records(gold)
    found = _predict(expected, model, device) if predicted is None else _records(predicted)
    kept = [confident(record, min_confidence) for record in found]
    if calibration:
        write_table(_CALIBRATION, _calibration_rows(calibrate(expected, kept)), style=style)
    else:
        write_table(_SCORES, _score_rows(score(expected, kept)), style=style)


_SCORES = ("what", "precision", "recall", "f1", "gold")
_CALIBRATION = ("what", "from", "to", "count", "confidence", "precision", "error")


def _score_rows(scores: Scores) -> Iterator[Sequence[Cell]]:
    for name, tally in scores.rows():
        yield name, _rounded(tally.precision), _rounded(tally.recall), _rounded(tally.f1), tally.gold


def _calibration_rows(calibrations: Iterable[Calibration]) -> Iterator[Sequence[Cell]]:
    """A row for each tenth that is not empty, then one for all, whose error is the expected one."""
    for part in calibrations:
        for tenth in part.bins:
            if tenth.count:
                error = abs(tenth.confidence - tenth.precision)
                means = _rounded(tenth.confidence), _rounded(tenth.precision), _rounded(error)
                yield part.kind, tenth.lower, tenth.upper, tenth.count, *means
        means = _rounded(part.confidence), _rounded(part.precision), _rounded(part.error)
        yield part.kind, 0.0, 1.0, part.count, *means


def _predict(gold: Sequence[ExtractionRecord], model: Path | None, device: str) -> list[ExtractionRecord]:
    from kg.extract import load
    from kg.extraction_records import from_annotation

    if gold and not any(record.document.text.strip() for record in gold):
        raise UsageError("the records have no title or abstract to read; compare with --predicted FILE")
    extractor = load(model, device=device)
    with shown_progress() as progress:
        progress.step("extracting", len(gold))
        annotations = counted(extractor.annotate(record.document for record in gold), progress)
        return [
            replace(from_annotation(annotation), id=record.id)
            for record, annotation in zip(gold, annotations, strict=True)
        ]


def _records(path: Path) -> list[ExtractionRecord]:
    """All records of a file, every line of which must be one, since figures over a part would mislead."""
    from kg.extraction_records import read_file

    return list(read_file(path))


def _rounded(share: float) -> float:
    return round(share, 4)


def train(
    records: Annotated[
        Path,
        typer.Argument(
            metavar="RECORDS",
            help="Annotated papers, one JSON record a line, with their texts; - reads stdin.",
        ),
    ],
    *,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="FOLDER", help="Where to write the model.", show_default=False
        ),
    ],
    base: Annotated[
        Path | None,
        typer.Option(
            "--base",
            metavar="FOLDER",
            help="The model to start from. Left out: the one that comes with kg.",
            show_default=False,
        ),
    ] = None,
    epochs: Annotated[
        int,
        typer.Option(
            "--epochs", metavar="N", min=1, help="Passes over RECORDS. Left out: 20.", show_default=False
        ),
    ] = 20,
    seed: Annotated[
        int,
        typer.Option(
            "--seed", metavar="N", help="Seed of the order of training. Left out: 0.", show_default=False
        ),
    ] = 0,
) -> None:
    """Fit the language model to your own annotated papers.

    Some 50 teach it a convention of yours. Every fifth paper is held back, and the model moves only as far as
    it reads these better.

    Runs on the CPU, and needs PyTorch: pip install 'kg[train]'. The model is then used with --model.
    """
    from kg.extract import train as fit

    with shown_progress() as progress:
        moved = fit(records, output, base=base, epochs=epochs, seed=seed, progress=progress)
    for head, what in (("spans", "entities and values"), ("pairs", "relations, results and what is new")):
        one = moved[head]
        gain = f"loss on the papers held back {one.before:.2f}, now {one.after:.2f}"
        say(f"{what}: {f'moved by {one.share:.0%} ({gain})' if one.share else 'left as they were'}")
    say(f"wrote {output}; use it with: kg build PATHS --model {output}")
