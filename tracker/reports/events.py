"""What happened to an organisation, in its place in time: each change, and what the calendar made of a release.

A finding on a day is told with the change that its release brought; where the release brought none, as the first one
does, it is an event of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from tracker.findings.model import Finding
from tracker.history import Change, ClaimSeen, Release, WatchHistory
from tracker.reports import links
from tracker.reports.claimed import own


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One release that means something: what it changed, and what its claims were worth on its day.

    `change` and `before` are None for a release that only the calendar has something to say of. Where a release was
    `altered` after it was published, both sides are captures of it.
    """

    after: Release
    href: str
    change: Change | None = None
    before: Release | None = None
    dated: tuple[Finding, ...] = ()
    altered: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that is said of the event; what is said twice, once."""
        changed = self.change.findings if self.change else ()
        return tuple({one.id: one for one in (*self.dated, *changed)}.values())


@dataclass(frozen=True, kw_only=True)
class Chronicle:
    """A history with its releases, claims and findings where they are looked up often."""

    history: WatchHistory

    @cached_property
    def releases(self) -> Mapping[str, Release]:
        """Releases by digest."""
        return {one.sha256: one for one in self.history.releases}

    @cached_property
    def captures(self) -> Mapping[str, Release]:
        """Every capture by digest: each release, and what else was captured of it, on the day of its release."""
        further = {
            one.sha256: one if one.published else replace(one, published=release.published)
            for release in self.history.releases
            for one in release.captures
        }
        return {**further, **self.releases}

    @cached_property
    def claims(self) -> Mapping[str, tuple[ClaimSeen, ...]]:
        """The organisation's own claims, by the release that makes them."""
        found: dict[str, list[ClaimSeen]] = {}
        for one in own(self.history):
            found.setdefault(one.sha256, []).append(one)
        return {sha256: tuple(ones) for sha256, ones in found.items()}

    @cached_property
    def dated(self) -> Mapping[str, tuple[Finding, ...]]:
        """Findings on a day, by the release of that day."""
        found: dict[str, list[Finding]] = {}
        for one in self.history.dated:
            if one.evidence_after and one.evidence_after.sha256 in self.releases:
                found.setdefault(one.evidence_after.sha256, []).append(one)
        return {sha256: tuple(ones) for sha256, ones in found.items()}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event, oldest first. Of several changes by one release, the first tells what the day made true."""
        brought: dict[str, list[Change]] = {}
        for change in self.history.changes:
            if change.before in self.releases and change.after in self.releases:
                brought.setdefault(change.after, []).append(change)
        return tuple(event for one in self.history.releases for event in self._of(one, brought.get(one.sha256, ())))

    def _of(self, release: Release, changes: Iterable[Change]) -> Iterable[Event]:
        dated = self.dated.get(release.sha256, ())
        # an alteration came after whatever the release itself changed
        for change in sorted(changes, key=_altered):
            if _altered(change):
                yield self._alteration(release, change)
                continue
            yield Event(
                after=release,
                href=links.change(self.history.id, release.published, change.id),
                change=change,
                before=self.releases[change.before],
                dated=dated,
            )
            dated = ()
        if dated:
            yield Event(after=release, href=links.watch(self.history.id), dated=dated)

    def _alteration(self, release: Release, change: Change) -> Event:
        """A release that reads differently now; its findings say which captures of it they quote."""
        before, after = (
            next((self.captures[one.sha256] for one in quoted if one and one.sha256 in self.captures), release)
            for quoted in (
                [finding.evidence_before for finding in change.findings],
                [finding.evidence_after for finding in change.findings],
            )
        )
        return Event(
            after=after,
            href=links.change(self.history.id, release.published, change.id),
            change=change,
            before=before,
            altered=True,
        )


def _altered(change: Change) -> bool:
    return change.before == change.after
