"""The choices that a graph was built with, kept so that later updates make the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MIN_CONFIDENCE = 0.5
"""A graph holds by default what is likelier right than wrong."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of `build` that shape the graph; paths are absolute, columns sorted by field."""

    model: str | None = None
    curation: str | None = None
    columns: tuple[tuple[str, str], ...] = ()
    min_confidence: float = MIN_CONFIDENCE

    @property
    def model_path(self) -> Path | None:
        """The folder of the language model, or None for the one that comes with kg."""
        return None if self.model is None else Path(self.model)


def make_settings(
    *, model: Path | None, curation: Path | None, columns: Mapping[str, str], min_confidence: float
) -> Settings:
    """Settings from the options as a caller gives them."""
    return Settings(
        model=None if model is None else str(model.absolute()),
        curation=None if curation is None else str(curation.absolute()),
        columns=tuple(sorted(columns.items())),
        min_confidence=min_confidence,
    )
