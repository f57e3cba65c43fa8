"""Questions are asked of a sentence only where it has one of their words, and that changes no answer."""

from __future__ import annotations

import pytest
from claim_sentences import (
    FOOD_AND_OTHERS,
    MANUFACTURING,
    MEDICAL,
    NOT_CLAIMS,
    NOTHING_IN_RELEASES,
    PLANNED_AND_FORMER,
    RELEASES,
    SECURITY,
)
from hypothesis import given
from hypothesis import strategies as st
from test_whose import OTHERS, OWN

from tracker.claims import lexicon, modality, nouns, offers, refusals
from tracker.claims.model import Recognition
from tracker.claims.recognise import _read, recognise
from tracker.claims.registry import load
from tracker.claims.view import View

CLAIMED = [*MANUFACTURING, *MEDICAL, *SECURITY, *FOOD_AND_OTHERS, *PLANNED_AND_FORMER, *RELEASES]
SENTENCES = [*(sentence for sentence, _ in CLAIMED), *NOT_CLAIMS, *NOTHING_IN_RELEASES, *OTHERS, *OWN]

#: Every word that the questions know, and what they stand by.
KNOWN = sorted(
    {
        word
        for module in (lexicon, modality, nouns, offers, refusals)
        for words in vars(module).values()
        if isinstance(words, frozenset | dict)
        for word in words
        if isinstance(word, str)
    }
)
AROUND = [*KNOWN, ",", "(", ")", "-", ":", "'", "s", "Torvane", "2003", "2015"]
NAMES = ["ISO 9001", "ISO 9001:2015 certification", "AS9100D", "GMP", "HIPAA compliance", "ISO 17025 accredited"]


def _whatever_it_says(text: str) -> Recognition:
    """What is read where every question is asked."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(View, "says", lambda _view, _words: True)
        _read.cache_clear()
        found = recognise(text, load(), organisation="Torvane")
    _read.cache_clear()
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_read_as_if_every_question_were_asked(sentence: str) -> None:
    assert recognise(sentence, load(), organisation="Torvane") == _whatever_it_says(sentence)


@given(
    st.lists(st.sampled_from(AROUND), max_size=8),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(AROUND), max_size=6),
)
def test_any_words_are_read_as_if_every_question_were_asked(left: list[str], name: str, right: list[str]) -> None:
    text = " ".join([*left, name, *right, "."])
    assert recognise(text, load(), organisation="Torvane") == _whatever_it_says(text)
