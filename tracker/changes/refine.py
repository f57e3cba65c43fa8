"""The tokens of two corresponding runs compared: what changed, and where only the typography did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.changes.anchors import Gap, gaps
from tracker.changes.cleanup import Pair, readable
from tracker.changes.difference import Difference, Sides, Sort
from tracker.changes.fold import BLANK
from tracker.changes.lists import Reordered, reordered
from tracker.changes.markup import target_of
from tracker.changes.parted import parted
from tracker.changes.tokens import CLAIM, Tokens, ranks_of
from tracker.changes.units import bound


class _Work(NamedTuple):
    """Two corresponding runs, and the list to which their differences are added."""

    sides: Sides
    before: Tokens
    after: Tokens
    found: list[Difference]


def refine(sides: Sides, before: Tokens, after: Tokens, found: list[Difference]) -> None:
    """Add to `found` how two corresponding runs of tokens differ, in order."""
    work = _Work(sides, before, after, found)
    whole = Gap(0, len(before.keys), 0, len(after.keys))
    regions = gaps(before.keys, after.keys)
    if not regions:
        _typography(work, whole)
        return
    is_claimed = bool(sides.atoms_before or sides.atoms_after)
    if not is_claimed and len(regions) == 1 and _is_whole(before, after, regions[0]):
        (region,) = regions
        _typography(work, Gap(0, region.b0, 0, region.a0))
        _change(work, region)
        _typography(work, Gap(region.b1, whole.b1, region.a1, whole.a1))
        return
    pair = Pair(before, after, ranks_of(before, sides.atoms_before), ranks_of(after, sides.atoms_after))
    listed = reordered(before.keys, after.keys, regions) if len(regions) > 1 else None
    if listed is None:
        _differences(work, pair, regions, whole)
        return
    hull = listed.hull
    left = [region for region in regions if region.b1 <= hull.b0 and region.a1 <= hull.a0]
    right = [region for region in regions if region.b0 >= hull.b1 and region.a0 >= hull.a1]
    _differences(work, pair, left, Gap(0, hull.b0, 0, hull.a0))
    _reordered(work, pair, listed)
    _differences(work, pair, right, Gap(hull.b1, whole.b1, hull.a1, whole.a1))


def _is_whole(before: Tokens, after: Tokens, region: Gap) -> bool:
    """Whether a difference is words in place of words, with no unit cut at its edges: clean-up has nothing to do."""
    b0, b1, a0, a1 = region
    if b0 == b1 or a0 == a1:
        return False
    return not (bound(before, b0) or bound(after, a0) or bound(before, b1) or bound(after, a1))


def _differences(work: _Work, pair: Pair, regions: Sequence[Gap], room: Gap) -> None:
    """Record the differences within a part of both runs that corresponds, and the typography between them."""
    at_b, at_a = room.b0, room.a0
    for region in _parted(pair, readable(pair, regions, room)) if regions else ():
        _typography(work, Gap(at_b, region.b0, at_a, region.a0))
        _change(work, region)
        at_b, at_a = region.b1, region.a1
    _typography(work, Gap(at_b, room.b1, at_a, room.a1))


def _parted(pair: Pair, regions: Sequence[Gap]) -> list[Gap]:
    """Differences cut at the claims in them that have no counterpart."""
    if CLAIM not in pair.ranks_before and CLAIM not in pair.ranks_after:
        return list(regions)
    keys_b, keys_a = pair.before.keys, pair.after.keys
    return [part for one in regions for part in parted(keys_b, keys_a, pair.ranks_before, pair.ranks_after, one)]


def _change(work: _Work, region: Gap) -> None:
    """Record a difference in words, and the white space behind it on its own."""
    b0, b1 = work.before.starts[region.b0], work.before.starts[region.b1]
    a0, a1 = work.after.starts[region.a0], work.after.starts[region.a1]
    keys = None  # those of headings do not tell a name from a word
    if not work.before.is_caseless:
        keys = work.before.keys[region.b0 : region.b1], work.after.keys[region.a0 : region.a1]
    if b0 == b1 or a0 == a1:
        work.found.append(Difference(b0, b1, a0, a1, Sort.CHANGED, keys))
        return
    core_b, core_a = core(work.sides.before, b0, b1), core(work.sides.after, a0, a1)
    said_b, said_a = _bare(work.sides.before, b0, core_b), _bare(work.sides.after, a0, core_a)
    _if_unequal(work, b0, said_b[0], a0, said_a[0])
    work.found.append(Difference(*said_b, *said_a, Sort.CHANGED, keys))
    _if_unequal(work, said_b[1], core_b, said_a[1], core_a)
    _if_unequal(work, core_b, b1, core_a, a1)


def _reordered(work: _Work, pair: Pair, listed: Reordered) -> None:
    """Record the items of a list that changed places, and what else became of it."""
    starts_b, starts_a = work.before.starts, work.after.starts
    before, after = work.sides.before, work.sides.after
    for (b0, b1), (a0, a1) in listed.moved:
        end_b, end_a = starts_b[b1], starts_a[a1]
        if listed.slots:
            end_b, end_a = core(before, starts_b[b0], end_b), core(after, starts_a[a0], end_a)
        work.found.append(Difference(starts_b[b0], end_b, starts_a[a0], end_a, Sort.REORDERED))
    for b, a in listed.slots:
        end_b, end_a = starts_b[b + 1], starts_a[a + 1]
        _if_unequal(work, core(before, starts_b[b], end_b), end_b, core(after, starts_a[a], end_a), end_a)
    for b, a in listed.same:
        _typography(work, Gap(b, b + 1, a, a + 1))
    for gap in _parted(pair, listed.changed):
        _change(work, gap)


def _typography(work: _Work, run: Gap) -> None:
    """Record where the characters of two runs with equal tokens differ, token by token."""
    before, after = work.sides.written_before, work.sides.written_after
    starts_b, starts_a = work.before.starts, work.after.starts
    if before[starts_b[run.b0] : starts_b[run.b1]] == after[starts_a[run.a0] : starts_a[run.a1]]:
        return
    for b, a in zip(range(run.b0, run.b1), range(run.a0, run.a1), strict=True):
        b0, b1, a0, a1 = starts_b[b], starts_b[b + 1], starts_a[a], starts_a[a + 1]
        if before[b0:b1] != after[a0:a1]:
            core_b, core_a = core(work.sides.before, b0, b1), core(work.sides.after, a0, a1)
            _if_unequal(work, b0, core_b, a0, core_a)
            _if_unequal(work, core_b, b1, core_a, a1)


def _if_unequal(work: _Work, b0: int, b1: int, a0: int, a1: int) -> None:
    """Record two runs that say the same in other characters, and apart from them where a link in them leads elsewhere."""
    before, after = work.sides.written_before[b0:b1], work.sides.written_after[a0:a1]
    if before == after:
        return
    places = (target_of(before), target_of(after)) if "](" in before and "](" in after else (None, None)
    target_b, target_a = places
    if target_b and target_a and before[slice(*target_b)] != after[slice(*target_a)]:
        _if_unequal(work, b0, b0 + target_b[0], a0, a0 + target_a[0])
        work.found.append(
            Difference(b0 + target_b[0], b0 + target_b[1], a0 + target_a[0], a0 + target_a[1], Sort.TARGET)
        )
        _if_unequal(work, b0 + target_b[1], b1, a0 + target_a[1], a1)
        return
    work.found.append(Difference(b0, b1, a0, a1, Sort.TYPOGRAPHIC))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A run without the markup that opens and closes it."""
    while start < end and "\ud800" <= text[start] <= "\udfff":
        start += 1
    while start < end and "\ud800" <= text[end - 1] <= "\udfff":
        end -= 1
    return start, end


def core(text: str, start: int, end: int) -> int:
    """The end of a run without the white space that follows it."""
    while end > start and text[end - 1] in BLANK:
        end -= 1
    return end
