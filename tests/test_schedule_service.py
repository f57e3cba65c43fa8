"""The service as an operator meets it: one a workspace, watch files read again, stopped within its time, due on demand."""

import json
import os
import select
import signal
import socketserver
import subprocess
import sys
import threading
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
from tracker.watches.live import LiveFiles, LiveFolder
from tracker.watches.load import load
from tracker.watches.workspace import load_workspace
from tracker.worker import ClosedError, OverranError, Worker

WATCH = 'name = "Marrow & Pell"\ncadence = "every 6 hours"\njitter = "0 seconds"\nsources = [{kind = "folder", path = "../in"}]\n'
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
def service(workspace: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tracker", "--workspace", str(workspace), "run", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        limit = threading.Timer(120, running.kill)  # a test that waits for what is never said fails
        limit.start()
        try:
            yield running
        finally:
            limit.cancel()
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
        assert event(running, "file cannot be used")["watch"] == "other"
        running.send_signal(signal.SIGHUP)
        assert event(running, "files read")["watches"] == 1
        running.send_signal(signal.SIGTERM)
        assert event(running, "stopped")["drained"] is True
        assert running.wait(30) == 0


def standing(workspace: Path) -> dict[str, str]:
    """The alarms that stand, by subject, as an operator is shown them."""
    return {one["subject"]: one["kind"] for one in json.loads(tracker(workspace, "status", "--json").stdout)["alarms"]}


def test_who_is_told_goes_on_from_the_last_good_file_and_hears_of_the_one_that_is_wrong(workspace: Path) -> None:
    good = '[channels.shelf]\nkind = "folder"\npath = "../told"\ndigest = "at once"\n'
    file = workspace / "schedules" / "notify.toml"
    file.write_text(good, encoding="utf-8")
    with service(workspace) as running:
        event(running, "planned")
        file.write_text(good + "least = 3\n", encoding="utf-8")
        assert event(running, "file cannot be used")["file"] == "notify.toml"
        event(running, "told")
        assert standing(workspace) == {"notify.toml": "settings-file"}
        (told,) = [json.loads(one.read_bytes()) for one in (workspace / "told").glob("*.json")]
        (said,) = [one["sentence"] for one in told["items"]]
        assert "notify.toml cannot be used since" in said
        assert "channels.shelf.least" in said
        file.write_text(good, encoding="utf-8")
        event(running, "told")
        assert standing(workspace) == {}
        assert len(list((workspace / "told").glob("*.json"))) == 2
        (workspace / "tracker.toml").write_text("quota_mb = 0\n", encoding="utf-8")
        assert event(running, "file cannot be used")["file"] == "settings"
        running.send_signal(signal.SIGTERM)
        assert event(running, "stopped")["drained"] is True


@contextmanager
def silence() -> Iterator[tuple[int, threading.Event]]:
    """A server that takes a request and says nothing; its port, and whether somebody has come."""
    asked = threading.Event()

    class Silent(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.recv(1)
            asked.set()
            over.wait()

    over = threading.Event()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Silent) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_address[1], asked
        finally:
            over.set()
            server.shutdown()


def hanging(workspace: Path, port: int, deadline: str, *, marrow: timedelta = timedelta(seconds=1)) -> None:
    """A second watch, due at once, whose only source never answers; the first is due after so long."""
    source = f'{{kind = "feed", url = "http://127.0.0.1:{port}/rss", allow = ["127.0.0.1:{port}"]}}'
    timing = f'cadence = "every 5 minutes"\njitter = "0 seconds"\ndeadline = "{deadline}"\n'
    text = f'name = "Silent Press"\n{timing}sources = [{source}]\n'
    (workspace / "schedules" / "silent.toml").write_text(text, encoding="utf-8")
    now = datetime.now(UTC)  # noqa: TID251 - the service is run by the clock of this machine
    with open_store(workspace / "tracker.db") as store, store.writing():
        for watch, slot in (("silent", now - timedelta(minutes=5)), ("marrow", now - timedelta(hours=6) + marrow)):
            store.runs.end(store.runs.begin(watch, slot, slot), slot, Ending.DONE)


def test_a_source_that_hangs_is_stopped_at_its_deadline_and_the_next_watch_is_run(workspace: Path) -> None:
    with silence() as (port, asked):
        hanging(workspace, port, "15 seconds")
        with service(workspace) as running:
            stopped = event(running, "run stopped")
            assert asked.is_set()
            assert (stopped["watch"], stopped["why"]) == ("silent", "It was not over after 0:00:15, and was stopped.")
            with open_store(workspace / "tracker.db") as store:
                assert store.runs.last()["silent"].outcome is Ending.OVERRAN
            assert event(running, "checked")["watch"] == "marrow"
    (silent,) = [
        one for one in json.loads(tracker(workspace, "status", "--json").stdout)["watches"] if one["watch"] == "silent"
    ]
    assert silent["ended"] == "overran"
    assert len(silent["next"]) == 5


def test_a_run_that_does_not_finish_holds_the_end_no_longer_than_is_said(workspace: Path) -> None:
    with silence() as (port, asked):
        hanging(workspace, port, "30 minutes")
        with service(workspace, "--drain", "0.5") as running:
            assert asked.wait(60)
            running.send_signal(signal.SIGTERM)
            assert event(running, "stopped")["drained"] is False
            assert running.wait(30) == 0
    assert "runs broken off: silent" in tracker(workspace, "run", "--due").stderr


def test_what_is_due_is_run_once_for_those_who_bring_a_timer(workspace: Path) -> None:
    first, second = tracker(workspace, "run", "--due"), tracker(workspace, "run", "--due")
    assert (first.returncode, first.stdout) == (0, "marrow: no new releases, 0 findings\n")
    assert (second.returncode, second.stdout) == (0, "")
    with open_store(workspace / "tracker.db") as store:
        assert store.runs.count(Ending.DONE) == 1


def test_for_a_timer_a_run_has_its_deadline_and_the_others_are_run(workspace: Path) -> None:
    with silence() as (port, _):
        hanging(workspace, port, "10 seconds", marrow=timedelta())
        (workspace / "schedules" / "absent.toml").write_text(WATCH.replace("../in", "../nowhere"), encoding="utf-8")
        ran = tracker(workspace, "run", "--due")
    assert ran.returncode == 1
    assert "silent: the run failed: It was not over after 0:00:10, and was stopped.\n" in ran.stderr
    assert "Warning" not in ran.stderr
    assert "absent: folder:../nowhere could not be looked at" in ran.stderr
    assert "marrow: no new releases, 0 findings\n" in ran.stdout
    with open_store(workspace / "tracker.db") as store:
        ends = {watch: run.outcome for watch, run in store.runs.last().items()}
    assert ends == {"silent": Ending.OVERRAN, "absent": Ending.INCOMPLETE, "marrow": Ending.DONE}
    assert tracker(workspace, "run", "--due").returncode == 0


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


def test_settings_that_became_wrong_keep_their_last_good_version(tmp_path: Path) -> None:
    file = tmp_path / "tracker.toml"
    live = LiveFiles((file, tmp_path / "other.toml"), lambda: load_workspace(file, {}))
    assert (live.value.quota_mb, live.refresh()) == (None, False)
    file.write_text("quota_mb = 5\n", encoding="utf-8")
    assert (live.refresh(), live.value.quota_mb, live.problem) == (True, 5, "")
    file.write_text("quota_mb = 0\n", encoding="utf-8")
    assert (live.refresh(), live.value.quota_mb) == (True, 5)
    assert live.problem == f"{file}: quota_mb: is 0 (1 or more)"
    file.unlink()
    assert (live.refresh(), live.value.quota_mb, live.problem) == (True, None, "")
    assert live.refresh(everything=True)


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
    made.close()


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


def _beget(path: Path) -> None:
    """Hang, with a child that hangs as well and holds a pipe open for as long as it lives."""
    child = "import sys, time; pipe = open(sys.argv[1], 'w'); print('born', file=pipe, flush=True); time.sleep(600)"
    subprocess.run([sys.executable, "-c", child, str(path)], check=True)


def test_work_that_is_stopped_takes_the_processes_with_it_that_it_began(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    made = Worker(_beget)

    def close_when_it_is_born() -> None:
        select.select([reading], [], [])
        made.close()

    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    closing = threading.Thread(target=close_when_it_is_born)
    closing.start()
    with pytest.raises(ClosedError):
        made.do(path, timedelta(seconds=120))
    closing.join()
    os.set_blocking(reading, True)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        assert pipe.read() == "born\n"  # and then the end: nobody holds it any more
    with pytest.raises(ClosedError):
        made.do(path, timedelta(seconds=120))


def _twice(task: str) -> str:
    return task * 2


def test_other_work_is_done_from_the_next_task_on(worker: Worker) -> None:
    assert worker.do("a", timedelta(seconds=60)) == "a"
    worker.renew(_twice)
    assert worker.do("a", timedelta(seconds=60)) == "aa"
