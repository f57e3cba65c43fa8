"""Where a release belongs among the others of its watch, and which changes are derived anew because it came.

Enters: readings, and what is kept of the past (`Past`, which the store implements). Leaves: `Change` values. Promises: pure but
for what it asks of the past; the order in which releases arrive does not matter, only the order in which they were
published; the number of releases looked at for a new one does not grow with the history.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from tracker.assess import Compared, Reading, compare_sections, derived
from tracker.changes.model import Standing
from tracker.claims.schemes import Registry
from tracker.findings.omission import IN_A_ROW, Spoken, silences
from tracker.findings.text import edited
from tracker.history import Appearance, Change
from tracker.identity import alteration
from tracker.sections.model import Role, Section
from tracker.sections.pair import pair
from tracker.sections.paragraphs import Paragraph
from tracker.sections.recurrence import PassageIndex, Piece, follow, pieces

_Pairs = list[tuple[Section | None, Section | None]]
#: By passage: how a release shows it, and how the last one before it did.
_Here = dict[int, tuple[Sequence[Appearance], Sequence[Appearance]]]


class Past(Protocol):
    """What is asked of the releases that are already known; positions are those of `Appearance`."""

    def reading(self, watch: str, sha256: str) -> Reading: ...  # noqa: D102
    def previous(self, watch: str, sha256: str) -> str | None: ...  # noqa: D102
    def alterations(self, watch: str, sha256: str) -> tuple[tuple[str, str], ...]: ...  # noqa: D102
    def standing(self, watch: str, sha256: str) -> tuple[Appearance, ...]: ...  # noqa: D102
    def headed(self, watch: str, sha256: str) -> tuple[Appearance, ...]: ...  # noqa: D102
    def shown_before(self, watch: str, sha256: str) -> dict[int, tuple[Appearance, ...]]: ...  # noqa: D102
    def row_before(self, watch: str, passage: int, position: str, count: int) -> tuple[Appearance, ...]: ...  # noqa: D102
    def at(self, watch: str, passage: int, position: str) -> tuple[Appearance, ...]: ...  # noqa: D102
    def first_after(self, watch: str, passage: int, position: str) -> tuple[Appearance, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a release as it stands there: its section, and the digest of its words."""

    piece: Piece
    section: Section
    digest: str


def shown_by(reading: Reading, whole: Sequence[Paragraph] | None = None) -> tuple[Shown, ...]:
    """The pieces of a release that may be standing text, which `appearances` follows; a function of the release alone.

    `whole` are the paragraphs of its text, where they are known.
    """
    document = reading.document
    found = pieces(document.text, reading.sections, document.organisation, whole)
    return tuple(_shown(reading, piece) for piece in found if piece.marks)


def _shown(reading: Reading, piece: Piece) -> Shown:
    section = reading.sections[piece.section]
    if not piece.headed:
        section = Section(role=piece.role, span=piece.span, body_span=piece.body_span)
    words = section.span.of(reading.document.text).encode("utf-8", "surrogatepass")
    return Shown(piece, section, hashlib.blake2b(words, digest_size=16).hexdigest())


def appearances(shown: Sequence[Shown], sha256: str, position: str, index: PassageIndex) -> tuple[Appearance, ...]:
    """The passages that a release shows at its position, as the index knows them; the index learns those that are new."""
    followed = follow(index, [one.piece for one in shown])
    numbers = [index.current(one.passage) for one in followed]
    standing = {number for number, one in zip(numbers, shown, strict=True) if one.piece.headed}
    return tuple(
        Appearance(
            passage=number,
            position=position,
            sha256=sha256,
            headed=one.piece.headed,
            section=one.section,
            digest=one.digest,
        )
        for number, one in zip(numbers, shown, strict=True)
        # a paragraph of the body that resembles a section of its own is not counted as well
        if one.piece.headed or number not in standing
    )


def affected(past: Past, watch: str, shown: Sequence[Appearance], position: str) -> set[str]:
    """The releases whose passages follow those of the one at a position, as its changes and its silences are told of them."""
    targets = set()
    for passage in _by_passage(shown):
        place = position
        # as many showings as a silence is counted over
        for _ in range(IN_A_ROW):
            later = past.first_after(watch, passage, place)
            if not later:
                break
            place = later[0].position
            targets.add(later[0].sha256)
    return targets


def affected_by_joins(past: Past, watch: str, moved: Iterable[tuple[int, str]]) -> set[str]:
    """The releases whose changes must be derived anew because a passage that they show was joined to another.

    `moved` are passages, and positions at which what was joined to them was shown: those releases now follow others, and
    others now follow them. What lies between two showings that were there before stays as it was.
    """
    targets = set()
    for passage, place in moved:
        later = past.at(watch, passage, place)
        for _ in range(IN_A_ROW + 1):
            if not later:
                break
            targets.add(later[0].sha256)
            later = past.first_after(watch, passage, later[0].position)
    return targets


