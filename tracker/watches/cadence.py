"""How often to look: the words of a watch file, as a value that a scheduler can be given.

    every 6 hours            every 30 minutes            every 2 days
    daily at 06:30           weekdays at 06:30           mondays at 07:00
    cron 30 6 * * mon-fri    five fields; days of the week by name, because schedulers count them differently

Times are in the time zone of the watch file, UTC unless it says otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_EVERY = re.compile(r"every (?:(\d+) )?(minute|hour|day|week)s?")
_LENGTH = re.compile(r"(\d{1,5}) (second|minute|hour|day|week)s?")
_AT = re.compile(r"(daily|weekdays|(?:mon|tues|wednes|thurs|fri|satur|sun)days?) at ([01]?\d|2[0-3]):([0-5]\d)")
_CRON_FIELD = re.compile(r"(?:\*|\d+(?:-\d+)?)(?:/\d+)?(?:,(?:\*|\d+(?:-\d+)?)(?:/\d+)?)*")
_DAY_FIELD = re.compile(r"\*|(?:{day})(?:-(?:{day}))?(?:,(?:{day})(?:-(?:{day}))?)*".format(day="|".join(WEEKDAYS)))
_CRON_RANGES = (("minute", 0, 59), ("hour", 0, 23), ("day of the month", 1, 31), ("month", 1, 12))

#: Shorter than this is no help to a reviewer and a burden to whoever is looked at.
SHORTEST = timedelta(minutes=5)


class CadenceError(ValueError):
    """A cadence that cannot be understood; the text says what was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """When to look: either every `interval`, or at the moments that `cron` matches.

    `cron` holds minute, hour, day of the month, month and day of the week (by name), as crontab(5) has them. What stays
    quiet is looked at less often, down to once in `stretch` where that is given (see `pace`).
    """

    text: str
    timezone: str = "UTC"
    interval: timedelta | None = None
    cron: tuple[str, str, str, str, str] | None = None
    stretch: timedelta | None = None

    @property
    def words(self) -> str:
        """The cadence and its stretch, as people read them."""
        return self.text if self.stretch is None else f"{self.text}, stretched up to {_length(self.stretch)}"


def parse(text: str, timezone: str = "UTC") -> Cadence:
    """Read a cadence; raises `CadenceError`, whose text says what is wrong with it."""
    said = " ".join(text.lower().split())
    if every := _EVERY.fullmatch(said):
        interval = int(every[1] or 1) * _UNITS[every[2]]
        if interval < SHORTEST:
            raise CadenceError("is shorter than five minutes")
        return Cadence(text=said, timezone=timezone, interval=interval)
    if at := _AT.fullmatch(said):
        days = {"daily": "*", "weekdays": "mon-fri"}.get(at[1], at[1][:3])
        return Cadence(text=said, timezone=timezone, cron=(str(int(at[3])), str(int(at[2])), "*", "*", days))
    if said.startswith("cron "):
        return Cadence(text=said, timezone=timezone, cron=_cron(said.removeprefix("cron ").split(" ")))
    raise CadenceError(
        "is not understood; say, for example, 'every 6 hours', 'weekdays at 06:30' or 'cron 30 6 * * mon-fri'"
    )


def duration(text: str) -> timedelta:
    """Read a length of time, "90 seconds" or "30 minutes"; raises `CadenceError`, whose text says what is wrong with it."""
    found = _LENGTH.fullmatch(" ".join(text.lower().split()))
    if found is None:
        raise CadenceError("is not understood; say, for example, '30 minutes' or '2 hours'")
    return int(found[1]) * {"second": timedelta(seconds=1), **_UNITS}[found[2]]


def _length(time: timedelta) -> str:
    """A length of time in the largest unit that it is a whole number of."""
    for unit, one in (("day", _UNITS["day"]), ("hour", _UNITS["hour"])):
        if not time % one:
            return f"{time // one} {unit}{'' if time == one else 's'}"
    return f"{time / _UNITS['minute']:g} minutes"


def _cron(fields: list[str]) -> tuple[str, str, str, str, str]:
    if len(fields) != 5:
        raise CadenceError(
            f"has {len(fields)} cron fields, not five: minute, hour, day of the month, month, day of the week"
        )
    for said, (name, low, high) in zip(fields, _CRON_RANGES, strict=False):
        numbers = [int(number) for number in re.findall(r"(?<!/)\b\d+", said)]
        backwards = any(int(first) > int(last) for first, last in re.findall(r"(\d+)-(\d+)", said))
        in_range = all(low <= number <= high for number in numbers)
        if not _CRON_FIELD.fullmatch(said) or not in_range or backwards or re.search(r"/0+(?!\d)", said):
            raise CadenceError(f"has '{said}' for the {name}, which runs from {low} to {high}")
    if not _DAY_FIELD.fullmatch(fields[4]):
        raise CadenceError(
            f"has '{fields[4]}' for the day of the week; name the days, as in mon-fri, because numbers mean different days to different programs"
        )
    minute, hour, day, month, weekday = fields
    return (minute, hour, day, month, weekday)
