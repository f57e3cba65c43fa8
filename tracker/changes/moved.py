"""Sentences that moved and were edited on the way: found again by likeness, wherever they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.changes.chunks import Chunk
from tracker.changes.difference import Difference, Sides, Sort
from tracker.changes.fold import SPACES
from tracker.changes.pairing import likely
from tracker.changes.tokens import Tokens

#: A shorter sentence, in characters, is too little to be recognised in another place with other words in it.
_LEAST = 40

#: How alike two sentences must be. More than side by side, since nothing around them speaks for it.
_ALIKE = 0.7

Refine = Callable[[Sides, Tokens, Tokens, list[Difference]], None]


def carried(sides: Sides, before: Sequence[Chunk], after: Sequence[Chunk]) -> list[tuple[Chunk, Chunk]]:
    """The pairs of sentences without a partner in their place that are each other's best partner elsewhere."""
    long_b = [chunk for chunk in before if len(chunk.text.strip(SPACES)) >= _LEAST]
    long_a = [chunk for chunk in after if len(chunk.text.strip(SPACES)) >= _LEAST]
    if not long_b or not long_a:
        return []
    words_b = [chunk.words(sides.atoms_before) for chunk in long_b]
    words_a = [chunk.words(sides.atoms_after) for chunk in long_a]
    scored = likely(words_b, words_a, _ALIKE)
    taken_b: dict[int, int] = {}
    taken_a: dict[int, int] = {}
    for _, b, a in sorted((-score, b, a) for b, a, score in scored):
        if b not in taken_b and a not in taken_a:
            taken_b[b], taken_a[a] = a, b
    return [(long_b[b], long_a[a]) for b, a in sorted(taken_b.items())]


def described(sides: Sides, origin: Chunk, place: Chunk, refine: Refine) -> list[Difference]:
    """What became of a sentence that moved: the edits in it, and between them the runs that only moved."""
    inner: list[Difference] = []
    refine(sides, origin.tokens, place.tokens, inner)
    if any(one.sort is Sort.REORDERED for one in inner):
        return [
            Difference(origin.start, origin.end, place.start, place.start, Sort.CHANGED),
            Difference(origin.end, origin.end, place.start, place.end, Sort.CHANGED),
        ]
    found: list[Difference] = []
    at_b, at_a = origin.start, place.start
    for one in sorted(one for one in inner if one.sort in {Sort.CHANGED, Sort.TARGET}):
        if one.b0 > at_b or one.a0 > at_a:
            found.append(Difference(at_b, one.b0, at_a, one.a0, Sort.MOVED))
        found.append(one)
        at_b, at_a = one.b1, one.a1
    if at_b < origin.end or at_a < place.end:
        found.append(Difference(at_b, origin.end, at_a, place.end, Sort.MOVED))
    return found
