"""A clock that is set back and forward under a service: no run is lost or doubled, nothing is younger than nothing, nobody is
kept waiting for a moment that comes again in years, and releases keep their days."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from running import Running, service, tracker

from tracker import operation
from tracker.claims.schemes import Registry
from tracker.notify.load import load_channels
from tracker.store import Store, open_store
from tracker.watches.load import load

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WATCH = """name = "Skerry Ropes"
cadence = "every 6 hours"
jitter = "0 seconds"
sources = [{kind = "folder", path = "../in"}]
"""
CHANNELS = """
[channels.shelf]
kind = "folder"
path = "../told"
digest = "at once"
least = "info"
"""
RELEASE = """Skerry Ropes Lays Rope {number}

LERWICK, Scotland, March {number}, 2026 /PRNewswire/ -- Skerry Ropes today laid rope number {number} of the year.

About Skerry Ropes

Skerry Ropes lays ropes and employs {number} people. It is certified to ISO 9001:2015.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "schedules" / "skerry.toml").write_text(WATCH, encoding="utf-8")
    (tmp_path / "schedules" / "notify.toml").write_text(CHANNELS, encoding="utf-8")
    return tmp_path


def receive(workspace: Path, number: int) -> None:
    (workspace / "in" / f"{number}.txt").write_text(RELEASE.format(number=number), encoding="utf-8")


#: Where the clock is set to, one after another, ahead of the real one: from each, a run is due within twenty minutes.
JUMPS = {
    "a little forward": timedelta(),
    "over a run": 7 * HOUR,
    "back": -3 * DAY,
    "forward again": -3 * DAY + 7 * HOUR,
    "far ahead": 30 * DAY,
    "back again": DAY,
    "and on": DAY + 7 * HOUR,
}
#: Where nothing is due: the clock was set back, and the next run is a period away.
NOTHING = ("back", "back again")


def settle(running: Running) -> None:
    """Wait until the service has seen the time: it has read a file again, and once more."""
    file = running.workspace / "schedules" / "skerry.toml"
    for _ in range(2):
        fresh = file.with_suffix(".new")
        fresh.write_text(file.read_text(encoding="utf-8") + "#\n", encoding="utf-8")
        fresh.replace(file)
        running.wait_for("files read")


def numbers(document: object) -> Iterator[float]:
    """Every number in a JSON document."""
    match document:
        case bool() | str() | None:
            return
        case int() | float():
            yield document
        case list() | dict():
            for one in document.values() if isinstance(document, dict) else document:
                yield from numbers(one)


def test_the_clock_is_set_while_the_service_runs(workspace: Path) -> None:
    ran = 0
    with service(workspace) as running:
        for name, jump in JUMPS.items():
            receive(workspace, ran + 1)
            running.set_clock(jump)
            settle(running)
            said = json.loads(tracker(workspace, "status", "--json", ahead=jump).stdout)
            assert min(numbers(said)) >= 0, said
            if name not in NOTHING:
                running.set_clock(jump + timedelta(minutes=20))
                assert running.wait_for("checked")["releases"] == 1
                ran += 1
        running.stop()
    with closing(sqlite3.connect(workspace / "tracker.db")) as database, database:
        runs = database.execute("select slot, started, ended, outcome from runs order by id").fetchall()
        days = database.execute("select position from documents order by position").fetchall()
    assert len(runs) == ran == len({slot for slot, *_ in runs})
    assert all(outcome == "done" and started <= ended for _, started, ended, outcome in runs)
    assert [day[0][:10] for day in days] == [f"2026-03-{number:02}" for number in range(1, ran + 1)]
    told = [json.loads(path.read_bytes()) for path in (workspace / "told").glob("*.json")]
    assert not [item["sentence"] for one in told for item in one["items"] if item["finding"] is None]  # no alarm


NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AHEAD = 900 * DAY


@dataclass
class Desk:
    """A store, and rounds of a watch and its channels at moments of our choosing."""

    workspace: Path
    store: Store
    registry: Registry

    def round(self, at: datetime) -> None:
        """A look, and whoever is told."""
        schedules = self.workspace / "schedules"
        watch, channels = load(schedules / "skerry.toml"), load_channels(schedules / "notify.toml")
        operation.subscribe(self.store, channels, at)
        operation.run(watch, watch.id, self.store, self.registry, at, lambda: at)
        operation.deliver(self.store, channels, {}, self.registry, at)

    def told(self, channel: str) -> list[tuple[str, ...]]:
        """What each message to a channel was about, message by message; those that arrived."""
        rows = self.store.database.conn.execute(
            "select m.id, n.kind from messages m join told t on t.message = m.id join news n on n.id = t.news"
            " where m.channel = ? and m.delivered is not null order by m.rowid, n.id",
            [channel],
        ).fetchall()
        messages: dict[str, list[str]] = {}
        for message, kind in rows:
            messages.setdefault(message, []).append(kind)
        return [tuple(kinds) for kinds in messages.values()]


@pytest.fixture
def desk(workspace: Path, registry: Registry) -> Iterator[Desk]:
    receive(workspace, 1)
    with open_store(workspace / "tracker.db") as store:
        yield Desk(workspace=workspace, store=store, registry=registry)


def test_an_alarm_that_was_told_by_a_clock_far_ahead_is_told_again(workspace: Path, desk: Desk) -> None:
    desk.round(NOW + AHEAD - DAY)
    (workspace / "in").rename(workspace / "away")
    for hours in range(4):
        desk.round(NOW + AHEAD + hours * HOUR)
    assert desk.told("shelf") == [("source-failing",)]
    desk.round(NOW)  # the clock is right again
    desk.round(NOW + HOUR)
    assert desk.told("shelf") == [("source-failing",)] * 2
    (alarm,) = desk.store.ledger.alarms()
    assert alarm.told == NOW
    (workspace / "away").rename(workspace / "in")
    desk.round(NOW + DAY)
    assert desk.told("shelf")[2:] == [("recovered",)]


def test_a_digest_that_was_sent_by_a_clock_far_ahead_does_not_keep_the_next_waiting(
    workspace: Path, desk: Desk
) -> None:
    file = workspace / "schedules" / "notify.toml"
    file.write_text(CHANNELS.replace('"at once"', '"daily at 07:00"'), encoding="utf-8")
    desk.round(NOW + AHEAD - DAY)
    receive(workspace, 2)
    desk.round(NOW + AHEAD)
    assert len(desk.told("shelf")) == 1
    receive(workspace, 3)
    desk.round(NOW)
    assert len(desk.told("shelf")) == 2  # at once, because nobody knows when the last one was
    receive(workspace, 4)
    for hours in range(1, 23):
        desk.round(NOW + hours * HOUR)
    assert len(desk.told("shelf")) == 3  # the next at its hour


def test_a_message_that_was_put_off_by_a_clock_far_ahead_is_tried_when_the_clock_is_right(
    workspace: Path, desk: Desk
) -> None:
    desk.round(NOW + AHEAD - DAY)
    (workspace / "told").write_text("in the way", encoding="utf-8")
    receive(workspace, 2)
    desk.round(NOW + AHEAD)
    assert [message.attempts for message in desk.store.outbox.undelivered()] == [1]
    (workspace / "told").unlink()
    desk.round(NOW)
    assert len(desk.told("shelf")) == 1
    assert desk.store.outbox.undelivered() == ()
