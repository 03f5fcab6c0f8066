"""Fit a model to more annotated papers, starting from its weights."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from tokenizers import Tokenizer

from kg.errors import ExtractionError, SourceError
from kg.extract.components import TOKENIZER
from kg.extract.pipeline import COMPONENT, assemble, describe
from kg.extract.sessions import PARAMETERS, READER, RELATER
from kg.extraction_records import ExtractionRecord, read_file
from kg.learn.check import problems
from kg.learn.examples import example
from kg.learn.export import export
from kg.learn.finetune import Schedule
from kg.learn.heads import Encoded, Moved, fit_heads
from kg.learn.restore import restore

_SHOWN = 5
"""How many of the problems of a file of records an error names."""
FEWEST, GOOD = 5, 50


class Progress(Protocol):
    """Receives the steps of training as they happen."""

    def step(self, name: str, total: int | None) -> None:
        """A step begins, of `total` parts."""

    def advance(self, count: int = 1) -> None:
        """`count` more parts of the step are done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How hard to try; how far to go is settled by the records that are held back."""

    epochs: int = 20
    seed: int = 0
    batch: int = 8
    rate: float = 1e-3

    @property
    def schedule(self) -> Schedule:
        """The plan as the settings of fine-tuning."""
        return Schedule(
            epochs=self.epochs, batch=self.batch, head_rate=self.rate, averaging=0.98, seed=self.seed
        )


def train(records: Path, output: Path, base: Path, plan: Plan, progress: Progress | None) -> dict[str, Moved]:
    """Write to `output` the model in `base`, fitted to `records`; thresholds stay those of `base`.

    Returns how far each head went (`kg.learn.heads`).

    Raises:
        SourceError: a record is malformed (the message names it), or there are fewer than `FEWEST`.
        ExtractionError: `base` is no model that can be trained, or `output` holds something else.
    """
    _check_output(output)
    described = describe(base)
    papers = read(records)
    tokenizer = Tokenizer.from_file(str(base / COMPONENT / TOKENIZER))
    examples = [example(paper, tokenizer) for paper in papers]
    network, moved = fit_heads(
        restore(base / COMPONENT), examples, plan.schedule, partial(_watched, progress)
    )
    with tempfile.TemporaryDirectory() as scratch:
        parts = Path(scratch)
        export(network, parts)
        for file in (base / COMPONENT).iterdir():
            if file.name not in (READER, RELATER, PARAMETERS):
                shutil.copyfile(file, parts / file.name)
        _write(
            parts,
            output,
            name=f"{described['name'].removesuffix('-fitted')}-fitted",
            version=described["version"],
        )
    return moved


def read(records: Path) -> list[ExtractionRecord]:
    """All records of a file; raises `SourceError` unless each can be learnt from."""
    papers = list(read_file(records))
    found = [f"{paper.id}: {problem}" for paper in papers for problem in problems(paper)]
    if found:
        more = f"\n… and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        shown = "\n".join(found[:_SHOWN])
        raise SourceError(f"{records}: records that cannot be learnt from; mend them:\n{shown}{more}")
    if len(papers) < FEWEST:
        raise SourceError(f"{records}: {len(papers)} records are too few to learn from; give some {GOOD}")
    return papers


def _watched(
    progress: Progress | None, stream: Iterator[tuple[float, Encoded]], steps: int
) -> Iterator[tuple[float, Encoded]]:
    if progress:
        progress.step("training", steps)
    for item in stream:
        yield item
        if progress:
            progress.advance()


def _check_output(output: Path) -> None:
    """A folder that holds anything but a model is not ours to replace."""
    free = not output.exists() or (output / "meta.json").is_file()
    if not free and not (output.is_dir() and not any(output.iterdir())):
        raise ExtractionError(f"{output}: exists and is no model; name another folder")


def _write(parts: Path, output: Path, *, name: str, version: str) -> None:
    """Assemble beside the output, then change places, so that the output is whole at any moment."""
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=f".{output.name}.") as scratch:
        made = Path(scratch) / "made"
        assemble(parts, made, name=name, version=version)
        if output.exists():
            output.rename(Path(scratch) / "old")
        made.rename(output)
