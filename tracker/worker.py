"""A process of its own for the work, so that work which hangs can be stopped. One task at a time.

Enters: tasks, each with a time limit. Leaves: what the work answers. Promises: a task that is not over in time is killed
with its process, and the next one gets a new process; the store is made for that (docs/operations.md). When the parent is
killed, the process finishes its task and goes.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from tracker.errors import TrackerError

_SPAWN = multiprocessing.get_context("spawn")


class OverranError(TrackerError):
    """A task was not over in time, and was stopped."""


class Worker:
    """Does tasks in a process of its own; `work` is a function that a new process can import."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._work = work
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def do(self, task: object, limit: timedelta) -> Any:  # noqa: ANN401 - whatever the work answers
        """What the work answers; raises `OverranError` after the limit, and `TrackerError` for what went wrong in it."""
        pipe = self._ready()
        pipe.send(task)
        if not pipe.poll(limit.total_seconds()):
            self.kill()
            raise OverranError(f"It was not over after {limit}, and was stopped.")
        try:
            succeeded, answer = pipe.recv()
        except EOFError as error:
            self.kill()
            raise OverranError("It ended without an answer; the system may have stopped it.") from error
        if not succeeded:
            raise TrackerError(str(answer))
        return answer

    def kill(self) -> None:
        """End the process at once, whatever it is doing."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def _ready(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self.kill()
            self._pipe, theirs = _SPAWN.Pipe()
            self._process = _SPAWN.Process(target=_loop, args=(theirs, self._work))
            self._process.start()
            theirs.close()
        return self._pipe


def _loop(pipe: Connection, work: Callable[[Any], Any]) -> None:
    # who stops the service asks the parent, which lets the task finish
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        try:
            answer = (True, work(task))
        except TrackerError as error:
            answer = (False, error.message)
        except Exception as error:  # noqa: BLE001 - the service goes on, and says what happened
            answer = (False, f"{type(error).__name__}: {error}")
        pipe.send(answer)
