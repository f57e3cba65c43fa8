"""Whether what did not change is left in peace, and what did change is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.accuracy.gold import Gold, GoldPair, GoldRelease
from tracker.changes.compare import compare
from tracker.changes.model import Standing, Weight
from tracker.documents.masthead import masthead
from tracker.documents.masthead.names import same
from tracker.documents.model import Span
from tracker.sections.model import STANDING, Role, Section
from tracker.sections.pair import pair as pair_sections
from tracker.sections.split import split

#: What is no change to a reviewer.
_QUIET = frozenset({Standing.UNCHANGED, Standing.TYPOGRAPHIC})


@dataclass(frozen=True, slots=True)
class Judged:
    """One pair, and what became of its standing text: of the organisation's own About sections, and of all of it.

    `own` is None where neither release has an About section of the organisation; `passed_over` names the standards that only one of
    the two names there, and that no edit there touches.
    """

    pair: GoldPair
    own: Standing | None
    shown: tuple[str, ...]
    passed_over: tuple[str, ...]

    @property
    def is_shown(self) -> bool:
        """Whether the change shows where it was made: in the organisation's own About section, and every standard in it."""
        if self.pair.elsewhere:
            return bool(self.shown)
        return self.own is not None and self.own not in _QUIET and not self.passed_over


@dataclass(frozen=True, slots=True)
class Pairs:
    """The figures for a folder."""

    judged: tuple[Judged, ...]

    @property
    def false(self) -> tuple[Judged, ...]:
        """Pairs with the same standing text that report a change in the organisation's own About."""
        return tuple(one for one in self.judged if one.pair.same and one.own is not None and one.own not in _QUIET)

    @property
    def silent(self) -> tuple[Judged, ...]:
        """Pairs with a true change that does not show where it was made."""
        return tuple(one for one in self.judged if not one.pair.same and not one.is_shown)

    @property
    def good(self) -> bool:
        """Whether no pair is reported falsely and none is passed over."""
        return not self.false and not self.silent


@dataclass(frozen=True, slots=True)
class _Own:
    """What became of one own About section, and where: spans in the texts before and after."""

    standing: Standing
    before: tuple[Span, ...]
    after: tuple[Span, ...]


def measure(gold: Gold) -> Pairs:
    """Compare the standing text of every marked pair."""
    releases = {release.name: release for release in gold.releases}
    return Pairs(tuple(_judge(pair, releases[pair.before], releases[pair.after]) for pair in gold.pairs))


def _judge(pair: GoldPair, before: GoldRelease, after: GoldRelease) -> Judged:
    old = [section for section in split(before.text) if section.role in STANDING]
    new = [section for section in split(after.text) if section.role in STANDING]
    own: list[_Own] = []
    shown: list[str] = []
    for one, other in pair_sections(old, new, before.text, after.text):
        section = other or one
        if section is None:
            continue
        found, edits = _became(before, after, one, other)
        if section.role is Role.ABOUT and _is_own(section, before, after):
            own.append(found)
        if found.standing not in _QUIET:
            shown.append(f"{section.role} {section.heading or ''}: {found.standing} {edits}")
    standing = next((one.standing for one in own if one.standing not in _QUIET), own[0].standing if own else None)
    passed_over = (
        *_passed_over(pair.added, before, after, [span for one in own for span in one.after]),
        *_passed_over(pair.dropped, after, before, [span for one in own for span in one.before]),
    )
    return Judged(pair, standing, tuple(shown), passed_over)


def _passed_over(
    schemes: Sequence[str], without: GoldRelease, naming: GoldRelease, touched: Sequence[Span]
) -> list[str]:
    """The standards that only one of the two releases names in its About sections, and that no edit there touches."""
    absent = {scheme for scheme, _ in without.schemes}
    return [
        scheme
        for scheme in schemes
        if scheme not in absent
        and (named := [span for name, span in naming.schemes if name == scheme])
        and not any(span.overlaps(edit) for span in named for edit in touched)
    ]


def _is_own(section: Section, before: GoldRelease, after: GoldRelease) -> bool:
    issuers = [masthead(release.text).organisation for release in (before, after)]
    return section.subject is None or any(issuer and same(issuer, section.subject) for issuer in issuers)


def _became(before: GoldRelease, after: GoldRelease, one: Section | None, other: Section | None) -> tuple[_Own, str]:
    if one is None or other is None:
        standing = Standing.ADDED if one is None else Standing.DROPPED
        return _Own(standing, (one.span,) if one else (), (other.span,) if other else ()), ""
    compared = compare(one.body(before.text), other.body(after.text))
    weighty = [edit for edit in compared.edits if edit.weight is not Weight.TYPOGRAPHIC]
    edits = "; ".join(f"{edit.weight} {edit.before!r} -> {edit.after!r}" for edit in compared.edits[:4])
    return _Own(
        compared.standing,
        tuple(edit.before_span.shifted(one.body_span.start) for edit in weighty),
        tuple(edit.after_span.shifted(other.body_span.start) for edit in weighty),
    ), edits


def show(pairs: Pairs) -> None:
    """Print the figures and every pair that is wrong."""
    same = [one for one in pairs.judged if one.pair.same]
    changed = [one for one in pairs.judged if not one.pair.same]
    print(f"identical or typographic-only pairs that report a change: {len(pairs.false)} of {len(same)}")
    for one in pairs.false:
        print(f"  {one.pair.before} -> {one.pair.after.rpartition('/')[2]}: {one.own} ({one.pair.note})")
        for line in one.shown:
            print(f"    {line[:240]}")
    print(
        f"pairs with a true change that does not show in the organisation's own About: {len(pairs.silent)} of {len(changed)}"
    )
    for one in pairs.silent:
        print(
            f"  {one.pair.before} -> {one.pair.after.rpartition('/')[2]}: {one.own} {one.passed_over} ({one.pair.note})"
        )
