"""Two texts and their edits as rows of marked sentences: what the running and the side-by-side view are drawn from.

Both texts are walked at once. Where both stand between two sentences, a row ends; so a row holds the sentences that
belong together on the two sides, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tracker.changes.model import Edit, EditKind, SectionChange
from tracker.documents.model import Span
from tracker.sections.model import Section
from tracker.sections.sentences import sentences


class Mark(StrEnum):
    """What became of a run of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_FROM = "moved-from"
    MOVED_TO = "moved-to"
    TYPOGRAPHIC_BEFORE = "typographic-before"
    TYPOGRAPHIC_AFTER = "typographic-after"


#: Which marks stand in the text before; `SAME` stands in both.
BEFORE = frozenset({Mark.SAME, Mark.REMOVED, Mark.MOVED_FROM, Mark.TYPOGRAPHIC_BEFORE})
AFTER = frozenset({Mark.SAME, Mark.ADDED, Mark.MOVED_TO, Mark.TYPOGRAPHIC_AFTER})
#: An unchanged piece with more characters than this has no end in sight; as many of it are shown at either side.
_ENDLESS = 2_000
_KEPT = 300
_FOLDED = frozenset({Mark.SAME, Mark.TYPOGRAPHIC_BEFORE, Mark.TYPOGRAPHIC_AFTER})


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with its mark; `edit` is the place of its edit in the list of edits."""

    mark: Mark
    text: str
    edit: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The sentences that belong together on the two sides, in the order in which they are read."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether more than typography differs."""
        return any(piece.mark not in _FOLDED for piece in self.pieces)

    @property
    def before(self) -> tuple[Piece, ...]:
        """The row as the earlier text has it."""
        return tuple(piece for piece in self.pieces if piece.mark in BEFORE)

    @property
    def after(self) -> tuple[Piece, ...]:
        """The row as the later text has it."""
        return tuple(piece for piece in self.pieces if piece.mark in AFTER)


@dataclass(frozen=True, slots=True)
class Fold:
    """A run of rows, shown, or folded away because nothing in them differs.

    Where a sentence has no end in sight, the unchanged middle of it is folded: `characters` says how many.
    """

    rows: tuple[Row, ...]
    folded: bool
    characters: int | None = None


class UnplacedEditsError(ValueError):
    """The edits do not fit the texts, so that no mark may be drawn."""


def rows(change: SectionChange) -> tuple[Row, ...]:
    """The rows of one section; all of it is removed or added where the section was dropped or is new.

    Raises:
        UnplacedEditsError: the edits do not fit the two texts.
    """
    if not change.edits and not (change.before_text and change.after_text):
        whole = (Piece(Mark.REMOVED, change.before_text, 0), Piece(Mark.ADDED, change.after_text, 0))
        return _cut((piece for piece in whole if piece.text), change.before_text, change.after_text)
    befores = _placed(change.edits, change.before, change.before_text, lambda edit: (edit.before_span, edit.before))
    afters = _placed(change.edits, change.after, change.after_text, lambda edit: (edit.after_span, edit.after))
    pieces = _walk(change, befores, afters)
    return _cut(pieces, change.before_text, change.after_text)


def folds(found: Sequence[Row], *, context: int = 1, least: int = 2) -> tuple[Fold, ...]:
    """Rows with every run of `least` or more unchanged ones folded, but for `context` rows beside a changed one."""
    near = [
        any(found[other].changed for other in range(max(0, at - context), min(len(found), at + context + 1)))
        for at in range(len(found))
    ]
    runs: list[Fold] = []
    start = 0
    for end in range(1, len(found) + 1):
        if end == len(found) or near[end] != near[start]:
            run = tuple(found[start:end])
            folded = not near[start] and len(run) >= least
            runs.extend([Fold(run, folded=True)] if folded else _shortened(run))
            start = end
    return tuple(runs)


def _shortened(run: Iterable[Row]) -> Iterator[Fold]:
    """Rows that are shown, with the middle of every endless unchanged piece folded away."""
    shown: list[Row] = []
    for row in run:
        pieces: list[Piece] = []
        for piece in row.pieces:
            if piece.mark is not Mark.SAME or len(piece.text) <= _ENDLESS:
                pieces.append(piece)
                continue
            start, end = _middle(piece.text)
            head, middle, tail = piece.text[:start], piece.text[start:end], piece.text[end:]
            yield Fold((*shown, Row((*pieces, Piece(Mark.SAME, head)))), folded=False)
            yield Fold((Row((Piece(Mark.SAME, middle),)),), folded=True, characters=len(middle))
            shown, pieces = [], [Piece(Mark.SAME, tail)]
        shown.append(Row(tuple(pieces)))
    if shown:
        yield Fold(tuple(shown), folded=False)


