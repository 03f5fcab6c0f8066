"""How a long build tells its caller how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives the steps of a build as they happen; the command line draws a bar from it."""

    def step(self, name: str, total: int | None) -> None:
        """A step begins (`"reading"`, `"annotating"` ...), of `total` parts where that is known."""

    def advance(self, count: int = 1) -> None:
        """`count` more parts of the step are done."""


class Silent:
    """Progress that nobody watches."""

    def step(self, name: str, total: int | None) -> None:
        """Do nothing."""

    def advance(self, count: int = 1) -> None:
        """Do nothing."""
