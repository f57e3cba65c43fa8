"""The page of one organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from tracker.changes.model import Standing
from tracker.claims.schemes import Registry
from tracker.history import Passage, WatchHistory
from tracker.reports import attention, claimed, coverage_page, links, looked, timeline
from tracker.reports.events import Chronicle, Event
from tracker.reports.index_page import TROUBLES
from tracker.reports.pages import ChangeRow, Comparison, PassageBlock, VersionRow, WatchPage
from tracker.reports.period import EVER
from tracker.sections.model import STANDING, Role

#: As many of each are shown in full; of the rest, one line each.
_CHANGES = 20
_VERSIONS = 10
_RELEASES = 40
#: Standing text first, what merely recurs last.
_ROLES = (*sorted(STANDING, key=list(Role).index), *(role for role in Role if role not in STANDING))


def build(history: WatchHistory, *, at: date, book: Registry) -> WatchPage:
    """Everything that is known of one organisation, newest first."""
    href = links.watch(history.id)
    rows = changes(history, book)
    older = rows[_CHANGES:]
    releases = tuple(reversed(history.releases))
    unread = [one for one in history.observations if one.outcome in TROUBLES]
    passages = _passages(history)
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
        passages=tuple(one for one in passages if one.standing),
        recurring=tuple(one for one in passages if not one.standing),
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
    """What happened to one organisation, newest release first: what each changed, and what the calendar made of it."""
    events = reversed(Chronicle(history=history).events)
    return tuple(_change(tuple(run)[::-1], book) for _, run in groupby(events, key=lambda event: event.after.sha256))


def _change(events: Sequence[Event], book: Registry) -> ChangeRow:
    """One release, from everything that it changed."""
    after = events[0].after
    changed = [event.change for event in events if event.change]
    standings = {section.standing for change in changed for section in change.sections}
    return ChangeRow(
        after=after.published,
        comparisons=tuple(
            Comparison(before=event.before.published, href=event.href) for event in events if event.before
        ),
        title=after.title,
        late=after.late,
        altered=after.retrieved if events[0].altered else None,
        lines=attention.told_once(
            attention.ranked(
                attention.line(one, book, on=after.published, href=event.href if event.change else None)
                for event in events
                for one in event.findings
            )
        ),
        typographic=Standing.TYPOGRAPHIC in standings and standings <= {Standing.TYPOGRAPHIC, Standing.UNCHANGED},
    )


def _passages(history: WatchHistory) -> tuple[PassageBlock, ...]:
    brought = {event.after.sha256: event.href for event in reversed(Chronicle(history=history).events) if event.change}
    ordered = sorted(history.passages, key=lambda one: (_ROLES.index(one.role), -len(one.versions), one.subject or ""))
    return tuple(_passage(one, brought) for one in ordered)


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
    return PassageBlock(
        standing=passage.role in STANDING,
        role=passage.role,
        subject=passage.subject,
        versions=tuple(reversed(made)),
    )
