"""What a guard lets pass: a word said of the name, of its list, or leading to it; never another scheme's own word."""

from __future__ import annotations

import pytest

from tracker.claims.recognise import recognise
from tracker.claims.registry import load
from tracker.errors import WatchFileError

HARBOUR = """
[harbour-mark]
name = "Harbour Mark"
title = "Clean harbours"
issuer = "Harbour League"
kind = "private certification"
policy = "programme"
right = ["certified"]
also = ["HBL", "Harbour League"]

[harbour-mark.guards.HBL]
beside = ["certified", "certification", "registered", "registrations"]
without = ["football"]

[harbour-mark.guards."Harbour League"]
like = "HBL"
"""

SAID_OF_IT = [
    "The port is HBL certified.",
    "The port is HBL-certified.",
    "The port is HBL and ISO 9001 certified.",
    "The port is HBL, ISO 14001 and ISO 9001 certified.",
    "Torvane is a certified HBL port.",
    "Torvane is certified by HBL.",
    "Torvane is certified by the Harbour League.",
    "Torvane obtained certification from the Harbour League.",
    "Torvane registered its three ports with HBL.",
    "Its registrations for all ports by HBL were renewed.",
    "Torvane is registered with PRA (Spain), KDN (Japan) and HBL (Chile).",
]

NOT_SAID_OF_IT = [
    "HBL agreed to the plan.",
    "The HBL certified the port in May.",
    "Torvane is ISO 9001 certified by HBL.",
    "Torvane met HBL, and its certified ports grew.",
    "The HBL, ISO 9001 certified, gave a prize.",
    "Certified ports were visited, and HBL said so.",
    "The wave is a registered trademark of HBL.",
    "HBL football certified fans cheered.",
    "The hbl certified file was lost.",
]


def schemes(text: str) -> set[str]:
    """The schemes that a text claims or mentions."""
    recognition = recognise(text, load(HARBOUR))
    return {claim.scheme for claim in recognition.claims} | {mention.scheme for mention in recognition.mentions}


@pytest.mark.parametrize("text", SAID_OF_IT)
def test_a_word_that_is_said_of_the_name_speaks_for_it(text: str) -> None:
    assert "harbour-mark" in schemes(text)


@pytest.mark.parametrize("text", NOT_SAID_OF_IT)
def test_a_word_that_is_said_of_something_else_does_not(text: str) -> None:
    assert "harbour-mark" not in schemes(text)


@pytest.mark.parametrize("like", ["NONE", "Harbour League"])
def test_a_guard_is_like_one_that_says_something_itself(like: str) -> None:
    with pytest.raises(WatchFileError) as raised:
        load(HARBOUR.replace('like = "HBL"', f'like = "{like}"'))
    assert [problem.place for problem in raised.value.problems] == ["harbour-mark.guards.Harbour League.like"]
