"""Names are found as their pattern says, from capital to capital; how many headings name somebody does not multiply the work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.masthead import masthead, organisation
from tracker.documents.masthead.organisation import NAME, names_in

_FRAGMENTS = st.sampled_from((*"aAzZ é&1.'-–|+T™,", "The ", " of ", " Inc", "i", "Phone"))


@given(st.lists(_FRAGMENTS, max_size=30).map("".join), st.integers(0, 4))
def test_names_are_what_the_pattern_finds(text: str, start: int) -> None:
    found = [name.span() for name in names_in(text, start, len(text))]
    assert found == [name.span() for name in NAME.finditer(text, start)]


def _compared(headings: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many pairs of names are compared to find the issuer of a text with so many About headings."""
    pairs: list[tuple[str, str]] = []
    with monkeypatch.context() as counted:
        counted.setattr(organisation, "same", lambda *pair: pairs.append(pair))
        masthead(
            "".join(
                f"About Velmar{number} Pumps\n\nVelmar{number} Pumps makes pumps.\n\n" for number in range(headings)
            )
        )
    return len(pairs)


def test_ten_times_the_headings_are_no_more_work_for_the_issuer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 0 < _compared(1000, monkeypatch) == _compared(100, monkeypatch)
