"""A watch that is paused is not looked at, everything says so, and its file is changed in that alone."""

import json
import subprocess
import sys
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import UsageError, WatchFileError
from tracker.health import SourceRecord, State, health, trouble
from tracker.operation import entries
from tracker.planner import Planner
from tracker.schedule import due_now, next_runs
from tracker.watches.edit import with_pause
from tracker.watches.load import load
from tracker.watches.model import Pause, Watch

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WEEK = date(2026, 11, 29)
PLAIN = """# asked for by the buyers
name = "Halvorsen Precision"  # as it stands in its releases

cadence = "every 6 hours"

# its only newsroom
[[sources]]
kind = "folder"
path = "../releases"
"""


def watch(folder: Path, text: str) -> Watch:
    path = folder / "halvorsen.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_a_pause_stands_below_the_name() -> None:
    paused = with_pause(PLAIN, Pause(reason='They call it "a break".', until=WEEK)).splitlines()
    assert paused[2:5] == [
        "paused = true",
        "paused_until = 2026-11-29",
        'paused_reason = "They call it \\"a break\\"."',
    ]
    assert paused[:2] + paused[5:] == PLAIN.splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "",
        PLAIN,
        PLAIN.replace("name", "  name"),
        PLAIN.rstrip(),
        'name = "x"',
        'paused = false  # since spring\npaused_reason = "a # in it"# and one behind\nname = "x"\n',
        'aliases = [\n  "a", # one\n  "b",\n]\nname = """\nx"""\n[[sources]]\nname = "y"\n',
        'aliases = ["""\nname = 1\n"""]\n',
        'name = "x"\r\ncadence = "every 6 hours"\r\n',
    ],
)
@pytest.mark.parametrize("pause", [None, Pause(), Pause(until=WEEK), Pause(reason="\\ \" ' # \n é")])
def test_everything_else_in_a_file_stays(text: str, pause: Pause | None) -> None:
    made = with_pause(text, pause)
    known, now = tomllib.loads(text), tomllib.loads(made)
    keys = {"paused", "paused_until", "paused_reason"}
    assert {key: value for key, value in now.items() if key not in keys} == {
        key: value for key, value in known.items() if key not in keys
    }
    assert now["paused"] is (pause is not None)
    assert (now.get("paused_reason", ""), now.get("paused_until")) == (
        (pause.reason, pause.until) if pause else ("", None)
    )
    assert comments(made) == comments(text)


def comments(text: str) -> list[str]:
    return [
        word for word in ("asked for", "as it stands", "its only", "since spring", "and one behind") if word in text
    ]


@given(reason=st.text(st.characters(exclude_categories=["Cs"])), until=st.none() | st.dates())
def test_whatever_the_reason_it_is_read_as_it_was_said(reason: str, until: date | None) -> None:
    found = tomllib.loads(with_pause(PLAIN, Pause(reason=reason, until=until)))
    assert (found.get("paused_reason", ""), found.get("paused_until")) == (reason, until)


def test_what_cannot_be_changed_line_by_line_is_refused() -> None:
    with pytest.raises(UsageError, match="cannot be changed here") as refused:
        with_pause('paused_reason = """\ntwo\nlines"""\nname = "x"\n', Pause())
    assert refused.value.hint


@pytest.mark.parametrize(
    ("said", "day", "paused"),
    [
        ("", NOW.date(), False),
        ("paused = false", NOW.date(), False),
        ('paused = false\npaused_reason = "kept"', NOW.date(), False),
        ("paused = true", NOW.date(), True),
        ("paused = true", date.max, True),
        ("paused = true\npaused_until = 2026-11-29", date(2026, 11, 28), True),
        ("paused = true\npaused_until = 2026-11-29", WEEK, False),
    ],
)
def test_a_pause_holds_until_its_day_begins(tmp_path: Path, said: str, day: date, *, paused: bool) -> None:
    assert (watch(tmp_path, f"{said}\n{PLAIN}").paused(day) is not None) is paused


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ('paused = "yes"', "paused"),
        ("paused = true\npaused_until = 2026-13-01", ""),
        ('paused = true\npaused_until = "soon"', "paused_until"),
        ("paused_until = 2026-11-29", "paused_until"),
        ('paused_reason = "why"', "paused_reason"),
        ("pausd = true", "pausd"),
    ],
)
def test_a_pause_that_is_none_is_said(tmp_path: Path, said: str, place: str) -> None:
    with pytest.raises(WatchFileError) as refused:
        watch(tmp_path, f"{said}\n{PLAIN}")
    assert [problem.place for problem in refused.value.problems] == [place]


def test_nothing_is_planned_while_a_watch_is_paused(tmp_path: Path) -> None:
    endless, week = watch(tmp_path, f"paused = true\n{PLAIN}"), watch(tmp_path, with_pause(PLAIN, Pause(until=WEEK)))
    assert entries(endless) == ()
    assert due_now((endless, week), {}, NOW) == ()
    resumed = datetime(2026, 11, 29, tzinfo=UTC)
    assert [due.slot for due in due_now((week,), {}, resumed)] == [resumed]
    planner = Planner()
    planner.load(entries(week), {week.id: NOW - timedelta(hours=6)}, NOW)
    assert planner.wake() == resumed
    assert planner.due(resumed - timedelta(seconds=1)) == ()
    assert planner.overdue(resumed) == ()
    assert [due.watch for due in planner.due(resumed)] == [week.id]
    assert all(run >= resumed for run in next_runs(entries(week)[0], NOW))


def test_nothing_is_said_against_a_source_that_is_paused() -> None:
    failing = SourceRecord(watch="w", source="s", failures=9, failing_since=NOW)
    one = health(failing, NOW, paused=True)
    assert (one.state, trouble(one)) == (State.PAUSED, None)


def tracker(*arguments: str, cwd: Path) -> Any:  # noqa: ANN401 - a process
    return subprocess.run(
        [sys.executable, "-m", "tracker", *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


def test_check_lint_status_and_coverage_say_that_a_watch_is_paused(tmp_path: Path) -> None:
    tracker("init", cwd=tmp_path)
    tracker("check", cwd=tmp_path)
    file = tmp_path / "schedules" / "example.toml"
    kept = file.read_text(encoding="utf-8")
    file.write_text(with_pause(kept, Pause(reason="Moving house.", until=date(9999, 1, 1))), encoding="utf-8")
    said = "paused until 9999-01-01: Moving house."
    checked = tracker("check", cwd=tmp_path)
    assert (checked.returncode, checked.stdout) == (0, "")
    assert said in checked.stderr
    assert tracker("check", "example", cwd=tmp_path).stdout.startswith("example: no new releases")
    assert said in tracker("lint", cwd=tmp_path).stdout
    assert json.loads(tracker("lint", "--json", cwd=tmp_path).stdout)["watches"][0]["paused"] is True
    assert f"example is {said}" in tracker("status", cwd=tmp_path).stdout
    (found,) = json.loads(tracker("status", "--json", cwd=tmp_path).stdout)["watches"]
    assert found["paused"] == {"reason": "Moving house.", "until": "9999-01-01", "said": said}
    assert [one["state"] for one in found["sources"]] == ["paused"]
    tracker("report", cwd=tmp_path)
    assert "Moving house." in (tmp_path / "reports" / "coverage.html").read_text(encoding="utf-8")
