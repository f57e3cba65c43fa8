"""Where a release belongs among the others of its watch, and which changes are derived anew because it came.

Enters: readings, and what is kept of the past (`Past`, which the store implements). Leaves: `Change` values. Promises: pure but
for what it asks of the past; the order in which releases arrive does not matter, only the order in which they were
published; the number of releases looked at for a new one does not grow with the history.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

from tracker.assess import Compared, Reading, compare_sections, derived
from tracker.changes.model import Standing
from tracker.claims.schemes import Registry
from tracker.history import Appearance, Change
from tracker.sections.model import STANDING, Section
from tracker.sections.pair import subject_key


class Past(Protocol):
    """What is asked of the releases that are already known; positions are those of `Appearance`."""

    def reading(self, watch: str, sha256: str) -> Reading: ...  # noqa: D102
    def position(self, watch: str, sha256: str) -> str | None: ...  # noqa: D102
    def neighbours(self, watch: str, position: str) -> tuple[str | None, str | None]: ...  # noqa: D102
    def appearances(self, watch: str, sha256: str) -> tuple[Appearance, ...]: ...  # noqa: D102
    def last_before(self, watch: str, passage: str, position: str) -> Appearance | None: ...  # noqa: D102
    def first_after(self, watch: str, passage: str, position: str) -> Appearance | None: ...  # noqa: D102


def appearances(reading: Reading, position: str) -> tuple[Appearance, ...]:
    """The passages that a release shows: its standing sections, each under the name of what it continues."""
    found: list[Appearance] = []
    taken: dict[str, int] = {}
    for index, section in enumerate(reading.sections):
        if section.role not in STANDING:
            continue
        name = f"{section.role}:{subject_key(section.subject)}"
        taken[name] = taken.get(name, 0) + 1
        found.append(
            Appearance(
                passage=name if taken[name] == 1 else f"{name}#{taken[name]}",
                position=position,
                sha256=reading.document.sha256,
                section=index,
                digest=wording(reading, section),
            )
        )
    return tuple(found)


def wording(reading: Reading, section: Section) -> str:
    """A digest of a section's exact words, heading included: 128 bits, in hexadecimal."""
    return hashlib.blake2b(
        section.span.of(reading.document.text).encode("utf-8", "surrogatepass"), digest_size=16
    ).hexdigest()


def affected(past: Past, watch: str, shown: Sequence[Appearance], position: str, sha256: str) -> tuple[str, ...]:
    """The releases whose changes must be derived anew because this one is there: itself, and those that now follow it."""
    targets = {position: sha256}
    _, following = past.neighbours(watch, position)
    if following is not None and (place := past.position(watch, following)) is not None:
        targets[place] = following
    for appearance in shown:
        later = past.first_after(watch, appearance.passage, position)
        if later is not None:
            targets[later.position] = later.sha256
    return tuple(targets[place] for place in sorted(targets))


def changes_of(past: Past, watch: str, sha256: str, registry: Registry) -> tuple[Change, ...]:
    """What one release changed: each of its passages against the last release that showed it, and what it leaves out."""
    position = past.position(watch, sha256)
    previous, _ = past.neighbours(watch, position) if position is not None else (None, None)
    if position is None or previous is None:
        return ()  # the first release of a watch is the baseline, not news
    after = past.reading(watch, sha256)
    grouped = _grouped(past, watch, after, position, previous)
    changes = []
    for before_sha, pairs in grouped.items():
        before = past.reading(watch, before_sha)
        sections = tuple(compare_sections(before, after, old, new) for old, new in pairs)
        findings = derived(before, after, sections, registry, heads=before_sha == previous)
        told = tuple(change for change in sections if change.standing is not Standing.UNCHANGED)
        if told or findings:
            changes.append(_change(watch, before, after, Compared(sections=told, findings=findings)))
    return tuple(changes)


def _grouped(
    past: Past, watch: str, after: Reading, position: str, previous: str
) -> dict[str, list[tuple[Section | None, Section | None]]]:
    """Pairs of sections to compare, by the release that showed the earlier one; the release just before comes first."""
    grouped: dict[str, list[tuple[Section | None, Section | None]]] = {previous: []}
    shown = past.appearances(watch, after.document.sha256)
    for appearance in shown:
        section = after.sections[appearance.section]
        earlier = past.last_before(watch, appearance.passage, position)
        if earlier is None:
            grouped[previous].append((None, section))
        else:
            old = past.reading(watch, earlier.sha256).sections[earlier.section]
            grouped.setdefault(earlier.sha256, []).append((old, section))
    here = {appearance.passage for appearance in shown}
    left_out = [appearance for appearance in past.appearances(watch, previous) if appearance.passage not in here]
    if left_out:
        sections = past.reading(watch, previous).sections
        grouped[previous].extend((sections[appearance.section], None) for appearance in left_out)
    return grouped


def _change(watch: str, before: Reading, after: Reading, compared: Compared) -> Change:
    told = f"{watch}\x1f{before.document.sha256}\x1f{after.document.sha256}"
    return Change(
        id=hashlib.blake2b(told.encode(), digest_size=10).hexdigest(),
        before=before.document.sha256,
        after=after.document.sha256,
        sections=compared.sections,
        findings=compared.findings,
    )
