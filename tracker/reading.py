"""From the bytes of captures to readings, in this process or in several: the part of deriving that needs no store.

Enters: bytes with what is known of them. Leaves: a `Reading` with the gist of its news, or a `Refused` with its cause, in the
order of the captures. Promises: a function of what enters, wherever it is worked out; a capture that trips our own code up
is refused, and ends nothing.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from tracker import assess
from tracker.assess import Reading
from tracker.claims.schemes import Registry
from tracker.documents.interpret import interpret
from tracker.documents.model import Published
from tracker.errors import ReadError, Unreadable
from tracker.identity import gist, marks
from tracker.sections.recurrence import Piece
from tracker.thread import shown_by

#: Captures that a worker is given at once; how many such chunks are read ahead; and captures that are worth workers.
CHUNK = 16
AHEAD = 8
WORTHWHILE = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The bytes of a capture, and what is known of them from outside."""

    sha256: str
    location: str
    media_type: str
    content: bytes = field(repr=False)
    listed: Published | None = None
    dated: bool = True  # a page whose changes are its history has no day of its own


@dataclass(frozen=True, slots=True)
class Read:
    """A capture that could be read, the marks to look for the same release by, and the pieces that may recur in it."""

    reading: Reading
    marks: tuple[int, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a capture could not be read: a code, and a sentence."""

    cause: Unreadable
    detail: str


def read_one(body: Body, registry: Registry, names: Sequence[str]) -> Read | Refused:
    """One capture, read and recognised."""
    try:
        document = interpret(
            body.content,
            sha256=body.sha256,
            source=body.location,
            media_type=body.media_type or None,
            names=names,
            listed=body.listed,
            dated=body.dated,
        )
        reading = assess.read(document, registry, names)
        return Read(reading, marks(gist(reading)), shown_by(reading))
    except ReadError as error:
        return Refused(error.cause, error.message)
    except Exception as error:  # noqa: BLE001 - strangers write what is read here; one capture must not end a run
        detail = f"This program failed at {body.location} ({type(error).__name__}: {error})."
        return Refused(Unreadable.FAULT, detail)


def read_all(
    bodies: Iterable[Body], registry: Registry, names: Sequence[str], workers: Executor | None = None
) -> Iterator[Read | Refused]:
    """Captures, read, in their order; by several processes where there are `workers`, a few captures ahead.

    Workers were begun with `begin_worker` and the same registry, so that it need not travel with every capture.
    """
    if workers is None:
        for body in bodies:
            yield read_one(body, registry, names)
        return
    rest = iter(bodies)
    ahead: deque[Future[list[Read | Refused]]] = deque()
    while True:
        while len(ahead) < AHEAD and (chunk := list(islice(rest, CHUNK))):
            ahead.append(workers.submit(_read_chunk, chunk, tuple(names)))
        if not ahead:
            return
        yield from ahead.popleft().result()


@contextmanager
def workers(registry: Registry, count: int | None = None) -> Iterator[Executor | None]:
    """Processes to read in, begun when they are first given something; None where there is one processor only.

    They are not forked from this process, because threads of it may be fetching.
    """
    processors = (
        count
        if count is not None
        else len(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else os.cpu_count() or 1
    )
    if processors < 2:
        yield None
        return
    way = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(way)
    if way == "forkserver":
        context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(processors, mp_context=context, initializer=begin_worker, initargs=(registry,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


_registry: Registry | None = None


def begin_worker(registry: Registry) -> None:
    """Let this process, which is a worker, know the standards once and for all."""
    global _registry  # noqa: PLW0603 - a worker process has one registry, from its beginning to its end
    _registry = registry


def _read_chunk(bodies: Sequence[Body], names: Sequence[str]) -> list[Read | Refused]:
    assert _registry is not None  # noqa: S101 - `begin_worker` has run
    return [read_one(body, _registry, names) for body in bodies]
