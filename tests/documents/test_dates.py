"""The days that a text writes out, and words in any case, against the plain patterns that they are short cuts of."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.masthead.caseless import any_case
from tracker.documents.masthead.dates import PATTERN, DateOrder, dates, read_match

ROWS = [
    ("March 3, 2021", [date(2021, 3, 3)]),
    ("MARCH 3rd 2021 and 4. März 2021", [date(2021, 3, 3), date(2021, 3, 4)]),
    ("the 3rd of\u00a0Septiembre, de 2021", [date(2021, 9, 3)]),
    ("1er août 2021.", [date(2021, 8, 1)]),
    ("3 March 2021-05-06", [date(2021, 3, 3)]),
    ("2021-05-06/2021-05-07", [date(2021, 5, 6)]),
    ("2019 2020-05-06 2021", [date(2020, 5, 6)]),
    ("May 2021, March 32, 2021, 31 April 2021, 3 March 20210, 3 March 1799", []),
    ("12021-05-06 and 2021-05-061", []),
    ("12 JUN\u0130 2020, 12 jun\u0131 2020, 12 JUNI 2020", [date(2020, 6, 12)]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_days_that_are_written_out(text: str, expected: list[date]) -> None:
    assert [on for on, _ in dates(text)] == expected


def test_days_as_numbers_stand_among_the_others_in_text_order() -> None:
    text = "3.4.2021, 5 April 2021, 6.4.2021"
    found = dates(text, order=DateOrder.DAY_FIRST)
    assert [(on.day, span.of(text)) for on, span in found] == [(3, "3.4.2021"), (5, "5 April 2021"), (6, "6.4.2021")]
    assert [on.day for on, _ in dates(text)] == [5]


_PIECES = st.sampled_from(
    ["March", "mar", "SEPT.", "\u017fept", "août", "Septiembre", "3", "13", "30th", "1er", "of", "de", "2021", "1999", "2021-05-06",
     "20", "-", "-03", " ", "   ", "\n", "\u00a0", ",", ".", "/", "x", "\u0662"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=30).map("".join), st.integers(0, 9), st.integers(0, 9))
def test_days_are_found_as_if_the_whole_text_were_searched(text: str, start: int, left: int) -> None:
    end = max(start, len(text) - left)
    whole = re.compile(rf"(?<![\w/]){PATTERN}").finditer(text, start, end)
    expected = [(on, match.span()) for match in whole if (on := read_match(match))]
    assert dates(text, start=start, end=end) == expected


_WORDS = r"kilns?|sites|signed|In|offices\w*|s"
_SHOUTED = st.sampled_from("kKsSiIoO\u0130\u0131\u017f\u212anltedgfc ")


@given(st.lists(_SHOUTED | st.sampled_from(_WORDS.replace("?", "").split("|"))).map("".join))
def test_words_in_any_case_are_those_found_where_case_is_ignored(text: str) -> None:
    expected = [match.span() for match in re.finditer(_WORDS, text, re.IGNORECASE)]
    assert [match.span() for match in re.finditer(any_case(_WORDS), text)] == expected
