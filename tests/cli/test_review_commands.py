"""Reviewing in a shell, as its user meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tracker.cli.reviewing import review_flaws
from tracker.store import open_store

ONE = (
    "Marrow & Pell\n\nHALIFAX, May 3, 2017 /PRNewswire/ -- Marrow & Pell did well.\n\nAbout Marrow & Pell\n\n"
    "Marrow & Pell is certified to ISO 9001:2008 and AS9100 Rev C, employs 1,200 people and makes rope.\n"
)
TWO = (
    ONE.replace("2017", "2019")
    .replace("9001:2008", "9001:2015")
    .replace(" and AS9100 Rev C", "")
    .replace("1,200", "900")
)


def tracker(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "NO_COLOR": "1", "TRACKER_REVIEWER": "mara"},
    )


def asked(*arguments: str | Path, cwd: Path) -> Any:  # noqa: ANN401 - JSON
    answered = tracker(*arguments, "--json", cwd=cwd)
    assert answered.returncode == 0, answered.stderr
    return json.loads(answered.stdout)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert tracker("init", cwd=tmp_path).returncode == 0
    (tmp_path / "releases" / "a.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "releases" / "b.txt").write_text(TWO, encoding="utf-8")
    assert tracker("check", cwd=tmp_path).returncode == 0
    return tmp_path


def about(workspace: Path, subject: str) -> dict[str, Any]:
    listed = asked("review", "list", "--view", "all", "--scheme", subject, cwd=workspace)["findings"]
    found: dict[str, Any] = listed[0]
    return found


def test_nothing_is_reviewed_where_nothing_is_recorded(tmp_path: Path) -> None:
    assert tracker("init", cwd=tmp_path).returncode == 0
    refused = tracker("review", "list", cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Nothing is recorded" in refused.stderr


def test_from_the_list_to_a_decision_and_back(workspace: Path) -> None:
    listed = tracker("review", "list", cwd=workspace)
    assert listed.returncode == 0
    assert "AS9100" in listed.stdout
    finding = about(workspace, "as9100")["finding"]
    confirmed = tracker("review", "confirm", finding[:10], "-m", "Not on the register.", cwd=workspace)
    assert (confirmed.returncode, confirmed.stdout) == (0, "#1 example: confirmed by mara\n")
    assert about(workspace, "as9100")["status"] == "confirmed"
    shown = tracker("review", "show", finding, cwd=workspace)
    assert "mara confirmed Not on the register." in shown.stdout
    assert tracker("review", "undo", "1", cwd=workspace).returncode == 0
    assert about(workspace, "as9100")["status"] == "open"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["confirm", "ffffffffffff"], "There is no finding"),
        (["dismiss", "FINDING", "--reason", "other"], "in words"),
        (["dismiss", "FINDING"], "Missing option '--reason'"),
        (["approve", "FINDING"], "nothing waits for approval"),
        (["comment", "FINDING", "-m", " "], "in words"),
        (["undo", "7"], "own last act"),
        (["undo", "9" * 30], "is not in the range"),
        (["confirm", "FINDING", "--as", ""], "a name is one line"),
        (["confirm", "FINDING", "--as", "two\nlines"], "a name is one line"),
        (["confirm", "FINDING", "--as", "\udcff"], "a name is one line"),
        (["comment", "FINDING", "-m", "\udcff"], "A text is not UTF-8"),
        (["assign", "FINDING", "--to", "\udcff"], "A text is not UTF-8"),
        (["rules", "--propose", "FINDING", "-m", "\udcff"], "A text is not UTF-8"),
        (["export", "no/such/folder/events.jsonl"], "cannot be written"),
        (["rules", "--accept", "none"], "There is no rule"),
    ],
)
def test_what_is_refused_says_why_and_leaves_nothing(workspace: Path, arguments: list[str], said: str) -> None:
    finding = about(workspace, "as9100")["finding"]
    refused = tracker("review", *(finding if one == "FINDING" else one for one in arguments), cwd=workspace)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert tracker("review", "export", cwd=workspace).stdout == ""


def test_dismissing_with_always_like_this_shows_what_it_would_have_folded(workspace: Path) -> None:
    finding = about(workspace, "as9100")["finding"]
    arguments = ["review", "dismiss", finding, "--reason", "misread", "--always", "this-edit"]
    dismissed = tracker(*arguments, cwd=workspace)
    assert dismissed.returncode == 0
    assert "#1 example: dismissed by mara" in dismissed.stdout
    assert "would have folded 1 finding, 0 of which somebody confirmed" in dismissed.stdout
    (rule,) = json.loads(tracker("review", "rules", "--json", cwd=workspace).stdout)["rules"]
    assert rule["status"] == "rule-proposed"


def test_a_verdict_survives_deriving_everything_anew(workspace: Path) -> None:
    for subject in ("as9100", "iso-9001"):
        tracker("review", "confirm", about(workspace, subject)["finding"], cwd=workspace)
    assert tracker("replay", cwd=workspace).returncode == 0
    assert {about(workspace, subject)["status"] for subject in ("as9100", "iso-9001")} == {"confirmed"}


def test_a_verdict_survives_a_late_release_that_says_the_same_as_the_one_before(workspace: Path) -> None:
    tracker("review", "confirm", about(workspace, "as9100")["finding"], cwd=workspace)
    (workspace / "releases" / "late.txt").write_text(ONE.replace("2017", "2018"), encoding="utf-8")
    assert tracker("check", cwd=workspace).returncode == 0
    assert about(workspace, "as9100")["status"] == "confirmed"


def test_a_verdict_goes_with_words_that_a_late_release_took_over(workspace: Path) -> None:
    tracker("review", "confirm", about(workspace, "as9100")["finding"], cwd=workspace)
    (workspace / "releases" / "late.txt").write_text(TWO.replace("2019", "2018"), encoding="utf-8")
    assert tracker("check", cwd=workspace).returncode == 0
    found = about(workspace, "as9100")
    assert (found["status"], found["published"]) == ("confirmed", "2018-05-03")


def test_a_late_release_that_changes_what_was_decided_on_reopens_it_with_what_differs(workspace: Path) -> None:
    tracker("review", "confirm", about(workspace, "as9100")["finding"], cwd=workspace)
    (workspace / "releases" / "late.txt").write_text(
        ONE.replace("2017", "2018").replace("AS9100 Rev C", "AS9100 Rev D"), encoding="utf-8"
    )
    assert tracker("check", cwd=workspace).returncode == 0
    listed = asked("review", "list", "--view", "all", "--scheme", "as9100", cwd=workspace)["findings"]
    dropped = next(one for one in listed if one["kind"] == "claim-dropped")
    assert (dropped["status"], dropped["differs"]) == ("open", True)
    shown = asked("review", "show", dropped["finding"], cwd=workspace)
    assert {"before.edition"} <= {one["field"] for one in shown["differs"]}


def test_the_record_is_exported_as_a_chain(workspace: Path) -> None:
    finding = about(workspace, "as9100")["finding"]
    tracker("review", "assign", finding, "--to", "odile", cwd=workspace)
    tracker("review", "due", finding, "--on", "2027-01-31", cwd=workspace)
    tracker("review", "dismiss", finding, "--reason", "misread", cwd=workspace)
    lines = [json.loads(line) for line in tracker("review", "export", cwd=workspace).stdout.splitlines()]
    assert [line["action"] for line in lines] == ["assigned", "due", "dismissed"]
    assert [line["number"] for line in lines] == [1, 2, 3]
    with open_store(workspace / "tracker.db") as store:
        assert review_flaws(store) == ()
        for trigger in ("events_no_update", "events_no_delete"):
            store.desk.conn.execute(f"drop trigger {trigger}")
        store.desk.conn.execute("update events set who = 'odile' where number = 2")
        assert review_flaws(store) == ("audit chain: the event 2 was altered after it was written",)


def test_a_rule_is_proposed_tested_accepted_and_withdrawn(workspace: Path) -> None:
    finding = about(workspace, "as9100")["finding"]
    tested = asked("review", "rules", "--propose", finding, cwd=workspace)
    assert tested["passes"]
    rule = tested["rule"]["id"]
    assert len(tested["folds"]) == 1
    assert tracker("review", "rules", "--accept", rule, cwd=workspace).returncode == 0
    assert about(workspace, "as9100")["view"] == "folded"
    assert tracker("review", "rules", "--withdraw", rule, cwd=workspace).returncode == 0
    tracker("review", "confirm", finding, cwd=workspace)
    refused = tracker("review", "rules", "--accept", rule, cwd=workspace)
    assert refused.returncode == 2
    assert "that somebody confirmed" in refused.stderr


def test_a_packet_that_comes_back_is_taken_over(workspace: Path) -> None:
    day = "2026-11-22"
    assert tracker("report", "--at", day, cwd=workspace).returncode == 0
    page = (workspace / "reports" / "packets" / "example.html").read_text(encoding="utf-8")
    pieces = page.split('data-finding="')[1:]
    found = [(piece.partition('"')[0], piece.partition('data-binds="')[2].partition('"')[0]) for piece in pieces]
    made = [{"finding": finding, "binds": binds, "verdict": "confirmed", "note": ""} for finding, binds in found]
    made[-1]["binds"] = "0" * 64
    body = {"schema": 1, "watch": "example", "at": day, "reviewer": "A. Reader", "decisions": made}
    (workspace / "decisions.json").write_text(json.dumps(body), encoding="utf-8")
    taken = tracker("review", "import", "decisions.json", cwd=workspace)
    assert taken.returncode == 3
    assert "changed-since" in taken.stderr
    assert f"{len(made) - 1} taken over" in taken.stdout


def changed(path: Path, text: bytes) -> None:
    """Change one byte of a file, in the middle of the last place that says this."""
    body = bytearray(path.read_bytes())
    at = body.rindex(text) + len(text) // 2
    body[at] ^= 1
    path.write_bytes(bytes(body))


def test_verify_finds_one_changed_byte_in_the_trail(workspace: Path) -> None:
    finding = about(workspace, "as9100")["finding"]
    tracker("review", "comment", finding, "-m", "Nobody answered the letter of the ninth.", cwd=workspace)
    tracker("review", "confirm", finding, cwd=workspace)
    sound = tracker("verify", cwd=workspace)
    assert sound.returncode == 0
    assert "2 events in the audit chain, and it holds" in sound.stdout
    changed(workspace / "tracker.desk.db", b"Nobody answered the letter of the ninth.")
    found = tracker("verify", cwd=workspace)
    assert found.returncode == 1
    assert "the event 1 was altered" in found.stderr


def test_verify_finds_one_changed_byte_in_a_capture(workspace: Path) -> None:
    with open_store(workspace / "tracker.db") as store:
        digest, kept = store.database.conn.execute("select sha256, body from captures limit 1").fetchone()
        altered = kept[:30] + bytes([kept[30] ^ 1]) + kept[31:]
        store.database.conn.execute("update captures set body = ? where sha256 = ?", [altered, digest])
    found = tracker("verify", cwd=workspace)
    assert found.returncode == 1
    assert "no longer has its digest" in found.stderr
