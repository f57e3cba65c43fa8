"""Two texts in, the edits between them out: the one door of this package.

The steps, each on what the one before has left: equal runs at both ends, lines, sentences (by what they say, then by
likeness), tokens; then the clean-up for readers, and the weights. docs/comparator.md tells them at length.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from tracker.changes.align import differences
from tracker.changes.classify import LONG_NAME, RESPELT_NAME, weigh
from tracker.changes.difference import Difference, Sides, Sort
from tracker.changes.fold import BLANK
from tracker.changes.markup import MARKED, masked
from tracker.changes.model import Comparison, Edit, EditKind, Weight
from tracker.changes.reasons import Reason
from tracker.changes.refine import refine
from tracker.changes.settle import settled
from tracker.changes.typographic import typographic_reasons
from tracker.documents.model import Span


def compare(
    before: str, after: str, *, atoms_before: Sequence[Span] = (), atoms_after: Sequence[Span] = ()
) -> Comparison:
    """The edits that make `before` into `after`, in the order of `after`.

    `atoms_before` and `atoms_after` are the spans, in either text's own offsets, that claims occupy: edits that touch
    one are substantive, and clean-up never swallows one that is unchanged. Comparing in the other direction gives
    the same edits with their sides exchanged; a text compared with itself gives none.
    """
    if before == after:
        return Comparison(before=before, after=after, edits=())
    # One of the two orders is compared and the other mirrored, so that no tie can be broken differently.
    is_mirrored = (len(before), before) > (len(after), after)
    if is_mirrored:
        sides = _sides(after, before, sorted(atoms_after), sorted(atoms_before))
    else:
        sides = _sides(before, after, sorted(atoms_before), sorted(atoms_after))
    describe = _mirrored if is_mirrored else _edit
    edits = [describe(sides, difference) for difference in settled(sides, differences(sides, refine))]
    if is_mirrored:
        edits.sort(key=_place)
    return Comparison(before=before, after=after, edits=tuple(edits))


def _sides(before: str, after: str, atoms_before: Sequence[Span], atoms_after: Sequence[Span]) -> Sides:
    return Sides(
        masked(before),
        masked(after),
        before,
        after,
        atoms_before,
        atoms_after,
        *(list(accumulate((atom.end for atom in atoms), max)) for atoms in (atoms_before, atoms_after)),
    )


def replay(before: str, edits: Comparison | Iterable[Edit]) -> str:
    """The text after: `before` without what the edits took, with what they put in its place."""
    script = edits.edits if isinstance(edits, Comparison) else tuple(edits)
    kept: list[str] = []
    at = 0
    for start, end in sorted(edit.before_span for edit in script):
        kept.append(before[at:start])
        at = max(at, end)
    kept.append(before[at:])
    unchanged = "".join(kept)
    pieces: list[str] = []
    length = taken = 0
    for edit in sorted(script, key=_place):
        fresh = unchanged[taken : taken + edit.after_span.start - length]
        taken += len(fresh)
        pieces += (fresh, edit.after)
        length = edit.after_span.end
    pieces.append(unchanged[taken:])
    return "".join(pieces)


def shifted(edits: Iterable[Edit], before_by: int, after_by: int) -> tuple[Edit, ...]:
    """The same edits with their spans moved: from a section's own offsets to those of its document."""
    return tuple(
        [
            Edit(
                kind=edit.kind,
                weight=edit.weight,
                before=edit.before,
                after=edit.after,
                before_span=edit.before_span.shifted(before_by),
                after_span=edit.after_span.shifted(after_by),
                reasons=edit.reasons,
            )
            for edit in edits
        ]
    )


def _place(edit: Edit) -> tuple[int, int, int, int]:
    return (*edit.after_span, *edit.before_span)


def _mirrored(sides: Sides, difference: Difference) -> Edit:
    b0, b1, a0, a1, _, _ = difference
    kind, weight, reasons = _judged(sides, difference, sides.before[b0:b1], sides.after[a0:a1])
    if kind is EditKind.INSERTED:
        kind = EditKind.DELETED
    elif kind is EditKind.DELETED:
        kind = EditKind.INSERTED
    return Edit(
        kind=kind,
        weight=weight,
        before=sides.written_after[a0:a1],
        after=sides.written_before[b0:b1],
        before_span=Span(a0, a1),
        after_span=Span(b0, b1),
        reasons=reasons,
    )


def _edit(sides: Sides, difference: Difference) -> Edit:
    b0, b1, a0, a1, _, _ = difference
    kind, weight, reasons = _judged(sides, difference, sides.before[b0:b1], sides.after[a0:a1])
    return Edit(
        kind=kind,
        weight=weight,
        before=sides.written_before[b0:b1],
        after=sides.written_after[a0:a1],
        before_span=Span(b0, b1),
        after_span=Span(a0, a1),
        reasons=reasons,
    )


def _judged(
    sides: Sides, difference: Difference, before: str, after: str
) -> tuple[EditKind, Weight, tuple[Reason, ...]]:
    b0, b1, a0, a1, sort, keys = difference
    if sort is Sort.TYPOGRAPHIC:
        return EditKind.TYPOGRAPHIC, Weight.TYPOGRAPHIC, typographic_reasons(before, after)
    if sort is Sort.MOVED:
        return EditKind.MOVED, Weight.WORDING, (Reason.MOVED,)
    if sort is Sort.REORDERED:
        return EditKind.MOVED, Weight.WORDING, (Reason.LIST_REORDERED,)
    if sort is Sort.TARGET:
        return EditKind.REPLACED, Weight.SUBSTANTIVE, (Reason.ADDRESS,)
    kind = EditKind.REPLACED if before and after else EditKind.DELETED if before else EditKind.INSERTED
    is_claim = _touches(sides.atoms_before, sides.reach_before, b0, b1) or _touches(
        sides.atoms_after, sides.reach_after, a0, a1
    )
    opens = _opens(sides.before, b0) if before else _opens(sides.after, a0)
    weight, reasons = weigh(before, after, opens=opens, is_claim=is_claim, keys=keys)
    if reasons == RESPELT_NAME and min(len(before), len(after)) >= LONG_NAME:
        return EditKind.TYPOGRAPHIC, Weight.TYPOGRAPHIC, reasons
    return kind, weight, reasons


def _touches(atoms: Sequence[Span], reach: Sequence[int], start: int, end: int) -> bool:
    """Whether a range shares a character with one of the sorted spans, or, if empty, stands inside one."""
    count = bisect_left(atoms, (end,))
    return count > 0 and reach[count - 1] > start


def _opens(text: str, place: int) -> bool:
    """Whether a sentence or line begins here."""
    at = place
    while at and (text[at - 1] in BLANK + "\"'(“‘" or MARKED.match(text[at - 1])):
        if text[at - 1] == "\n":
            return True
        at -= 1
    return at == 0 or text[at - 1] in ".!?:"
