"""What a pattern matches opens as its openings say, so that it need not be tried on what opens in another way."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.sections.about import _OURSELVES, _OURSELVES_OPENINGS
from tracker.sections.cues import _ASKS_FOR_CONTACT, _ASKS_OPENINGS, _SOCIAL, _SOCIAL_OPENINGS
from tracker.sections.notices import _FOLLOW, _FOLLOW_OPENINGS, _LABEL, _LABEL_OPENINGS, _MATTER, _MATTER_OPENINGS
from tracker.sections.openings import opening
from tracker.sections.profiles import _BEFORE_NAME, _BEFORE_OPENINGS, _SELF
from tracker.sections.profiles import _OURSELVES_OPENINGS as _SELF_OPENINGS
from tracker.sections.vocabulary import (
    FURNITURE_INSIDE,
    FURNITURE_INSIDE_OPENINGS,
    FURNITURE_OPENINGS,
    FURNITURE_OPENS,
    NON_GAAP_OPENINGS,
    NON_GAAP_OPENS,
    OTHER_OPENINGS,
    OTHER_OPENS,
    SAFE_HARBOR_OPENINGS,
    SAFE_HARBOR_OPENS,
    TITLES,
    TRADEMARK_OPENINGS,
    TRADEMARK_OPENS,
    holds,
)


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("Acme makes pumps.", "acm"),
        ("To download", "to"),
        ("A photo", "a"),
        ("U.S. GAAP", "u"),
        ("PR", "pr"),
        ("(c) 2019", ""),
        ("2. Photographs", ""),
        ("", ""),
        ("Über uns", ""),
        ("\u017fhare this", ""),  # a letter that counts as a capital S where capitals do not count
    ],
)
def test_an_opening_is_the_first_letters_of_the_first_word(words: str, letters: str) -> None:
    assert opening(words) == letters
    assert opening(f"See: {words}", 5) == letters


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (_OURSELVES, _OURSELVES_OPENINGS),
        (_ASKS_FOR_CONTACT, _ASKS_OPENINGS),
        (_SOCIAL, _SOCIAL_OPENINGS),
        (_FOLLOW, _FOLLOW_OPENINGS),
        (_LABEL, _LABEL_OPENINGS),
        (_MATTER, _MATTER_OPENINGS),
        (_SELF, _SELF_OPENINGS),
        (_BEFORE_NAME, _BEFORE_OPENINGS),
        (FURNITURE_INSIDE, FURNITURE_INSIDE_OPENINGS),
        (FURNITURE_OPENS, FURNITURE_OPENINGS),
        (NON_GAAP_OPENS, NON_GAAP_OPENINGS),
        (OTHER_OPENS, OTHER_OPENINGS),
        (SAFE_HARBOR_OPENS, SAFE_HARBOR_OPENINGS),
        (TRADEMARK_OPENS, TRADEMARK_OPENINGS),
    ],
)
@given(data=st.data())
def test_a_match_has_one_of_the_openings_of_its_pattern(
    pattern: re.Pattern[str], expected: frozenset[str], data: st.DataObject
) -> None:
    words = data.draw(st.from_regex(re.compile(rf"\A(?:{pattern.pattern})", pattern.flags)))
    assert opening(words) in expected


@pytest.mark.parametrize("title", TITLES, ids=[str(title[0]) for title in TITLES])
@given(data=st.data())
def test_a_title_has_one_of_its_openings_or_signs(
    title: tuple[object, frozenset[str], tuple[str, ...], re.Pattern[str]], data: st.DataObject
) -> None:
    _, expected, signs, pattern = title
    low = data.draw(st.from_regex(pattern, fullmatch=True)).lower()
    assert opening(low) in expected or holds(low, signs) or not low.isascii()
