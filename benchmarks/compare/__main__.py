"""`python -m benchmarks.compare`: the comparator against its peers; `--growth`: against itself at twice the size."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator
from pathlib import Path

from benchmarks.compare.chart import chart
from benchmarks.compare.corpus import Corpus, generated, read
from benchmarks.compare.engines import OURS, REFERENCE
from benchmarks.compare.growth import Step, growth
from benchmarks.compare.measure import Row, measured
from benchmarks.compare.table import growth_table, ratios_of, section

_NOTES = """\
Written by `python -m benchmarks.compare`. Every engine is given the same two strings and timed from them to its own result:
cutting them into words is part of it, and for this comparator so are folding, clean-up and weights. Engines of Python take turns
in shuffled order, the best of five runs where one is short; programs are timed apart, with their start and the writing of two files. Ratios are medians over pairs
of difflib's time to the engine's. Peak memory is what one comparison added to the resident size of a fresh process
(for a program: the whole program). "Words edited / fewest" is 1.00 for a shortest script; an edit is all that stands between
two runs of kept words, an island a run of one or two stop words left between two edits. What this comparator shows as moved
counts as dropped and added. Machine: {machine}.

Control: the reference against itself, odd rounds against even ones, is {control}.

![Speed against difflib](compare.svg)
"""


_GROWTH = """\
# How the comparator grows

Written by `python -m benchmarks.compare --growth`: the best of five runs at each size, in processor time, on lightly edited texts each twice as long
as the one before, and once on two texts of 100,000 words that have nothing in common. Twice the text should take
twice the time; 2.4 is the limit.

"""


def main() -> None:
    """Read the arguments, measure, write the table and the chart."""
    arguments = _arguments()
    if arguments.growth:
        table = growth_table(_steps(arguments.seed))
        print(table)
        if arguments.out:
            arguments.out.mkdir(parents=True, exist_ok=True)
            (arguments.out / "growth.md").write_text(_GROWTH + table, encoding="utf-8")
        return
    counts = (6, 2, 0) if arguments.quick else (24, 4, 1)
    corpora = [read(arguments.folder)] if arguments.folder else list(generated(arguments.seed, counts))
    results: list[tuple[Corpus, list[Row]]] = []
    for corpus in corpora:
        print(f"measuring {corpus.name}", flush=True)
        rows = measured(corpus, arguments.seed, 3, arguments.limit)
        results.append((corpus, rows))
        print(section(corpus, rows, arguments.seed), flush=True)
    if arguments.out:
        _write(arguments.out, results, arguments.seed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="?", metavar="DIR", help="real text: consecutive .txt files of each subfolder"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same texts (default 1)")
    parser.add_argument("--quick", action="store_true", help="fewer pairs, and none of 100,000 words")
    parser.add_argument(
        "--limit", type=float, default=60.0, help="seconds after which an engine is given up (default 60)"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="where compare.md and compare.svg are written")
    parser.add_argument("--growth", action="store_true", help="this comparator alone, from 62,500 to 1,000,000 words")
    return parser.parse_args()


def _steps(seed: int) -> Iterator[Step]:
    yield from growth(seed)
    yield from growth(seed, (100_000,), "nothing in common", 1)


def _write(folder: Path, results: list[tuple[Corpus, list[Row]]], seed: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    tables = "\n".join(section(corpus, rows, seed) for corpus, rows in results)
    notes = _NOTES.format(machine=machine, control=_control(results))
    (folder / "compare.md").write_text(f"# The comparator and its peers\n\n{notes}\n{tables}", encoding="utf-8")
    (folder / "compare.svg").write_text(chart(results), encoding="utf-8")


def _control(results: list[tuple[Corpus, list[Row]]]) -> str:
    """The reference's odd rounds against its even ones, over every pair with enough of them."""
    odd, even = Row(REFERENCE), Row(OURS)
    for _, rows in results:
        for row in rows:
            if row.engine == REFERENCE:
                odd.seconds += [times[::2] for times in row.seconds if len(times) > 1]
                even.seconds += [times[1::2] for times in row.seconds if len(times) > 1]
    ratios = sorted(ratios_of(even, odd))
    return f"{ratios[len(ratios) // 2]:.3f}×" if ratios else "not measured"


if __name__ == "__main__":
    main()
