"""A rewording cut at the claims in it, so that no claim seems to have become what it did not become."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.changes.anchors import Gap, gaps
from tracker.changes.tokens import CLAIM

#: What editions of one standard have in common: "AS9100" of "AS9100C", "9001" of "9001:2015".
_FAMILY = re.compile(r"\W*[^\W\d]*[-/ ]?\d*")

Range = tuple[int, int]


def parted(
    keys_b: Sequence[str], keys_a: Sequence[str], ranks_b: Sequence[int], ranks_a: Sequence[int], region: Gap
) -> list[Gap]:
    """A difference as it is where each claim in it has a counterpart across, else in parts.

    Claims of one family are counterparts, each pair a part of its own; those left between two such pairs are by their
    order. A claim that is then left alone is dropped or added and in no replacement.
    """
    b0, b1, a0, a1 = region
    claims_b = [place for place in range(b0, b1) if ranks_b[place] == CLAIM]
    claims_a = [place for place in range(a0, a1) if ranks_a[place] == CLAIM]
    if b0 == b1 or a0 == a1 or not (claims_b or claims_a):
        return [region]
    loose = gaps([_family(keys_b[place]) for place in claims_b], [_family(keys_a[place]) for place in claims_a])
    found: list[Gap] = []
    at_b, at_a = b0, a0
    b = a = 0
    for gap in [*loose, Gap(len(claims_b), 0, len(claims_a), 0)] if loose else ():
        for place_b, place_a in zip(claims_b[b : gap.b0], claims_a[a : gap.a0], strict=True):
            found += _by_order(ranks_b, ranks_a, Gap(at_b, place_b, at_a, place_a))
            if keys_b[place_b] != keys_a[place_a]:
                found.append(Gap(place_b, place_b + 1, place_a, place_a + 1))
            at_b, at_a = place_b + 1, place_a + 1
        b, a = gap.b1, gap.a1
    return [*found, *_by_order(ranks_b, ranks_a, Gap(at_b, b1, at_a, a1))] if loose else [region]


def _family(key: str) -> str:
    found = _FAMILY.match(key)
    return (found[0] if found else "") or key


def _by_order(ranks_b: Sequence[int], ranks_a: Sequence[int], region: Gap) -> list[Gap]:
    """A difference with as many claims on either side, and the rest of the side that has more."""
    b0, b1, a0, a1 = region
    if b0 == b1 or a0 == a1:
        return [region] if b0 < b1 or a0 < a1 else []
    runs_b, runs_a = _claimed(ranks_b, b0, b1), _claimed(ranks_a, a0, a1)
    if len(runs_b) == len(runs_a):
        return [region]
    if not runs_b or not runs_a:
        return [Gap(b0, b1, a0, a0), Gap(b1, b1, a0, a1)]
    if len(runs_b) > len(runs_a):
        cut = runs_b[len(runs_a) - 1][1]
        return [Gap(b0, cut, a0, a1), Gap(cut, b1, a1, a1)]
    cut = runs_a[len(runs_b) - 1][1]
    return [Gap(b0, b1, a0, cut), Gap(b1, b1, cut, a1)]


def _claimed(ranks: Sequence[int], start: int, end: int) -> list[Range]:
    """The runs of a range that claims occupy."""
    found: list[Range] = []
    for place in range(start, end):
        if ranks[place] == CLAIM:
            if found and found[-1][1] == place:
                found[-1] = (found[-1][0], place + 1)
            else:
                found.append((place, place + 1))
    return found
