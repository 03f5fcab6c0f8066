"""What an export format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from kg.graph import Graph


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a format; `suffix` follows the stem of the path, and `write` fills a binary stream."""

    suffix: str
    write: Callable[[Graph, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """An output format: `use` says what opens it, `fidelity` what of the graph it keeps."""

    name: str
    label: str
    suffixes: tuple[str, ...]
    use: str
    fidelity: str
    parts: tuple[Part, ...]

    @property
    def streams(self) -> bool:
        """Whether one stream, such as stdout, holds all of it."""
        return len(self.parts) == 1
