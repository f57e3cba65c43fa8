"""Every scheme that is named less often is read where it is claimed, and left alone where its name means something else."""

from __future__ import annotations

import pytest
from scheme_sentences import CLAIMED, OTHERWISE
from test_sentences import said

from tracker.claims.recognise import recognise
from tracker.claims.registry import load
from tracker.claims.schemes import Scheme


@pytest.mark.parametrize(("sentence", "expected"), CLAIMED, ids=[sentence for sentence, _ in CLAIMED])
def test_reads_a_claim_to_a_scheme(sentence: str, expected: str) -> None:
    assert ", ".join(map(said, recognise(sentence, load()).claims)) == expected


@pytest.mark.parametrize("sentence", OTHERWISE)
def test_a_name_that_means_something_else_is_left_alone(sentence: str) -> None:
    recognition = recognise(sentence, load())
    assert [said(claim) for claim in recognition.claims] == []


@pytest.mark.parametrize("scheme", load().schemes.values(), ids=lambda scheme: scheme.id)
def test_every_name_without_a_guard_is_found_where_it_stands(scheme: Scheme) -> None:
    for name in (scheme.name, *scheme.aliases):
        if name not in scheme.guards:
            recognition = recognise(f"Torvane is {name} certified.", load())
            found = {claim.scheme for claim in recognition.claims} | {
                mention.scheme for mention in recognition.mentions
            }
            assert scheme.id in found, name
