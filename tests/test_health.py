"""A source is judged by its looks; somebody is told after three failures, again after a week, and when it is well."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker import operation
from tracker.claims.schemes import Registry
from tracker.findings.model import Severity
from tracker.health import Alarm, SourceRecord, State, Step, Trouble, health, step, trouble
from tracker.history import Outcome
from tracker.notify.deliver import deliver
from tracker.notify.model import Channel, FolderSettings
from tracker.store import Store, open_store
from tracker.watches.load import load

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WELL = SourceRecord(
    watch="w",
    source="s",
    looks=9,
    last=NOW,
    last_outcome=Outcome.CAPTURED,
    last_seen=4,
    most_seen=5,
    last_good=NOW,
    last_new=NOW - timedelta(days=2),
)


def failing(outcome: Outcome, times: int) -> SourceRecord:
    since = NOW - timedelta(hours=times)
    return replace(WELL, last_outcome=outcome, failures=times, failing_since=since, detail="why")


@pytest.mark.parametrize(
    ("record", "state", "kind"),
    [
        (SourceRecord(watch="w", source="s"), State.UNKNOWN, None),
        (WELL, State.HEALTHY, None),
        (replace(WELL, last_new=NOW - timedelta(days=91)), State.QUIET, None),
        (replace(WELL, last_new=None), State.QUIET, None),
        (replace(WELL, last_seen=0), State.SUSPICIOUS, "source-suspicious"),
        (replace(WELL, last_seen=0, most_seen=0), State.HEALTHY, None),
        (failing(Outcome.FAILED, 1), State.FAILING, None),
        (failing(Outcome.FAILED, 2), State.FAILING, None),
        (failing(Outcome.FAILED, 3), State.FAILING, "source-failing"),
        (failing(Outcome.GONE, 3), State.FAILING, "source-failing"),
        (failing(Outcome.BLOCKED, 3), State.BLOCKED, "source-blocked"),
        (failing(Outcome.BLOCKED, 1), State.BLOCKED, None),
        (failing(Outcome.SUSPICIOUS, 5), State.SUSPICIOUS, "source-suspicious"),
    ],
)
def test_a_source_is_judged_by_its_looks(record: SourceRecord, state: State, kind: str | None) -> None:
    found = health(record, NOW)
    now = trouble(found)
    assert (found.state, now.kind if now else None) == (state, kind)


STANDS = Alarm(
    watch="w", subject="s", kind="source-failing", since=NOW, told=NOW - timedelta(days=6), times=1, detail=""
)
TROUBLE = Trouble(kind="source-failing", since=NOW, detail="")


@pytest.mark.parametrize(
    ("known", "now", "expected"),
    [
        (None, None, Step.NOTHING),
        (None, TROUBLE, Step.TELL),
        (STANDS, TROUBLE, Step.NOTHING),
        (replace(STANDS, told=NOW - timedelta(days=7)), TROUBLE, Step.TELL),
        (STANDS, replace(TROUBLE, kind="source-blocked"), Step.TELL),
        (STANDS, None, Step.CLEAR),
    ],
)
def test_an_alarm_is_told_repeated_and_cleared(known: Alarm | None, now: Trouble | None, expected: Step) -> None:
    assert step(known, now, NOW) is expected


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.db") as opened:
        yield opened


def test_a_source_that_is_away_for_weeks_is_told_of_and_found_well_again(
    tmp_path: Path, store: Store, registry: Registry
) -> None:
    file = tmp_path / "norling.toml"
    file.write_text('name = "Norling Glass"\nsources = [{kind = "folder", path = "in"}]', encoding="utf-8")
    watch, source = load(file), tmp_path / "in"
    shelf = Channel(name="shelf", settings=FolderSettings(path=tmp_path / "told"), digest=None, least=Severity.INFO)
    source.mkdir()
    (source / "a.txt").write_text("Norling Glass\n\nNorling Glass blows glass.\n", encoding="utf-8")

    def day(number: int) -> None:
        now = NOW + timedelta(days=number)
        operation.subscribe(store, [shelf], now)
        operation.run(watch, watch.id, store, registry, now, lambda: now)
        deliver(store, [shelf], {}, registry, now)

    day(0)
    source.rename(tmp_path / "away")
    for number in range(1, 20):
        day(number)
    (tmp_path / "away").rename(source)
    for number in range(20, 24):
        day(number)
    told = [json.loads(path.read_bytes()) for path in sorted((tmp_path / "told").glob("*.json"))]
    assert [(document["at"][:10], item["kind"]) for document in told for item in document["items"]] == [
        ("2026-11-25", "source-failing"),
        ("2026-12-02", "source-failing"),
        ("2026-12-09", "source-failing"),
        ("2026-12-12", "recovered"),
    ]
    assert store.ledger.alarms() == ()


def test_a_store_over_its_quota_is_told_of_once_and_not_without_a_quota(store: Store) -> None:
    with store.writing():
        operation.watch_quota(store, None, NOW)
        operation.watch_quota(store, 1000, NOW)
    assert store.ledger.alarms() == ()
    store.database.conn.execute("create table filler (body)")
    store.database.conn.execute("insert into filler values (zeroblob(2 << 20))")
    with store.writing():
        operation.watch_quota(store, 1, NOW)
        operation.watch_quota(store, 1, NOW + timedelta(days=1))
    (alarm,) = store.ledger.alarms()
    assert (alarm.kind, alarm.times, alarm.since) == ("quota", 1, NOW)
