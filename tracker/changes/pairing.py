"""Which changed sentence continues which: by the words that both say, in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tracker.changes.anchors import heaviest_chain
from tracker.changes.chunks import Chunk
from tracker.documents.model import Span

#: Sentences that share less of their words than this are two different sentences.
_ALIKE = 0.4

#: The same where both say the same of one claim: a reviewer wants the two side by side.
_ALIKE_WITH_CLAIM = 0.2

#: How much a sentence must gain in likeness for its neighbour to be joined to it: a sentence split in two.
_GAIN = 0.08

#: A word that stands in more sentences than this says nothing about which one is meant.
_POSTINGS = 24

#: How many sentences are looked at for each one.
_CANDIDATES = 4


class Unit(NamedTuple):
    """Sentences b0 to b1 of one text that correspond to a0 to a1 of the other."""

    b0: int
    b1: int
    a0: int
    a1: int


def pair(
    before: Sequence[Chunk],
    after: Sequence[Chunk],
    atoms_before: Sequence[Span] = (),
    atoms_after: Sequence[Span] = (),
) -> list[Unit]:
    """The sentences that correspond, in the order of both texts; what is in no unit has no partner."""
    words_b = [chunk.words(atoms_before) for chunk in before]
    words_a = [chunk.words(atoms_after) for chunk in after]
    claims_b = [frozenset(chunk.claimed(atoms_before)) for chunk in before]
    claims_a = [frozenset(chunk.claimed(atoms_after)) for chunk in after]
    scored = [
        (b, a, score)
        for b, a, score in likely(words_b, words_a, _ALIKE_WITH_CLAIM if atoms_before and atoms_after else _ALIKE)
        if score >= _ALIKE or not claims_b[b].isdisjoint(claims_a[a])
    ]
    pairs = [(b, a) for b, a, _ in scored]
    scores = [score * (len(words_b[b]) + len(words_a[a])) for b, a, score in scored]
    chosen = [pairs[index] for index in heaviest_chain(pairs, scores)]
    units = [Unit(b, b + 1, a, a + 1) for b, a in chosen]
    if len(units) < len(before) or len(units) < len(after):
        units = _widened(units, words_b, words_a, claims_b, claims_a)
    return [
        unit if touching(before[unit.b0 : unit.b1]) and touching(after[unit.a0 : unit.a1]) else Unit(b, b + 1, a, a + 1)
        for unit, (b, a) in zip(units, chosen, strict=True)
    ]


def likely(
    before: Sequence[Sequence[str]], after: Sequence[Sequence[str]], least: float
) -> list[tuple[int, int, float]]:
    """Which of some sentences, given by their words, are at least so much alike (0 to 1), and how much.

    By their first place, and for the same one by falling second place; in no other order.
    """
    found: list[tuple[int, int, float]] = []
    for b, candidates in enumerate(_candidates(before, after)):
        for a in sorted(candidates, reverse=True):
            score = Indel.normalized_similarity(before[b], after[a], score_cutoff=least)
            if score >= least:
                found.append((b, a, score))
    return found


def touching(run: Sequence[Chunk]) -> bool:
    """Whether nothing was taken out between neighbours: a sentence that moved away leaves a hole."""
    return all(left.end == right.start for left, right in pairwise(run))


def _candidates(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> list[list[int]]:
    """For each sentence before, the few after that share the most words with it."""
    if len(after) <= _CANDIDATES:
        return [list(range(len(after)))] * len(before)
    index: dict[str, list[int]] = {}
    for place, words in enumerate(after):
        for word in dict.fromkeys(words):
            index.setdefault(word, []).append(place)
    found: list[list[int]] = []
    for words in before:
        postings = [index[word] for word in dict.fromkeys(words) if word in index]
        shared: dict[int, int] = {}
        for places in postings:
            if len(places) <= _POSTINGS:
                for place in places:
                    shared[place] = shared.get(place, 0) + 1
        best = sorted([(-count, place) for place, count in shared.items()])[:_CANDIDATES]
        found.append([place for _, place in best])
    return found


def _widened(
    units: list[Unit],
    before: Sequence[Sequence[str]],
    after: Sequence[Sequence[str]],
    claims_before: Sequence[frozenset[str]],
    claims_after: Sequence[frozenset[str]],
) -> list[Unit]:
    """Units with the neighbours joined to them that make them more alike: a sentence split, or two made one.

    A neighbour that holds a claim which only the sentence across has belongs to it however much else it says.
    """
    found: list[Unit] = []
    at_b = at_a = 0
    for index, unit in enumerate(units):
        following = units[index + 1] if index + 1 < len(units) else Unit(len(before), 0, len(after), 0)
        best, score = unit, _likeness(unit, before, after)
        shared = _shared(unit, claims_before, claims_after)
        for wider in _neighbours(unit, Unit(at_b, following.b0, at_a, following.a0)):
            gained = _likeness(wider, before, after)
            claims = _shared(wider, claims_before, claims_after)
            if claims > shared or (claims == shared and gained >= score + _GAIN):
                best, score, shared = wider, gained, claims
        found.append(best)
        at_b, at_a = best.b1, best.a1
    return found


def _neighbours(unit: Unit, room: Unit) -> list[Unit]:
    """The unit with one free sentence more, on either side of either text."""
    b0, b1, a0, a1 = unit
    found: list[Unit] = []
    if a1 < room.a1:
        found.append(Unit(b0, b1, a0, a1 + 1))
    if b1 < room.b1:
        found.append(Unit(b0, b1 + 1, a0, a1))
    if a0 > room.a0:
        found.append(Unit(b0, b1, a0 - 1, a1))
    if b0 > room.b0:
        found.append(Unit(b0 - 1, b1, a0, a1))
    return found


def _shared(unit: Unit, before: Sequence[frozenset[str]], after: Sequence[frozenset[str]]) -> int:
    """How many words of claims both sides of a unit have."""
    if not any(before[unit.b0 : unit.b1]):
        return 0
    claims_b = frozenset(chain.from_iterable(before[unit.b0 : unit.b1]))
    claims_a = frozenset(chain.from_iterable(after[unit.a0 : unit.a1]))
    return len(claims_b & claims_a)


def _likeness(unit: Unit, before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> float:
    words_b = [word for words in before[unit.b0 : unit.b1] for word in words]
    words_a = [word for words in after[unit.a0 : unit.a1] for word in words]
    return Indel.normalized_similarity(words_b, words_a)
