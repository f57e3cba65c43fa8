"""The service as an operator meets it: one a workspace, watch files read again, stopped within its time, due on demand."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.errors import TrackerError
from tracker.schedule import due_now
from tracker.store import open_store
from tracker.store.runs import Ending
from tracker.watches.live import LiveFolder
from tracker.watches.load import load
from tracker.worker import OverranError, Worker

WATCH = 'name = "Marrow & Pell"\ncadence = "every 6 hours"\nsources = [{kind = "folder", path = "../in"}]\n'
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "schedules" / "marrow.toml").write_text(WATCH, encoding="utf-8")
    return tmp_path


def tracker(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tracker", "--workspace", str(workspace), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@contextmanager
def service(workspace: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tracker", "--workspace", str(workspace), "run"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        try:
            yield running
        finally:
            running.kill()


def event(running: subprocess.Popen[str], wanted: str) -> dict[str, object]:
    assert running.stderr is not None
    for line in running.stderr:
        said = json.loads(line)
        if said["event"] == wanted:
            return dict(said)
    pytest.fail(f"the service ended without saying '{wanted}'")


def test_a_service_reads_files_again_keeps_the_last_good_one_and_stops_when_told(workspace: Path) -> None:
    with service(workspace) as running:
        event(running, "planned")
        second = tracker(workspace, "run")
        assert (second.returncode, "A service is at work" in second.stderr) == (1, True)
        (workspace / "schedules" / "other.toml").write_text("name = 3\n", encoding="utf-8")
        assert event(running, "watch file cannot be used")["watch"] == "other"
        running.send_signal(signal.SIGHUP)
        assert event(running, "watch files read")["watches"] == 1
        running.send_signal(signal.SIGTERM)
        assert event(running, "stopped")["drained"] is True
        assert running.wait(30) == 0


def test_what_is_due_is_run_once_for_those_who_bring_a_timer(workspace: Path) -> None:
    first, second = tracker(workspace, "run", "--due"), tracker(workspace, "run", "--due")
    assert (first.returncode, first.stdout) == (0, "marrow: no new releases, 0 findings\n")
    assert (second.returncode, second.stdout) == (0, "")
    with open_store(workspace / "tracker.db") as store:
        assert store.runs.count(Ending.DONE) == 1


def test_a_channel_that_is_not_there_is_named(workspace: Path) -> None:
    (workspace / "schedules" / "notify.toml").write_text(
        '[channels.quality]\nkind = "folder"\npath = "../told"', encoding="utf-8"
    )
    assert tracker(workspace, "lint").returncode == 0
    (workspace / "schedules" / "marrow.toml").write_text('notify = ["qualty"]\n' + WATCH, encoding="utf-8")
    linted = tracker(workspace, "lint")
    assert linted.returncode == 2
    assert "'qualty' is no channel (did you mean 'quality'?)" in linted.stderr


def test_what_was_broken_off_is_said_at_the_next_start(workspace: Path) -> None:
    with open_store(workspace / "tracker.db") as store, store.writing():
        store.runs.begin("marrow", NOW - timedelta(days=1), NOW - timedelta(days=1))
    said = tracker(workspace, "run", "--due").stderr
    assert "runs broken off: marrow" in said


def test_due_now_is_what_the_log_does_not_have(workspace: Path) -> None:
    watch = load(workspace / "schedules" / "marrow.toml")
    assert [one.slot for one in due_now((watch,), {}, NOW)] == [NOW]
    assert due_now((watch,), {"marrow": NOW - timedelta(hours=5)}, NOW) == ()
    (late,) = due_now((watch,), {"marrow": NOW - timedelta(hours=20)}, NOW)
    assert late.slot == NOW - timedelta(hours=2)


def test_a_file_that_became_wrong_keeps_its_last_good_version(workspace: Path) -> None:
    live, file = LiveFolder(workspace / "schedules"), workspace / "schedules" / "marrow.toml"
    assert live.refresh()
    assert not live.refresh()
    file.write_text("name = 3\n", encoding="utf-8")
    assert live.refresh()
    assert [watch.name for watch in live.watches] == ["Marrow & Pell"]
    assert list(live.problems) == ["marrow"]
    file.write_text(WATCH.replace("Pell", "Peel"), encoding="utf-8")
    assert live.refresh()
    assert ([watch.name for watch in live.watches], live.problems) == (["Marrow & Peel"], {})
    file.unlink()
    assert live.refresh()
    assert live.watches == ()


def _answer(task: object) -> object:
    match task:
        case "hang":
            time.sleep(600)
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "fail":
            raise TrackerError("It cannot be done.")
    return task


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(_answer)
    yield made
    made.kill()


@pytest.mark.parametrize(
    ("task", "error", "said"),
    [
        ("hang", OverranError, "was not over"),
        ("die", OverranError, "without an answer"),
        ("fail", TrackerError, "done"),
    ],
)
def test_work_that_hangs_dies_or_fails_does_not_hold_the_next(
    worker: Worker, task: str, error: type[TrackerError], said: str
) -> None:
    with pytest.raises(error, match=said):
        worker.do(task, timedelta(seconds=1 if task == "hang" else 60))
    assert worker.do("well", timedelta(seconds=60)) == "well"
