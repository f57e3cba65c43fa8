"""Processes that work out functions of values: begun once, given a chunk at a time, answered in the order of the questions.

Enters: items, and a function of a chunk of them that a new process can import. Leaves: what it makes of each. Promises: the
same answers in the same order as from this process alone; a few chunks are under way at once, however many items there are.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from tracker.claims.schemes import Registry
from tracker.errors import TrackerError

#: Items that a process is given at once; and how many such chunks are under way.
CHUNK = 32
AHEAD = 8

#: What a process that works here has at hand from the beginning, so that it is read in once and not in each of them.
_PRELOADED = "tracker.derivation"

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")


@contextmanager
def workers(registry: Registry, count: int | None = None) -> Iterator[Executor | None]:
    """Processes, begun when they are first given something; None where there is one processor only.

    They are not forked from this process, because threads of it may be fetching.
    """
    processors = count if count is not None else _processors()
    if processors < 2:
        yield None
        return
    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    if way == "forkserver":
        context.set_forkserver_preload([_PRELOADED])
    pool = ProcessPoolExecutor(processors, mp_context=context, initializer=begin_worker, initargs=(registry,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(work: Callable[[list[_Item]], list[_Answer]], items: Iterable[_Item], pool: Executor) -> Iterator[_Answer]:
    """What `work` makes of the items, in their order. Items are asked for as they are needed, a few chunks ahead.

    Raises `TrackerError` when a process ends that should not.
    """
    rest = iter(items)
    ahead: deque[Future[list[_Answer]]] = deque()
    try:
        while True:
            while len(ahead) < AHEAD and (chunk := list(islice(rest, CHUNK))):
                ahead.append(pool.submit(work, chunk))
            if not ahead:
                return
            yield from ahead.popleft().result()
    except BrokenExecutor as error:
        raise TrackerError(
            "A process that reads or compares releases ended by itself; the system may have stopped it.",
            hint="Nothing that was recorded is lost; run this again, with more memory if that was short.",
        ) from error


_registry: Registry | None = None


def begin_worker(registry: Registry) -> None:
    """Let this process, which is a worker, know the standards once and for all."""
    global _registry  # noqa: PLW0603 - a worker process has one registry, from its beginning to its end
    _registry = registry
    # what is here from the beginning stays to the end, and need not be looked through for what is not
    gc.collect()
    gc.freeze()


def standards() -> Registry:
    """The standards that this process, which is a worker, was begun with."""
    assert _registry is not None  # noqa: S101 - `begin_worker` has run
    return _registry
