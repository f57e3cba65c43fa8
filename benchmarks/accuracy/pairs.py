"""Whether what did not change is left in peace, and what did change is shown."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.accuracy.gold import Gold, GoldPair, GoldRelease
from tracker.changes.compare import compare
from tracker.changes.model import Standing
from tracker.documents.masthead import masthead
from tracker.documents.masthead.names import same
from tracker.sections.model import STANDING, Role, Section
from tracker.sections.pair import pair as pair_sections
from tracker.sections.split import split


@dataclass(frozen=True, slots=True)
class Judged:
    """One pair, and what became of its standing text: of the organisation's own About, and of all of it."""

    pair: GoldPair
    own: Standing | None
    any_change: bool
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """The figures for a folder."""

    judged: tuple[Judged, ...]

    @property
    def false(self) -> tuple[Judged, ...]:
        """Pairs with the same standing text that report a change in the organisation's own About."""
        quiet = {None, Standing.UNCHANGED, Standing.TYPOGRAPHIC}
        return tuple(one for one in self.judged if one.pair.same and one.own not in quiet)

    @property
    def silent(self) -> tuple[Judged, ...]:
        """Pairs with a true change of which nothing shows."""
        return tuple(one for one in self.judged if not one.pair.same and not one.any_change)

    @property
    def good(self) -> bool:
        """Whether no pair is reported falsely and none is passed over."""
        return not self.false and not self.silent


def measure(gold: Gold) -> Pairs:
    """Compare the standing text of every marked pair."""
    releases = {release.name: release for release in gold.releases}
    return Pairs(tuple(_judge(pair, releases[pair.before], releases[pair.after]) for pair in gold.pairs))


def _judge(pair: GoldPair, before: GoldRelease, after: GoldRelease) -> Judged:
    old = [section for section in split(before.text) if section.role in STANDING]
    new = [section for section in split(after.text) if section.role in STANDING]
    own: Standing | None = None
    shown: list[str] = []
    for one, other in pair_sections(old, new, before.text, after.text):
        standing, edits = _standing(before, after, one, other)
        section = other or one
        if section is not None and section.role is Role.ABOUT and own is None and _is_own(section, before, after):
            own = standing
        if standing not in {Standing.UNCHANGED, Standing.TYPOGRAPHIC} and section is not None:
            shown.append(f"{section.role} {section.heading or ''}: {standing} {edits}")
    return Judged(pair, own, bool(shown), tuple(shown))


def _is_own(section: Section, before: GoldRelease, after: GoldRelease) -> bool:
    issuers = [masthead(release.text).organisation for release in (before, after)]
    return section.subject is None or any(issuer and same(issuer, section.subject) for issuer in issuers)


def _standing(
    before: GoldRelease, after: GoldRelease, one: Section | None, other: Section | None
) -> tuple[Standing, str]:
    if one is None:
        return Standing.ADDED, ""
    if other is None:
        return Standing.DROPPED, ""
    compared = compare(one.body(before.text), other.body(after.text))
    edits = "; ".join(f"{edit.weight} {edit.before!r} -> {edit.after!r}" for edit in compared.edits[:4])
    return compared.standing, edits


def show(pairs: Pairs) -> None:
    """Print the figures and every pair that is wrong."""
    same = [one for one in pairs.judged if one.pair.same]
    changed = [one for one in pairs.judged if not one.pair.same]
    print(f"identical or typographic-only pairs that report a change: {len(pairs.false)} of {len(same)}")
    for one in pairs.false:
        print(f"  {one.pair.before} -> {one.pair.after.rpartition('/')[2]}: {one.own} ({one.pair.note})")
        for line in one.shown:
            print(f"    {line[:240]}")
    print(f"pairs with a true change of which none is shown: {len(pairs.silent)} of {len(changed)}")
    for one in pairs.silent:
        print(f"  {one.pair.before} -> {one.pair.after.rpartition('/')[2]} ({one.pair.note})")
