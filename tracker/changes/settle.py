"""Raw differences put in order and made one where they meet, before they are weighed."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.changes.difference import Difference, Sides, Sort
from tracker.changes.fold import BLANK, fold

#: Differences that are one where they touch on both sides: sentences of a moved paragraph, marks side by side.
_JOINED = frozenset({Sort.TYPOGRAPHIC, Sort.MOVED})


def settled(sides: Sides, found: Iterable[Difference]) -> list[Difference]:
    """The differences in the order of the text after; white space joined to the edit that it belongs to."""
    settled_ones: list[Difference] = []
    for difference in sorted(found, key=lambda one: (one.a0, one.a1, one.b0, one.b1)):
        one = _typographic(sides, difference)
        while settled_ones and (merged := _merged(sides, settled_ones[-1], one)):
            settled_ones.pop()
            one = merged
        settled_ones.append(one)
    return [one for one in (_stripped(sides, one) for one in settled_ones) if one.b0 < one.b1 or one.a0 < one.a1]


def _typographic(sides: Sides, one: Difference) -> Difference:
    """A change of white space, or of what is folded away, is typographic; so is a full stop at the end of a line that came or went."""
    if one.sort is not Sort.CHANGED or _says(one):
        return one
    before, after = sides.before[one.b0 : one.b1], sides.after[one.a0 : one.a1]
    said = fold(before).text.strip(BLANK), fold(after).text.strip(BLANK)
    is_final_stop = (
        {before, after} == {"", "."} and _ends_line(sides.before, one.b1) and _ends_line(sides.after, one.a1)
    )
    return one._replace(sort=Sort.TYPOGRAPHIC) if is_final_stop or not any(said) else one


def _says(one: Difference) -> bool:
    """Whether a difference is seen to begin with a word on either side, without a look at its text."""
    return one.keys is not None and any(keys and keys[0].isalnum() for keys in one.keys)


def _ends_line(text: str, place: int) -> bool:
    while place < len(text) and text[place] in BLANK:
        if text[place] == "\n":
            return True
        place += 1
    return place == len(text)


def _merged(sides: Sides, left: Difference, right: Difference) -> Difference | None:
    """Two differences as one: typographic ones side by side, and white space that came or went with words."""
    if left.sort is right.sort and left.sort in _JOINED:
        if left.b1 == right.b0 and left.a1 == right.a0:
            return Difference(left.b0, right.b1, left.a0, right.a1, left.sort)
        return None
    if left.sort is Sort.TYPOGRAPHIC and _is_space(sides, left) and right.sort is not Sort.TYPOGRAPHIC:
        return _with_space(right, left, is_left=True)
    if right.sort is Sort.TYPOGRAPHIC and _is_space(sides, right) and left.sort is not Sort.TYPOGRAPHIC:
        return _with_space(left, right, is_left=False)
    return None


def _is_space(sides: Sides, one: Difference) -> bool:
    return not (sides.before[one.b0 : one.b1].strip(BLANK) or sides.after[one.a0 : one.a1].strip(BLANK))


def _with_space(words: Difference, space: Difference, *, is_left: bool) -> Difference | None:
    """A difference in words with the white space beside it, where that stands on one side only or touches on both."""
    if is_left:
        meets_b, meets_a = space.b1 == words.b0, space.a1 == words.a0
        wide = words._replace(b0=space.b0, a0=space.a0)
    else:
        meets_b, meets_a = words.b1 == space.b0, words.a1 == space.a0
        wide = words._replace(b1=space.b1, a1=space.a1)
    one_sided = words.b0 == words.b1 or words.a0 == words.a1
    if (
        meets_b
        and meets_a
        and words.sort is Sort.CHANGED
        and (one_sided or space.b0 == space.b1 or space.a0 == space.a1)
    ):
        return wide
    if meets_a and space.b0 == space.b1:
        return words._replace(a0=wide.a0, a1=wide.a1)
    if meets_b and space.a0 == space.a1:
        return words._replace(b0=wide.b0, b1=wide.b1)
    return None


def _stripped(sides: Sides, one: Difference) -> Difference:
    """A change in words without the white space that both of its sides begin or end with."""
    b0, b1, a0, a1, sort, _ = one
    if sort is not Sort.CHANGED:
        return one
    before, after = sides.written_before, sides.written_after
    while b0 < b1 and a0 < a1 and before[b1 - 1] == after[a1 - 1] and before[b1 - 1] in BLANK:
        b1, a1 = b1 - 1, a1 - 1
    while b0 < b1 and a0 < a1 and before[b0] == after[a0] and before[b0] in BLANK:
        b0, a0 = b0 + 1, a0 + 1
    return one._replace(b0=b0, b1=b1, a0=a0, a1=a1)
