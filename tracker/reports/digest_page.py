"""Digests: what the releases of a period changed, organisation by organisation, the most urgent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from tracker.claims.schemes import Registry
from tracker.history import WatchHistory
from tracker.reports import attention, links, looked, watch_page
from tracker.reports.pages import DigestEntry, DigestPage, DigestsPage
from tracker.reports.period import Period


def pages(histories: Sequence[WatchHistory], *, at: date, book: Registry) -> tuple[DigestPage, ...]:
    """A digest for every month in which something happened, newest first."""
    months: dict[date, list[DigestEntry]] = {}
    for entry in _entries(histories, book):
        if entry.change.after:
            months.setdefault(entry.change.after.replace(day=1), []).append(entry)
    order = sorted(months, reverse=True)
    return tuple(
        _page(
            histories,
            month_of(month),
            months[month],
            at,
            href=links.month(month),
            older=links.month(order[place + 1]) if place + 1 < len(order) else None,
            newer=links.month(order[place - 1]) if place else None,
        )
        for place, month in enumerate(order)
    )


def overview(histories: Sequence[WatchHistory], *, at: date, book: Registry) -> DigestsPage:
    """The list of all digests."""
    return DigestsPage(at=at, digests=pages(histories, at=at, book=book))


def of(histories: Sequence[WatchHistory], period: Period, *, at: date, book: Registry) -> DigestPage:
    """The digest of any period."""
    entries = [entry for entry in _entries(histories, book) if period.holds(entry.change.after)]
    return _page(histories, period, entries, at)


def month_of(first: date) -> Period:
    """The calendar month that begins on this day."""
    return Period(first=first, last=(first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _entries(histories: Sequence[WatchHistory], book: Registry) -> list[DigestEntry]:
    return [
        DigestEntry(watch=history.name, watch_href=links.watch(history.id), change=change)
        for history in histories
        for change in watch_page.changes(history, book)
    ]


def _page(
    histories: Sequence[WatchHistory],
    period: Period,
    entries: Sequence[DigestEntry],
    at: date,
    *,
    href: str = "",
    older: str | None = None,
    newer: str | None = None,
) -> DigestPage:
    found = [entry for entry in entries if entry.change.lines]
    return DigestPage(
        at=at,
        href=href,
        period=period,
        entries=tuple(sorted(found, key=_order)),
        quiet=len(entries) - len(found),
        counts=Counter(line.finding.severity for entry in found for line in entry.change.lines),
        looked=looked.summary(histories, period),
        older=older,
        newer=newer,
    )


def _order(entry: DigestEntry) -> tuple[int, str, str]:
    worst = min(attention.RANK[line.finding.severity] for line in entry.change.lines)
    return worst, entry.watch.lower(), str(entry.change.after)
