"""The engines that are programs of their own: started for each pair, and timed with their start."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.compare.script import Op, Script

_GIT_WORD = r"[[:alnum:]_]+|[^[:space:]]"
_WDIFF = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}", re.DOTALL)
_OPS: dict[str, Op] = {" ": "=", "-": "-", "+": "+"}


@dataclass(frozen=True, slots=True)
class Program:
    """A program that compares two files; `words` are its arguments before their names."""

    name: str
    words: tuple[str, ...]

    @property
    def is_missing(self) -> bool:
        """Whether it is not installed."""
        return shutil.which(self.words[0]) is None

    @contextmanager
    def started(self, before: str, after: str) -> Iterator[subprocess.Popen[bytes]]:
        """The program at work on two texts, written to files first."""
        with tempfile.TemporaryDirectory() as folder:
            one, other = Path(folder) / "before.txt", Path(folder) / "after.txt"
            one.write_text(before, encoding="utf-8")
            other.write_text(after, encoding="utf-8")
            with (Path(folder) / "said.txt").open("wb") as said:
                yield subprocess.Popen([*self.words, one, other], stdout=said)

    def run(self, before: str, after: str) -> str:
        """What it prints of two texts."""
        with self.started(before, after) as process:
            if process.wait() > 1:
                raise RuntimeError(f"{self.name} ended with {process.returncode}")
            return Path(str(process.args[-1])).with_name("said.txt").read_text(encoding="utf-8")  # type: ignore[index]

    def script(self, result: str, _before: str, _after: str) -> Script:
        """Its output in the common form."""
        return _of_wdiff(result) if self.words[0] == "wdiff" else _of_git(result)


def _of_git(result: str) -> Script:
    """What `--word-diff=porcelain` prints: a line a run, with its sign."""
    lines = result.partition("\n@@")[2].partition("\n")[2].splitlines()
    return [(_OPS[line[0]], line[1:]) for line in lines if line and line[0] in _OPS]


def _of_wdiff(result: str) -> Script:
    script: Script = []
    at = 0
    for found in _WDIFF.finditer(result):
        script.append(("=", result[at : found.start()]))
        script.append(("-", found[1]) if found[1] is not None else ("+", found[2]))
        at = found.end()
    return [*script, ("=", result[at:])]


PROGRAMS = (
    Program(
        "git diff --word-diff, histogram",
        (
            "git",
            "diff",
            "--no-index",
            "--histogram",
            "--word-diff=porcelain",
            f"--word-diff-regex={_GIT_WORD}",
            "--unified=1000000000",
        ),
    ),
    Program("wdiff", ("wdiff",)),
)
