"""The page of one organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracker.changes.model import Standing
from tracker.claims.schemes import Registry
from tracker.history import Passage, WatchHistory
from tracker.reports import attention, claimed, coverage_page, links, looked, timeline
from tracker.reports.events import Chronicle, Event
from tracker.reports.index_page import TROUBLES
from tracker.reports.pages import ChangeRow, PassageBlock, VersionRow, WatchPage
from tracker.reports.period import EVER

#: As many of each are shown in full; of the rest, one line each.
_CHANGES = 20
_VERSIONS = 10
_RELEASES = 40


def build(history: WatchHistory, *, at: date, book: Registry) -> WatchPage:
    """Everything that is known of one organisation, newest first."""
    href = links.watch(history.id)
    rows = changes(history, book)
    older = rows[_CHANGES:]
    releases = tuple(reversed(history.releases))
    unread = [one for one in history.observations if one.outcome in TROUBLES]
    months = looked.months([history], EVER, at=at)[-coverage_page.MONTHS :]
    return WatchPage(
        at=at,
        name=history.name,
        href=href,
        checked=history.checked,
        claims=claimed.rows(history, book),
        timeline=timeline.draw(history, book),
        standing=attention.ranked(attention.line(one, book, on=at) for one in history.standing_findings),
        changes=rows[:_CHANGES],
        earlier=tuple(row for row in older if row.lines),
        silent=tuple(row for row in older if not row.lines),
        passages=_passages(history),
        releases=releases[:_RELEASES],
        older_releases=releases[_RELEASES:],
        read=len(history.observations) - len(unread),
        unread=tuple(sorted(unread, key=lambda one: (one.source, one.location))),
        months=months,
        sources=tuple(looked.rows(history, months)),
        gaps=looked.gaps(history, EVER, at=at)[:_CHANGES],
        packet=links.packet(history.id),
    )


def changes(history: WatchHistory, book: Registry) -> tuple[ChangeRow, ...]:
    """What happened to one organisation, newest first: its changes, and what the calendar made of its releases."""
    return tuple(_change(event, book) for event in reversed(Chronicle(history=history).events))


def _change(event: Event, book: Registry) -> ChangeRow:
    on = event.after.published
    standings = {section.standing for section in event.change.sections} if event.change else set()
    return ChangeRow(
        href=event.href,
        before=event.before.published if event.before else None,
        after=on,
        compared=event.change is not None,
        title=event.after.title,
        late=event.after.late,
        lines=attention.ranked(attention.line(one, book, on=on) for one in event.findings),
        typographic=Standing.TYPOGRAPHIC in standings and standings <= {Standing.TYPOGRAPHIC, Standing.UNCHANGED},
    )


def _passages(history: WatchHistory) -> tuple[PassageBlock, ...]:
    brought = {event.after.sha256: event.href for event in reversed(Chronicle(history=history).events) if event.change}
    return tuple(_passage(one, brought) for one in history.passages)


def _passage(passage: Passage, brought: Mapping[str, str]) -> PassageBlock:
    numbers = {version.digest: at for at, version in reversed(tuple(enumerate(passage.versions, start=1)))}
    shown = len(passage.versions) - _VERSIONS
    made = [
        VersionRow(
            number=at,
            text=version.text if at > shown else None,
            heading=version.heading,
            href=brought.get(version.seen_in[0]) if version.seen_in else None,
            seen=len(version.seen_in),
            first=version.first,
            last=version.last,
            returns_to=numbers.get(version.returns_to) if version.returns_to else None,
        )
        for at, version in enumerate(passage.versions, start=1)
    ]
    return PassageBlock(role=passage.role, subject=passage.subject, versions=tuple(reversed(made)))
