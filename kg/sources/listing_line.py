"""A line of a pasted listing, or the part of one that is of one kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from kg.records import PartialDate
from kg.sources.ids import ArxivId


class Kind(Enum):
    """The kinds of lines."""

    BLANK = auto()
    NOISE = auto()
    START = auto()
    IDENT = auto()
    DATES = auto()
    HEADER = auto()
    LABEL = auto()
    SOURCE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of one that is of one kind; `label` is the field that it names or that it is.

    `number` is its first line in the file, `end` its last; `leads` marks an id or a paragraph at the head
    of its entry.
    """

    number: int
    kind: Kind
    text: str = ""
    label: str = ""
    ident: ArxivId | None = None
    dates: tuple[PartialDate, ...] = field(default=())
    categories: tuple[str, ...] = field(default=())
    code: bool = False
    leads: bool = False
    last: int = 0

    @property
    def end(self) -> int:
        """The last line of the file that it stands on."""
        return self.last or self.number
