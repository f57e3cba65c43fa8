"""What is the organisation's own, and what only looks like it."""

from __future__ import annotations

from types import ModuleType

import grammar_sentences
import prose_sentences
import pytest
import whose_sentences

from tracker.claims.model import Claim, Holder, Modality
from tracker.claims.recognise import recognise
from tracker.claims.registry import load

ORGANISATION = "Torvane Filtration, Inc."

CLASSES = (
    "SOMEBODY_ELSE",
    "NOBODY",
    "TO_COME",
    "OVER",
    "DENIED",
    "OFFERED",
    "FOLLOWED",
    "EXPLAINED",
    "GIVEN",
    "NOT_A_NAME",
)
_TABLES = (whose_sentences, grammar_sentences, prose_sentences)
TABLES = [(table, name) for table in _TABLES for name in CLASSES if hasattr(table, name)]
OTHERS = [sentence for table, name in TABLES for sentence in getattr(table, name)]
OWN = [sentence for table, name in TABLES for sentence in getattr(table, f"NOT_{name}")]


def own(text: str) -> list[Claim]:
    """What a text asserts of the organisation itself."""
    found = recognise(text, load(), organisation=ORGANISATION).claims
    return [claim for claim in found if claim.modality is Modality.ASSERTED and claim.holder is not Holder.THIRD_PARTY]


@pytest.mark.parametrize("sentence", OTHERS)
def test_nothing_is_asserted_of_the_organisation(sentence: str) -> None:
    assert [claim.quote for claim in own(sentence)] == []


@pytest.mark.parametrize("sentence", OWN)
def test_a_near_miss_is_asserted(sentence: str) -> None:
    recognition = recognise(sentence, load(), organisation=ORGANISATION)
    assert own(sentence) == list(recognition.claims) != []
    assert recognition.mentions == ()


@pytest.mark.parametrize(("table", "name"), TABLES, ids=[f"{table.__name__}-{name}" for table, name in TABLES])
def test_every_class_has_near_misses(table: ModuleType, name: str) -> None:
    assert len(getattr(table, f"NOT_{name}")) >= len(getattr(table, name)) // 2 > 0


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The forge gave up its ISO 45001 certificate in 2021.", Modality.FORMER),
        ("From 2003 to 2019 the works held ISO/TS 16949.", Modality.FORMER),
        ("The plant has yet to be certified to ISO 9001.", Modality.NEGATED),
        ("None of its halls is ISO 14001 certified.", Modality.NEGATED),
        ("ISO 14001 certification of the new hall is planned for May.", Modality.PLANNED),
        ("Next on the list is ISO 45001.", Modality.PLANNED),
        ("The press will move to ISO/IEC 27001:2022 in June.", Modality.PLANNED),
        ("The order is conditional upon Torvane obtaining ISO 9001 certification.", Modality.CONDITIONAL),
        ("The line was built to the principles of ISO 22716.", Modality.ALIGNED),
        ("The plant works along the lines of ISO 50001.", Modality.ALIGNED),
        ("The forge gave each customer its ISO 9001 certificate.", Modality.ASSERTED),
        ("The hall will keep its ISO 14001 certification.", Modality.ASSERTED),
        ("The works was certified to ISO 9001 in 2003.", Modality.ASSERTED),
    ],
)
def test_modality_follows_the_predicate(text: str, modality: Modality) -> None:
    (claim,) = recognise(text, load(), organisation=ORGANISATION).claims
    assert claim.modality is modality


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Samples were analysed at Corvine in Leeds, which is accredited to ISO/IEC 17025.", "Corvine"),
        ("Assays were done by Corvine Laboratories in Leeds (accredited to ISO/IEC 17025).", "Corvine Laboratories"),
    ],
)
def test_a_laboratory_that_vouches_is_named_as_the_holder(text: str, name: str) -> None:
    (claim,) = recognise(text, load(), organisation=ORGANISATION).claims
    assert (claim.holder, claim.holder_name) == (Holder.THIRD_PARTY, name)


@pytest.mark.parametrize(
    "text",
    [
        "Backups sit in Google Cloud, whose regions are ISO 27001 certified.",
        "Castings are bought from a partner in Ohio, who is ISO 9001 certified.",
        "The halls belong to Nimbara and are ISO 27001 certified.",
    ],
)
def test_what_somebody_else_holds_is_a_mention(text: str) -> None:
    (mention,) = recognise(text, load(), organisation=ORGANISATION).mentions
    assert mention.reason == "third-party"


@pytest.mark.parametrize(
    ("text", "scheme", "edition"),
    [
        ("Its ISO certifications include 9001, 14001 and 45001.", "iso-9001", None),
        ("Torvane is ISO-certified (9001:2015).", "iso-9001", "2015"),
        ("Torvane is certified to the 2015 edition of ISO 9001.", "iso-9001", "2015"),
        ("Torvane is certified to Revision D of AS9100.", "as9100", "D"),
        ("In the EcoVadis rating the group holds a Platinum medal.", "ecovadis", "Platinum"),
        ("The works is licensed to apply the API 6D Monogram.", "api-q1", None),
        ("Certifications: ISO 9001:2015; ITAR; NIST SP 800-171 (SPRS score 110).", "iso-9001", "2015"),
        ("Both plants are registered with the U.S. Food and Drug Administration.", "fda-registration", None),
    ],
)
def test_names_and_editions_that_stand_apart(text: str, scheme: str, edition: str | None) -> None:
    recognition = recognise(text, load(), organisation=ORGANISATION)
    assert (recognition.claims[0].scheme, recognition.claims[0].edition) == (scheme, edition)
    assert recognition.mentions == ()


@pytest.mark.parametrize(
    ("organisation", "text"),
    [
        ("C-TPAT", "C-TPAT certification ensures that a shipment can be traced."),
        ("LEED Gold", "LEED standardizes the terms of green building."),
    ],
)
def test_the_name_of_a_scheme_names_no_issuer(organisation: str, text: str) -> None:
    (mention,) = recognise(text, load(), organisation=organisation).mentions
    assert mention.reason == "definition"


def test_the_name_of_the_issuer_is_no_lesson() -> None:
    text = "Corvine Paper's FSC certification audit was conducted by the highly regarded Norvik."
    (claim,) = recognise(text, load(), organisation="Corvine Paper").claims
    assert claim.modality is Modality.ASSERTED


def test_what_was_brought_up_to_date_held_the_edition_before() -> None:
    text = "Torvane recently updated its quality management system from ISO 9001:2008 to ISO 9001:2015."
    found = recognise(text, load(), organisation=ORGANISATION).claims
    assert [(one.edition, one.modality) for one in found] == [("2008", Modality.FORMER), ("2015", Modality.ASSERTED)]


def test_a_level_may_stand_before_the_name() -> None:
    [found] = own("Torvane received Level 2 SQF certification.")
    assert (found.scheme, found.level, found.quote) == ("sqf", "Level 2", "Level 2 SQF")
