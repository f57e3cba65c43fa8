"""The service as a process of its own, on a clock that can be set while it runs, and other commands beside it."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(__file__).with_name("shifted_service.py")


#: Seconds in which a service says what it is waited for to say.
PATIENCE = 60


@dataclass(frozen=True)
class Running:
    """A service at work on a workspace, and the lines that it says."""

    workspace: Path
    process: subprocess.Popen[str]
    lines: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    said: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Take down what the service says."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.put(line)

    def set_clock(self, ahead: timedelta) -> None:
        """Set the clock so far ahead of the real one, or behind it."""
        _set(self.workspace, ahead)

    def wait_for(self, event: str) -> dict[str, Any]:
        """What the service says with an event of this name, when it does."""
        while True:
            try:
                self.said.append(self.lines.get(timeout=PATIENCE))
            except queue.Empty:
                pytest.fail(f"the service did not say '{event}', but {''.join(self.said[-5:])}")
            if self.said[-1].startswith("{") and (said := json.loads(self.said[-1]))["event"] == event:
                return dict(said)

    def stop(self) -> None:
        """Let it finish what it does and end."""
        self.process.send_signal(signal.SIGTERM)
        assert self.wait_for("stopped")["drained"] is True
        assert self.process.wait(30) == 0


def _set(workspace: Path, ahead: timedelta) -> None:
    fresh = workspace / "shift.new"
    fresh.write_text(str(ahead.total_seconds()), encoding="ascii")
    fresh.replace(workspace / "shift")


@contextmanager
def service(workspace: Path, ahead: timedelta = timedelta()) -> Iterator[Running]:
    """A service that has planned its first runs."""
    _set(workspace, ahead)
    command = [sys.executable, str(PROGRAM), "--workspace", str(workspace), "run"]
    environment = {**os.environ, "TRACKER_TEST_SHIFT": str(workspace / "shift")}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            running = Running(workspace=workspace, process=process)
            threading.Thread(target=running.listen, daemon=True).start()
            running.wait_for("planned")
            yield running
        finally:
            process.kill()


def tracker(workspace: Path, *arguments: str, ahead: timedelta = timedelta()) -> subprocess.CompletedProcess[str]:
    """One command, to its end, with a clock that is so far ahead."""
    own = workspace / "shift.command"
    own.write_text(str(ahead.total_seconds()), encoding="ascii")
    command = [sys.executable, str(PROGRAM), "--workspace", str(workspace), *arguments]
    environment = {**os.environ, "TRACKER_TEST_SHIFT": str(own)}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment)
