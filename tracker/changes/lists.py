"""Lists inside a sentence ("ISO 9001, ISO 13485 and AS9100") whose items only changed places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.changes.anchors import Gap

#: What stands between the items of a list.
SEPARATORS = frozenset({",", ";", "and", "or", "/", "|", "•", "·"})

#: A list's first and last item may share words with each other; how far its edges are looked for.
_REACH = 6

#: How many differences of one sentence are tried as the edges of a list.
_REGIONS = 12


class Permutation(NamedTuple):
    """A list whose items changed places: the ranges of its items on both sides, and where each one went.

    Item `k` before is item `places[k]` after. The separators between the items are the same, one by one.
    """

    hull: Gap
    before: list[tuple[int, int]]
    after: list[tuple[int, int]]
    places: list[int]


def permutations(before: Sequence[str], after: Sequence[str], regions: Sequence[Gap]) -> list[Permutation]:
    """The reordered lists among the differences of one sentence, in order; `before` and `after` are token keys."""
    found: list[Permutation] = []
    first = 0
    room = Gap(0, len(before), 0, len(after))
    while first < len(regions) - 1:
        for last in range(first + 1, min(first + _REGIONS, len(regions))):
            hull = Gap(regions[first].b0, regions[last].b1, regions[first].a0, regions[last].a1)
            left = found[-1].hull if found else Gap(0, 0, 0, 0)
            right = regions[last + 1] if last + 1 < len(regions) else Gap(room.b1, 0, room.a1, 0)
            permutation = _permutation(before, after, hull, Gap(left.b1, right.b0, left.a1, right.a0))
            if permutation:
                found.append(permutation)
                first = last
                break
        first += 1
    return found


def _permutation(before: Sequence[str], after: Sequence[str], hull: Gap, room: Gap) -> Permutation | None:
    """The list that covers a hull, where the hull's tokens are the same on both sides but for their order."""
    if hull.b1 - hull.b0 != hull.a1 - hull.a0:
        return None
    if sorted(before[hull.b0 : hull.b1]) != sorted(after[hull.a0 : hull.a1]):
        return None
    for left in range(min(_REACH, hull.b0 - room.b0, hull.a0 - room.a0) + 1):
        for right in range(min(_REACH, room.b1 - hull.b1, room.a1 - hull.a1) + 1):
            wide = Gap(hull.b0 - left, hull.b1 + right, hull.a0 - left, hull.a1 + right)
            found = _matched(before, after, wide)
            if found:
                return found
    return None


def _matched(before: Sequence[str], after: Sequence[str], hull: Gap) -> Permutation | None:
    items_b, between_b = _items(before, hull.b0, hull.b1)
    items_a, between_a = _items(after, hull.a0, hull.a1)
    if len(items_b) < 2 or between_b != between_a:
        return None
    slots: dict[tuple[str, ...], list[int]] = {}
    for slot, (start, end) in enumerate(items_a):
        slots.setdefault(tuple(after[start:end]), []).append(slot)
    places: list[int] = []
    for start, end in items_b:
        free = slots.get(tuple(before[start:end]))
        if not free:
            return None
        places.append(free.pop(0))
    return Permutation(hull, items_b, items_a, places)


def _items(keys: Sequence[str], start: int, end: int) -> tuple[list[tuple[int, int]], list[str]]:
    """The items of a run of tokens, and what separates them; an item at each end, or nothing."""
    items: list[tuple[int, int]] = []
    between: list[str] = []
    begin = start
    for place in range(start, end):
        if keys[place] in SEPARATORS:
            if place > begin:
                items.append((begin, place))
                between.append("")
            between[-1:] = [(between[-1] if between else "") + keys[place] + " "]
            begin = place + 1
    if begin == end or keys[start] in SEPARATORS:
        return [], []
    items.append((begin, end))
    return items, between
