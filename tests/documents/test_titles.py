"""The headline, the day and the lead of a release, below whatever a filing, an exchange or a newsroom puts above them."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.documents.masthead import masthead
from tracker.documents.masthead.furniture import is_furniture

HEADLINE = "Velmar Pumps Opens a Line for Dosing Heads"
SAYS = "Velmar Pumps Ltd. (NYSE: VEL) today announced that it has opened a line for dosing heads, which employs forty people."
RELEASE = f"TARN, March 3, 2021 /PRNewswire/ -- {SAYS}"
DAY = date(2021, 3, 3)

ABOVE = [
    "Exhibit 99.1\n\n",
    "EX-99.1 2 a5550101ex99_1.htm EX-99.1\n\nEXHIBIT 99.1\nvelmar.jpg\n\n",
    "<PAGE>\n\nPage 1 of 2\n----------\n|\n|\n",
    "[LOGO]\n\nGRAPHIC\n\n",
    "(VELMAR PUMPS LOGO)                         For more information contact\n",
    "FOR IMMEDIATE RELEASE\n\nMarch 3, 2021 08:30 ET\n\n",
    "Press release\n3 March 2021 08:30:00 CET\n\n",
    "Ad hoc announcement pursuant to Art. 53 LR\n\nMedienmitteilung\n\n",
    "NYSE: VEL\n\n",
    '("Velmar" or the "Company")\n\n',
    "Velmar Pumps Ltd.\n12 Mill Road\nTarn, UT 84002\n\n",
    "Contact:\nOrin Fellgate, Director and CEO 604-555-0139\ninfo@velmar.example\n",
    "|CONTACTS:\n|Velmar Pumps\n|(800) 555-0160\n|press@velmar.example\n",
    "/NOT FOR DISTRIBUTION TO UNITED STATES NEWS WIRE SERVICES/\n\n",
    "RNS Number : 6685I\nVelmar Pumps Limited\n3 March 2021\n\n",
    "NEWS PROVIDED BY\nVelmar Pumps\n\n",
    "Subject: ",
]


@pytest.mark.parametrize("above", ABOVE)
def test_the_headline_stands_below_the_furniture(above: str) -> None:
    assert masthead(f"{above}{HEADLINE}\n\n{RELEASE}").title == HEADLINE


NO_FURNITURE = [
    "Contact-Free Dosing Comes to Tarn",
    "Media Company Buys Four Pumps",
    "Exhibition of Old Pumps Opens",
    "Results for the Quarter Ended March 31, 2021",
    "Newsprint Maker Orders 12 Pumps",
    "Velmar Pumps: Notice of a Meeting",
]


@pytest.mark.parametrize("line", NO_FURNITURE)
def test_a_headline_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)
    assert masthead(f"{line}\n\n{RELEASE}").title == line


JOINED = [
    ("Velmar Pumps Opens a Line for\nDosing Heads\n\n", HEADLINE),
    ("Velmar Pumps Opens a Line for\n\nDosing Heads\n\n", HEADLINE),
    ("Velmar Pumps\nOpens a Line for Dosing Heads\n\n", HEADLINE),
    ("Velmar Pumps Ltd.\nAnnounces a Line for Dosing Heads\n\n", "Velmar Pumps Ltd. Announces a Line for Dosing Heads"),
    ("VELMAR PUMPS ANNOUNCES OPENING OF A LINE\nIN TARN AND OSTEND\n\n", "VELMAR PUMPS ANNOUNCES OPENING OF A LINE IN TARN AND OSTEND"),
    ("Velmar Pumps Opens Line\nfor dosing heads\n\n", "Velmar Pumps Opens Line for dosing heads"),
    # not of one headline
    (f"{HEADLINE}\nFactory Employs Forty People\n\n", HEADLINE),
    (f"{HEADLINE}\n\n- A second shift is planned\n\n", HEADLINE),
    (f"VELMAR PUMPS\n{HEADLINE.upper()}\n\n", HEADLINE.upper()),
    (f"{HEADLINE}.\n\n", f"{HEADLINE}."),
]  # fmt: skip


@pytest.mark.parametrize(("above", "title"), JOINED)
def test_a_headline_may_have_several_lines(above: str, title: str) -> None:
    assert masthead(above + RELEASE).title == title


def test_the_headline_may_stand_between_the_dateline_and_the_lead() -> None:
    found = masthead(f"Media release\n\nTarn, 15.08.2024\n\n{HEADLINE}\n\n{SAYS}")
    assert found.title == HEADLINE
    assert found.published is not None
    assert found.published.on == date(2024, 8, 15)
    assert [str(listing) for listing in found.listings] == ["NYSE: VEL"]


WITHOUT_DATELINE = [
    f"3 March 2021\n\nVelmar Pumps Ltd.\n\n{HEADLINE}\n\n{SAYS}",
    f"{HEADLINE}\n\nVelmar Pumps Ltd. (NYSE: VEL) today announced that it has opened a\nline for dosing heads, which employs forty people.",
    f"{HEADLINE}\n\nThe company is obliged to make this information public in the manner that was agreed upon\n\n{SAYS}",
]


@pytest.mark.parametrize("text", WITHOUT_DATELINE)
def test_the_lead_is_the_first_sentence_of_news(text: str) -> None:
    found = masthead(
        f"{text}\n\nIt is the second line of the company in the town, and the last one for many years to come."
    )
    assert found.title == HEADLINE
    assert found.organisation == "Velmar Pumps Ltd."
    assert [str(listing) for listing in found.listings] == ["NYSE: VEL"]


DAYS = [
    ("For Immediate Release: Wednesday, March 3, 2021", DAY),
    ("March 3, 2021 01:15 PM Eastern Standard Time", DAY),
    ("FOR RELEASE AT 7:30 AM ET, MARCH 3, 2021", DAY),
    ("March\n3, 2021", DAY),
    ("13/03/2021", date(2021, 3, 13)),
    ("03/04/2021", None),
    ("The annual meeting will be held on March 3, 2021", None),
]


@pytest.mark.parametrize(("line", "on"), DAYS)
def test_a_day_may_have_a_line_of_its_own(line: str, on: date | None) -> None:
    published = masthead(f"{line}\n\n{HEADLINE}\n\n{SAYS}").published
    assert (published and published.on) == on
