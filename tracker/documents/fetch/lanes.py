"""Many tasks side by side, in lanes that do not wait for each other."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

#: Finished tasks that wait to be taken: what a slow taker costs in memory.
_WAITING = 64


def side_by_side(
    tasks: Iterable[Task],
    run: Callable[[Task], Result],
    *,
    lane_of: Callable[[Task], str],
    lanes_at_once: int,
    walkers: int,
) -> Iterator[tuple[Task, Result]]:
    """Each task with its result, in the order in which they end; an exception of a task ends all.

    Tasks of one lane are begun in their order, `walkers` of them at a time; a lane that is slow keeps no other
    waiting, while there are no more than `lanes_at_once`.
    """
    lanes: dict[str, deque[Task]] = {}
    for task in tasks:
        lanes.setdefault(lane_of(task), deque()).append(task)
    left = sum(map(len, lanes.values()))
    walk = _Walk(run)
    with ThreadPoolExecutor(lanes_at_once * walkers) as pool:
        try:
            # First a walker for each lane, then the second ones.
            for _ in range(walkers):
                for lane in lanes.values():
                    pool.submit(walk.walk, lane)
            for _ in range(left):
                yield walk.take()
        finally:
            walk.stop()


class _Walk(Generic[Task, Result]):
    """What the walkers of all lanes share."""

    def __init__(self, run: Callable[[Task], Result]) -> None:
        self._run = run
        self._done: queue.Queue[tuple[Task, Result] | BaseException] = queue.Queue(_WAITING)
        self._stopped = threading.Event()

    def walk(self, lane: deque[Task]) -> None:
        """Take tasks from the front of a lane until it is empty."""
        while not self._stopped.is_set():
            try:
                task = lane.popleft()
            except IndexError:
                return
            try:
                self._hand_over((task, self._run(task)))
            except Exception as error:  # noqa: BLE001 - it is raised again where the results are taken
                self._hand_over(error)

    def take(self) -> tuple[Task, Result]:
        """The next result, or the exception of the task that failed."""
        outcome = self._done.get()
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def stop(self) -> None:
        """Let every walker end after the task that it is at."""
        self._stopped.set()

    def _hand_over(self, outcome: tuple[Task, Result] | BaseException) -> None:
        while not self._stopped.is_set():
            try:
                self._done.put(outcome, timeout=0.1)
            except queue.Full:
                continue
            return
