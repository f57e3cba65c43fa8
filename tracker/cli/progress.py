"""How far long work is: a bar at a terminal, and nothing anywhere else. It is gone when the work is done.

Answers go to standard output and bars to standard error, so that neither a pipe nor a log nor a JSON document holds any of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@dataclass(frozen=True, slots=True)
class Bar:
    """One piece of long work, shown or not."""

    shown: tuple[Progress, TaskID] | None = None

    def at(self, done: int, total: int) -> None:
        """So much is done, of so much."""
        if self.shown is not None:
            progress, task = self.shown
            progress.update(task, completed=done, total=total)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something else is written."""
        if self.shown is None:
            yield
            return
        progress, _ = self.shown
        progress.stop()
        try:
            yield
        finally:
            progress.start()


@contextmanager
def progress(what: str, total: int | None = None, *, quiet: bool = False) -> Iterator[Bar]:
    """Show how far a piece of work is until the block ends, where standard error is a terminal and `quiet` is not asked for."""
    if quiet or not sys.stderr.isatty():
        yield Bar()
        return
    # a library that only terminals need
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # what is written elsewhere stays where it belongs: rich would bring it all to this console
    shown = Progress(
        *columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False
    )
    with shown:
        yield Bar((shown, shown.add_task(what, total=total)))
