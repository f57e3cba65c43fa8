"""What must hold of the recogniser whatever the text is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from claim_sentences import MANUFACTURING, MEDICAL, NOT_CLAIMS, PLANNED_AND_FORMER, SECURITY
from hypothesis import given
from hypothesis import strategies as st

from tracker.claims.model import Claim, Recognition
from tracker.claims.recognise import recognise
from tracker.claims.registry import load

SENTENCES = [sentence for sentence, _ in (*MANUFACTURING, *MEDICAL, *SECURITY, *PLANNED_AND_FORMER)] + NOT_CLAIMS

#: Pieces that names, editions, verbs and traps are made of.
PIECES = st.sampled_from(
    [
        *(
            "ISO",
            "IEC",
            "ISO/IEC",
            "9001",
            "9001:2015",
            "13485",
            "14001",
            "2015",
            "AS9100",
            "AS9100D",
            "D",
            "Rev",
            "SOC",
            "2",
            "Type",
        ),
        *(
            "II",
            "CMMC",
            "Level",
            "HIPAA",
            "GDP",
            "growth",
            "CE",
            "UL",
            "EcoVadis",
            "Gold",
            "R2",
            "International",
            "Organization",
        ),
        *(
            "for",
            "Standardization",
            ".",
            ",",
            ";",
            ":",
            "(",
            ")",
            "-",
            "/",
            "and",
            "or",
            "is",
            "not",
            "will",
            "be",
            "certified",
        ),
        *(
            "to",
            "by",
            "from",
            "formerly",
            "helps",
            "companies",
            "achieve",
            "including",
            "such",
            "as",
            "our",
            "suppliers",
            "?",
        ),
        *("'", '"', "\n", "\t", "•", "|", "®", "“", "”", "–", "\u00a0", "🙂", "é"),
    ]
)


def claims(text: str) -> tuple[Claim, ...]:
    return recognise(text, load()).claims


def spans(recognition: Recognition) -> list[tuple[int, int]]:
    return [*(claim.span for claim in recognition.claims), *(mention.span for mention in recognition.mentions)]


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_text_is_read_and_every_quote_is_its_span(text: str) -> None:
    recognition = recognise(text, load())
    for claim in recognition.claims:
        assert claim.span.of(text) == claim.quote
    for mention in recognition.mentions:
        assert mention.span.of(text) == mention.quote


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    recognise(text, load())


@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_no_place_is_read_twice(text: str) -> None:
    found = sorted(spans(recognise(text, load())))
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_paragraphs_are_read_one_by_one(sentences: list[str]) -> None:
    together = claims("\n\n".join(sentences))
    assert together == tuple(claim for sentence in sentences for claim in claims(sentence))


@given(st.sampled_from(SENTENCES))
def test_typography_changes_nothing(sentence: str) -> None:
    fancy = sentence.replace("'", "\u2019").replace("-", "\u2011").replace(" ", "\u00a0")
    assert claims(fancy) == claims(sentence)


@given(st.sampled_from(SENTENCES))
def test_a_text_is_read_alike_every_time(sentence: str) -> None:
    assert recognise(sentence, load()) == recognise(sentence, load())


@given(st.sampled_from(SENTENCES), st.integers(0, 3))
def test_what_stands_before_only_shifts_the_spans(sentence: str, lines: int) -> None:
    before = "Sales rose in the quarter.\n\n" * lines
    shifted = recognise(before + sentence, load())
    assert shifted.claims == claims(sentence)
    assert [claim.span.shifted(-len(before)) for claim in shifted.claims] == [claim.span for claim in claims(sentence)]


@given(
    st.sampled_from(SENTENCES),
    st.sampled_from(["Acme Robotics", "Brell Foods", None]),
    st.sampled_from(["", "About Acme Robotics\n\n", "About Acme Robotics\n\nIt is old.\n\nAbout Brell Foods\n\n"]),
)
def test_what_was_read_before_changes_nothing(sentence: str, organisation: str | None, before: str) -> None:
    text = before + sentence
    recognised = recognise(text, load(), organisation=organisation)
    recognise(sentence, load(), organisation="Brell Foods")  # the same sentence, in somebody else's release
    recognise("About Brell Foods\n\n" + sentence, load(), organisation="Acme Robotics")
    assert recognise(text, load(), organisation=organisation) == recognised


@pytest.mark.parametrize("address", ["https://acme.example/", "#", "press@", "www.acme.example/a/"])
def test_an_address_that_a_sentence_begins_or_ends_in_is_seen_whole(address: str) -> None:
    assert claims(f"We are certified. {address}ISO9001") == ()
    assert claims(f"We hold {address}x.ISO9001") == ()
