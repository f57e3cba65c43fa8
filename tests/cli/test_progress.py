"""Long work shows how far it is at a terminal, and leaves nothing of that in a pipe, a log or a JSON document."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

WATCH = 'name = "{name}"\nsources = [{{kind = "folder", path = "../in"}}]\n'
LETTER = "Marrow & Pell is certified to ISO 9001:2015.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "schedules").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(LETTER, encoding="utf-8")
    for name in ("marrow", "pell"):
        (tmp_path / "schedules" / f"{name}.toml").write_text(WATCH.format(name=name.title()), encoding="utf-8")
    return tmp_path


def at_a_terminal(workspace: Path, *arguments: str) -> tuple[str, str]:
    """Run a command whose standard error is a terminal, and whose standard output is a pipe; what each was written."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "tracker", *arguments]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, cwd=workspace, env=environment, stdout=subprocess.PIPE, stderr=theirs) as running:
        os.close(theirs)
        said = bytearray()
        try:
            while part := os.read(ours, 65536):
                said += part
        except OSError:
            pass  # the other end of a terminal is closed
        finally:
            os.close(ours)
        assert running.stdout is not None
        answered = running.stdout.read().decode()
    return answered, said.decode()


def in_a_pipe(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tracker", *arguments]
    return subprocess.run(command, cwd=workspace, capture_output=True, text=True, check=False)


def test_each_long_command_shows_its_bar_and_takes_it_away(workspace: Path) -> None:
    answered, said = at_a_terminal(workspace, "check")
    assert "2/2" in said
    assert answered.splitlines()[0] == "marrow: 1 new release, 0 findings"
    for command, shown in (
        (["replay"], "Deriving watches anew"),
        (["report"], "Reading watches"),
        (["verify"], "Checking captures"),
        (["backup", "copy.db"], "Copying pages"),
        (["restore", "copy.db"], "Copying pages"),
    ):
        answered, said = at_a_terminal(workspace, *command)
        assert shown in said
        assert said.endswith("\x1b[2K") or "\x1b[2K" in said.rpartition(shown)[2]  # the line was cleared
        assert "\x1b" not in answered
        assert shown not in answered


def test_a_json_document_stays_one_at_a_terminal(workspace: Path) -> None:
    answered, said = at_a_terminal(workspace, "check", "--json")
    assert [one["watch"] for one in json.loads(answered)["watches"]] == ["marrow", "pell"]
    assert "Checking watches" in said


def test_a_pipe_and_a_quiet_terminal_get_no_bar(workspace: Path) -> None:
    assert in_a_pipe(workspace, "check").stderr == ""
    assert in_a_pipe(workspace, "verify").stderr == ""
    assert at_a_terminal(workspace, "--quiet", "replay")[1] == ""
