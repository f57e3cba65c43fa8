"""A process of its own for the work, so that work which hangs can be stopped. One task at a time.

Enters: tasks, each with a time limit. Leaves: what the work answers. Promises: a task that is not over in time is killed
with its process, and the next one gets a new process; the store is made for that (docs/operations.md). When the parent is
killed, the process finishes its task and goes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from tracker.errors import TrackerError

_SPAWN = multiprocessing.get_context("spawn")
#: What a process leaves that is killed is tidied up by Python's resource tracker, which need not tell an operator of it.
_TIDIED = "ignore:resource_tracker:UserWarning"


class OverranError(TrackerError):
    """A task was not over in time, and was stopped."""


class ClosedError(TrackerError):
    """Nothing more is done here; the task under way, if there was one, was stopped."""


class Worker:
    """Does tasks in a process of its own; `work` is a function that a new process can import.

    One thread gives it tasks. Another may close it, and give it other work.
    """

    def __init__(self, work: Callable[[Any], Any]) -> None:
        self._work = self._wanted = work
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._lock = threading.Lock()
        self._closed = False

    def do(self, task: object, limit: timedelta) -> Any:  # noqa: ANN401 - whatever the work answers
        """What the work answers; raises `OverranError` after the limit, and `TrackerError` for what went wrong in it."""
        pipe = self._ready()
        try:
            pipe.send(task)
            if not pipe.poll(limit.total_seconds()):
                self._end()
                raise OverranError(f"It was not over after {limit}, and was stopped.")
            succeeded, answer = pipe.recv()
        except (EOFError, OSError) as error:
            self._end()
            if self._closed:
                raise ClosedError("It was stopped with the service.") from error
            raise OverranError("It ended without an answer; the system may have stopped it.") from error
        if not succeeded:
            raise TrackerError(str(answer))
        return answer

    def renew(self, work: Callable[[Any], Any]) -> None:
        """Let other work be done from the next task on, in a new process; the task under way goes on as it is."""
        self._wanted = work

    def close(self) -> None:
        """End the process at once, whatever it is doing, and do nothing more."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                _kill(self._process)

    def _end(self) -> None:
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            process.join()
            process.close()
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def _ready(self) -> Connection:
        with self._lock:
            if self._closed:
                raise ClosedError("The service has stopped.")
            stale = self._wanted is not self._work
            if stale or self._pipe is None or self._process is None or not self._process.is_alive():
                self._drop()
                self._work = self._wanted
                if _TIDIED not in sys.warnoptions:
                    sys.warnoptions.append(_TIDIED)
                self._pipe, theirs = _SPAWN.Pipe()
                self._process = _SPAWN.Process(target=_loop, args=(theirs, self._work))
                self._process.start()
                theirs.close()
            return self._pipe


def _kill(process: SpawnProcess) -> None:
    """End a process, and those that it began: they would wait for its tasks for ever."""
    try:
        os.killpg(process.ident or 0, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        process.kill()  # it is gone, or has no group of its own yet


def _loop(pipe: Connection, work: Callable[[Any], Any]) -> None:
    os.setpgid(0, 0)
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
