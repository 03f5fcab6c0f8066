"""What an export format is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from kg.graph import Graph


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """An output format: `use` says what opens it, `fidelity` what of the graph it keeps.

    `write` fills one binary stream for each of `parts`, which are what follows the stem of the path; a format
    of one file has one empty part and takes the path as it is.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    use: str
    fidelity: str
    write: Callable[[Graph, Sequence[BinaryIO]], None]
    parts: tuple[str, ...] = ("",)
