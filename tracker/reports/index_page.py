"""The first page, from the histories of all watches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from tracker.claims.model import Standing
from tracker.claims.schemes import Registry
from tracker.findings.model import Severity
from tracker.history import Outcome, WatchHistory
from tracker.reports import attention, claimed, links
from tracker.reports.covered import Trouble
from tracker.reports.pages import Deadline, IndexPage, WatchRow

#: Outcomes after which nothing is known of a place. A document that is gone is known to be gone.
TROUBLES = frozenset({Outcome.UNREADABLE, Outcome.BLOCKED, Outcome.FAILED, Outcome.GONE, Outcome.SUSPICIOUS})


def build(histories: Sequence[WatchHistory], *, at: date, book: Registry) -> IndexPage:
    """The first page: open findings ranked and grouped, every organisation, every place that could not be read."""
    found = attention.groups(histories, book)
    return IndexPage(
        at=at,
        groups=tuple(group for group in found if group.severity is not Severity.INFO),
        further=tuple(group for group in found if group.severity is Severity.INFO),
        deadline=next_deadline(histories, at=at, book=book),
        watches=tuple(_row(history, book) for history in sorted(histories, key=lambda one: (one.name.lower(), one.id))),
        looked=sum(len(history.observations) for history in histories),
        troubles=tuple(one for history in histories for one in troubles(history)),
    )


def troubles(history: WatchHistory) -> tuple[Trouble, ...]:
    """The places of one organisation that could not be read at the last look."""
    return tuple(
        Trouble(watch=history.name, watch_href=links.watch(history.id), observation=one)
        for one in history.observations
        if one.outcome in TROUBLES
    )


def next_deadline(histories: Sequence[WatchHistory], *, at: date, book: Registry) -> Deadline | None:
    """The next day on which a claim that is made now stops being good, and how many organisations it touches."""
    ends = [
        (row.badge.until, row.badge.label)
        for history in histories
        for row in claimed.rows(history, book)
        if row.badge.standing == Standing.IN_TRANSITION and row.badge.until and row.badge.until >= at
    ]
    if not ends:
        return None
    on, label = min(ends)
    return Deadline(label=label, on=on, watches=ends.count((on, label)))


def _row(history: WatchHistory, book: Registry) -> WatchRow:
    days = [release.published for release in history.releases if release.published]
    return WatchRow(
        name=history.name,
        href=links.watch(history.id),
        badges=tuple(row.badge for row in claimed.rows(history, book)),
        newest=max(days, default=None),
        checked=history.checked,
        open=Counter(one.finding.severity for one in attention.open_lines(history, book)),
    )
