"""The nouns of what differs between two versions of a text: edits and comparisons."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tracker.documents.model import Span
from tracker.sections.model import Role, Section


class EditKind(StrEnum):
    """What happened to a run of text. The values are part of the JSON contract."""

    INSERTED = "inserted"
    DELETED = "deleted"
    REPLACED = "replaced"
    MOVED = "moved"
    TYPOGRAPHIC = "typographic"


class Weight(StrEnum):
    """How much an edit matters, heaviest first."""

    SUBSTANTIVE = "substantive"
    NUMERIC = "numeric"
    WORDING = "wording"
    TYPOGRAPHIC = "typographic"


class Standing(StrEnum):
    """What became of a section or passage between two documents. Part of the JSON contract."""

    UNCHANGED = "unchanged"
    TYPOGRAPHIC = "typographic"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"
    MOVED = "moved"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One difference, as a person would describe it, with its place on both sides.

    `before` and `after` are exactly the slices of the two texts at the two spans; an insertion has an
    empty `before_span` at the place where it was made, a deletion an empty `after_span`. A moved run has
    the place it left and the place it reached. `reasons` are codes that say why it has its weight.
    """

    kind: EditKind
    weight: Weight
    before: str
    after: str
    before_span: Span
    after_span: Span
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two texts and the edits between them, in the order of the text after.

    Replaying the edits on `before` gives `after`, character for character (`changes.replay`).
    """

    before: str = field(repr=False)
    after: str = field(repr=False)
    edits: tuple[Edit, ...]

    @property
    def standing(self) -> Standing:
        """Unchanged, typographic, moved or changed."""
        if not self.edits:
            return Standing.UNCHANGED
        kinds = {edit.kind for edit in self.edits}
        if kinds == {EditKind.TYPOGRAPHIC}:
            return Standing.TYPOGRAPHIC
        if kinds <= {EditKind.TYPOGRAPHIC, EditKind.MOVED}:
            return Standing.MOVED
        return Standing.CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionChange:
    """What became of one section between two documents.

    `edits` have spans into the whole texts of the two documents. `before` or `after` is None where the section
    was added or dropped; `before_text` and `after_text` are then empty. `heading` is the later one where there is one.
    """

    role: Role
    heading: str | None
    standing: Standing
    before: Section | None = None
    after: Section | None = None
    before_text: str = field(default="", repr=False)
    after_text: str = field(default="", repr=False)
    edits: tuple[Edit, ...] = ()
