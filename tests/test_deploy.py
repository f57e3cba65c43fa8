"""What is shipped for operators agrees with the program: units that systemd takes, commands that there are, times that fit."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tracker.cli import commands
from tracker.cli.service import run
from tracker.schedule import DRAIN

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
#: PDF files are written with libraries of the system that an image had better not have.
EXTRAS = ("pdf", "docx", "web", "apprise")


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


def instructions(name: str) -> dict[str, list[str]]:
    """The lists of words that a Dockerfile gives to an instruction, of the last stage."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ").rpartition("\nFROM ")[2]
    found = {word: json.loads(rest) for word, rest in re.findall(rf"^({name}) (\[.*\])$", text, re.MULTILINE)}
    assert found
    return found


def test_the_image_begins_the_service_and_asks_it_whether_it_is_well() -> None:
    (entry,) = instructions("ENTRYPOINT").values()
    asked = re.search(r"HEALTHCHECK .*CMD (\[.*\])", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.DOTALL)
    assert asked is not None
    with run.make_context("run", instructions("CMD")["CMD"][1:]) as context:
        port = context.params["metrics"]
    assert f"http://127.0.0.1:{port}/healthz" in json.loads(asked[1])[-1]
    assert entry[0] == "/opt/tracker/bin/tracker"


def test_the_compose_file_builds_the_image_that_is_here_and_keeps_its_workspace() -> None:
    compose = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    (context,), (file,) = re.findall(r"context: (\S+)", compose), re.findall(r"dockerfile: (\S+)", compose)
    assert (DEPLOY / context / file).resolve() == DEPLOY / "Dockerfile"
    (kept,) = re.findall(r"- workspace:(\S+)", compose)
    assert f"\nVOLUME {kept}\n" in (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def test_the_image_installs_what_an_operator_may_ask_for() -> None:
    project = tomllib.loads((DEPLOY.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for name in EXTRAS for one in project["optional-dependencies"][name])]
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    (lock,) = re.findall(r"--require-hashes -r (\S+)", text)
    locked = set(re.findall(r"^([a-z0-9-]+)==", (DEPLOY.parent / lock).read_text(encoding="utf-8"), re.MULTILINE))
    assert {re.split(r"[><=~ ]", one)[0] for one in wanted} <= locked


def test_the_image_copies_only_what_there_is() -> None:
    for line in (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert (DEPLOY.parent / source).exists(), source
