"""What is read from sentences of many trades, and what is left alone."""

from __future__ import annotations

import pytest
from claim_sentences import (
    FOOD_AND_OTHERS,
    MANUFACTURING,
    MEDICAL,
    NOT_CLAIMS,
    NOTHING_IN_RELEASES,
    PARAGRAPHS,
    PLANNED_AND_FORMER,
    RELEASES,
    SECURITY,
)

from tracker.claims.model import Claim, Modality
from tracker.claims.recognise import recognise
from tracker.claims.registry import load

CLAIMS = [*MANUFACTURING, *MEDICAL, *SECURITY, *FOOD_AND_OTHERS, *PLANNED_AND_FORMER, *RELEASES]
NOTHING = [*NOT_CLAIMS, *NOTHING_IN_RELEASES]


def said(claim: Claim) -> str:
    """A claim as a row of the table writes it."""
    modality = "" if claim.modality is Modality.ASSERTED else f" !{claim.modality}"
    return f"{claim.scheme} {claim.edition or '-'} {claim.status}{modality}"


@pytest.mark.parametrize(("sentence", "expected"), CLAIMS, ids=[sentence for sentence, _ in CLAIMS])
def test_reads_every_claim_of_a_sentence(sentence: str, expected: str) -> None:
    found = recognise(sentence, load()).claims
    assert ", ".join(map(said, found)) == expected


@pytest.mark.parametrize("sentence", NOTHING)
def test_leaves_alone_what_is_no_claim(sentence: str) -> None:
    assert [said(claim) for claim in recognise(sentence, load()).claims] == []


def test_a_third_of_the_rows_expects_nothing() -> None:
    assert len(NOTHING) * 3 >= len(CLAIMS) + len(NOTHING)


@pytest.mark.parametrize("sentence", [*(sentence for sentence, _ in CLAIMS), *NOTHING])
def test_every_quote_is_its_span(sentence: str) -> None:
    recognition = recognise(sentence, load())
    quoted = [(claim.span, claim.quote) for claim in recognition.claims]
    quoted += [(mention.span, mention.quote) for mention in recognition.mentions]
    assert [span.of(sentence) for span, _ in quoted] == [quote for _, quote in quoted]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_reads_what_an_organisation_asserts_of_itself(text: str, expected: str) -> None:
    found = recognise(text, load(), organisation="Torvane, Inc.").claims
    asserted = [claim for claim in found if claim.modality is Modality.ASSERTED]
    assert ", ".join(f"{claim.scheme} {claim.edition or '-'}" for claim in asserted) == expected
