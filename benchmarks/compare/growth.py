"""How time and memory grow with the text: twice the text should take twice the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import process_time

from benchmarks.compare.corpus import pair
from benchmarks.compare.engines import ENGINES, OURS
from benchmarks.compare.measure import alone
from benchmarks.generate.chance import chance
from tracker.changes.compare import compare

SIZES = (62_500, 125_000, 250_000, 500_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Step:
    """One size: words, seconds, and how much longer it took than half the size."""

    words: int
    change: str
    seconds: float
    memory: int | None
    ratio: float | None


def growth(seed: int, sizes: Sequence[int] = SIZES, change: str = "light edits", rounds: int = 5) -> Iterator[Step]:
    """The best time of some rounds at each size, each twice the one before."""
    (ours,) = (engine for engine in ENGINES if engine.name == OURS)
    last: float | None = None
    for words in sizes:
        texts = pair(chance(seed, "growth", words, change), words, change)
        best = min(_timed(texts.before, texts.after) for _ in range(rounds))
        memory, _ = alone(ours, texts, 600.0)
        yield Step(words, change, best, memory, best / last if last else None)
        last = best


def _timed(before: str, after: str) -> float:
    """Seconds of processor time: what the machine does besides must not look like growth."""
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        compare(before, after)
        return process_time() - start
    finally:
        gc.enable()
