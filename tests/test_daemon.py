"""What a round of the service does in its worker: alarms follow what is wrong now, each told once and cleared when it is over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.app import Tracker, build
from tracker.daemon import work
from tracker.health import AGAIN, Alarm
from tracker.history import Outcome
from tracker.notify.deliver import Delivered
from tracker.notify.load import load_channels
from tracker.schedule import RoundTask
from tracker.settings import Settings
from tracker.store import Store, open_store
from tracker.store.captures import Look
from tracker.store.runs import Ending, Unfinished

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WATCH = 'name = "Marrow & Pell"\nsources = [{kind = "folder", path = "../in"}]\n'
CHANNEL = '[channels.shelf]\nkind = "folder"\npath = "../told"\ndigest = "at once"\n'


@pytest.fixture
def tracker(tmp_path: Path) -> Tracker:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "schedules" / "marrow.toml").write_text(WATCH, encoding="utf-8")
    (tmp_path / "schedules" / "notify.toml").write_text(CHANNEL, encoding="utf-8")
    return build(Settings(workspace=tmp_path), clock=lambda: NOW)


def sentences(tracker: Tracker, task: RoundTask, at: datetime) -> list[str]:
    """What a round at a moment tells."""
    delivered = work(replace(tracker, clock=lambda: at), task)
    assert isinstance(delivered, Delivered)
    return [f"{item.name} {item.kind} {item.subject} {item.detail}" for one in delivered.arrived for item in one.items]


def broken(tracker: Tracker) -> RoundTask:
    return RoundTask(
        watches=tracker.watches(),
        channels=load_channels(tracker.settings.channels),
        overdue=("marrow",),
        problems={("marrow", "watch file"): "marrow.toml: name: is missing", ("", "notify.toml"): "no TOML"},
        unfinished={"marrow/feed:x": Unfinished(times=3, since=NOW, detail="It was not over.")},
    )


def test_what_is_wrong_is_told_once_again_after_days_and_when_it_is_over(tracker: Tracker) -> None:
    troubled = broken(tracker)
    well = RoundTask(watches=troubled.watches, channels=troubled.channels)
    assert sentences(tracker, well, NOW) == []
    expected = [
        "Marrow & Pell overdue schedule ",
        "Marrow & Pell watch-file watch file marrow.toml: name: is missing",
        " settings-file notify.toml no TOML",
        "Marrow & Pell run-failing runs of feed:x It was not over.",
    ]
    assert sentences(tracker, troubled, NOW + timedelta(hours=1)) == expected
    assert sentences(tracker, troubled, NOW + timedelta(hours=2)) == []
    with open_store(tracker.settings.database) as store:
        assert {one.kind: one.since for one in store.ledger.alarms()}["run-failing"] == NOW  # and not when it was seen
    assert sentences(tracker, troubled, NOW + timedelta(hours=1) + AGAIN) == expected
    over = sentences(tracker, well, NOW + timedelta(days=8))
    assert [one.split(" recovered ")[1].strip() for one in over] == [
        "schedule",
        "watch file marrow.toml: name: is missing",
        "notify.toml no TOML",
        "runs of feed:x It was not over.",
    ]
    with open_store(tracker.settings.database) as store:
        assert store.ledger.alarms() == ()


def test_alarms_about_a_source_that_is_no_longer_looked_at_are_dropped(tracker: Tracker) -> None:
    (watch,) = tracker.watches()
    with open_store(tracker.settings.database) as store:
        for subject in (watch.sources[0].id, "feed:gone"):
            alarm = Alarm(
                watch=watch.id, subject=subject, kind="source-failing", since=NOW, told=NOW, times=1, detail=""
            )
            with store.writing():
                store.ledger.raise_alarm(alarm)
        assert sentences(tracker, RoundTask(watches=(watch,)), NOW) == []
        assert [one.subject for one in store.ledger.alarms()] == [watch.sources[0].id]


def test_what_a_stopped_run_had_not_looked_at_is_in_the_ledger_as_not_looked_at(tracker: Tracker) -> None:
    (watch,) = tracker.watches()
    two = replace(watch, sources=(*watch.sources, replace(watch.sources[0], id="folder:other")))
    task = RoundTask(watches=(two,), stopped={"marrow": "It was not over after 0:30:00, and was stopped."})
    with open_store(tracker.settings.database) as store:
        with store.writing():
            store.runs.begin("marrow", NOW, NOW)
            done = Look(watch="marrow", source=two.sources[0].id, at=NOW, outcome=Outcome.NOT_MODIFIED)
            store.captures.looked(done)
        assert sentences(tracker, task, NOW + timedelta(minutes=30)) == []
        assert store.runs.last()["marrow"].outcome is Ending.OVERRAN
        records = [store.ledger.record("marrow", source.id) for source in two.sources]
    assert [(one.last_outcome, one.failures) for one in records] == [(Outcome.NOT_MODIFIED, 0), (Outcome.FAILED, 1)]
    assert records[1].detail == "It was not over after 0:30:00, and was stopped."


def ended(store: Store, watch: str, *endings: Ending) -> None:
    with store.writing():
        for day, ending in enumerate(endings):
            at = NOW + timedelta(days=day)
            store.runs.end(store.runs.begin(watch, at, at), at, ending, detail=f"day {day}")


def test_runs_that_do_not_end_are_counted_back_to_the_last_that_did(tracker: Tracker) -> None:
    with open_store(tracker.settings.database) as store:
        ended(store, "well", Ending.OVERRAN, Ending.DONE)
        ended(store, "hung", Ending.OVERRAN, Ending.INCOMPLETE, Ending.OVERRAN, Ending.FAILED)
        ended(store, "restarted", Ending.OVERRAN, Ending.BROKEN_OFF)
        found = store.runs.unfinished()
    assert found == {"hung": Unfinished(times=2, since=NOW + timedelta(days=2), detail="day 3")}
