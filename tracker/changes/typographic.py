"""Which entries of the typographic list account for a difference that is only typographic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tracker.changes.fold import ACCENTED, BLANK, COMBINING, EXPANDED, MARKS, fold
from tracker.changes.reasons import Reason
from tracker.documents.typography import LEVELLED, ZERO_WIDTH

_PLAIN = dict(LEVELLED) | dict(EXPANDED)
_LIGATURES = frozenset(mark for mark, plain in EXPANDED if plain.isalpha())
_ACCENTS = frozenset(ACCENTED) | frozenset(COMBINING)


def typographic_reasons(before: str, after: str) -> tuple[Reason, ...]:
    """The reasons of a typographic edit, in the order of the list; never none."""
    if not before.strip(BLANK) and not after.strip(BLANK):
        if any(mark in before + after for mark in ZERO_WIDTH):
            return (Reason.ZERO_WIDTH,)
        return (Reason.LINE_BREAKS if before.count("\n") != after.count("\n") else Reason.SPACES,)
    if {before, after} == {"", "."}:
        return (Reason.FINAL_STOP,)
    found = dict.fromkeys(_typographic(before, after))
    if not found:
        folded = fold(before).text, fold(after).text
        found = dict.fromkeys([Reason.HEADING_CASE if folded[0].casefold() == folded[1].casefold() else Reason.SPACES])
    return tuple(found)


def _typographic(before: str, after: str) -> Iterator[Reason]:
    changed = Counter(before)
    changed.subtract(Counter(after))
    marks = [mark for mark, count in changed.items() if count]
    if any(_PLAIN.get(mark, mark) in "'\"" for mark in marks):
        yield Reason.QUOTES
    if any(_PLAIN.get(mark, mark)[:1] == "-" for mark in marks):
        yield Reason.DASHES
    if any(_PLAIN.get(mark, mark) == " " for mark in marks):
        yield Reason.SPACES
    if any(mark in ZERO_WIDTH for mark in marks):
        yield Reason.ZERO_WIDTH
    if "…" in marks:
        yield Reason.ELLIPSIS
    if any(mark in _LIGATURES for mark in marks):
        yield Reason.LIGATURES
    if any(mark in _ACCENTS for mark in marks):
        yield Reason.ACCENTS
    if any(mark in MARKS for mark in marks):
        yield Reason.MARK
    if "&" in marks:
        yield Reason.AMPERSAND
