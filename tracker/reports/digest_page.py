"""Digests: what the releases of one month changed, organisation by organisation, the most urgent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from tracker.claims.schemes import Registry
from tracker.history import WatchHistory
from tracker.reports import attention, links, watch_page
from tracker.reports.pages import DigestEntry, DigestPage, DigestsPage


def pages(histories: Sequence[WatchHistory], *, at: date, book: Registry) -> tuple[DigestPage, ...]:
    """A digest for every month in which a release followed another, newest first."""
    months: dict[date, list[DigestEntry]] = {}
    for history in histories:
        for change in watch_page.changes(history, book):
            if change.after:
                entry = DigestEntry(watch=history.name, watch_href=links.watch(history.id), change=change)
                months.setdefault(change.after.replace(day=1), []).append(entry)
    order = sorted(months, reverse=True)
    return tuple(
        _page(
            month,
            months[month],
            at,
            older=order[place + 1] if place + 1 < len(order) else None,
            newer=order[place - 1] if place else None,
        )
        for place, month in enumerate(order)
    )


def overview(histories: Sequence[WatchHistory], *, at: date, book: Registry) -> DigestsPage:
    """The list of all digests."""
    return DigestsPage(at=at, digests=pages(histories, at=at, book=book))


def _page(
    month: date, entries: Sequence[DigestEntry], at: date, *, older: date | None, newer: date | None
) -> DigestPage:
    found = [entry for entry in entries if entry.change.lines]
    return DigestPage(
        at=at,
        href=links.month(month),
        month=month,
        entries=tuple(sorted(found, key=_order)),
        quiet=len(entries) - len(found),
        counts=Counter(line.finding.severity for entry in found for line in entry.change.lines),
        older=links.month(older) if older else None,
        newer=links.month(newer) if newer else None,
    )


def _order(entry: DigestEntry) -> tuple[int, str, str]:
    worst = min(attention.RANK[line.finding.severity] for line in entry.change.lines)
    return worst, entry.watch.lower(), entry.change.href
