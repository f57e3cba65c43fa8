"""What is shipped for operators agrees with the program: units that systemd takes, commands that there are, times that fit."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tracker.cli import commands
from tracker.schedule import DRAIN

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"


@pytest.mark.parametrize("unit", sorted(path.name for path in DEPLOY.glob("tracker*.*")))
def test_a_unit_is_one_that_systemd_takes(unit: str) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd-analyze on this machine")
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(DEPLOY / unit)], capture_output=True, text=True, check=False
    )
    # the program is not installed where the unit has it, and this machine need not run systemd
    wrong = [line for line in checked.stderr.splitlines() if unit in line and "is not executable" not in line]
    assert wrong == []


@pytest.mark.parametrize("unit", ["tracker.service", "tracker-due.service"])
def test_a_unit_calls_a_command_that_there_is(unit: str) -> None:
    text = (DEPLOY / unit).read_text(encoding="utf-8")
    (called,) = re.findall(r"^ExecStart=\S+/tracker --workspace \S+ (\S+)(.*)$", text, re.MULTILINE)
    assert called[0] in commands.commands
    options = {name for one in commands.commands[called[0]].params for name in one.opts}
    assert set(called[1].split()) <= options


def test_whoever_stops_the_service_waits_until_it_has_drained() -> None:
    unit = (DEPLOY / "tracker.service").read_text(encoding="utf-8")
    compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    (in_unit,) = re.findall(r"TimeoutStopSec=(\d+)", unit)
    (in_compose,) = re.findall(r"stop_grace_period: (\d+)s", compose)
    assert min(int(in_unit), int(in_compose)) > DRAIN.total_seconds()


def test_the_image_copies_only_what_there_is() -> None:
    for line in (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert (DEPLOY.parent / source).exists(), source
