"""Years of looks are told in a few values, and nothing that a reader asks about is lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.history import Outcome
from tracker.store.captures import Look
from tracker.store.looks import by_month

START = datetime(2026, 1, 5, 7, 0, tzinfo=UTC)


def look(day: int, outcome: Outcome = Outcome.NOT_MODIFIED, *, source: str = "newsroom", **other: object) -> Look:
    return Look(watch="w", source=source, at=START + timedelta(days=day), outcome=outcome, **other)  # type: ignore[arg-type]


RUNS = [
    ("nothing", [], []),
    ("one look", [look(0)], [(1, None)]),
    ("a quiet week", [look(day) for day in range(7)], [(7, 1)]),
    ("a week off in between", [look(0), look(1), look(9)], [(3, 8)]),
    ("a new month", [look(0), look(40)], [(1, None), (1, 40)]),
    ("something new", [look(0), look(1, Outcome.CAPTURED, new=2), look(2)], [(1, None), (1, 1), (1, 1)]),
    (
        "two reasons to fail",
        [look(0, Outcome.FAILED, detail="a"), look(1, Outcome.FAILED, detail="b"), look(2, Outcome.FAILED, detail="b")],
        [(1, None), (2, 1)],
    ),
    ("two sources at once", [look(0), look(0, source="wire"), look(1), look(1, source="wire")], [(2, 1), (2, 1)]),
    ("unreadable each time", [look(0, unreadable=1), look(1, unreadable=1)], [(1, None), (1, 1)]),
]


@pytest.mark.parametrize(("_", "looks", "expected"), RUNS, ids=[row[0] for row in RUNS])
def test_equal_looks_of_one_month_are_told_together(
    _: str, looks: list[Look], expected: list[tuple[int, int | None]]
) -> None:
    made = by_month(looks)
    assert [(one.count, one.pause.days if one.pause is not None else None) for one in made] == expected


@given(
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.sampled_from([Outcome.CAPTURED, Outcome.NOT_MODIFIED, Outcome.FAILED]),
            st.sampled_from(["a", "b"]),
            st.integers(0, 3),
            st.integers(0, 1),
        )
    )
)
def test_nothing_is_lost(rows: list[tuple[int, Outcome, str, int, int]]) -> None:
    looks = [
        look(day, outcome, source=source, new=new, unreadable=unreadable)
        for day, outcome, source, new, unreadable in sorted(rows, key=lambda row: row[0])
    ]
    made = by_month(looks)
    for source in "ab":
        mine = [one for one in looks if one.source == source]
        runs = [one for one in made if one.source == source]
        assert sum(run.count for run in runs) == len(mine)
        assert sum(run.new for run in runs) == sum(one.new for one in mine)
        assert sum(run.unreadable for run in runs) == sum(one.unreadable for one in mine)
        assert all(run.first.month == run.last.month for run in runs)
        gaps = [later.at - earlier.at for earlier, later in pairwise(mine)]
        pauses = [run.pause for run in runs if run.pause is not None]
        assert max(gaps, default=None) == max(pauses, default=None)
