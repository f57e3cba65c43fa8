"""The raw material of edits: where two texts differ, before anybody says what that means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from tracker.documents.model import Span


class Sort(IntEnum):
    """What sort of difference was found, as far as aligning can tell."""

    CHANGED = 0
    TYPOGRAPHIC = 1
    MOVED = 2
    REORDERED = 3  # an item of a list whose items changed places
    TARGET = 4  # where a link leads, under the same words


class Difference(NamedTuple):
    """Half-open ranges of both whole texts, the sort of difference between them, and the keys of its tokens if known."""

    b0: int
    b1: int
    a0: int
    a1: int
    sort: Sort
    keys: tuple[list[str], list[str]] | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """The two texts, with their markup out of sight and as they are written, and the sorted spans that claims occupy.

    What is compared is `before` and `after`; two runs are equal where what is written is. `reach_before` says, for each of
    `atoms_before`, how far it and those before it reach.
    """

    before: str
    after: str
    written_before: str
    written_after: str
    atoms_before: Sequence[Span] = ()
    atoms_after: Sequence[Span] = ()
    reach_before: Sequence[int] = ()
    reach_after: Sequence[int] = ()
