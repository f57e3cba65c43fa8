"""Hours in which something is left undone: blackouts of a watch, quiet hours of a channel.

22:00-06:00              every night, over midnight
sat-sun 00:00-24:00      days go by name, as in a cadence; a window belongs to the day on which it begins
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.watches.cadence import WEEKDAYS
from tracker.watches.moments import weekdays

_NAMES = "|".join(WEEKDAYS)
_WINDOW = re.compile(
    rf"(?:(?P<days>(?:{_NAMES})(?:-(?:{_NAMES}))?(?:,(?:{_NAMES})(?:-(?:{_NAMES}))?)*) )?"
    r"(?P<start>(?:[01]?\d|2[0-3]):[0-5]\d) ?- ?(?P<end>(?:[01]?\d|2[0-3]):[0-5]\d|24:00)"
)
_DAY = timedelta(days=1)


class WindowError(ValueError):
    """A window that cannot be understood; the text says what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From one time of day to another, on some days of the week (Monday is 0), in a time zone."""

    text: str
    timezone: str
    start: time
    length: timedelta  # on the clock; where clocks change inside the window, its ends stay on the clock
    days: frozenset[int]

    def end(self, moment: datetime) -> datetime | None:
        """When the window that this moment is in ends, in UTC; None outside it."""
        zone = ZoneInfo(self.timezone)
        today = moment.astimezone(zone).date()
        for day in (today - _DAY, today):
            if day.weekday() not in self.days:
                continue
            begins = datetime.combine(day, self.start)
            first = begins.replace(tzinfo=zone).astimezone(UTC)
            last = (begins + self.length).replace(tzinfo=zone).astimezone(UTC)
            if first <= moment < last:
                return last
        return None


def parse_window(text: str, timezone: str = "UTC") -> Window:
    """Read a window; raises `WindowError`, whose text says what is wrong with it."""
    said = " ".join(text.lower().split())
    found = _WINDOW.fullmatch(said)
    if found is None:
        raise WindowError("is not understood; say, for example, '22:00-06:00' or 'sat-sun 00:00-24:00'")
    start = _time(found["start"])
    length = _offset(found["end"]) - _offset(found["start"])
    if not length:
        raise WindowError("begins and ends at the same time; a whole day is 00:00-24:00")
    return Window(
        text=said,
        timezone=timezone,
        start=start,
        length=length if length > timedelta() else length + _DAY,
        days=weekdays(found["days"] or "*"),
    )


def opens(windows: Iterable[Window], moment: datetime) -> datetime:
    """The first moment from this one on that no window covers. Windows that cover all of time give their end a week on."""
    listed = tuple(windows)
    last = moment + timedelta(days=8)
    while moment < last:
        ends = [end for window in listed if (end := window.end(moment)) is not None]
        if not ends:
            return moment
        moment = max(ends)
    return moment


def _time(said: str) -> time:
    hour, minute = said.split(":")
    return time(int(hour), int(minute))


def _offset(said: str) -> timedelta:
    hour, minute = said.split(":")
    return timedelta(hours=int(hour), minutes=int(minute))
