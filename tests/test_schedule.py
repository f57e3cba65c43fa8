"""A cadence is due when its words say so, in its own time zone, whatever day a scheduler's week begins on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tracker.planner import Entry
from tracker.schedule import next_runs
from tracker.watches.cadence import CadenceError, parse
from tracker.watches.windows import parse_window

SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def every(cadence: str, timezone: str = "UTC") -> Entry:
    return Entry(key="a", watch="a", cadence=parse(cadence, timezone))


@pytest.mark.parametrize(
    ("cadence", "timezone", "after", "expected"),
    [
        ("every 6 hours", "UTC", SUNDAY, ["2026-11-22T15:00", "2026-11-22T21:00", "2026-11-23T03:00"]),
        ("daily at 06:30", "UTC", SUNDAY, ["2026-11-23T06:30", "2026-11-24T06:30", "2026-11-25T06:30"]),
        ("weekdays at 06:30", "UTC", SUNDAY, ["2026-11-23T06:30", "2026-11-24T06:30", "2026-11-25T06:30"]),
        ("mondays at 07:00", "UTC", SUNDAY, ["2026-11-23T07:00", "2026-11-30T07:00", "2026-12-07T07:00"]),
        ("cron 0 9 * * mon-fri", "UTC", SUNDAY, ["2026-11-23T09:00", "2026-11-24T09:00", "2026-11-25T09:00"]),
        ("cron 0 9 * * sat,sun", "UTC", SUNDAY, ["2026-11-28T09:00", "2026-11-29T09:00", "2026-12-05T09:00"]),
        ("daily at 06:30", "America/New_York", SUNDAY, ["2026-11-22T06:30", "2026-11-23T06:30", "2026-11-24T06:30"]),
    ],
)
def test_the_next_runs_are_those_that_the_words_name(
    cadence: str, timezone: str, after: datetime, expected: list[str]
) -> None:
    runs = next_runs(every(cadence, timezone), after, count=3)
    assert [run.strftime("%Y-%m-%dT%H:%M") for run in runs] == expected
    assert {run.tzinfo and str(run.tzinfo) for run in runs} == {timezone}


def test_a_daily_run_keeps_its_hour_when_the_clocks_change() -> None:
    before = datetime(2026, 3, 28, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    runs = next_runs(every("daily at 06:30", "Europe/Berlin"), before, count=2)
    assert [run.isoformat() for run in runs] == ["2026-03-29T06:30:00+02:00", "2026-03-30T06:30:00+02:00"]


def test_a_month_without_a_31st_is_passed_over() -> None:
    runs = next_runs(every("cron 0 6 31 * *"), datetime(2026, 4, 1, tzinfo=UTC), count=2)
    assert [run.date().isoformat() for run in runs] == ["2026-05-31", "2026-07-31"]


def test_runs_that_a_blackout_puts_off_are_one_when_it_ends() -> None:
    entry = replace(every("every 1 hour"), blackout=(parse_window("10:30-14:30"),))
    assert [run.strftime("%H:%M") for run in next_runs(entry, SUNDAY, count=4)] == ["10:00", "14:30", "15:00", "16:00"]


def test_the_next_runs_of_what_is_quiet_are_further_and_further_apart() -> None:
    entry = replace(every("every 1 hour"), cadence=replace(parse("every 1 hour"), stretch=timedelta(hours=4)))
    runs = next_runs(entry, SUNDAY, count=5, quiet_since=SUNDAY - timedelta(hours=29))
    assert [run.strftime("%H:%M") for run in runs] == ["11:00", "14:00", "17:00", "20:00", "00:00"]


@pytest.mark.parametrize(
    "cadence", ["", "sometimes", "every 0 hours", "every 4 minutes", "daily at 24:00", "cron * * * *", "cron 0 6 * * 1"]
)
def test_what_is_no_cadence_is_refused(cadence: str) -> None:
    with pytest.raises(CadenceError):
        parse(cadence)
