"""Lists inside a sentence ("ISO 9001, ISO 13485 and AS9100") whose items changed places, edited or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tracker.changes.anchors import Gap, gaps, heaviest_chain
from tracker.changes.cleanup import words_first
from tracker.changes.tokens import LIGHT, rank_of

#: What stands between the items of a list.
SEPARATORS = frozenset({",", ";", "and", "or", "/", "|", "•", "·"})

#: How far beyond its differences a list may begin and end: items may share words with one another.
_REACH = 3

#: The longest item, in tokens. What is longer is a clause and not an item.
_ITEM = 8

#: How alike two items must be to be one that was edited, by their characters.
_ALIKE = 0.6

Range = tuple[int, int]


class Reordered(NamedTuple):
    """A list whose items changed places: the tokens that it covers, and what became of each of them.

    `moved` are items that stand, word for word, in another place; `same` are single tokens that correspond;
    `changed` is the rest. Where every item is still there, `slots` pairs the last tokens of the items that now stand
    where others stood, since the white space behind them has not moved.
    """

    hull: Gap
    moved: list[tuple[Range, Range]]
    same: list[tuple[int, int]]
    changed: list[Gap]
    slots: list[tuple[int, int]]


class _List(NamedTuple):
    """A run of tokens cut into items and the runs of separators between them."""

    items: list[Range]
    between: list[Range]


def reordered(before: Sequence[str], after: Sequence[str], regions: Sequence[Gap]) -> Reordered | None:
    """The list among the differences of one sentence whose items changed places; `before` and `after` are token keys."""
    hull = _hull(before, after, regions)
    if hull is None:
        return None
    best: Reordered | None = None
    # the list may begin and end a little outside the differences, but not within another one of them
    start = max((gap.b1 for gap in regions if gap.b1 <= hull.b0 and gap.a1 <= hull.a0), default=0)
    end = min((gap.b0 for gap in regions if gap.b0 >= hull.b1 and gap.a0 >= hull.a1), default=len(before))
    for left in range(min(_REACH, hull.b0 - start, hull.a0) + 1):
        for right in range(min(_REACH, end - hull.b1, len(after) - hull.a1) + 1):
            wide = Gap(hull.b0 - left, hull.b1 + right, hull.a0 - left, hull.a1 + right)
            found = _matched(before, after, wide)
            if found and (best is None or _unexplained(found) < _unexplained(best)):
                best = found
    return best


def _unexplained(found: Reordered) -> int:
    return sum(gap.b1 - gap.b0 + gap.a1 - gap.a0 for gap in found.changed)


def _hull(before: Sequence[str], after: Sequence[str], regions: Sequence[Gap]) -> Gap | None:
    """From the first to the last difference that has a word which was both dropped and added."""
    dropped = Counter(key for gap in regions for key in before[gap.b0 : gap.b1] if rank_of(key) != LIGHT)
    if not dropped:
        return None
    crossed = {key for gap in regions for key in after[gap.a0 : gap.a1] if key in dropped}
    telling = [gap for gap in regions if not crossed.isdisjoint((*before[gap.b0 : gap.b1], *after[gap.a0 : gap.a1]))]
    if not crossed or not telling:
        return None
    hull = Gap(telling[0].b0, telling[-1].b1, telling[0].a0, telling[-1].a1)
    if not any(key in SEPARATORS for key in before[hull.b0 : hull.b1]):
        return None
    return hull if any(key in SEPARATORS for key in after[hull.a0 : hull.a1]) else None


def _matched(before: Sequence[str], after: Sequence[str], hull: Gap) -> Reordered | None:
    list_b, list_a = _cut(before, hull.b0, hull.b1), _cut(after, hull.a0, hull.a1)
    if list_b is None or list_a is None:
        return None
    items_b = [tuple(before[start:end]) for start, end in list_b.items]
    items_a = [tuple(after[start:end]) for start, end in list_a.items]
    if sorted(items_b) == sorted(items_a):
        return _permuted(before, after, hull, list_b, list_a)
    exact = _exact_pairs(items_b, items_a)
    pairs = sorted([*exact, *_like_pairs(items_b, items_a, exact)])
    chain = frozenset(heaviest_chain(pairs, [sum(map(len, items_b[b])) for b, _ in pairs]))
    known = frozenset(exact)
    moved = [pair for index, pair in enumerate(pairs) if index not in chain and pair in known]
    if not moved:
        return None
    ranges = [_with_separator(before, after, list_b.items[b], list_a.items[a], hull) for b, a in moved]
    return _rest(before, after, hull, ranges)


def _with_separator(
    before: Sequence[str], after: Sequence[str], item_b: Range, item_a: Range, hull: Gap
) -> tuple[Range, Range]:
    """An item with the separator behind it, where that is the same in both places and has moved along."""
    (b0, b1), (a0, a1) = item_b, item_a
    if b1 < hull.b1 and a1 < hull.a1 and before[b1] == after[a1]:
        return (b0, b1 + 1), (a0, a1 + 1)
    return item_b, item_a


def _cut(keys: Sequence[str], start: int, end: int) -> _List | None:
    """A run of tokens as a list with an item at each end; None where it is none."""
    items: list[Range] = []
    between: list[Range] = []
    begin = start
    while begin < end:
        stop = begin
        while stop < end and keys[stop] not in SEPARATORS:
            stop += 1
        if stop == begin or stop - begin > _ITEM or any(key in ".!?" for key in keys[begin:stop]):
            return None
        items.append((begin, stop))
        begin = stop
        while begin < end and keys[begin] in SEPARATORS:
            begin += 1
        if begin > stop:
            between.append((stop, begin))
    return _List(items, between) if len(items) == len(between) + 1 > 1 else None


def _permuted(before: Sequence[str], after: Sequence[str], hull: Gap, list_b: _List, list_a: _List) -> Reordered | None:
    """The same items in another order: each one in its new place, the separators one by one."""
    slots: dict[tuple[str, ...], list[int]] = {}
    for slot, (start, end) in enumerate(list_a.items):
        slots.setdefault(tuple(after[start:end]), []).append(slot)
    found = Reordered(hull, [], [], [], [])
    for slot, (start, end) in enumerate(list_b.items):
        free = slots[tuple(before[start:end])]
        place = slot if slot in free else free[0]
        free.remove(place)
        if place == slot:
            found.same.extend(zip(range(start, end), range(*list_a.items[place]), strict=True))
        else:
            found.moved.append(((start, end), list_a.items[place]))
            found.slots.append((end - 1, list_a.items[slot][1] - 1))
    for (b0, b1), (a0, a1) in zip(list_b.between, list_a.between, strict=True):
        _add(found, before, after, list(range(b0, b1)), list(range(a0, a1)))
    return found if found.moved else None


def _rest(before: Sequence[str], after: Sequence[str], hull: Gap, moved: list[tuple[Range, Range]]) -> Reordered:
    """What is left of a list without the items that moved, compared token by token."""
    gone_b = {place for (start, end), _ in moved for place in range(start, end)}
    gone_a = {place for _, (start, end) in moved for place in range(start, end)}
    found = Reordered(hull, moved, [], [], [])
    places_b = [place for place in range(hull.b0, hull.b1) if place not in gone_b]
    places_a = [place for place in range(hull.a0, hull.a1) if place not in gone_a]
    _add(found, before, after, places_b, places_a)
    return found


def _add(
    found: Reordered, before: Sequence[str], after: Sequence[str], places_b: list[int], places_a: list[int]
) -> None:
    """Add how the tokens at some places correspond."""
    keys_b, keys_a = [before[place] for place in places_b], [after[place] for place in places_a]
    heavy_b = [place for place, key in enumerate(keys_b) if rank_of(key) != LIGHT]
    heavy_a = [place for place, key in enumerate(keys_a) if rank_of(key) != LIGHT]
    regions = words_first(keys_b, keys_a, heavy_b, heavy_a, Gap(0, len(keys_b), 0, len(keys_a)))
    at_b = at_a = 0
    for gap in [*(regions or gaps(keys_b, keys_a)), Gap(len(keys_b), len(keys_b), len(keys_a), len(keys_a))]:
        found.same.extend(zip(places_b[at_b : gap.b0], places_a[at_a : gap.a0], strict=True))
        at_b, at_a = gap.b1, gap.a1
        parts_b, parts_a = _parts(places_b[gap.b0 : gap.b1]), _parts(places_a[gap.a0 : gap.a1])
        stop_b = places_b[gap.b1] if gap.b1 < len(places_b) else found.hull.b1
        stop_a = places_a[gap.a1] if gap.a1 < len(places_a) else found.hull.a1
        for part_b, part_a in zip_longest(parts_b, parts_a):
            found.changed.append(Gap(*(part_b or (stop_b, stop_b)), *(part_a or (stop_a, stop_a))))


def _parts(places: Iterable[int]) -> list[Range]:
    """Rising places as ranges without holes."""
    found: list[Range] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _exact_pairs(items_b: Sequence[tuple[str, ...]], items_a: Sequence[tuple[str, ...]]) -> list[tuple[int, int]]:
    places: dict[tuple[str, ...], list[int]] = {}
    for place, item in enumerate(items_a):
        places.setdefault(item, []).append(place)
    return [(b, free.pop(0)) for b, item in enumerate(items_b) if (free := places.get(item))]


def _like_pairs(
    items_b: Sequence[tuple[str, ...]], items_a: Sequence[tuple[str, ...]], exact: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Items that were edited: the most alike first."""
    used_b, used_a = {b for b, _ in exact}, {a for _, a in exact}
    scored = sorted(
        (-Indel.normalized_similarity(" ".join(item), " ".join(other)), b, a)
        for b, item in enumerate(items_b)
        if b not in used_b
        for a, other in enumerate(items_a)
        if a not in used_a
    )
    found: list[tuple[int, int]] = []
    for score, b, a in scored:
        if -score >= _ALIKE and b not in used_b and a not in used_a:
            used_b.add(b)
            used_a.add(a)
            found.append((b, a))
    return found
