"""The commands as their user meets them: a process, its two streams, its exit code."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.store import open_store_alone

BEFORE = "Marrow & Pell\n\nHALIFAX, May 3, 2017 /PRNewswire/ -- Marrow & Pell did well.\n\nAbout Marrow & Pell\n\nMarrow & Pell is certified to ISO 9001:2008 and makes rope.\n"
AFTER = BEFORE.replace("2017", "2019").replace("9001:2008", "9001:2015")


def tracker(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "NO_COLOR": "1", **environment},
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert tracker("init", cwd=tmp_path).returncode == 0
    return tmp_path


def test_from_nothing_to_a_report(workspace: Path) -> None:
    (workspace / "releases" / "a.txt").write_text(BEFORE, encoding="utf-8")
    (workspace / "releases" / "b.txt").write_text(AFTER, encoding="utf-8")
    checked = tracker("check", "--exit-code", cwd=workspace)
    assert (checked.returncode, checked.stderr) == (4, "")
    assert "ISO 9001 moved up from 2008 to 2015" in checked.stdout
    reported = tracker("report", cwd=workspace)
    assert (reported.returncode, reported.stdout) == (0, f"{Path('reports') / 'index.html'}\n")
    assert "ISO 9001" in (workspace / "reports" / "index.html").read_text(encoding="utf-8")
    again = tracker("check", "--exit-code", cwd=workspace)
    assert (again.returncode, again.stdout) == (0, "example: no new releases, 0 findings\n")


def test_one_json_document_and_nothing_else(workspace: Path) -> None:
    (workspace / "releases" / "a.txt").write_text(BEFORE, encoding="utf-8")
    (workspace / "releases" / "bad.txt").write_bytes(b"\x00\x01\x02\x03" * 99)
    checked = tracker("check", "--json", cwd=workspace)
    assert checked.returncode == 3
    (watch,) = json.loads(checked.stdout)["watches"]
    assert [one["location"] for one in watch["unreadable"]] == ["bad.txt"]
    assert len(watch["documents"]) == 1


def test_a_source_that_is_quiet_is_shown_with_the_runs_that_it_will_have(workspace: Path) -> None:
    file = workspace / "schedules" / "example.toml"
    file.write_text(
        'name = "Marrow & Pell"\ncadence = "every 1 hour"\nstretch = "7 days"\njitter = "0 seconds"\n'
        'sources = [{kind = "folder", path = "../releases"}]\n',
        encoding="utf-8",
    )
    (workspace / "releases" / "a.txt").write_text(BEFORE, encoding="utf-8")
    first, later = (str(int(datetime(2026, 3, day, 6, tzinfo=UTC).timestamp())) for day in (2, 22))
    assert tracker("run", "--due", cwd=workspace, SOURCE_DATE_EPOCH=first).returncode == 0
    assert (
        tracker("run", "--due", cwd=workspace, SOURCE_DATE_EPOCH=later).stdout
        == "example: no new releases, 0 findings\n"
    )
    expected = ["2026-03-24T06:00:00+00:00", "2026-03-26T10:00:00+00:00"]  # a tenth of twenty days, and of twenty-two
    linted = tracker("lint", cwd=workspace, SOURCE_DATE_EPOCH=later).stdout.splitlines()
    assert linted[1] == "  folder:../releases: every 1 hour, stretched up to 7 days (UTC)"
    assert [line.strip() for line in linted[2:4]] == expected
    shown = json.loads(tracker("status", "--json", cwd=workspace, SOURCE_DATE_EPOCH=later).stdout)
    assert shown["watches"][0]["next"][:2] == expected
    assert len(shown["watches"][0]["next"]) == 5
    assert f"  next   {expected[0]}  example\n" in tracker("status", cwd=workspace, SOURCE_DATE_EPOCH=later).stdout


def test_what_a_backfill_finds_is_told_to_nobody(workspace: Path) -> None:
    channel = '[channels.shelf]\nkind = "folder"\npath = "../told"\ndigest = "at once"\nleast = "info"\n'
    (workspace / "schedules" / "notify.toml").write_text(channel, encoding="utf-8")
    (workspace / "releases" / "a.txt").write_text(BEFORE, encoding="utf-8")
    tracker("check", cwd=workspace)
    (workspace / "releases" / "b.txt").write_text(AFTER, encoding="utf-8")
    filled = tracker("check", "--backfill", cwd=workspace)
    assert "ISO 9001 moved up from 2008 to 2015" in filled.stdout
    assert not (workspace / "told").exists()


def test_lint_shows_when_a_watch_is_due(workspace: Path) -> None:
    linted = json.loads(tracker("lint", "--json", cwd=workspace).stdout)
    assert [(watch["watch"], len(watch["next"])) for watch in linted["watches"]] == [("example", 5)]


@pytest.mark.parametrize("command", [["check"], ["lint"], ["report"]])
def test_every_problem_of_a_watch_file_is_said_at_once(workspace: Path, command: list[str]) -> None:
    (workspace / "tracker.db").touch()
    file = workspace / "schedules" / "example.toml"
    file.write_text('nam = "x"\ncadence = "hourly"\nsources = [{kind = "foldr"}]', encoding="utf-8")
    refused = tracker(*command, cwd=workspace)
    assert (refused.returncode, refused.stdout) == (2, "")
    for part in (
        "nam: is not known here",
        "did you mean 'name'?",
        "'hourly'",
        "did you mean 'folder'?",
        "name: is missing",
    ):
        assert part in refused.stderr
    assert "Traceback" not in refused.stderr


REFUSED = [
    ("a missing file", ["compare", "nowhere.txt", "b.txt"], 3, "nowhere.txt"),
    ("an empty file", ["compare", "empty.txt", "b.txt"], 3, "is empty"),
    ("a binary file", ["claims", "noise.txt"], 3, "binary"),
    ("a huge file", ["claims", "huge.txt"], 3, "50 MB"),
    ("a folder", ["claims", "schedules"], 3, "schedules"),
    ("no such day", ["claims", "b.txt", "--at", "2026-13-01"], 2, "2026-13-01"),
    ("no such command", ["chekc"], 2, "chekc"),
    ("no such option", ["check", "--jsn"], 2, "--jsn"),
    ("no file at all", ["claims"], 2, "FILE"),
    ("no such standard", ["standards", "iso-9o01"], 2, "Did you mean iso-9001"),
    ("no such watch", ["check", "nobody"], 2, "The watches here are: example"),
    ("no workspace", ["--workspace", "elsewhere", "check"], 2, "tracker init"),
    ("nothing recorded", ["report"], 2, "tracker check"),
    ("a workspace twice", ["init"], 2, "is a workspace already"),
    ("no backup", ["restore", "b.txt"], 1, "is no backup of a store"),
    ("a demo on top of something", ["demo", "schedules"], 2, "holds something else"),
]


@pytest.mark.parametrize(("arguments", "code", "part"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_bad_input_gets_a_sentence_and_its_code(workspace: Path, arguments: list[str], code: int, part: str) -> None:
    (workspace / "b.txt").write_text(AFTER, encoding="utf-8")
    (workspace / "empty.txt").touch()
    (workspace / "noise.txt").write_bytes(bytes(range(256)) * 20)
    with (workspace / "huge.txt").open("wb") as huge:
        huge.truncate(50 * 2**20)
    (workspace / "releases").rmdir()
    before = set(workspace.rglob("*"))
    refused = tracker(*arguments, cwd=workspace)
    assert (refused.returncode, refused.stdout) == (code, "")
    assert part in refused.stderr
    assert "Traceback" not in refused.stderr
    assert set(workspace.rglob("*")) - {workspace / "tracker.lock"} == before


def test_one_bad_file_among_good_ones_does_not_stop_the_rest(workspace: Path) -> None:
    (workspace / "b.txt").write_text(AFTER, encoding="utf-8")
    answered = tracker("claims", "nowhere.txt", "b.txt", "--json", "--at", "2020-01-01", cwd=workspace)
    assert answered.returncode == 3
    (document,) = json.loads(answered.stdout)["documents"]
    assert [claim["quote"] for claim in document["claims"]] == ["ISO 9001:2015"]
    assert "nowhere.txt" in answered.stderr


def test_a_badly_encoded_file_is_read_as_what_it_most_likely_is(workspace: Path) -> None:
    (workspace / "b.txt").write_bytes(AFTER.replace("did well", "did “well”").encode("cp1252"))
    assert "did “well”" in tracker("claims", "b.txt", "--text", cwd=workspace).stdout


def test_two_trackers_at_once(workspace: Path) -> None:
    with open_store_alone(workspace / "tracker.db"):
        refused = tracker("check", cwd=workspace)
    assert refused.returncode == 1
    assert "Another tracker is at work" in refused.stderr
    assert tracker("check", cwd=workspace).returncode == 0


def test_a_store_of_a_newer_version(workspace: Path) -> None:
    tracker("check", cwd=workspace)
    with closing(sqlite3.connect(workspace / "tracker.db")) as raw, raw:
        raw.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('tracker', 'm999', '2030')"
        )
    refused = tracker("check", cwd=workspace)
    assert refused.returncode == 1
    assert "newer version" in refused.stderr


def test_a_damaged_store(workspace: Path) -> None:
    (workspace / "tracker.db").write_bytes(b"this was a database once" * 100)
    refused = tracker("check", cwd=workspace)
    assert refused.returncode == 1
    assert "Put a backup in its place" in refused.stderr
    assert (workspace / "tracker.db").read_bytes() == b"this was a database once" * 100


def test_debug_shows_the_traceback(workspace: Path) -> None:
    assert "Traceback" in tracker("--debug", "compare", "nowhere.txt", "b.txt", cwd=workspace).stderr


def test_the_demo_says_what_the_sample_newsroom_hides(tmp_path: Path) -> None:
    shown = tracker("demo", "here", cwd=tmp_path)
    assert shown.returncode == 0
    for line in (
        "AS9100 moved up from C to D",
        "Nadcap is no longer named",
        "ISO/IEC 27001:2013 is still claimed",
        "“certified” became “compliant”",
        "Could not be read: https://www.halvorsen-precision.example/newsroom/2021-08-17",
    ):
        assert line in shown.stdout
    index = tmp_path / "here" / "reports" / "index.html"
    assert f"The reports: {Path('here') / 'reports' / 'index.html'}" in shown.stdout
    assert index.is_file()
    assert tracker("demo", "here", cwd=tmp_path).returncode == 0


def test_version_and_help() -> None:
    assert tracker("--version", cwd=Path.cwd()).stdout.startswith("tracker, version ")
    listed = tracker("--help", cwd=Path.cwd()).stdout
    for command in ("check", "claims", "compare", "demo", "init", "lint", "report", "run"):
        assert command in listed


def test_standards_are_shown_as_they_stand_on_a_day(workspace: Path) -> None:
    shown = json.loads(tracker("standards", "ISO 9001", "--at", "2017-01-01", "--json", cwd=workspace).stdout)
    (scheme,) = shown["standards"]
    assert {one["edition"]: one["standing"] for one in scheme["editions"]}["2008"] == "in-transition"
    assert "iso-9001" in tracker("standards", cwd=workspace).stdout
    assert "2029-09-30" in tracker("standards", "iso-9001", cwd=workspace).stdout


def test_a_workspace_keeps_its_own_standards(workspace: Path) -> None:
    own = workspace / "schedules" / "standards.toml"
    own.write_text('[ia9100.editions.2027]\npublished = "2027-03-01 single"\n', encoding="utf-8")
    assert tracker("standards", "--check", cwd=workspace).returncode == 0
    assert "2027" in tracker("standards", "ia9100", cwd=workspace).stdout
    own.write_text('[ia9100.editions.2027]\npublishd = "2027"\n', encoding="utf-8")
    refused = tracker("standards", "--check", cwd=workspace)
    assert (refused.returncode, "publishd" in refused.stderr) == (2, True)


def test_replay_says_what_our_own_code_changed(workspace: Path) -> None:
    (workspace / "releases" / "a.txt").write_text(BEFORE, encoding="utf-8")
    (workspace / "releases" / "b.txt").write_text(AFTER, encoding="utf-8")
    tracker("check", cwd=workspace)
    with closing(sqlite3.connect(workspace / "tracker.db")) as raw, raw:
        raw.execute("delete from findings")
    again = json.loads(tracker("replay", "--json", cwd=workspace).stdout)["watches"]
    assert [(one["documents"], len(one["gone"]), "claim-upgraded" in str(one["new"])) for one in again] == [
        (2, 0, True)
    ]


def test_a_reader_that_has_seen_enough_is_no_error(workspace: Path) -> None:
    (workspace / "b.txt").write_text(AFTER * 400, encoding="utf-8")
    shown = subprocess.run(  # noqa: S602 - our own words
        f"{sys.executable} -m tracker claims b.txt --json | head -c 10",
        shell=True,
        cwd=workspace,
        capture_output=True,
        check=True,
    )
    assert shown.stderr == b""
