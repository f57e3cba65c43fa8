"""Exports, digests, coverage and bundles from the command line."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tracker.cli import commands
from tracker.errors import TrackerError, UsageError
from tracker.store import open_store_alone

RELEASE = """{title}

HALIFAX, {day} /PRNewswire/ -- Marrow & Pell did well.

About Marrow & Pell

Marrow & Pell is certified to {claims} and makes rope.
"""
RELEASES = {
    "a.txt": RELEASE.format(title="=HYPERLINK(1)", day="May 3, 2017", claims="ISO 9001:2008 and ISO 14001:2015"),
    "b.txt": RELEASE.format(title='Rope "and" /more/', day="June 4, 2019", claims="ISO 9001:2015"),
}
CLOCK = "1795338000"  # 2026-11-22


def tracker(workspace: Path, *arguments: str) -> Result:
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": CLOCK})
    return runner.invoke(commands, ["--workspace", str(workspace), *arguments], standalone_mode=False)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("workspace")
    (made / "schedules").mkdir()
    (made / "in").mkdir()
    for name, text in RELEASES.items():
        (made / "in" / name).write_text(text, encoding="utf-8")
    for watch in ("marrow", "pell"):
        (made / "schedules" / f"{watch}.toml").write_text(
            'name = "Marrow & Pell"\nsources = [{kind = "folder", path = "../in"}]', encoding="utf-8"
        )
    assert tracker(made, "check").exit_code == 0
    return made


FORMS = [
    ("csv", "ISO 14001:2015 is no longer named."),
    ("claims-csv", "ISO 9001:2015"),
    ("json", '"schema"'),
    ("jsonl", '"kind":"claim-dropped"'),
    ("atom", "<feed"),
    ("markdown", "## Marrow &amp; Pell: ISO 14001:2015 is no longer named."),
    ("packet", "Reviewer packet"),
]


@pytest.mark.parametrize(("form", "expected"), FORMS)
@pytest.mark.parametrize("watches", [(), ("marrow",)], ids=["all", "one"])
def test_every_form_of_text_can_be_written_to_standard_output(
    workspace: Path, form: str, expected: str, watches: tuple[str, ...]
) -> None:
    result = tracker(workspace, "export", form, *watches)
    assert result.exit_code == 0, result.output
    assert expected in result.stdout
    assert result.stderr == ""


def test_a_file_is_written_whole_and_named(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "a 'name' of my own.json"
    result = tracker(workspace, "export", "json", "-o", str(target))
    assert result.stderr.strip() == str(target)
    assert {watch["id"] for watch in json.loads(target.read_text("utf-8"))["watches"]} == {"marrow", "pell"}
    assert list(tmp_path.iterdir()) == [target]


def test_a_period_leaves_out_what_was_published_outside(workspace: Path) -> None:
    inside = tracker(workspace, "export", "jsonl", "--from", "2019-06-04", "--to", "2019-06-04").stdout
    assert "claim-dropped" in inside
    assert "claim-dropped" not in tracker(workspace, "export", "jsonl", "--to", "2019-06-03").stdout


def test_a_bundle_is_checked_by_the_same_program(workspace: Path, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.zip", tmp_path / "broken.zip"
    assert tracker(workspace, "export", "bundle", "marrow", "-o", str(whole)).exit_code == 0
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(broken, "w") as other:
        for name in archive.namelist():
            other.writestr(name, b"altered" if name == "report.html" else archive.read(name))
    assert tracker(workspace, "verify", str(whole)).output == f"{whole}: every file is as it was made.\n"
    result = tracker(workspace, "verify", str(broken))
    assert result.return_value == 1
    assert "report.html: the file is not what it was" in result.stderr
    assert tracker(workspace, "verify", str(whole)).stderr == ""


@pytest.mark.parametrize("form", ["pdf", "docx", "bundle"])
def test_a_form_that_is_no_text_goes_to_a_pipe_as_it_is(workspace: Path, form: str) -> None:
    result = tracker(workspace, "export", form, "marrow")
    assert result.stdout_bytes[:4] in {b"%PDF", b"PK\x03\x04"}


REFUSED = [
    ("export", "csv", "nobody"),
    ("export", "bundle"),
    ("export", "markdown", "--change", "2011-01-01"),
    ("export", "csv", "--from", "2020-01-01", "--to", "2019-01-01"),
    ("export", "csv", "-o", "/nowhere/at/all.csv"),
    ("digest", "--from", "2020-01-01", "--to", "2019-01-01"),
    ("verify", "/nowhere/at/all.zip"),
]


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_what_cannot_be_done_is_one_sentence_and_a_hint(workspace: Path, arguments: tuple[str, ...]) -> None:
    result = tracker(workspace, *arguments)
    assert isinstance(result.exception, UsageError)
    assert result.exception.hint


@pytest.mark.parametrize("arguments", [("export", "csv"), ("digest",), ("coverage",), ("verify",)], ids=" ".join)
def test_where_nothing_is_recorded_it_says_so(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = tracker(tmp_path, *arguments)
    assert isinstance(result.exception, TrackerError)


def test_a_digest_says_what_a_period_changed(workspace: Path) -> None:
    result = tracker(workspace, "digest", "--from", "2019-01-01", "--to", "2019-12-31")
    assert result.stdout.splitlines()[0] == "Marrow & Pell, 2017-05-03 → 2019-06-04"
    assert "  warning   ISO 14001:2015 is no longer named." in result.stdout
    told = json.loads(tracker(workspace, "digest", "--to", "2018-01-01", "--json").stdout)
    assert (told["from"], told["to"]) == (None, "2018-01-01")
    assert {change["after"] for change in told["changes"]} <= {"2017-05-03"}


def test_coverage_says_for_every_source_and_month_what_looks_gave(workspace: Path) -> None:
    told = json.loads(tracker(workspace, "coverage", "marrow", "--json").stdout)
    assert [[month["result"] for month in row["months"]] for row in told["sources"]] == [["new"]]
    assert told["gaps"] == []
    assert "2026-11     1 looks  something new" in tracker(workspace, "coverage").stdout


def test_a_damaged_capture_is_named(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "tracker.db").write_bytes((workspace / "tracker.db").read_bytes())
    sound = tracker(tmp_path, "verify")
    assert (sound.return_value, sound.stderr) == (0, "")
    with open_store_alone(tmp_path / "tracker.db") as store, store.writing():
        store.database.conn.execute("update captures set body = x'00' where rowid = 1")
    damaged = tracker(tmp_path, "verify")
    assert damaged.return_value == 1
    assert "no longer has its digest" in damaged.stderr


def test_decisions_from_the_packet_of_a_period_are_taken_over_for_each_organisation(
    workspace: Path, tmp_path: Path
) -> None:
    page = tracker(workspace, "export", "packet", "--from", "2019-01-01").stdout
    found = re.findall(r'data-watch="([^"]+)" data-finding="([^"]+)" data-binds="([^"]+)"', page)
    assert {watch for watch, _, _ in found} == {"marrow", "pell"}
    decisions = [
        {"watch": watch, "finding": one, "binds": binds, "verdict": "dismissed", "note": "seen"}
        for watch, one, binds in found
    ]
    file = tmp_path / "decisions.json"
    answer = {"schema": 1, "watch": "", "at": "2026-11-22", "reviewer": "A. Reader", "decisions": decisions}
    file.write_text(json.dumps(answer), encoding="utf-8")
    result = tracker(workspace, "review", "import", str(file), "--as", "A. Bearer")
    assert result.exception is None, result.output
    assert f"{len(found)} taken over, 0 for later, 0 refused" in result.stdout
