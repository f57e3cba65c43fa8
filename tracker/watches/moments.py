"""When a cadence is due: moments, from words. Pure; the same cadence and the same moment give the same answer.

Days of the month and of the week are crontab(5)'s: where both are named, either is enough. A month without the day named
is passed over. Where clocks go forward, a time that does not exist is due as much later as the clocks moved (02:30 becomes
03:30); where they go back, a time that comes twice is due the first time. Only a cadence for every hour follows the hours
themselves: none is left out and none is done twice. An interval is counted in real time from the last run's moment.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from tracker.watches.cadence import WEEKDAYS, Cadence

#: The longest stretch without a due day: 29 February, from 1896 to 1904 or from 2096 to 2104.
_LONGEST = 8 * 366
_DAY = timedelta(days=1)


def following(cadence: Cadence, after: datetime) -> datetime | None:
    """The first moment after this one at which a cadence is due, in UTC; None where it never is (30 February)."""
    if cadence.interval is not None:
        return after + cadence.interval
    assert cadence.cron is not None  # noqa: S101 - a cadence has one of the two
    day = after.astimezone(ZoneInfo(cadence.timezone)).date()
    for _ in range(_LONGEST):
        moments = _moments(cadence.cron, cadence.timezone, day)
        place = bisect_right(moments, after)
        if place < len(moments):
            return moments[place]
        day += _DAY
    return None


def latest(cadence: Cadence, since: datetime, now: datetime) -> datetime | None:
    """The last moment after `since`, and not after `now`, at which a cadence was due; None where there was none."""
    if now <= since:
        return None
    if cadence.interval is not None:
        passed = (now - since) // cadence.interval
        return since + passed * cadence.interval if passed else None
    assert cadence.cron is not None  # noqa: S101 - a cadence has one of the two
    zone = ZoneInfo(cadence.timezone)
    day, first = now.astimezone(zone).date(), since.astimezone(zone).date()
    for _ in range(_LONGEST):
        moments = _moments(cadence.cron, cadence.timezone, day)
        place = bisect_right(moments, now)
        if place:
            return moments[place - 1] if moments[place - 1] > since else None
        if day <= first:
            return None
        day -= _DAY
    return None


def period(cadence: Cadence, around: datetime) -> timedelta:
    """How far apart two runs are, about this moment; the longer of the two nearest gaps, so that weekends count."""
    if cadence.interval is not None:
        return cadence.interval
    first = following(cadence, around)
    second = following(cadence, first) if first else None
    before = latest(cadence, around - timedelta(days=400), around)
    known = [one for one in (before, first, second) if one is not None]
    gaps = [later - earlier for earlier, later in pairwise(known)]
    return max(gaps, default=timedelta(days=400))


@lru_cache(maxsize=8192)
def _moments(cron: tuple[str, str, str, str, str], timezone: str, day: date) -> tuple[datetime, ...]:
    """Every moment of one local day at which a crontab entry is due, in UTC and in order."""
    minutes, hours, days, months, named = _fields(cron)
    if day.month not in months or not _on(cron, days, named, day):
        return ()
    zone = ZoneInfo(timezone)
    folds = (0, 1) if cron[1] == "*" else (0,)
    return tuple(
        sorted(
            {
                datetime.combine(day, time(hour, minute, fold=fold), zone).astimezone(UTC)
                for hour in hours
                for minute in minutes
                for fold in folds
                if fold == 0 or _twice(day, hour, minute, zone)
            }
        )
    )


def _twice(day: date, hour: int, minute: int, zone: ZoneInfo) -> bool:
    first = datetime.combine(day, time(hour, minute), zone)
    second = first.replace(fold=1)
    return (second.utcoffset() or timedelta()) < (first.utcoffset() or timedelta())


def _on(cron: tuple[str, str, str, str, str], days: frozenset[int], named: frozenset[int], day: date) -> bool:
    in_month, in_week = day.day in days, day.weekday() in named
    if cron[2] != "*" and cron[4] != "*":
        return in_month or in_week
    return in_month and in_week


@lru_cache(maxsize=4096)
def _fields(
    cron: tuple[str, str, str, str, str],
) -> tuple[tuple[int, ...], tuple[int, ...], frozenset[int], frozenset[int], frozenset[int]]:
    minute, hour, day, month, weekday = cron
    return (
        _numbers(minute, 0, 59),
        _numbers(hour, 0, 23),
        frozenset(_numbers(day, 1, 31)),
        frozenset(_numbers(month, 1, 12)),
        weekdays(weekday),
    )


def _numbers(said: str, low: int, high: int) -> tuple[int, ...]:
    """One field: "*", "*/15", "3", "1-5", "8-18/2", and lists of them."""
    found: set[int] = set()
    for part in said.split(","):
        span, _, step = part.partition("/")
        first, _, last = span.partition("-")
        if span == "*":
            start, end = low, high
        else:
            start = int(first)
            end = int(last) if last else (high if step else start)
        found.update(range(start, end + 1, int(step or 1)))
    return tuple(sorted(found))


def weekdays(said: str) -> frozenset[int]:
    """The days of the week of one field, Monday 0; a range may run over the end of the week: "fri-mon"."""
    if said == "*":
        return frozenset(range(7))
    found: set[int] = set()
    for part in said.split(","):
        first, _, last = part.partition("-")
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
        found.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(found)