def changes_of(past: Past, watch: str, sha256: str, registry: Registry) -> tuple[Change, ...]:
    """What one release changed: each of its passages against the last release that showed it, and what it leaves out.

    And what was altered in itself after it was published, which is a change between two captures of it.
    """
    altered = _altered(past, watch, sha256)
    previous = past.previous(watch, sha256)
    if previous is None:
        return altered  # the first release of a watch is the baseline, not news
    after = past.reading(watch, sha256)
    earlier = past.shown_before(watch, sha256)
    here: _Here = {
        passage: (shown, earlier.get(passage, ()))
        for passage, shown in _by_passage(past.standing(watch, sha256)).items()
    }
    changes = []
    for before_sha, pairs in _grouped(past, watch, after, here, previous).items():
        before = past.reading(watch, before_sha)
        sections = tuple(compare_sections(before, after, old, new) for old, new in pairs)
        findings = derived(before, after, sections, registry, heads=before_sha == previous)
        told = tuple(change for change in sections if change.standing is not Standing.UNCHANGED)
        if told or findings:
            changes.append(_change(watch, before, after, Compared(sections=told, findings=findings)))
    return (*_together((*changes, *_silences(past, watch, after, here))), *altered)


def _altered(past: Past, watch: str, sha256: str) -> tuple[Change, ...]:
    """What became of a release at the places that it was published at; what is typographic only is nothing."""
    changes = []
    for before_sha, after_sha in past.alterations(watch, sha256):
        before, after = past.reading(watch, before_sha), past.reading(watch, after_sha)
        section = alteration(before, after)
        found = edited(section.edits, before_sha=before_sha, after_sha=after_sha)
        if found:
            change = _change(watch, before, after, Compared(sections=(section,), findings=found))
            # both sides are captures of one release
            changes.append(replace(change, before=sha256, after=sha256))
    return tuple(changes)


def _together(changes: Sequence[Change]) -> tuple[Change, ...]:
    """One change a pair of releases: what several of its passages say stands together; a section is told once."""
    found: dict[str, Change] = {}
    for change in changes:
        held = found.get(change.before)
        found[change.before] = (
            change
            if held is None
            else replace(
                held,
                sections=(*held.sections, *(one for one in change.sections if one not in held.sections)),
                findings=tuple({one.id: one for one in (*held.findings, *change.findings)}.values()),
            )
        )
    return tuple(found.values())


def _grouped(past: Past, watch: str, after: Reading, here: _Here, previous: str) -> dict[str, _Pairs]:
    """Pairs of sections to compare, by the release that showed the earlier one; the release just before comes first.

    A paragraph that is standing text only because it recurs is neither new at its first showing nor missed.
    """
    grouped: dict[str, _Pairs] = {previous: []}
    text = after.document.text
    for shown, earlier in here.values():
        if earlier:
            before = past.reading(watch, earlier[0].sha256).document.text
            pairs = pair([one.section for one in earlier], [one.section for one in shown], before, text)
            grouped.setdefault(earlier[0].sha256, []).extend(pairs)
        elif shown[0].headed:
            grouped[previous].extend((None, one.section) for one in shown)
    grouped[previous].extend((one.section, None) for one in past.headed(watch, previous) if one.passage not in here)
    return grouped


def _silences(past: Past, watch: str, after: Reading, here: _Here) -> Iterator[Change]:
    """What an About section left out, said again when this release is the last in a row to leave it out."""
    for passage, (shown, last) in here.items():
        if not last or not shown[0].headed or shown[0].section.role is not Role.ABOUT:
            continue
        row = [shown[0], *past.row_before(watch, passage, shown[0].position, IN_A_ROW)]
        if len(row) <= IN_A_ROW:
            continue
        row.reverse()
        spoke = past.reading(watch, row[0].sha256)
        if not spoke.claims_in(row[0].section):
            continue
        readings = [past.reading(watch, one.sha256) for one in row]
        found = silences(
            [
                Spoken(sha256=one.sha256, claims=reading.claims_in(one.section))
                for one, reading in zip(row, readings, strict=True)
            ]
        )
        if found:
            section = compare_sections(spoke, after, row[0].section, shown[0].section)
            yield _change(watch, spoke, after, Compared(sections=(section,), findings=found))


def _by_passage(shown: Sequence[Appearance]) -> dict[int, list[Appearance]]:
    found: dict[int, list[Appearance]] = {}
    for appearance in shown:
        found.setdefault(appearance.passage, []).append(appearance)
    return found


def _change(watch: str, before: Reading, after: Reading, compared: Compared) -> Change:
    told = f"{watch}\x1f{before.document.sha256}\x1f{after.document.sha256}"
    return Change(
        id=hashlib.blake2b(told.encode(), digest_size=10).hexdigest(),
        before=before.document.sha256,
        after=after.document.sha256,
        sections=compared.sections,
        findings=compared.findings,
    )
