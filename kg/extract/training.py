"""Fit a model to one's own annotated papers; needs the extra `train`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ExtractionError
from kg.extract.pipeline import MODEL

if TYPE_CHECKING:
    from kg.learn.heads import Moved
    from kg.learn.train import Progress


def train(
    records: Path,
    output: Path,
    *,
    base: Path | None = None,
    epochs: int = 20,
    seed: int = 0,
    progress: Progress | None = None,
) -> dict[str, Moved]:
    """Write to the folder `output` a model fitted to the extraction records of a file; the CPU suffices.

    Training starts from the model in `base`, or from the one that is shipped. A model that is already at
    `output` is replaced when the new one is whole. Returns how far the head of `spans` (entities and values)
    and that of `pairs` (relations, results, and what is new) moved towards the records: as far as it helps
    with every fifth record, which is held back.

    Raises:
        UsageError: there is no such file of records.
        SourceError: a record is malformed (the message names it), or there are too few.
        ExtractionError: PyTorch or onnx is missing, `base` holds no model that can be trained, or `output`
            holds something that is no model.
    """
    missing = [package for package in ("torch", "onnx") if find_spec(package) is None]
    if missing:
        raise ExtractionError(f"training needs {' and '.join(missing)}; run: pip install 'kg[train]'")
    from kg.learn.train import Plan
    from kg.learn.train import train as fit

    return fit(records, output, base or MODEL, Plan(epochs=epochs, seed=seed), progress)
