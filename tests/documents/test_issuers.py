"""Whose release it is, where something else stands in the place of a name, or around it."""

from __future__ import annotations

import pytest

from tracker.documents.masthead import masthead

ROWS: list[tuple[str, str, str | None]] = [
    # behind a dash
    ("a year", "March 2021 \u2013 Velmar Pumps, Inc. today announced a line.", "Velmar Pumps, Inc."),
    ("a zone", "EET \u2013 Velmar Pumps Ltd. has opened a line.", "Velmar Pumps Ltd."),
    ("a name with a dash", "Velmar \u2013 Pumps today announced a line. Velmar \u2013 Pumps is old.", "Velmar \u2013 Pumps"),
    ("a day", "30 June 2021 has been chosen for the opening of a line.", None),
    # who acts for it
    ("its board", "The Board of Directors of Velmar Pumps (NYSE: VEL) declared a dividend.", "Velmar Pumps"),
    ("its shares", "Shares of Velmar Pumps Inc. (NYSE: VEL) will be listed.", "Velmar Pumps Inc."),
    ("an article", "Die Velmar Pumpen AG (XETRA: VEL) hat heute eine Linie eröffnet.", "Velmar Pumpen AG"),
    ("a name that begins so", "Die Casters of Tarn today announced a line.", "Die Casters of Tarn"),
    # legal forms
    ("a small form", "Pompes Velmar inc. (TSX: VEL) annonce une ligne.", "Pompes Velmar inc."),
    ("a French form", "Pompes Velmar ltée (TSX: VEL) annonce une ligne.", "Pompes Velmar ltée"),
    # two names, and one of two words
    ("one of two words", "Velmar Boats & Pumps Ltd. (NYSE: VEL) today announced a line. Velmar Boats & Pumps Ltd. is old. Velmar Boats float.", "Velmar Boats & Pumps Ltd."),
    ("two", "Velmar Pumps and Quillon Valves today announced a line. Velmar Pumps is old. Quillon Valves is new.", "Velmar Pumps"),
    # schemes and registrars
    ("a scheme", "C-TPAT certified carriers, Velmar Pumps among them, have announced a line. C-TPAT is old.", None),
    ("a standard behind the name", "Velmar Pumps ISO 14001 announced a line.", "Velmar Pumps"),
    ("a registrar", "The line was certified by Ostrel Registrars Inc. (NYSE: OSR) in May.", None),
    ("an issuer in capitals", "VPL today announced a line. VPL is in Tarn.", "VPL"),
]  # fmt: skip


@pytest.mark.parametrize(("lead", "organisation"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_issuer_is_named_without_what_surrounds_it(lead: str, organisation: str | None) -> None:
    assert masthead(f"New Line Opens in the Town\n\nTARN, UK, March 3, 2021 -- {lead}").organisation == organisation


SCHEMES: list[tuple[str, str, str | None]] = [
    ("R2 Certification Is Won by Velmar Pumps", "R2 certification is hard to get.", None),
    (
        "AS9100D Audit Passed at Velmar Pumps",
        "AS9100D is the standard of aviation. Our plant is AS9100D certified.",
        None,
    ),
    ("FSC Certified Boxes for Pumps", "FSC Certified Boxes are offered from May. FSC Certified Boxes are brown.", None),
    ("V2 Wins an Order", "V2 announced an order. V2 makes pumps in Tarn. V2 is ISO 9001 certified.", "V2"),
]


@pytest.mark.parametrize(("title", "lead", "organisation"), SCHEMES, ids=[row[0] for row in SCHEMES])
def test_a_scheme_that_opens_title_and_lead_is_nobody(title: str, lead: str, organisation: str | None) -> None:
    text = f"{title}\n\nTARN, UK, March 3, 2021 -- {lead}"
    assert masthead(text).organisation == organisation
    if organisation is None:
        about = "\n\nAbout Velmar Pumps\n\nVelmar Pumps makes pumps."
        assert masthead(text + about).organisation == "Velmar Pumps"


def test_a_certifier_is_the_issuer_where_the_text_is_about_it() -> None:
    text = (
        "TARN, UK, March 3, 2021 -- OSR certification has been awarded to a mill.\n\nAbout OSR\n\nOSR is a registrar."
    )
    assert masthead(f"OSR Certifies a Mill\n\n{text}").organisation == "OSR"
