"""Which kind of standing text a paragraph after an About section is, under a heading of its own or without one."""

from __future__ import annotations

import pytest

from tracker.sections.model import Role
from tracker.sections.split import split

LEAD = (
    "Ormsund Meters Wins Two Utilities\n\nTARN, March 4, 2031 -- Ormsund Meters Inc. today announced that two utilities have "
    "ordered its water meters.\n\nThe first of them will be delivered in the autumn.\n\n"
)
SAYS = "Ormsund Meters makes meters for water and gas. The company was founded in 1962 and employs 900 people in Tarn."
ABOUT = f"About Ormsund Meters\n{SAYS}\n\n"
PLANS = (
    "The plans, goals and targets named here are subject to risks, and what happens may differ from what they imply."
)
WHO = "Dora Vintner\nOrmsund Meters\n617-555-0107\ndora@ormsund.example"


def role_of(text: str, words: str) -> Role:
    return next(section.role for section in split(text) if words in section.span.of(text))


def said_of_it(text: str) -> str:
    """The text of the one About section."""
    [about] = [section for section in split(text) if section.role is Role.ABOUT]
    return about.body(text)


CAUTIONS = [
    "Portions of this release contain forward-looking statements.",
    "Ormsund Meters cautions that what it expects here are forward-looking statements, and that they may not come true.",
    "Some of the statements made in this release are forward-looking in nature.",
    "The matters discussed herein may be forward looking within the meaning of the Act of 1995.",
    "There are forward-looking statements in this release.",
    "Dieses Dokument enthält zukunftsgerichtete Aussagen.",
    "Diese Mitteilung enthält vorausschauende und unsichere Angaben.",
    "Detta meddelande innehåller framåtblickande information.",
    "Ce communiqué contient des énoncés prospectifs.",
    "THIS RELEASE CONTAINS FORWARD-LOOKING STATEMENTS WITHIN THE MEANING OF THE ACT OF 1995",
]
NO_CAUTIONS = [
    "Its forward-looking engineers were the first to sell a meter that reads itself.",
    "The company sells in 40 countries. It publishes forward-looking statements once a year, in March.",
    "The forward-looking infrared camera of its sister works was dropped in 2019.",
    "Ormsund Meters entwickelt zukunftsgerichtete Zähler und vorausschauende Wartung für Wasserwerke.",
    "Ormsund Meters är ett framåtblickande bolag.",
]


@pytest.mark.parametrize("caution", CAUTIONS)
def test_a_first_sentence_about_forward_looking_statements_opens_the_safe_harbor(caution: str) -> None:
    text = f"{LEAD}{ABOUT}{caution}\n\nContact:\n{WHO}\n"
    assert role_of(text, caution[:30]) is Role.SAFE_HARBOR
    assert said_of_it(text) == SAYS


@pytest.mark.parametrize("more", NO_CAUTIONS)
def test_a_word_about_the_future_leaves_a_description_whole(more: str) -> None:
    text = f"{LEAD}{ABOUT}{more}\n\nContact:\n{WHO}\n"
    assert said_of_it(text) == f"{SAYS}\n\n{more}"


LEGAL = [
    '"Safe Harbor" Statement Under the Private Securities Litigation Reform Act of 1995',
    "\u201cSafe Harbor\u201d Statement",
    "Reader Advisory",
    "Mise en garde",
    "Mise en garde concernant les énoncés prospectifs",
    "Avertissement relatif aux énoncés prospectifs",
    "Note sur les déclarations prospectives",
    "Declaraciones prospectivas",
    "Advertencia sobre declaraciones prospectivas",
    "Framåtblickande uttalanden",
    "Om framåtblickande uttalanden",
    "Om fremtidsrettede uttalelser",
    "Zukunftsgerichtete Aussagen",
    "Hinweis zu zukunftsgerichteten Aussagen",
    "Disclaimer zu vorausschauenden Aussagen",
]


@pytest.mark.parametrize("line", ["Hinweis zu neuen Pumpen", "Note sur les résultats", "Ett framåtblickande bolag"])
def test_a_heading_abroad_that_is_of_nothing_to_come_is_none_of_the_safe_harbor(line: str) -> None:
    text = f"{LEAD}{ABOUT}{line}\n\nOrmsund Meters sells its meters in nine countries.\n\nContact:\n{WHO}\n"
    assert Role.SAFE_HARBOR not in {section.role for section in split(text)}


@pytest.mark.parametrize("heading", LEGAL)
def test_a_heading_of_the_safe_harbor_in_many_words(heading: str) -> None:
    text = f"{LEAD}{ABOUT}{heading}\n{PLANS}\n\nContact:\n{WHO}\n"
    [legal] = [section for section in split(text) if section.role is Role.SAFE_HARBOR]
    assert legal.heading == heading.removeprefix('"').removeprefix("\u201c") or legal.heading == heading
    assert legal.body(text) == PLANS
    assert said_of_it(text) == SAYS


REACHED = [
    "ORM CONTACT INFORMATION",
    "Ormsund Meters contacts",
    "At the Company:",
    "Renseignements :",
    "Yhteystiedot",
    "Direct your queries to:",
]


@pytest.mark.parametrize("heading", REACHED)
def test_a_signature_above_an_address_belongs_to_the_contacts(heading: str) -> None:
    text = f"{LEAD}{ABOUT}Forward-Looking Statements\n{PLANS}\n\n{heading}\n{WHO}\n"
    assert role_of(text, "Dora Vintner") is Role.CONTACT


def test_a_name_that_no_address_follows_is_not_a_contact() -> None:
    text = f"{LEAD}{ABOUT}Dora Vintner\n\nThe founder of Ormsund Meters died in 1999 and is remembered by its prize.\n"
    assert role_of(text, "The founder") is not Role.CONTACT


OVER = [
    "The Company",
    "BACKGROUND",
    "Corporate Information",
    "Notes to Editors",
    "À propos d'Ormsund Meters",
    "Kort om Ormsund Meters",
]


@pytest.mark.parametrize("heading", OVER)
def test_a_line_over_a_description_is_its_heading(heading: str) -> None:
    text = f"{LEAD}{heading}\n{SAYS}\n\nForward-Looking Statements\n{PLANS}\n"
    [about] = [section for section in split(text) if section.role is Role.ABOUT]
    assert about.heading == heading
    assert about.body(text) == SAYS


@pytest.mark.parametrize("line", ["Background", "The Company"])
def test_the_same_line_over_something_else_heads_no_description(line: str) -> None:
    text = f"{LEAD}{line}\nThe order goes back to a tender of 2029, which three makers of meters had won at first.\n"
    assert not [section for section in split(text) if section.role is Role.ABOUT]


@pytest.mark.parametrize("gap", ["\n\n", f"\n{' ' * 60}\n", " \n" * 40_000])
def test_the_entry_of_a_menu_is_no_heading(gap: str) -> None:
    menu = f"Home\n\nWho we are{gap}News\n\nCareers\n\n"
    text = f"{menu}{LEAD}"
    assert not [section for section in split(text) if section.role is Role.ABOUT]


@pytest.mark.parametrize(
    "line",
    [
        "Tables to follow",
        "Financial tables follow",
        "Note: All figures are in euro.",
        "Editors: Pictures are on our site.",
    ],
)
def test_a_note_about_the_release_ends_a_description(line: str) -> None:
    text = f"{LEAD}{ABOUT}{line}\n"
    assert said_of_it(text) == SAYS
    assert role_of(text, line) is Role.OTHER
