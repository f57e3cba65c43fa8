"""A pattern finds the same without regard to case, however the text is written."""

import re

from hypothesis import given
from hypothesis import strategies as st

from tracker.changes.facts.caseless import Caseless

_PATTERN = r"\b(?:sites?|offices|kilns)\s+(?:in|at)\b|\w+ing\b"
_PIECES = ("sites", "SITES", "\u017fites", "Offices", "off\u0131ces", "OFF\u0130CES", "\u212ailns", "kilns", "in", "\u0130n", "AT",
           "Castıng", "CASTING", "straße", " ", "\u00a0", "\n", "é")  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_a_text_that_is_lowered_is_matched_where_case_is_ignored(text: str) -> None:
    expected = [match.span() for match in re.finditer(_PATTERN, text, re.IGNORECASE)]
    assert [match.span() for match in Caseless(_PATTERN).finditer(text)] == expected
