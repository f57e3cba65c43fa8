"""A mailbox in a watched folder: each message is a release, and a mailbox that grows brings only what is new."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tracker.claims.schemes import Registry
from tracker.history import Outcome
from tracker.service import check
from tracker.store import open_store
from tracker.watches.load import load
from tracker.watches.model import Watch

MESSAGE = (
    "From press@orbelline.example Wed Apr  2 08:00:00 2031\n"
    "From: press@orbelline.example\nSubject: Orbelline Valves opens foundry number {number}\n"
    "Date: Wed, {number:02} Apr 2031 08:00:00 +0200\nMessage-ID: <{number}@orbelline.example>\n"
    "Content-Type: text/plain; charset=utf-8\n\n"
    "TARN, April {number}, 2031 - Orbelline Valves today opened its foundry number {number} for valves of size {number}00.\n\n"
    "About Orbelline Valves\nOrbelline Valves makes valves for water works.\n\n"
)


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    (tmp_path / "in").mkdir()
    file = tmp_path / "orbelline.toml"
    file.write_text('name = "Orbelline Valves"\nsources = [{kind = "folder", path = "in"}]', encoding="utf-8")
    return load(file)


def mailbox(tmp_path: Path, *numbers: int) -> None:
    (tmp_path / "in" / "press.mbox").write_text("".join(MESSAGE.format(number=n) for n in numbers), encoding="utf-8")


def test_a_mailbox_that_grows_brings_only_its_new_messages(
    watch: Watch, tmp_path: Path, registry: Registry, now: datetime
) -> None:
    with open_store(tmp_path / "tracker.db") as store:
        mailbox(tmp_path, 2, 9)
        first = check(watch, store, registry, now)
        again = check(watch, store, registry, now)
        mailbox(tmp_path, 2, 9, 16)
        grown = check(watch, store, registry, now)
        locations = {one.location for one in store.captures.observations(watch.id)}
    assert (len(first.documents), first.complete) == (2, True)
    assert (again.documents, again.looks[0].outcome) == ((), Outcome.NOT_MODIFIED)
    assert len(grown.documents) == 1
    assert len(locations) == 3
    assert all(location.startswith("press.mbox#") for location in locations)
