"""An Atom feed (RFC 4287) of the changes that mean something, newest capture first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from tracker.claims.schemes import Registry
from tracker.history import WatchHistory
from tracker.reports import attention
from tracker.reports.events import Chronicle, Event
from tracker.reports.pages import FindingLine
from tracker.reports.period import EVER, Period
from tracker.reports.render import render
from tracker.reports.slugs import digest

_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change in the feed; `updated` is the moment at which its later release was captured."""

    id: str
    watch: str
    href: str
    updated: datetime
    lines: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The feed as a page: what the template gets."""

    at: date
    updated: datetime
    entries: tuple[Entry, ...]


def feed(histories: Sequence[WatchHistory], *, at: date, book: Registry, period: Period = EVER) -> bytes:
    """The feed as bytes."""
    return render(build(histories, at=at, book=book, period=period), "feed")


def build(histories: Sequence[WatchHistory], *, at: date, book: Registry, period: Period = EVER) -> Feed:
    """The feed of the newest hundred changes with findings. Times are those of the captures, not of this run."""
    found = [entry for history in histories for entry in _entries(history, book, period)]
    newest = tuple(sorted(found, key=lambda one: (one.updated, one.id), reverse=True)[:_MOST])
    beginning = datetime.combine(at, time(), UTC)
    return Feed(at=at, updated=newest[0].updated if newest else beginning, entries=newest)


def _entries(history: WatchHistory, book: Registry, period: Period) -> list[Entry]:
    return [
        Entry(
            id=_id(history, event),
            watch=history.name,
            href=event.href,
            updated=event.after.retrieved,
            lines=attention.ranked(attention.line(one, book) for one in event.findings),
        )
        for event in Chronicle(history=history).events
        if event.findings and period.holds(event.after.published)
    ]


def _id(history: WatchHistory, event: Event) -> str:
    kind, told = ("change", event.change.id) if event.change else ("release", event.after.sha256)
    return f"urn:{kind}:{digest(history.id)}:{digest(told)}"
