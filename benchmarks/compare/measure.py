"""How long, how much memory, how well: measured for every engine on the same pairs in one run."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

from benchmarks.compare.corpus import Corpus, Pair
from benchmarks.compare.engines import ENGINES, Engine
from benchmarks.compare.memory import risen, risen_of
from benchmarks.compare.programs import PROGRAMS, Program
from benchmarks.compare.script import Quality, quality
from benchmarks.generate.chance import chance

AnyEngine = Engine | Program

#: A run of this many seconds or more is not repeated.
_SLOW = 2.0

#: What is said of an engine that did not end in time.
OVER = "over the limit"

#: A run shorter than this, in seconds, is repeated so many times at once and the best is taken.
_SHORT = 0.05
_BURST = 4

#: How many resamples give an interval.
_RESAMPLES = 400


@dataclass(slots=True)
class Row:
    """What was measured of one engine on one corpus. Seconds, a list for each pair; bytes; None: could not be had."""

    engine: str
    seconds: list[list[float]] = field(default_factory=list)
    memory: int | None = None
    quality: Quality | None = None
    remark: str = ""
    given_up: float | None = None  # seconds after which it had not ended

    @property
    def medians(self) -> list[float]:
        """The median time of each pair."""
        return [median(times) for times in self.seconds if times]


def all_engines() -> tuple[AnyEngine, ...]:
    """Everything that is pitted, whether installed or not."""
    return (*ENGINES, *PROGRAMS)


def measured(corpus: Corpus, seed: int, rounds: int, limit: float, *, names: Sequence[str] = ()) -> list[Row]:
    """Every engine on one corpus: first alone, for memory and for whether it ends in time; then in turns."""
    rows: list[Row] = []
    running: list[tuple[AnyEngine, Row]] = []
    for engine in all_engines():
        if names and engine.name not in names:
            continue
        row = Row(engine.name, seconds=[[] for _ in corpus.pairs])
        rows.append(row)
        if engine.is_missing:
            row.remark = "not installed"
            continue
        row.memory, row.remark = alone(engine, corpus.pairs[0], limit)
        if row.remark == OVER:
            row.given_up, row.remark = limit, f"over {limit:.0f} s"
        if not row.remark:
            running.append((engine, row))
    for group in (Engine, Program):
        _in_turns([(engine, row) for engine, row in running if isinstance(engine, group)], corpus, seed, rounds)
    for engine, row in running:
        row.quality = _read(engine, corpus)
    return rows


def _in_turns(running: Sequence[tuple[AnyEngine, Row]], corpus: Corpus, seed: int, rounds: int) -> None:
    """Time every engine on every pair, in an order that is shuffled anew each round."""
    order = chance(seed, "turns", corpus.name)
    turns = [(engine, row, place) for engine, row in running for place in range(len(corpus.pairs))]
    for _ in range(rounds):
        order.shuffle(turns)
        for engine, row, place in turns:
            times = row.seconds[place]
            if times and max(times) >= _SLOW:
                continue
            pair = corpus.pairs[place]
            times.append(timed(engine, pair))


def timed(engine: AnyEngine, pair: Pair) -> float:
    """Seconds that one comparison takes: the best of a few in a row where it is short, without garbage collection.

    Both as timeit does it, for its reasons: when the collector runs, and what the caches hold, depends on what ran before.
    """
    gc.collect()
    gc.disable()
    try:
        best = _once(engine, pair)
        for _ in range(_BURST if best < _SHORT else 0):
            best = min(best, _once(engine, pair))
    finally:
        gc.enable()
    return best


def _once(engine: AnyEngine, pair: Pair) -> float:
    start = perf_counter()
    engine.run(pair.before, pair.after)
    return perf_counter() - start


def _read(engine: AnyEngine, corpus: Corpus) -> Quality:
    total = Quality(0, 0, 0, 0)
    for pair in corpus.pairs:
        result = engine.run(pair.before, pair.after)
        total += quality(engine.script(result, pair.before, pair.after), pair.before, pair.after)
    return total


def alone(engine: AnyEngine, pair: Pair, limit: float) -> tuple[int | None, str]:
    """The memory that one comparison adds to a fresh process, in bytes; or why there is no figure."""
    command = [sys.executable, "-m", "benchmarks.compare.measure", engine.name]
    given = f"{len(pair.before)}\n{pair.before}{pair.after}"
    try:
        found = subprocess.run(command, input=given.encode(), capture_output=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return None, OVER
    if found.returncode:
        return None, "failed"
    return int(found.stdout) or None, ""  # a program may end before it could be asked


def interval(ratios: Sequence[float], seed: int) -> tuple[float, float] | None:
    """The middle 95 % of the medians of resampled ratios; None for fewer than five."""
    if len(ratios) < 5:
        return None
    source = chance(seed, "resamples")
    medians = sorted(median(source.choices(ratios, k=len(ratios))) for _ in range(_RESAMPLES))
    return medians[int(_RESAMPLES * 0.025)], medians[int(_RESAMPLES * 0.975)]


def _main() -> None:
    """Compare the pair on standard input once and print by how many bytes the peak of resident memory rose."""
    (engine,) = (one for one in all_engines() if one.name == sys.argv[1])
    size, _, texts = sys.stdin.buffer.read().decode().partition("\n")
    before, after = texts[: int(size)], texts[int(size) :]
    if isinstance(engine, Program):
        print(risen_of(lambda: engine.started(before, after)))
        return
    engine.run("A first pair, so that all is loaded.", "A first pair, so that everything is loaded.")
    print(risen(lambda: engine.run(before, after)))


if __name__ == "__main__":
    _main()
