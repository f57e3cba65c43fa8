"""`python -m benchmarks.accuracy DIR [--check]`: sections, pairs and claims against what is marked in a folder."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from pathlib import Path

from benchmarks.accuracy import gold as marks
from benchmarks.accuracy import pairs, sections


def main() -> int:
    """Print every figure; with `--check`, 1 where one is below its threshold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("directory", type=Path, metavar="DIR", help="releases with gold.json or truth.jsonl")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a figure is below its threshold")
    parser.add_argument("--only", choices=("sections", "pairs", "claims"), help="one measure instead of all")
    arguments = parser.parse_args()
    gold = marks.load(arguments.directory)
    good = [
        measured
        for name in ("sections", "pairs", "claims")
        if arguments.only in {None, name} and (measured := _measure(name, gold, arguments.directory)) is not None
    ]
    return 0 if all(good) or not arguments.check else 1


def _measure(name: str, gold: marks.Gold, directory: Path) -> bool | None:
    """One measure, printed; whether it is good enough, or None where there is nothing to measure."""
    match name:
        case "sections":
            found = sections.measure(gold)
            sections.show(found, gold)
            return found.good
        case "pairs" if gold.pairs:
            judged = pairs.measure(gold)
            pairs.show(judged)
            return judged.good
        case "claims" if importlib.util.find_spec("benchmarks.accuracy.claims") and (directory / "gold.json").exists():
            # Its `measure` prints its own figures and gives True, False, or nothing where it sets no threshold.
            measured = importlib.import_module("benchmarks.accuracy.claims").measure(directory)
            return measured if isinstance(measured, bool) else None
        case _:
            return None


if __name__ == "__main__":
    sys.exit(main())
