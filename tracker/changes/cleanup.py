"""Differences made readable: cut where a person would cut, joined where a person would not stop reading.

A shortest script is rarely what people want to read: it keeps every "of" and "the" that two phrases happen to share.
Words outrank such islands; islands between two edits are absorbed, but never a claim, a figure or a name, nor one that
stands between two of these; what was added or dropped begins and ends at the edge of a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.changes.anchors import Gap, gaps
from tracker.changes.tokens import CLAIM, FIRM, LIGHT, Tokens
from tracker.changes.units import bound

#: The longest equal run, in tokens, that may be absorbed when it is only stop words and punctuation.
_ISLAND = 3

#: An equal run with a word of its own is absorbed when what changed on either side is this many times as long: by the
#: number of the two changes that are words in place of words. Between two mere additions every word is kept.
_OUTWEIGHED = {1: 3, 2: 2}

#: How far, in tokens, an edge may slide or be widened.
_SLIDE = 64
_WIDEN = 4

_ENDS = frozenset(".!?")
_COMMAS = frozenset(",;:")
_LINKS = frozenset({"and", "or", "but", "as", "at", "by", "for", "from", "in", "of", "on", "to", "with", "within"})


class Pair(NamedTuple):
    """Two corresponding runs of tokens with their ranks."""

    before: Tokens
    after: Tokens
    ranks_before: Sequence[int]
    ranks_after: Sequence[int]


def readable(pair: Pair, regions: Sequence[Gap], room: Gap) -> list[Gap]:
    """The differences as a person would mark them, all within `room`."""
    found = list(regions)
    if len(found) > 1:
        found = _words_first(pair, found)
    found = [_slid(pair, found, index, room) for index in range(len(found))]
    found = _absorbed(pair, found)
    return _widened(pair, found, room)


def _words_first(pair: Pair, regions: list[Gap]) -> list[Gap]:
    """Where only light tokens hold neighbours apart, match the words that both sides have, then the light ones."""
    found: list[Gap] = []
    group: list[Gap] = []
    for region in regions:
        if group and any(rank != LIGHT for rank in pair.ranks_before[group[-1].b1 : region.b0]):
            found.extend(_regrouped(pair, group))
            group = []
        group.append(region)
    found.extend(_regrouped(pair, group))
    return found


def _regrouped(pair: Pair, group: list[Gap]) -> list[Gap]:
    if len(group) < 2:
        return group
    hull = Gap(group[0].b0, group[-1].b1, group[0].a0, group[-1].a1)
    heavy_b = [place for place in range(hull.b0, hull.b1) if pair.ranks_before[place] != LIGHT]
    heavy_a = [place for place in range(hull.a0, hull.a1) if pair.ranks_after[place] != LIGHT]
    return words_first(pair.before.keys, pair.after.keys, heavy_b, heavy_a, hull) or group


def words_first(
    keys_b: Sequence[str], keys_a: Sequence[str], heavy_b: Sequence[int], heavy_a: Sequence[int], hull: Gap
) -> list[Gap]:
    """The differences within a part of two runs when the tokens at the heavy places are matched before the others.

    None at all where the heavy places have nothing in common.
    """
    words_b, words_a = [keys_b[place] for place in heavy_b], [keys_a[place] for place in heavy_a]
    if frozenset(words_b).isdisjoint(words_a):
        return []
    found: list[Gap] = []
    at_b, at_a = hull.b0, hull.a0
    b = a = 0
    for gap in [*gaps(words_b, words_a), Gap(len(heavy_b), 0, len(heavy_a), 0)]:
        while b < gap.b0:
            found.extend(_between(keys_b, keys_a, Gap(at_b, heavy_b[b], at_a, heavy_a[a])))
            at_b, at_a = heavy_b[b] + 1, heavy_a[a] + 1
            b, a = b + 1, a + 1
        b, a = gap.b1, gap.a1
    found.extend(_between(keys_b, keys_a, Gap(at_b, hull.b1, at_a, hull.a1)))
    return found


def _between(keys_b: Sequence[str], keys_a: Sequence[str], hull: Gap) -> list[Gap]:
    return [
        Gap(gap.b0 + hull.b0, gap.b1 + hull.b0, gap.a0 + hull.a0, gap.a1 + hull.a0)
        for gap in gaps(keys_b[hull.b0 : hull.b1], keys_a[hull.a0 : hull.a1])
    ]


def _slid(pair: Pair, regions: list[Gap], index: int, room: Gap) -> Gap:
    """An insertion or deletion moved, within the equal text around it, to where a phrase begins and ends."""
    region = regions[index]
    if region.b0 != region.b1 and region.a0 != region.a1:
        return region
    left = regions[index - 1] if index else Gap(0, room.b0, 0, room.a0)
    right = regions[index + 1] if index + 1 < len(regions) else Gap(room.b1, 0, room.a1, 0)
    if region.b0 == region.b1:
        keys, ranks, start, end = pair.after.keys, pair.ranks_after, region.a0, region.a1
        low, high = left.a1, right.a0
    else:
        keys, ranks, start, end = pair.before.keys, pair.ranks_before, region.b0, region.b1
        low, high = left.b1, right.b0
    shifts = [0]
    while (
        len(shifts) < _SLIDE and start + shifts[-1] > low and keys[start + shifts[-1] - 1] == keys[end + shifts[-1] - 1]
    ):
        shifts.append(shifts[-1] - 1)
    shifts.reverse()
    while len(shifts) < _SLIDE and end + shifts[-1] < high and keys[start + shifts[-1]] == keys[end + shifts[-1]]:
        shifts.append(shifts[-1] + 1)
    if len(shifts) == 1:
        return region
    best = max(
        shifts, key=lambda by: (_edge(keys, ranks, start + by) + _edge(keys, ranks, end + by), _opens(keys, start + by))
    )
    return Gap(region.b0 + best, region.b1 + best, region.a0 + best, region.a1 + best)


def _edge(keys: Sequence[str], ranks: Sequence[int], at: int) -> int:
    """How good a place is to begin or end an edit: 6 at the edge of a sentence, negative inside a phrase."""
    if at == 0 or at == len(keys) or keys[at - 1] in _ENDS:
        return 6
    left, right = keys[at - 1], keys[at]
    if left in _COMMAS or right in _COMMAS or left == "(" or right == ")":
        return 4
    if ranks[at - 1] == CLAIM and ranks[at] == CLAIM:
        return -6
    if left == "-" or right == "-":
        return -4
    if right in _LINKS:
        return 2
    return -1 if ranks[at - 1] == LIGHT else 0


def _opens(keys: Sequence[str], at: int) -> bool:
    """Whether an edit that begins here begins with a word."""
    return at < len(keys) and keys[at][:1].isalnum()


def _absorbed(pair: Pair, regions: list[Gap]) -> list[Gap]:
    """Neighbouring differences as one, where what holds them apart is not worth stopping for."""
    found: list[Gap] = []
    for region in regions:
        if found and _is_one(pair, found[-1], region):
            found[-1] = Gap(found[-1].b0, region.b1, found[-1].a0, region.a1)
        else:
            found.append(region)
    return found


def _is_one(pair: Pair, left: Gap, right: Gap) -> bool:
    island = pair.ranks_before[left.b1 : right.b0]
    heaviest = max((*island, *pair.ranks_after[left.a1 : right.a0]), default=LIGHT)
    if len(island) > _ISLAND or heaviest >= FIRM or _stands_alone(pair, left, right):
        return False
    if any(key in _ENDS for key in pair.before.keys[left.b1 : right.b0]):
        return False
    if heaviest == LIGHT:
        return True
    rewrites = _is_rewrite(left) + _is_rewrite(right)
    return rewrites > 0 and min(_size(left), _size(right)) >= _OUTWEIGHED[rewrites] * len(island)


def _stands_alone(pair: Pair, left: Gap, right: Gap) -> bool:
    """Whether a claim ends the one difference or begins the other, or a figure or name does on all of its sides."""
    ends = _edge_ranks(pair, left, left.b1 - 1, left.a1 - 1)
    starts = _edge_ranks(pair, right, right.b0, right.a0)
    return min(ends) >= FIRM or min(starts) >= FIRM or CLAIM in ends or CLAIM in starts


def _edge_ranks(pair: Pair, region: Gap, b: int, a: int) -> list[int]:
    """The ranks of the tokens at one edge of a difference, on the sides where it has any."""
    ranks = [pair.ranks_before[b]] if region.b0 < region.b1 else []
    return [*ranks, pair.ranks_after[a]] if region.a0 < region.a1 else ranks


def _is_rewrite(region: Gap) -> bool:
    """Whether words stand in place of words; what was only added or dropped keeps its neighbours as they are."""
    return region.b0 < region.b1 and region.a0 < region.a1


def _size(region: Gap) -> int:
    return max(region.b1 - region.b0, region.a1 - region.a0)


def _widened(pair: Pair, regions: list[Gap], room: Gap) -> list[Gap]:
    """Differences widened to whole compounds, names, places and dates; those that then meet are one."""
    found: list[Gap] = []
    for index, region in enumerate(regions):
        low = Gap(0, room.b0, 0, room.a0) if not found else found[-1]
        high = regions[index + 1] if index + 1 < len(regions) else Gap(room.b1, 0, room.a1, 0)
        left = _reach(pair, region.b0, region.a0, -1, region.b0 - low.b1)
        right = _reach(pair, region.b1, region.a1, 1, high.b0 - region.b1)
        wide = Gap(region.b0 - left, region.b1 + right, region.a0 - left, region.a1 + right)
        if found and left and wide.b0 == low.b1 and wide.a0 == low.a1:
            wide = Gap(low.b0, wide.b1, low.a0, wide.a1)
            found.pop()
        found.append(wide)
    return found


def _reach(pair: Pair, b: int, a: int, step: int, room: int) -> int:
    """How many equal tokens an edge must take in so as to stand inside no unit; 0 where that is too many."""
    taken = 0
    while bound(pair.before, b) or bound(pair.after, a):
        if taken == min(room, _WIDEN):
            return 0
        beyond = b if step > 0 else b - 1
        if pair.ranks_before[beyond] == CLAIM:
            return 0
        b, a, taken = b + step, a + step, taken + 1
    return taken
