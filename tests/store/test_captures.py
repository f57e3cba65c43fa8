"""Captures are the first truth: only added to, found by digest, and checked each time they are read."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tracker.errors import StoreDamagedError
from tracker.history import Observation, Outcome
from tracker.store import Store, open_store
from tracker.store.captures import AT_HAND

BODY = b"About Halvorsen Precision\n\nHalvorsen is certified to ISO 9001:2015."
DIGEST = hashlib.sha256(BODY).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.db") as opened:
        yield opened


def captured(at: datetime, location: str = "a.txt", sha256: str = DIGEST) -> Observation:
    return Observation(source="folder:in", location=location, outcome=Outcome.CAPTURED, at=at, sha256=sha256)


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    assert store.captures.keep(BODY, DIGEST, "text/plain")
    assert not store.captures.keep(BODY, DIGEST, "text/plain")
    assert store.captures.body(DIGEST) == BODY


def test_a_changed_byte_is_found(store: Store) -> None:
    store.captures.keep(BODY, DIGEST, "text/plain")
    store.database.conn.execute("update captures set body = zeroblob(20)")
    with pytest.raises(StoreDamagedError, match=DIGEST[:12]):
        store.captures.body(DIGEST)


def test_what_was_just_recorded_is_taken_once_as_it_came(store: Store) -> None:
    large = bytes(AT_HAND)
    digest = hashlib.sha256(large).hexdigest()
    store.captures.keep(BODY, DIGEST, "text/plain")
    store.captures.keep(large, digest, "text/plain")  # for which there is no room beside it
    store.database.conn.execute("update captures set body = zeroblob(20)")
    assert store.captures.take(DIGEST) == BODY
    for one in (DIGEST, digest):
        with pytest.raises(StoreDamagedError, match=one[:12]):
            store.captures.take(one)


def test_a_missing_capture_is_said(store: Store) -> None:
    with pytest.raises(StoreDamagedError, match="missing"):
        store.captures.body(DIGEST)


def test_a_capture_is_pending_until_it_is_a_document_or_unreadable(store: Store, now: datetime) -> None:
    store.captures.keep(BODY, DIGEST, "text/plain")
    store.captures.observe("halvorsen", captured(now), "1-1")
    store.captures.observe("halvorsen", captured(now, "copy.txt"), "1-2")
    assert [(one.sha256, one.location) for one in store.captures.pending("halvorsen")] == [(DIGEST, "a.txt")]
    assert store.captures.pending("another") == ()
    refused = Observation(
        source="folder:in", location="a.txt", outcome=Outcome.UNREADABLE, at=now, sha256=DIGEST, cause="binary"
    )
    store.captures.add_observation("halvorsen", refused)
    assert store.captures.pending("halvorsen") == ()


def test_nothing_that_was_observed_is_forgotten(store: Store, now: datetime) -> None:
    store.captures.observe("halvorsen", captured(now), "1-1")
    store.captures.observe("halvorsen", captured(now, sha256="f" * 64), "2-2")
    assert store.captures.stamps("halvorsen", "folder:in") == {"a.txt": "2-2"}
    assert [one.sha256 for one in store.captures.observations("halvorsen")] == ["f" * 64]
    assert store.database.table("observations").count == 2