def _middle(text: str) -> tuple[int, int]:
    """Where the middle of a long text begins and ends: between two words, where there are words."""
    start = text.rfind(" ", _KEPT, 2 * _KEPT) + 1 or _KEPT
    end = text.find(" ", len(text) - 2 * _KEPT, len(text) - _KEPT) + 1 or len(text) - _KEPT
    return start, end


def _placed(
    edits: Sequence[Edit], section: Section | None, text: str, side: Callable[[Edit], tuple[Span, str]]
) -> tuple[Span, ...]:
    """The spans of one side, counted from the start of the section's text instead of the document's."""
    origins = (section.body_span.start, section.span.start) if section else (0,)
    for origin in origins:
        spans = tuple(side(edit)[0].shifted(-origin) for edit in edits)
        fits = (span.start >= 0 and span.of(text) == side(edit)[1] for span, edit in zip(spans, edits, strict=True))
        if all(fits):
            return spans
    raise UnplacedEditsError


_MARKS = {
    EditKind.MOVED: (Mark.MOVED_FROM, Mark.MOVED_TO),
    EditKind.TYPOGRAPHIC: (Mark.TYPOGRAPHIC_BEFORE, Mark.TYPOGRAPHIC_AFTER),
}


def _walk(change: SectionChange, befores: Sequence[Span], afters: Sequence[Span]) -> list[Piece]:
    """Both texts from start to end: what is the same, what left the one, what entered the other."""
    before, after = change.before_text, change.after_text
    leaves = sorted((span, at) for at, span in enumerate(befores) if span.start < span.end)
    enters = sorted((span, at) for at, span in enumerate(afters) if span.start < span.end)
    found: list[Piece] = []
    here = there = 0
    for _ in range(len(leaves) + len(enters) + 1):
        next_leave = leaves[0][0].start if leaves else len(before)
        next_enter = enters[0][0].start if enters else len(after)
        run = min(next_leave - here, next_enter - there)
        if run < 0 or before[here : here + run] != after[there : there + run]:
            raise UnplacedEditsError
        if run:
            found.append(Piece(Mark.SAME, after[there : there + run]))
        here, there = here + run, there + run
        if leaves and leaves[0][0].start == here:
            span, at = leaves.pop(0)
            mark = _MARKS.get(change.edits[at].kind, (Mark.REMOVED, Mark.ADDED))[0]
            found.append(Piece(mark, span.of(before), at))
            here = span.end
            if not (enters and enters[0][1] == at):
                continue
        if enters and enters[0][0].start == there:
            span, at = enters.pop(0)
            mark = _MARKS.get(change.edits[at].kind, (Mark.REMOVED, Mark.ADDED))[1]
            found.append(Piece(mark, span.of(after), at))
            there = span.end
    if here != len(before) or there != len(after):
        raise UnplacedEditsError
    return found


def _gaps(text: str) -> frozenset[int]:
    """Every offset that stands between two sentences, the two ends of the text included."""
    spans = sentences(text)
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(text)]
    return frozenset(at for end, start in zip(ends, starts, strict=True) for at in range(end, start + 1))


def _cut(pieces: Iterable[Piece], before: str, after: str) -> tuple[Row, ...]:
    """Pieces as rows: a row ends where both sides stand between two sentences."""
    gaps_before, gaps_after = _gaps(before), _gaps(after)
    found: list[Row] = []
    row: list[Piece] = []
    here = there = 0
    for piece in pieces:
        start = 0
        for at in _cuts(piece, here, there, gaps_before, gaps_after):
            if at > start:
                row.append(Piece(piece.mark, piece.text[start:at], piece.edit))
                start = at
            if any(one.text.strip() for one in row):
                found.append(Row(tuple(row)))
                row = []
        if start < len(piece.text):
            row.append(Piece(piece.mark, piece.text[start:], piece.edit))
        here += len(piece.text) if piece.mark in BEFORE else 0
        there += len(piece.text) if piece.mark in AFTER else 0
    if row:
        found.append(Row(tuple(row)))
    return tuple(found)


def _cuts(piece: Piece, here: int, there: int, gaps_before: frozenset[int], gaps_after: frozenset[int]) -> list[int]:
    """Offsets inside a piece at which a row may end. White space stays with the sentence that it follows."""
    step_before = 1 if piece.mark in BEFORE else 0
    step_after = 1 if piece.mark in AFTER else 0
    return [
        at
        for at in range(len(piece.text) + 1)
        if here + at * step_before in gaps_before
        and there + at * step_after in gaps_after
        and not piece.text[at : at + 1].isspace()
    ]
