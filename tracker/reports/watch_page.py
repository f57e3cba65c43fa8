"""The page of one organisation."""

from __future__ import annotations

from datetime import date

from tracker.changes.model import Standing
from tracker.claims.schemes import Registry
from tracker.findings.model import Finding
from tracker.history import Change, Passage, WatchHistory
from tracker.reports import attention, claimed, links, timeline
from tracker.reports.pages import ChangeRow, PassageBlock, VersionRow, WatchPage


def build(history: WatchHistory, *, at: date, book: Registry) -> WatchPage:
    """Everything that is known of one organisation, newest first."""
    href = links.watch(history.id)
    return WatchPage(
        at=at,
        name=history.name,
        href=href,
        checked=history.checked,
        claims=claimed.rows(history, book),
        timeline=timeline.draw(history, book),
        standing=attention.ranked(attention.line(one, book, on=at) for one in history.standing_findings),
        changes=changes(history, book),
        passages=tuple(_passage(one) for one in history.passages),
        releases=tuple(reversed(history.releases)),
        dated=tuple(attention.line(one, book, on=_day(one, history)) for one in reversed(history.dated)),
        packet=links.packet(history.id),
        observations=tuple(sorted(history.observations, key=lambda one: (one.source, one.location))),
    )


def _day(finding: Finding, history: WatchHistory) -> date | None:
    """The publication day of the release that a finding on a day quotes."""
    return links.published(history, finding.evidence_after.sha256) if finding.evidence_after else None


def changes(history: WatchHistory, book: Registry) -> tuple[ChangeRow, ...]:
    """The changes of one organisation whose two releases are known, newest first."""
    known = {release.sha256 for release in history.releases}
    return tuple(
        _change(history, change, book)
        for change in reversed(history.changes)
        if change.before in known and change.after in known
    )


def _change(history: WatchHistory, change: Change, book: Registry) -> ChangeRow:
    after = links.release(history, change.after)
    on = after.published if after else None
    standings = {section.standing for section in change.sections}
    return ChangeRow(
        href=links.change(history, change),
        before=links.published(history, change.before),
        after=on,
        title=after.title if after else None,
        late=bool(after and after.late),
        lines=attention.ranked(attention.line(one, book, on=on) for one in change.findings),
        typographic=Standing.TYPOGRAPHIC in standings and standings <= {Standing.TYPOGRAPHIC, Standing.UNCHANGED},
    )


def _passage(passage: Passage) -> PassageBlock:
    numbers = {version.digest: at for at, version in reversed(tuple(enumerate(passage.versions, start=1)))}
    made = [
        VersionRow(
            number=at,
            text=version.text,
            heading=version.heading,
            seen=len(version.seen_in),
            first=version.first,
            last=version.last,
            returns_to=numbers.get(version.returns_to) if version.returns_to else None,
        )
        for at, version in enumerate(passage.versions, start=1)
    ]
    return PassageBlock(role=passage.role, subject=passage.subject, versions=tuple(reversed(made)))
