"""The committed sample report is what the sample newsroom gives, byte for byte."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from click.testing import CliRunner

from tracker.cli import commands
from tracker.reports import remembered

SAMPLE = Path(__file__).resolve().parents[1] / "reports" / "sample"

#: 2026-11-22 09:00 UTC, as the Makefile has it.
FIXED = "1795338000"


def pages(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != remembered.NAME)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_the_sample_report_is_what_the_demo_writes(tmp_path: Path, clock: Callable[[], datetime]) -> None:
    assert clock().timestamp() == int(FIXED)
    result = CliRunner(env={"SOURCE_DATE_EPOCH": FIXED}).invoke(commands, ["demo", str(tmp_path / "demo")])
    assert result.exit_code == 0, result.output
    made, kept = pages(tmp_path / "demo" / "reports"), pages(SAMPLE)
    assert sorted(made) == sorted(kept), "run 'make sample'"
    assert [name for name in made if made[name] != kept[name]] == [], "run 'make sample'"
