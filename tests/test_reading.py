"""Captures are read in their order, wherever they are read, a few ahead; and none of them ends a run."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tracker import reading
from tracker.claims.schemes import Registry
from tracker.derivation import preparing
from tracker.derivation.preparing import Prepared, prepare_all
from tracker.errors import TrackerError, Unreadable
from tracker.pool import AHEAD, CHUNK, begin_worker, spread, workers
from tracker.reading import Body, Refused, read_one

RELEASE = (
    "Orbelline Valves opens foundry number {number}\n\nTARN, April 2, 2031 - Orbelline Valves today opened foundry number {number} "
    "for the bodies of its larger gate valves.\n\nAbout Orbelline Valves\nOrbelline Valves makes valves and is certified to ISO 9001."
)


def body(number: int) -> Body:
    content = b"\x00" * 900 if number % 7 == 3 else RELEASE.format(number=number).encode()
    sha256 = hashlib.sha256(content + bytes([number])).hexdigest()
    return Body(
        sha256=sha256, location=f"{number}.txt", media_type="text/plain", content=content, names=("Orbelline Valves",)
    )


def test_several_processes_read_what_one_does_in_the_same_order(registry: Registry) -> None:
    bodies = [body(number) for number in range(2 * CHUNK + 3)]
    with workers(registry, 2) as readers:
        assert readers is not None
        by_several = list(prepare_all(bodies, registry, readers))
    assert by_several == list(prepare_all(bodies, registry))
    assert [type(one) for one in by_several[:5]] == [Prepared, Prepared, Prepared, Refused, Prepared]


def test_one_processor_reads_alone(registry: Registry) -> None:
    with workers(registry, 1) as readers:
        assert readers is None


def test_no_more_is_read_ahead_than_a_few_chunks(registry: Registry) -> None:
    begin_worker(registry)
    asked: list[int] = []

    def bodies() -> Iterator[Body]:
        for number in range(20 * CHUNK):
            asked.append(number)
            yield body(number % 250)

    with ThreadPoolExecutor(1) as readers:
        readings = prepare_all(bodies(), registry, readers)
        next(readings)
        assert len(asked) == AHEAD * CHUNK
        readings.close()  # type: ignore[attr-defined] # it is a generator


def test_a_process_that_the_system_stops_is_said(registry: Registry) -> None:
    with workers(registry, 2) as readers:
        assert readers is not None
        with pytest.raises(TrackerError, match="ended by itself"):
            list(spread(_killed, [1], readers))


def _killed(_: list[int]) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_a_capture_that_trips_our_own_code_up_is_refused_and_said_to_be_our_fault(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(reading, "interpret", broken)
    refused = read_one(body(1), registry)
    assert isinstance(refused, Refused)
    assert refused.cause is Unreadable.FAULT
    assert "1.txt" in refused.detail


def test_a_reading_that_cannot_be_kept_is_refused_and_ends_nothing(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(preparing, "keep", broken)
    (refused,) = prepare_all([body(1)], registry)
    assert isinstance(refused, Refused)
    assert refused.cause is Unreadable.FAULT
    assert "1.txt" in refused.detail
