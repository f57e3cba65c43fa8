"""A cadence names moments: on the clock of its own time zone, through changes of the clocks, short months and leap days."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.watches.cadence import CadenceError, parse
from tracker.watches.moments import following, latest, period
from tracker.watches.windows import WindowError, opens, parse_window


def local(moment: datetime | None, timezone: str) -> str:
    assert moment is not None
    return moment.astimezone(ZoneInfo(timezone)).strftime("%Y-%m-%d %H:%M%z")


def several(cadence: str, timezone: str, after: str, count: int) -> list[str]:
    moment = datetime.fromisoformat(after).replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)
    named = parse(cadence, timezone)
    found = []
    for _ in range(count):
        following_moment = following(named, moment)
        assert following_moment is not None
        found.append(local(following_moment, timezone))
        moment = following_moment
    return found


@pytest.mark.parametrize(
    ("cadence", "timezone", "after", "expected"),
    [
        # clocks go forward at 02:00: a time that does not exist is due an hour later, once
        (
            "daily at 02:30",
            "Europe/Berlin",
            "2026-03-28T12:00",
            ["2026-03-29 03:30+0200", "2026-03-30 02:30+0200"],
        ),
        (
            "cron 30 2,3 * * *",
            "Europe/Berlin",
            "2026-03-28T12:00",
            ["2026-03-29 03:30+0200", "2026-03-30 02:30+0200", "2026-03-30 03:30+0200"],
        ),
        # clocks go back at 03:00: a time that comes twice is due the first time
        (
            "daily at 02:30",
            "Europe/Berlin",
            "2026-10-24T12:00",
            ["2026-10-25 02:30+0200", "2026-10-26 02:30+0100"],
        ),
        (
            "daily at 01:30",
            "America/New_York",
            "2026-10-31T12:00",
            ["2026-11-01 01:30-0400", "2026-11-02 01:30-0500"],
        ),
        # every hour follows the hours
        (
            "cron 0 * * * *",
            "Europe/Berlin",
            "2026-10-25T01:30",
            ["2026-10-25 02:00+0200", "2026-10-25 02:00+0100", "2026-10-25 03:00+0100"],
        ),
        (
            "cron 0 * * * *",
            "Europe/Berlin",
            "2026-03-29T00:30",
            ["2026-03-29 01:00+0100", "2026-03-29 03:00+0200", "2026-03-29 04:00+0200"],
        ),
        # a clock that changes by half an hour
        (
            "daily at 02:15",
            "Australia/Lord_Howe",
            "2026-10-03T12:00",
            ["2026-10-04 02:45+1100", "2026-10-05 02:15+1100"],
        ),
        # months without a 31st, and leap days
        ("cron 0 6 31 * *", "UTC", "2026-04-01T00:00", ["2026-05-31 06:00+0000", "2026-07-31 06:00+0000"]),
        ("cron 0 6 29 2 *", "UTC", "2026-01-01T00:00", ["2028-02-29 06:00+0000", "2032-02-29 06:00+0000"]),
        ("cron 0 6 29 2 *", "UTC", "2096-03-01T00:00", ["2104-02-29 06:00+0000"]),
        # the day of the month or the day of the week, as crontab(5) has it
        ("cron 0 6 13 * fri", "UTC", "2026-11-09T00:00", ["2026-11-13 06:00+0000", "2026-11-20 06:00+0000"]),
        ("cron 0 6 14 * fri", "UTC", "2026-11-10T00:00", ["2026-11-13 06:00+0000", "2026-11-14 06:00+0000"]),
        ("cron 0 6 * * fri-mon", "UTC", "2026-11-10T00:00", ["2026-11-13 06:00+0000", "2026-11-14 06:00+0000"]),
        ("cron */20 8-9 * * mon", "UTC", "2026-11-22T00:00", ["2026-11-23 08:00+0000", "2026-11-23 08:20+0000"]),
        ("every 6 hours", "Europe/Berlin", "2026-03-28T23:00", ["2026-03-29 06:00+0200", "2026-03-29 12:00+0200"]),
    ],
)
def test_moments_follow_the_clock_of_their_zone(cadence: str, timezone: str, after: str, expected: list[str]) -> None:
    assert several(cadence, timezone, after, len(expected)) == expected


def test_what_is_never_due_is_never_due() -> None:
    assert following(parse("cron 0 6 30 2 *"), datetime(2026, 1, 1, tzinfo=UTC)) is None
    assert latest(parse("cron 0 6 30 2 *"), datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)) is None


CADENCES = st.sampled_from(
    [
        "every 7 hours",
        "daily at 02:30",
        "daily at 00:00",
        "weekdays at 06:30",
        "sundays at 01:30",
        "cron 0 * * * *",
        "cron */15 1-3 * * *",
        "cron 30 2 31 * *",
        "cron 5 4 1 * mon",
    ]
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone


@given(CADENCES, ZONES, MOMENTS)
@settings(max_examples=300, deadline=None)
def test_following_and_latest_agree(cadence: str, timezone: str, moment: datetime) -> None:
    named = parse(cadence, timezone)
    due = following(named, moment)
    assert due is not None
    assert due > moment
    assert latest(named, moment, due) == due
    assert latest(named, moment, due - timedelta(microseconds=1)) is None


@given(CADENCES, ZONES, MOMENTS)
@settings(max_examples=60, deadline=None)
def test_moments_go_forward_and_the_last_of_many_is_found(cadence: str, timezone: str, moment: datetime) -> None:
    named = parse(cadence, timezone)
    found = [moment]
    while len(found) < 12:
        due = following(named, found[-1])
        assert due is not None
        found.append(due)
    assert all(earlier < later for earlier, later in pairwise(found))
    assert latest(named, moment, found[-1] + timedelta(seconds=1)) == found[-1]


def test_the_period_of_weekdays_is_the_weekend() -> None:
    friday = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert period(parse("weekdays at 06:30"), friday) == timedelta(days=3)
    assert period(parse("every 6 hours"), friday) == timedelta(hours=6)


@pytest.mark.parametrize("cadence", ["cron */0 6 * * *", "cron 0 10-8 * * *", "cron 0 6 * * noday", "cron 60 6 * * *"])
def test_cron_fields_that_mean_nothing_are_refused(cadence: str) -> None:
    with pytest.raises(CadenceError):
        parse(cadence)


@pytest.mark.parametrize(
    ("window", "timezone", "moment", "expected"),
    [
        ("22:00-06:00", "UTC", "2026-11-22T23:15", "2026-11-23 06:00+0000"),
        ("22:00-06:00", "UTC", "2026-11-22T05:59", "2026-11-22 06:00+0000"),
        ("22:00-06:00", "UTC", "2026-11-22T06:00", "2026-11-22 06:00+0000"),
        ("22:00-06:00", "UTC", "2026-11-22T12:00", "2026-11-22 12:00+0000"),
        ("sat-sun 00:00-24:00", "UTC", "2026-11-21T12:00", "2026-11-23 00:00+0000"),
        ("sat-sun 00:00-24:00", "UTC", "2026-11-20T23:59", "2026-11-20 23:59+0000"),
        ("fri 22:00-06:00", "UTC", "2026-11-21T03:00", "2026-11-21 06:00+0000"),
        ("fri 22:00-06:00", "UTC", "2026-11-20T03:00", "2026-11-20 03:00+0000"),
        # the clocks go back inside the window, and its end stays on the clock
        ("22:00-06:00", "Europe/Berlin", "2026-10-24T23:00", "2026-10-25 06:00+0100"),
        ("01:00-05:00", "Europe/Berlin", "2026-03-29T03:30", "2026-03-29 05:00+0200"),
    ],
)
def test_a_window_ends_on_the_clock(window: str, timezone: str, moment: str, expected: str) -> None:
    named = parse_window(window, timezone)
    at = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(timezone))
    assert local(opens([named], at), timezone) == expected


def test_windows_that_cover_all_of_time_still_end() -> None:
    always = parse_window("00:00-24:00")
    at = datetime(2026, 11, 22, tzinfo=UTC)
    assert timedelta(days=8) <= opens([always], at) - at <= timedelta(days=10)


@pytest.mark.parametrize("said", ["", "night", "22:00", "25:00-26:00", "06:00-06:00", "monday 06:00-07:00"])
def test_what_is_no_window_is_refused(said: str) -> None:
    with pytest.raises(WindowError):
        parse_window(said)
