"""Serving the desk from the command line: who may come is made here, and nothing is served in the open."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

PASSWORD = "a long sentence that nobody guesses\n"  # noqa: S105 - of nobody


def tracker(*arguments: str, cwd: Path, said: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tracker", *arguments],
        cwd=cwd,
        input=said,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "NO_COLOR": "1", "TRACKER_REVIEWER": "shell"},
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    assert tracker("init", cwd=tmp_path).returncode == 0
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Nobody could sign in"),
        (["--host", "0.0.0.0"], "plain text"),  # noqa: S104 - what is refused
        (["--host", "10.0.0.1", "--proxy", "10.0.0.2"], "must know its name"),
        (["--user-header", "x-remote-user"], "Anybody could send"),
        (["--proxy", "nowhere"], "no network address"),
        (["--tls-key", "key.pem"], "go together"),
    ],
)
def test_what_would_not_be_safe_is_not_served(workspace: Path, arguments: list[str], said: str) -> None:
    (workspace / "key.pem").touch()
    refused = tracker("serve", *arguments, cwd=workspace)
    assert refused.returncode == 2
    assert said in refused.stderr


def test_accounts_are_made_changed_and_listed(workspace: Path) -> None:
    assert (
        tracker("users", "add", "petra", "--role", "admin", cwd=workspace, said=PASSWORD).stdout == "petra is admin.\n"
    )
    assert tracker("users", "add", "mara", cwd=workspace, said="short\n").returncode == 2
    assert tracker("users", "add", "petra", cwd=workspace, said=PASSWORD).returncode == 2
    assert tracker("users", "add", "bot", "--no-password", cwd=workspace).stdout == "bot is reviewer.\n"
    assert tracker("users", "change", "petra", "--role", "viewer", cwd=workspace).returncode == 2
    assert tracker("users", "change", "bot", "--close", cwd=workspace).stdout == "bot is reviewer, closed.\n"
    assert tracker("users", "list", cwd=workspace).stdout == "bot  reviewer  closed\npetra  admin\n"


def test_the_desk_is_served_until_it_is_told_to_stop(workspace: Path) -> None:
    assert tracker("users", "add", "petra", "--role", "admin", cwd=workspace, said=PASSWORD).returncode == 0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [sys.executable, "-m", "tracker", "serve", "--port", str(port)],
        cwd=workspace,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert served.stderr is not None
    told = ""
    for line in served.stderr:
        told += line
        if re.search("Uvicorn running", line):
            break
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=30) as answer:
        assert answer.read() == b"ok\n"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
        assert "Sign in" in answer.read().decode()
    served.send_signal(signal.SIGINT)
    told += served.stderr.read()
    assert served.wait(60) in {0, 130}
    served.stderr.close()
    assert f"http://127.0.0.1:{port}/" in told
    assert "Traceback" not in told
