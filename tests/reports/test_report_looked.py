"""When sources were looked at, and where nothing was learnt of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from invented import AT, quiet, quillon

from tracker.claims.registry import load
from tracker.history import Looks, Outcome, WatchHistory
from tracker.reports import coverage_page, digest_page, looked
from tracker.reports.period import EVER, Period

BOOK = load()
START = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def run(first: int, last: int, outcome: Outcome = Outcome.NOT_MODIFIED, **other: object) -> Looks:
    """A look a day from one day to another, counted from the 5th of January 2026."""
    made = Looks(
        source="newsroom",
        outcome=outcome,
        first=START + first * DAY,
        last=START + last * DAY,
        count=last - first + 1,
        pause=DAY if first else None,
        resumed=START + first * DAY if first else None,
    )
    return replace(made, **other)  # type: ignore[arg-type]


def looked_at(*looks: Looks) -> WatchHistory:
    return replace(quiet(), looks=looks)


MONTHS = [
    ("never looked at", [], []),
    ("quiet to the end", [run(0, 26), run(27, 54), run(55, 85)], ["unchanged", "unchanged", "unchanged"]),
    ("something new", [run(0, 10), run(11, 11, Outcome.CAPTURED, new=2)], ["new", "not-looked", "not-looked"]),
    ("some failed", [run(0, 10), run(11, 12, Outcome.FAILED)], ["partly", "not-looked", "not-looked"]),
    ("all failed", [run(0, 26), run(27, 54, Outcome.BLOCKED)], ["unchanged", "failing", "not-looked"]),
    (
        "something unreadable",
        [run(0, 0, Outcome.CAPTURED, new=3, unreadable=1)],
        ["partly", "not-looked", "not-looked"],
    ),
]


@pytest.mark.parametrize(("_", "looks", "marks"), MONTHS, ids=[row[0] for row in MONTHS])
def test_every_month_has_the_least_good_thing_that_a_look_gave(_: str, looks: list[Looks], marks: list[str]) -> None:
    history = looked_at(*looks)
    at = date(2026, 3, 31)
    rows = list(looked.rows(history, looked.months([history], EVER, at=at)))
    assert [month.mark for row in rows for month in row.months] == marks


def test_what_could_not_be_interpreted_after_the_look_counts_as_well() -> None:
    history = looked_at(run(0, 10, Outcome.CAPTURED, new=2))
    unread = replace(history.observations[0], outcome=Outcome.UNREADABLE, at=START, source="newsroom")
    (row,) = looked.rows(replace(history, observations=(unread,)), [date(2026, 1, 1)])
    assert (row.months[0].mark, row.months[0].unread) == ("partly", 1)


def test_a_source_that_is_younger_than_another_is_blank_before_its_first_look() -> None:
    young = run(60, 80, source="wire")
    history = looked_at(run(0, 80), young)
    rows = list(looked.rows(history, looked.months([history], EVER, at=date(2026, 3, 31))))
    assert [month.mark for month in rows[1].months] == ["before", "before", "unchanged"]


GAPS = [
    ("a look a day", [run(0, 80)], []),
    ("never looked at", [], []),
    (
        "a fortnight without a look",
        [run(0, 20), run(35, 80, pause=15 * DAY)],
        [("not-looked", date(2026, 1, 25), date(2026, 2, 9))],
    ),
    ("three days without a look", [run(0, 20), run(24, 80, pause=4 * DAY)], []),
    (
        "three days of failures",
        [run(0, 20), run(21, 23, Outcome.FAILED, detail="timed out"), run(24, 80)],
        [("failed", date(2026, 1, 26), date(2026, 1, 29))],
    ),
    ("failing still", [run(0, 70), run(71, 80, Outcome.BLOCKED)], [("blocked", date(2026, 3, 17), date(2026, 3, 28))]),
    ("nobody looks any longer", [run(0, 40)], [("not-looked", date(2026, 2, 14), date(2026, 3, 28))]),
]


@pytest.mark.parametrize(("_", "looks", "expected"), GAPS, ids=[row[0] for row in GAPS])
def test_a_gap_has_its_days_and_its_cause(_: str, looks: list[Looks], expected: list[tuple[str, date, date]]) -> None:
    found = looked.gaps(looked_at(*looks), EVER, at=date(2026, 3, 28))
    assert [(gap.cause, gap.first.date(), gap.last.date()) for gap in found] == expected


def test_gaps_outside_a_period_are_not_its_gaps() -> None:
    history = looked_at(run(0, 20), run(35, 80, pause=15 * DAY))
    for period, count in (
        (Period(last=date(2026, 1, 20)), 0),
        (Period(first=date(2026, 2, 1), last=date(2026, 2, 3)), 1),
        (Period(first=date(2026, 2, 9)), 1),
        (Period(first=date(2026, 2, 10)), 0),
    ):
        assert len(looked.gaps(history, period, at=date(2026, 3, 26))) == count, period


def test_a_digest_of_any_period_says_what_changed_and_how_often_was_looked() -> None:
    history = replace(quillon(), looks=(run(0, 20), run(21, 22, Outcome.FAILED)))
    period = Period(first=date(2018, 2, 1), last=date(2020, 12, 31))
    page = digest_page.of([history], period, at=AT, book=BOOK)
    assert [entry.change.after for entry in page.entries] == [date(2018, 2, 20), date(2020, 9, 15)]
    assert (page.looked.looks, page.looked.failed) == (0, 0)
    later = digest_page.of([history], Period(first=date(2026, 1, 1)), at=AT, book=BOOK)
    assert (later.entries, later.looked.sources, later.looked.looks, later.looked.failed) == ((), 1, 23, 2)


PERIODS = [
    (EVER, None, True),
    (EVER, date(2020, 1, 1), True),
    (Period(first=date(2020, 1, 1)), date(2020, 1, 1), True),
    (Period(first=date(2020, 1, 1)), date(2019, 12, 31), False),
    (Period(last=date(2020, 1, 1)), date(2020, 1, 2), False),
    (Period(last=date(2020, 1, 1)), None, False),
]


@pytest.mark.parametrize(("period", "on", "inside"), PERIODS)
def test_both_ends_of_a_period_are_inside_and_an_unknown_day_only_in_all_of_time(
    period: Period, on: date | None, *, inside: bool
) -> None:
    assert period.holds(on) is inside


def test_the_table_of_months_has_a_year_and_a_period_has_its_own() -> None:
    history = looked_at(*(run(day, day + 5) for day in range(0, 320, 30)))
    page = coverage_page.build([history], at=date(2027, 6, 1))
    assert len(page.months) == 13
    assert page.months[-1] == date(2027, 6, 1)
    limited = coverage_page.build([history], at=date(2027, 6, 1), period=Period(last=date(2026, 3, 31)))
    assert limited.months == (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
