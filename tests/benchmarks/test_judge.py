"""The judge of generated releases: what is right counts as right, and what the truth does not say counts as false."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate.__main__ import write
from benchmarks.judge import judge
from tracker.claims.registry import load

COUNT = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, count=COUNT, seed=11)
    return tmp_path


def rewrite(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Alter every line of the truth."""
    path = folder / "truth.jsonl"
    truths = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for truth in truths:
        change(truth)
    path.write_text("".join(json.dumps(truth) + "\n" for truth in truths), encoding="utf-8")


def test_most_claims_and_edits_are_right(folder: Path) -> None:
    judged = judge(folder, load(), count=COUNT)
    assert judged.claims.right.total() > 10 * judged.claims.missed.total()
    assert judged.findings.right.total() > judged.findings.missed.total()


def test_what_the_truth_does_not_say_is_false(folder: Path) -> None:
    honest = judge(folder, load(), count=COUNT)
    rewrite(folder, lambda truth: truth.update(claims=[], edits=[]))
    judged = judge(folder, load(), count=COUNT)
    assert judged.claims.right.total() == judged.claims.missed.total() == 0
    assert judged.claims.false.total() >= honest.claims.right.total()
    assert judged.findings.right.total() == judged.findings.missed.total() == 0


def test_what_the_text_does_not_say_is_missed(folder: Path) -> None:
    honest = judge(folder, load(), count=COUNT)

    def another(truth: dict[str, Any]) -> None:
        for claim in truth["claims"]:
            claim["scheme"] = "leed"

    rewrite(folder, another)
    judged = judge(folder, load(), count=COUNT)
    assert judged.claims.right.total() == 0
    assert judged.claims.missed.total() >= honest.claims.right["about"] // 2


def test_web_pages_are_left_to_their_reader(tmp_path: Path) -> None:
    write(tmp_path, count=COUNT, seed=11, html=1.0)
    judged = judge(tmp_path, load(), count=COUNT)
    assert judged.claims.right.total() == judged.claims.missed.total() == 0


def test_everything_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    judge(folder, load(), count=COUNT).show(3)
    shown = capsys.readouterr().out
    for words in ("claims: precision", "findings: precision", "pairs without a change"):
        assert words in shown
