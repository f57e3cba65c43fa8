"""What was measured, as a table in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from benchmarks.compare.corpus import Corpus
from benchmarks.compare.engines import OURS, REFERENCE
from benchmarks.compare.growth import Step
from benchmarks.compare.measure import Row, interval

_HEAD = (
    "| engine | median time | against difflib | 95 % of resamples | peak memory | words edited / fewest | edits | islands |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|"
)


def section(corpus: Corpus, rows: Sequence[Row], seed: int) -> str:
    """One corpus: a heading, and a line an engine."""
    return f"## {corpus.name}\n\nPairs: {len(corpus.pairs)}.\n\n{_HEAD}\n" + "\n".join(_lines(rows, seed)) + "\n"


def _lines(rows: Sequence[Row], seed: int) -> Iterable[str]:
    reference = next((row for row in rows if row.engine == REFERENCE), None)
    for row in rows:
        name = f"**{row.engine}**" if row.engine == OURS else row.engine
        if row.remark or not row.medians:
            yield f"| {name} | {row.remark or 'not run'} | | | {size(row.memory)} | | | |"
            continue
        ratios = ratios_of(row, reference)
        spread = interval(ratios, seed)
        told = row.quality
        edited = f"{told.edited / told.optimum:.2f}" if told and told.optimum else ""
        yield (
            f"| {name} | {time(median(row.medians))} | {ratio(row, reference, ratios)}"
            f" | {f'{spread[0]:.3g}–{spread[1]:.3g}' if spread else ''} | {size(row.memory)} | {edited}"
            f" | {told.edits if told else ''} | {told.islands if told else ''} |"
        )


def ratio(row: Row, reference: Row | None, ratios: Sequence[float]) -> str:
    """How many times faster than the reference; at least so many where the reference was given up."""
    if ratios:
        return f"{median(ratios):.3g}×"
    least = least_of(row, reference)
    return f"over {least:.3g}×" if least else ""


def least_of(row: Row, reference: Row | None) -> float | None:
    """The least that the ratio can be where the reference was given up."""
    return reference.given_up / median(row.medians) if reference and reference.given_up and row.medians else None


def ratios_of(row: Row, reference: Row | None) -> list[float]:
    """How many times faster than the reference, pair by pair."""
    if reference is None or reference.remark:
        return []
    return [
        median(slow) / median(fast) for slow, fast in zip(reference.seconds, row.seconds, strict=True) if slow and fast
    ]


def growth_table(steps: Iterable[Step]) -> str:
    """A line a size."""
    lines = ["| words | change | time | peak memory | against half the size |", "|--:|---|--:|--:|--:|"]
    lines += [
        f"| {step.words:,} | {step.change} | {time(step.seconds)} | {size(step.memory)}"
        f" | {f'{step.ratio:.2f}' if step.ratio else ''} |"
        for step in steps
    ]
    return "\n".join(lines) + "\n"


def time(seconds: float) -> str:
    """A time with three digits and the unit that fits it."""
    return f"{seconds * 1e3:.3g} ms" if seconds < 1 else f"{seconds:.3g} s"


def size(memory: int | None) -> str:
    """Bytes as megabytes."""
    return "" if memory is None else f"{memory / 1e6:.1f} MB"
