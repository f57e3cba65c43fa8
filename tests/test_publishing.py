"""Reports are written once for a burst of runs, once after its last, and take no more than their share of the time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.planner import PUBLISHED, Publishing

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def publish(publishing: Publishing, now: datetime, took: timedelta, *, written: bool = True) -> datetime:
    assert publishing.due(now)
    publishing.ended(now, now + took, written=written)
    return now + took


def test_a_start_writes_reports_and_then_only_what_changed_does() -> None:
    publishing = Publishing()
    now = publish(publishing, START, SECOND)
    assert not publishing.due(now + timedelta(hours=1))
    publishing.changed()
    assert not publishing.due(now + PUBLISHED - SECOND)
    assert publishing.due(now + PUBLISHED)


def test_a_new_day_writes_them_although_nothing_was_run() -> None:
    publishing = Publishing()
    publish(publishing, START, SECOND)
    assert not publishing.due(START.replace(hour=23, minute=59))
    assert publishing.due(START + timedelta(hours=15))


def test_reports_that_take_long_are_written_less_often() -> None:
    publishing = Publishing()
    now = publish(publishing, START, timedelta(minutes=4))
    publishing.changed()
    assert not publishing.due(now + timedelta(minutes=35))
    assert publishing.due(now + timedelta(minutes=36))


def test_what_could_not_be_written_is_tried_again_after_its_pause() -> None:
    publishing = Publishing()
    now = publish(publishing, START, timedelta(minutes=30), written=False)
    assert not publishing.due(now + timedelta(hours=4))
    assert publishing.due(now + timedelta(hours=4, minutes=30))


def test_a_clock_that_is_set_back_silences_no_reports() -> None:
    publishing = Publishing()
    publish(publishing, START, SECOND)
    publishing.changed()
    assert publishing.due(START - timedelta(days=30))


@given(st.lists(st.integers(1, 300), min_size=1, max_size=200), st.integers(1, 120))
def test_a_burst_is_written_once_after_its_last_run_and_seldom_meanwhile(gaps: list[int], took: int) -> None:
    """The service asks after each run, and once a minute after the last."""
    publishing, now, spent = Publishing(), START, timedelta()
    asked = [*gaps, *[60] * 40]
    last_change, begun_last = now, now
    for number, gap in enumerate(asked):
        now += gap * SECOND
        if number < len(gaps):
            publishing.changed()
            last_change = now
        if publishing.due(now):
            begun_last = now
            now += took * SECOND
            spent += took * SECOND
            publishing.ended(begun_last, now, written=True)
    assert begun_last >= last_change
    assert not publishing.due(now)
    assert spent <= (now - START) / 10 + 2 * took * SECOND
