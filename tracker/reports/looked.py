"""How often sources were looked at: by the month, and where nothing was learnt of them, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from tracker.history import Looks, Outcome, WatchHistory
from tracker.reports import links
from tracker.reports.covered import Gap, Looked, Month, SourceRow
from tracker.reports.period import Period

#: What a look gave where nothing was learnt of the source.
FAILED = frozenset({Outcome.FAILED, Outcome.BLOCKED, Outcome.SUSPICIOUS, Outcome.GONE, Outcome.UNREADABLE})

#: A time without a look is a gap when it is longer than a week and than three of the usual times between two looks.
_WEEK = timedelta(days=7)
_USUAL = 3

# What a month's looks gave, and why a stretch is a gap: codes, worded in the texts.
NEW, UNCHANGED, PARTLY, FAILING, NOT_LOOKED, BEFORE = "new", "unchanged", "partly", "failing", "not-looked", "before"


def summary(histories: Iterable[WatchHistory], period: Period) -> Looked:
    """How often all sources were looked at in a period."""
    found = [one for history in histories for one in period.of(history.looks)]
    return Looked(
        sources=len({(at, one.source) for at, history in enumerate(histories) for one in period.of(history.looks)}),
        looks=sum(one.count for one in found),
        failed=sum(one.count for one in found if one.outcome in FAILED),
        unread=sum(one.unreadable for one in found),
    )


def months(histories: Iterable[WatchHistory], period: Period, *, at: date) -> tuple[date, ...]:
    """The months of a table: from the first look of a period to the report's day, or to the period's end."""
    firsts = [one.first.date() for history in histories for one in period.of(history.looks)]
    if not firsts:
        return ()
    month, last = max(min(firsts), period.first or min(firsts)).replace(day=1), min(period.last or at, at)
    found = []
    while month <= last:
        found.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return tuple(found)


def rows(history: WatchHistory, columns: Sequence[date]) -> Iterator[SourceRow]:
    """The sources of one organisation, each with what its looks gave in every month of a table."""
    unread = Counter(
        (one.source, one.at.date().replace(day=1)) for one in history.observations if one.outcome is Outcome.UNREADABLE
    )
    for source, looks in groupby(history.looks, key=lambda one: one.source):
        yield SourceRow(
            watch=history.name,
            href=links.watch(history.id),
            source=source,
            months=tuple(_months(tuple(looks), columns, {month: unread[source, month] for month in columns})),
        )


def _months(looks: Sequence[Looks], columns: Sequence[date], unreadable: Mapping[date, int]) -> Iterator[Month]:
    """The months of one source; `unreadable` counts the documents of a month that could not be interpreted after the look."""
    began = looks[0].first.date().replace(day=1)
    for month in columns:
        held = [one for one in looks if one.first.date().replace(day=1) == month]
        failed = sum(one.count for one in held if one.outcome in FAILED)
        count = sum(one.count for one in held)
        unread = max(sum(one.unreadable for one in held), unreadable[month])
        new = sum(one.new for one in held)
        if not held:
            mark = BEFORE if month < began else NOT_LOOKED
        elif failed == count:
            mark = FAILING
        elif failed or unread:
            mark = PARTLY
        else:
            mark = NEW if new else UNCHANGED
        yield Month(first=month, mark=mark, looks=count, new=new, unread=unread, failed=failed)


def gaps(history: WatchHistory, period: Period, *, at: date) -> tuple[Gap, ...]:
    """Every gap in the looks at the sources of one organisation that reaches into a period, newest first."""
    found = [
        gap
        for source, looks in groupby(history.looks, key=lambda one: one.source)
        for gap in _gaps(history, source, tuple(looks), at)
        if period.holds(gap.first.date())
        or period.holds(gap.last.date())
        or (period.first is not None and gap.first.date() < period.first < gap.last.date())
    ]
    return tuple(sorted(found, key=lambda gap: (gap.first, gap.source), reverse=True))


def _gaps(history: WatchHistory, source: str, looks: Sequence[Looks], at: date) -> Iterator[Gap]:
    href = links.watch(history.id)
    now = max(datetime.combine(at, time(), UTC), looks[-1].last)
    limit = _limit(looks)
    for one in looks:
        if one.pause and one.resumed and one.pause > limit:
            first = one.resumed - one.pause
            yield Gap(watch=history.name, href=href, source=source, first=first, last=one.resumed, cause=NOT_LOOKED)
    if now - looks[-1].last > limit:
        yield Gap(watch=history.name, href=href, source=source, first=looks[-1].last, last=now, cause=NOT_LOOKED)
    place = 0
    for failed, run in groupby(looks, key=lambda one: one.outcome in FAILED):
        ones = tuple(run)
        place += len(ones)
        if failed:
            yield Gap(
                watch=history.name,
                href=href,
                source=source,
                first=ones[0].first,
                last=looks[place].first if place < len(looks) else max(now, ones[-1].last),
                cause=ones[-1].outcome,
                detail=ones[-1].detail,
                looks=sum(one.count for one in ones),
            )


def _limit(looks: Sequence[Looks]) -> timedelta:
    """How long a time without a look may be before it is a gap."""
    count = sum(one.count for one in looks)
    usual = (looks[-1].last - looks[0].first) / (count - 1) if count > 1 else timedelta()
    return max(_WEEK, _USUAL * usual)
