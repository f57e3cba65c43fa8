"""The same edit in several places: findings that one signature can settle."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.review import shown as digests
from tracker.review.model import Shown


def clusters(present: Iterable[Shown]) -> tuple[tuple[Shown, ...], ...]:
    """Findings that are the same edit, together; each in the order in which it came, by its first."""
    found: dict[str, list[Shown]] = {}
    for one in present:
        found.setdefault(digests.cluster(one), []).append(one)
    return tuple(map(tuple, found.values()))


def signature(members: Iterable[Shown]) -> str:
    """What stands under all events of one signature: the same members in any order have the same."""
    return digests.together(sorted(digests.looked(one) for one in members))
