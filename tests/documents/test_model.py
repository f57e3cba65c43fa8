"""Spans: a span is within ordered spans exactly where one of them holds it."""

from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.model import Span

ENDS = st.lists(st.integers(1, 4), max_size=20).map(lambda widths: list(accumulate(widths)))


@given(ENDS, st.integers(0, 60), st.integers(0, 10), st.integers(1, 2))
def test_a_span_is_within_ordered_spans_where_one_of_them_holds_it(
    ends: list[int], start: int, width: int, step: int
) -> None:
    ordered = [Span(*pair) for pair in pairwise(ends)][::step]
    asked = Span(start, start + width)

    assert asked.is_within(ordered) == any(one.holds(asked) for one in ordered)
