"""A quiet source is looked at less often, on the moments of its cadence, within its bounds; one release brings it back."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.watches.cadence import Cadence, parse
from tracker.watches.moments import following, latest
from tracker.watches.pace import SHARE, due_after

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)  # a Monday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def stretched(text: str, stretch: timedelta | None, timezone: str = "UTC") -> Cadence:
    named = parse(text, timezone)
    return Cadence(text=text, timezone=timezone, interval=named.interval, cron=named.cron, stretch=stretch)


@pytest.mark.parametrize(
    ("cadence", "stretch", "quiet", "wait"),
    [
        ("every 1 hour", None, 300 * DAY, HOUR),
        ("every 1 hour", 7 * DAY, 0 * DAY, HOUR),
        ("every 1 hour", 7 * DAY, 10 * HOUR, HOUR),
        ("every 1 hour", 7 * DAY, 25 * HOUR, 2 * HOUR),
        ("every 1 hour", 7 * DAY, 10 * DAY, DAY),
        ("every 1 hour", 7 * DAY, 700 * DAY, 7 * DAY),
        ("every 1 hour", 7 * DAY, -3 * DAY, HOUR),  # the clock was set back
        ("daily at 06:00", 7 * DAY, 35 * DAY, 3 * DAY),
        ("weekdays at 06:00", 7 * DAY, 60 * DAY, 4 * DAY),  # the sixth day is a Sunday: the Friday before
        ("mondays at 06:00", 30 * DAY, 5 * DAY, 7 * DAY),
    ],
)
def test_the_next_look_is_after_a_tenth_of_the_silence(
    cadence: str, stretch: timedelta | None, quiet: timedelta, wait: timedelta
) -> None:
    assert due_after(stretched(cadence, stretch), START, START - quiet) == START + wait


def test_what_is_not_known_to_be_quiet_goes_by_its_cadence() -> None:
    assert due_after(stretched("every 1 hour", 7 * DAY), START, None) == START + HOUR


def test_what_is_never_due_stays_so() -> None:
    assert due_after(stretched("cron 0 6 30 2 *", 7 * DAY), START, START - 100 * DAY) is None


CADENCES = st.builds(
    stretched,
    st.sampled_from(
        ["every 20 minutes", "every 1 hour", "daily at 02:30", "weekdays at 06:30", "cron 0 8-18/2 * * mon-fri"]
    ),
    st.integers(4 * 24, 60 * 24).map(lambda hours: hours * HOUR),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York"]),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda one: one.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware
SILENCES = st.integers(0, 800 * 24).map(lambda hours: hours * HOUR)


@given(CADENCES, MOMENTS, SILENCES)
def test_a_look_is_within_the_bounds_and_on_a_moment_of_the_cadence(
    cadence: Cadence, last: datetime, quiet: timedelta
) -> None:
    assert cadence.stretch is not None
    due, soonest = due_after(cadence, last, last - quiet), following(cadence, last)
    assert due is not None
    assert soonest is not None
    assert soonest <= due <= max(soonest, last + cadence.stretch)
    assert latest(cadence, last, due) == due


@given(CADENCES, MOMENTS, SILENCES, SILENCES)
def test_the_longer_the_silence_the_later_the_look(
    cadence: Cadence, last: datetime, one: timedelta, other: timedelta
) -> None:
    sooner, later = (due_after(cadence, last, last - quiet) for quiet in sorted((one, other)))
    assert sooner is not None
    assert later is not None
    assert sooner <= later


@given(CADENCES, MOMENTS, SILENCES)
def test_news_brings_a_source_back_to_its_cadence(cadence: Cadence, last: datetime, quiet: timedelta) -> None:
    due = due_after(cadence, last, last - quiet)
    assert due is not None
    assert due_after(cadence, due, due) == following(cadence, due)


@given(CADENCES, MOMENTS, st.integers(1, 400))
def test_what_is_published_is_found_within_a_tenth_of_the_silence_or_the_next_moment(
    cadence: Cadence, last: datetime, days: int
) -> None:
    looks, published = [last], last + days * DAY
    while looks[-1] < published:
        following_look = due_after(cadence, looks[-1], last)
        assert following_look is not None
        looks.append(following_look)
    before, found = looks[-2], looks[-1]
    soonest = following(cadence, before)
    assert soonest is not None
    assert found - published <= max((published - last) / SHARE, soonest - before)
    assert all(later > earlier for earlier, later in pairwise(looks))
