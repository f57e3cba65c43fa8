"""Two at work on one workspace: a second service is refused, a check from the shell goes beside the first, nothing is doubled."""

from datetime import timedelta
from pathlib import Path

import pytest
from running import service, tracker

from tracker.store import open_store
from tracker.store.database import exclusive
from tracker.store.runs import Ending

WATCH = 'name = "Brae & Holm"\ncadence = "every 6 hours"\njitter = "0 seconds"\nsources = [{kind = "folder", path = "../in"}]\n'
RELEASE = """Brae & Holm Ships a Loom

HAWICK, Scotland, March {number}, 2026 /PRNewswire/ -- Brae & Holm today shipped loom {number} of the year.

About Brae & Holm

Brae & Holm builds looms and employs {number} people. It is certified to ISO 9001:2015.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "schedules" / "brae.toml").write_text(WATCH, encoding="utf-8")
    receive(tmp_path, 1)
    return tmp_path


def receive(workspace: Path, number: int) -> None:
    (workspace / "in" / f"{number}.txt").write_text(RELEASE.format(number=number), encoding="utf-8")


def sentence(said: str) -> list[str]:
    """What a command says to a person; its log is left out."""
    return [line for line in said.splitlines() if not line.startswith("{")]


def test_a_second_service_is_refused_and_a_check_goes_beside_the_first(workspace: Path) -> None:
    with service(workspace) as running:
        second = tracker(workspace, "run")
        assert second.returncode == 1
        assert sentence(second.stderr) == [
            f"tracker: A service is at work on {workspace} already.",
            "  'tracker status' shows what it does.",
        ]
        beside = tracker(workspace, "check")
        assert beside.returncode == 0, beside.stderr
        receive(workspace, 2)
        with exclusive(workspace / "tracker.db"):  # somebody is at work
            refused = tracker(workspace, "check")
            assert refused.returncode == 1
            assert sentence(refused.stderr) == [
                f"tracker: Another tracker is at work on {workspace}.",
                "  Wait until it has finished, then run this again.",
            ]
            running.set_clock(timedelta(minutes=20))  # the service's own run is due, and waits
        assert running.wait_for("checked")["releases"] == 1
        running.stop()
    with open_store(workspace / "tracker.db") as store:
        assert len(store.captures.digests()) == 2
        assert store.runs.count() == store.runs.count(Ending.DONE) == 2
