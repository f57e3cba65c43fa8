"""One host at a time: how many requests it sees at once, and how far apart."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep


class HostGates:
    """A gate for each host, shared by all threads.

    Args:
        concurrency: Requests that one host sees at once, at most.
        interval: Seconds between the starts of two requests to one host, at least.
    """

    def __init__(self, *, concurrency: int, interval: float) -> None:
        self._concurrency = concurrency
        self._interval = interval
        self._gates: dict[str, _Gate] = {}
        self._lock = threading.Lock()

    @contextmanager
    def through(self, host: str, *, interval: float | None = None) -> Iterator[None]:
        """Wait for a turn at a host, hold it, and give it back. A longer interval than the usual one is kept to."""
        gate = self._gate(host)
        with gate.room:
            wait = gate.reserve(max(self._interval, interval or 0.0))
            if wait > 0:
                sleep(wait)
            yield

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for a time, because it asked for that."""
        self._gate(host).rest(seconds)

    def resting(self, host: str) -> float:
        """Seconds for which a host is still to be left alone; 0 where it is not."""
        return self._gate(host).resting()

    def _gate(self, host: str) -> _Gate:
        with self._lock:
            return self._gates.setdefault(host, _Gate(self._concurrency))


class _Gate:
    def __init__(self, concurrency: int) -> None:
        self.room = threading.BoundedSemaphore(concurrency)
        self._lock = threading.Lock()
        self._next = 0.0
        self._rests_until = 0.0

    def reserve(self, interval: float) -> float:
        """Take the next free moment; seconds until then."""
        with self._lock:
            now = monotonic()
            start = max(now, self._next, self._rests_until)
            self._next = start + interval
            return start - now

    def rest(self, seconds: float) -> None:
        with self._lock:
            self._rests_until = max(self._rests_until, monotonic() + seconds)

    def resting(self) -> float:
        with self._lock:
            return max(0.0, self._rests_until - monotonic())
