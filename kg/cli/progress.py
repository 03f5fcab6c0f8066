"""A progress bar on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

    from kg.build import Progress

Item = TypeVar("Item")


class Bars:
    """Draws one bar a step of long work."""

    def __init__(self, drawing: RichProgress) -> None:
        self._drawing = drawing
        self._task: TaskID | None = None

    def step(self, name: str, total: int | None) -> None:
        """Finish the bar of the step before and begin a new one."""
        self._finish()
        self._task = self._drawing.add_task(name, total=total)

    def advance(self, count: int = 1) -> None:
        """Move the bar on."""
        if self._task is not None:
            self._drawing.advance(self._task, count)

    def _finish(self) -> None:
        if self._task is not None:
            self._drawing.remove_task(self._task)
            self._task = None


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Progress drawn on stderr while it is a terminal; the bars vanish at the end."""
    if not sys.stderr.isatty():
        from kg.build.progress import Silent

        yield Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawing:
        yield Bars(drawing)


def counted(items: Iterable[Item], progress: Progress) -> Iterator[Item]:
    """The items, each advancing the progress by one as it passes."""
    for item in items:
        yield item
        progress.advance()
