"""What is read from sentences of many trades, and what is left alone."""

from __future__ import annotations

import pytest
from sentences import FOOD_AND_OTHERS, MANUFACTURING, MEDICAL, NOT_CLAIMS, PLANNED_AND_FORMER, SECURITY

from tracker.claims.model import Claim, Modality
from tracker.claims.recognise import recognise
from tracker.claims.registry import load

CLAIMS = [*MANUFACTURING, *MEDICAL, *SECURITY, *FOOD_AND_OTHERS, *PLANNED_AND_FORMER]


def said(claim: Claim) -> str:
    """A claim as a row of the table writes it."""
    modality = "" if claim.modality is Modality.ASSERTED else f" !{claim.modality}"
    return f"{claim.scheme} {claim.edition or '-'} {claim.status}{modality}"


@pytest.mark.parametrize(("sentence", "expected"), CLAIMS, ids=[sentence for sentence, _ in CLAIMS])
def test_reads_every_claim_of_a_sentence(sentence: str, expected: str):
    found = recognise(sentence, load()).claims
    assert ", ".join(map(said, found)) == expected


@pytest.mark.parametrize("sentence", NOT_CLAIMS)
def test_leaves_alone_what_is_no_claim(sentence: str):
    assert [said(claim) for claim in recognise(sentence, load()).claims] == []


def test_a_third_of_the_rows_expects_nothing():
    assert len(NOT_CLAIMS) * 3 >= len(CLAIMS) + len(NOT_CLAIMS)


@pytest.mark.parametrize("sentence", [*(sentence for sentence, _ in CLAIMS), *NOT_CLAIMS])
def test_every_quote_is_its_span(sentence: str):
    recognition = recognise(sentence, load())
    for found in (*recognition.claims, *recognition.mentions):
        assert found.span.of(sentence) == found.quote
