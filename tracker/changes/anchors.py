"""What two sequences have in common, in order, without ever paying for their product.

Small sequences get the exact longest common subsequence (rapidfuzz, bit-parallel: Hyyrö 2004). Large ones are cut
at what occurs once on both sides (the patience of B. Cohen, heaviest chain by Fredman 1975), then at n-grams that do, and,
where nothing is unique, walked through a window. Time and memory stay bounded; nothing here iterates a set.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

#: The largest product of two lengths that gets an exact subsequence: a matrix of 2 MB, one bit a cell.
CELLS = 1 << 24

#: Lengths of the n-grams that serve as anchors where no single item is unique, longest first.
_GRAMS = (16, 8, 4, 2)

#: How many items of each side the last resort looks at, once.
_WINDOW = 2048


class Run(NamedTuple):
    """A run of `size` equal items at `before` in one sequence and `after` in the other."""

    before: int
    after: int
    size: int


class Gap(NamedTuple):
    """What stands between two equal runs: half-open ranges of both sequences, not both empty."""

    b0: int
    b1: int
    a0: int
    a1: int


def gaps(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Gap]:
    """The ranges in which two sequences differ, in order; everything outside them is equal, item for item."""
    size_b, size_a = len(before), len(after)
    head = 0
    least = min(size_b, size_a)
    while head < least and before[head] == after[head]:
        head += 1
    tail = 0
    least -= head
    while tail < least and before[size_b - 1 - tail] == after[size_a - 1 - tail]:
        tail += 1
    end_b, end_a = size_b - tail, size_a - tail
    if head in (end_b, end_a):
        return [] if end_b == end_a else [Gap(head, end_b, head, end_a)]
    found: list[Gap] = []
    at_b, at_a = head, head
    for run in _runs(before[head:end_b], after[head:end_a]):
        b, a = run.before + head, run.after + head
        if b > at_b or a > at_a:
            found.append(Gap(at_b, b, at_a, a))
        at_b, at_a = b + run.size, a + run.size
    if at_b < end_b or at_a < end_a:
        found.append(Gap(at_b, end_b, at_a, end_a))
    return found


def heaviest_chain(pairs: Sequence[tuple[int, int]], weights: Sequence[int | float]) -> list[int]:
    """Which of some pairs form the heaviest chain that rises strictly in both places; time n log n.

    The pairs must be sorted by their first place, and those with the same first place by falling second place.
    """
    ends: list[int] = []  # second places at which a chain ends, rising
    totals: list[float] = []  # the weight of the best chain that ends there, rising too
    holders: list[int] = []
    previous: list[int] = []
    for index, ((_, place), weight) in enumerate(zip(pairs, weights, strict=True)):
        at = bisect_left(ends, place)
        total = weight + (totals[at - 1] if at else 0)
        previous.append(holders[at - 1] if at else -1)
        if at < len(ends) and ends[at] == place and totals[at] > total:
            continue
        stop = at
        while stop < len(ends) and totals[stop] <= total:
            stop += 1
        ends[at:stop], totals[at:stop], holders[at:stop] = [place], [total], [index]
    chain: list[int] = []
    last = holders[-1] if holders else -1
    while last >= 0:
        chain.append(last)
        last = previous[last]
    return chain[::-1]


def _runs(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Run]:
    """Equal runs of two sequences, in order, at most touching."""
    if len(before) * len(after) <= CELLS:
        return _exact(before, after)
    unique = _unique_pairs(before, after)
    if unique:
        return _between(before, after, unique)
    for size in _GRAMS:
        if size < min(len(before), len(after)):
            pairs = _unique_pairs(_grams(before, size), _grams(after, size))
            if pairs:
                return _between(before, after, pairs)
    return _walked(before, after)


def _exact(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Run]:
    """The longest common subsequence, as runs."""
    script = LCSseq.editops(before, after)
    return [Run(block.a, block.b, block.size) for block in script.as_matching_blocks() if block.size]


def _grams(items: Sequence[Hashable], size: int) -> list[Hashable]:
    return list(zip(*(items[shift:] for shift in range(size)), strict=False))


def _unique_pairs(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """The places of what occurs exactly once on both sides: the chain of them that rises, longest."""
    places = _once(after)
    pairs = [(at, other) for item, at in _once(before).items() if at >= 0 and (other := places.get(item, -1)) >= 0]
    return [pairs[index] for index in heaviest_chain(pairs, [1] * len(pairs))]


def _once(items: Sequence[Hashable]) -> dict[Hashable, int]:
    """The place of each item, in the order of the items; -1 for what occurs more than once."""
    places: dict[Hashable, int] = {}
    for at, item in enumerate(items):
        places[item] = -1 if item in places else at
    return places


def _between(before: Sequence[Hashable], after: Sequence[Hashable], anchors: Sequence[tuple[int, int]]) -> list[Run]:
    """The anchors grown forwards and backwards over what is equal, and the runs in what is left between them."""
    found: list[Run] = []
    at_b = at_a = 0
    for b, a in [*anchors, (len(before), len(after))]:
        if b < at_b or a < at_a:  # an earlier anchor has grown over this one
            continue
        start_b, start_a = b, a
        while start_b > at_b and start_a > at_a and before[start_b - 1] == after[start_a - 1]:
            start_b, start_a = start_b - 1, start_a - 1
        if start_b > at_b and start_a > at_a:
            inner = _runs(before[at_b:start_b], after[at_a:start_a])
            found.extend(Run(run.before + at_b, run.after + at_a, run.size) for run in inner)
        at_b, at_a = b, a
        while at_b < len(before) and at_a < len(after) and before[at_b] == after[at_a]:
            at_b, at_a = at_b + 1, at_a + 1
        if at_b > start_b:
            found.append(Run(start_b, start_a, at_b - start_b))
    return found


def _walked(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Run]:
    """Equal runs found through a window that follows the last match; linear, and good only near the diagonal."""
    common_b, common_a = frozenset(before), frozenset(after)
    kept_b = [at for at, item in enumerate(before) if item in common_a]
    kept_a = [at for at, item in enumerate(after) if item in common_b]
    found: list[Run] = []
    at_b = at_a = 0
    while at_b < len(kept_b) and at_a < len(kept_a):
        window_b, window_a = kept_b[at_b : at_b + _WINDOW], kept_a[at_a : at_a + _WINDOW]
        runs = _exact([before[at] for at in window_b], [after[at] for at in window_a])
        found.extend(
            Run(window_b[run.before + step], window_a[run.after + step], 1) for run in runs for step in range(run.size)
        )
        last = runs[-1] if runs else Run(len(window_b), len(window_a), 0)
        at_b, at_a = at_b + last.before + last.size, at_a + last.after + last.size
    return found
