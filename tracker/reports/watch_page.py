"""The page of one organisation."""

from __future__ import annotations

from datetime import date

from tracker.changes.model import Standing
from tracker.claims.schemes import Registry
from tracker.history import Passage, WatchHistory
from tracker.reports import attention, claimed, links, timeline
from tracker.reports.events import Chronicle, Event
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
        packet=links.packet(history.id),
        observations=tuple(sorted(history.observations, key=lambda one: (one.source, one.location))),
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
