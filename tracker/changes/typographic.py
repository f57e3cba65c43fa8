"""Which entries of the typographic list account for a difference that is only typographic."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from tracker.changes.fold import ACCENTED, BLANK, COMBINING, EXPANDED, MARKS, fold
from tracker.changes.markup import MARKED
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
    if not found or Reason.MARKUP in found:
        folded = fold(before).text, fold(after).text
        is_recased = folded[0] != folded[1] and folded[0].casefold() == folded[1].casefold()
        if is_recased:
            found[Reason.HEADING_CASE] = None
    return tuple(found) or (Reason.SPACES,)


def _typographic(before: str, after: str) -> Iterator[Reason]:
    changed = Counter(before)
    changed.subtract(Counter(after))
    marks = [mark for mark, count in changed.items() if count]
    return (reason for reason, is_one in _LISTED if any(is_one(mark) for mark in marks))


def _plain(mark: str) -> str:
    return _PLAIN.get(mark, mark)


#: Each entry of the list, in its order, and whether a character that only one side has belongs to it.
_LISTED: tuple[tuple[Reason, Callable[[str], bool]], ...] = (
    (Reason.QUOTES, lambda mark: _plain(mark) in "'\""),
    (Reason.DASHES, lambda mark: _plain(mark)[:1] == "-"),
    (Reason.SPACES, lambda mark: _plain(mark) == " "),
    (Reason.ZERO_WIDTH, ZERO_WIDTH.__contains__),
    (Reason.ELLIPSIS, "…".__eq__),
    (Reason.LIGATURES, _LIGATURES.__contains__),
    (Reason.ACCENTS, _ACCENTS.__contains__),
    (Reason.MARK, MARKS.__contains__),
    (Reason.AMPERSAND, "&".__eq__),
    (Reason.MARKUP, lambda mark: MARKED.match(mark) is not None),
)
