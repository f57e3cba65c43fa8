"""Headings, ends and descriptions in the forms that releases give them, on organisations that do not exist."""

import pytest

from tracker.sections.model import Role
from tracker.sections.split import split

LEAD = (
    "# Velmar Research Opens a Laboratory in Tarn\n\nTARN, UK, March 3, 2021 /PRNewswire/ -- Velmar Research Ltd., a maker of "
    "soil probes, today announced that it has opened a laboratory in Tarn."
)
BODY = (
    "The laboratory took eleven months to build and employs forty people on two shifts. It replaces two older ones.\n\n"
    '"We needed the room, and now we have it," said the director of Velmar Research.'
)
SAYS = (
    "Velmar Research makes soil probes for growers and road builders. It was founded in 1952, employs 310 people and is certified "
    "to ISO 9001:2015."
)
REACH = "Media Contact:\n\nThe press office of Velmar Research\n\n+44 20 5550 1234\n\npress@velmar.example"
LINES = f"{LEAD}\n\n{BODY}\n\n"
FLAT = LINES.replace("\n\n", "  ")
FLATTER = LINES.replace("\n\n", " ")


def abouts(text: str) -> list[str]:
    return [section.span.of(text) for section in split(text) if section.role is Role.ABOUT]


HEADINGS = [
    "About Velmar Research\n\n",
    "About Velmar Research. ",
    "About Velmar Research: ",
    "ABOUT VELMAR RESEARCH\n",
    "About Velmar Research\n---------------------\n",
    "About Velmar Research\n=====================\n\n",
    "About Velmar Research\n*****\n",
    "About Velmar Research\n\n- - - - -\n\n",
    "ABOUT VELMAR RESEARCH\n____________________\n",
    "About Velmar Research, a Quillon company\n\n",
    "About Velmar Research, part of the Quillon Group\n\n",
    "About Velmar Research (NYSE American: VLM)\n\n",
    "About Velmar Research (NYSE American: VLM) ",
    "About Velmar Research Ltd. (AIM: VLM, OTCQX: VLMRF)\n",
    "About Velmar Research Ltd. (TSX-V: VLM): ",
    "Company Profile\n\n",
    "Company Profile: ",
    "Company profile: ",
    "COMPANY PROFILE: ",
    "COMPANY OVERVIEW - ",
    "Company Overview \u2013 ",
    "Corporate Profile\n",
    "Corporate profile. ",
    "Who We Are\n\n",
    "Who We Are: ",
    "Who we are -- ",
    "Our Company\n\n",
    "Our company: ",
    "**Company Profile:** ",
    "**Who We Are**\n\n",
    "Unternehmensprofil\n\n",
    "Velmar Research at a glance\n\n",
    "Velmar Research in brief\n",
    "VELMAR RESEARCH AT A GLANCE\n\n",
    "Velmar Research: Company Profile\n\n",
    "Velmar Research \u2013 Company Profile\n\n",
    "Background on Velmar Research\n\n",
    "Background information on Velmar Research\n\n",
    "More about Velmar Research\n\n",
    "More About Velmar Research:\n",
    "What is Velmar Research?\n\n",
    "Who is Velmar Research?\n",
    "Facts about Velmar Research\n\n",
    "1. About Velmar Research\n",
]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("below", [SAYS, SAYS.replace("Velmar Research makes", "We make", 1)], ids=["named", "ours"])
def test_a_heading_of_any_form_opens_an_about_section(heading: str, below: str) -> None:
    text = f"{LINES}{heading}{below}\n\n{REACH}"
    assert abouts(text) == [f"{heading}{below}"]


@pytest.mark.parametrize(
    "heading",
    [
        "About Velmar Research. ",
        "About Velmar Research: ",
        "About Velmar Research ",
        "About Velmar Research (NYSE American: VLM) ",
        "Company Profile: ",
        "COMPANY PROFILE: ",
        "Corporate Overview \u2013 ",
        "Who We Are: ",
        "About Velmar Research ----- ",
    ],
)
@pytest.mark.parametrize("news", [FLAT, FLATTER], ids=["gaps", "no gaps"])
def test_such_a_heading_is_found_in_a_single_line(heading: str, news: str) -> None:
    assert abouts(f"{news}{heading}{SAYS}") == [f"{heading}{SAYS}"]


NO_HEADINGS = [
    "The results at a glance\n\nSales rose by a tenth. Orders fell by a twentieth, as the rivers were low.",
    "The project in brief\n\nThe hall is forty metres long. It was built by a firm from the valley.",
    "More about the opening\n\nThe doors open at ten. Children may touch the probes.",
    "What is a soil probe?\n\nIt is a rod with a coil at its tip. Growers push it into the ground by hand.",
    "Background on the dispute\n\nThe neighbours had complained of the noise. The council heard them in May.",
    "What is new?\n\nThe roof is, and the drains are. The stairs are the old ones.",
    "About the Survey\n\nThe Survey is a poll of 900 growers, made by telephone in May.",
    "About This Research\n\nThis Research covers fourteen counties and is to be printed in June.",
    "About the Tarn Soil Index\n\nThe Tarn Soil Index measures how wet the fields are. It is printed once a month.",
    "About Tarn Soil Index\n\nTarn Soil Index measures how wet 900 fields are, and is printed once a month.",
    "Who we are looking for: two fitters, a welder and somebody who can drive the van on Fridays.",
    "Our company picnic is in June, and the company profile of the fair will be printed by then.",
]


@pytest.mark.parametrize("words", NO_HEADINGS)
def test_a_heading_of_another_matter_opens_none(words: str) -> None:
    assert abouts(f"{LINES}{words}\n\n{REACH}") == []


#: What stands after an About section and is not about its organisation.
APART = [
    "Press office: Bureau Lavande, +33 1 55 50 12 34",
    "Press office: The desk of Bureau Lavande",
    "Contact presse : Bureau Lavande, +33 (0)1 55 50 12 34",
    "Pressekontakt: Redaktion Tarn, Tel. +49 30 5550 1234",
    "Further information: The finance desk, tel. +358 9 5550 123",
    "Contatti: Ufficio stampa, +39 02 5550 1234",
    "Media enquiries: press@velmar.example",
    "Interviews: the press office, 020 5550 1234",
    "This information is information that Velmar Research Ltd. is obliged to make public under the Market Abuse Regulation.",
    "This announcement contains inside information for the purposes of Article 7 of the Regulation.",
    "This release has been translated from Finnish. The Finnish text decides.",
    "The information was submitted for publication at 08:00 CET on March 3, 2021.",
    "This disclosure is made in accordance with section 5-12 of the Securities Trading Act.",
    "The information in this release is subject to the rules of the exchange.",
    "This announcement was authorised for release by the directors of Velmar Research.",
    "Authorised for lodgement by the Board of Velmar Research Ltd.",
    "Approved by the Board.",
    "By order of the Board",
    "Photographs of the laboratory are available from the press office.",
    "High-resolution images can be downloaded at www.velmar.example/images.",
    "Images of the laboratory and its staff are available on request.",
    "Photo caption: The new laboratory on the river, seen from the east.",
    "Caption: The laboratory, seen from the east.",
    "Follow us on LinkedIn and Instagram.",
    "Follow us on LinkedIn and X.",
    "Follow Velmar Research on LinkedIn.",
    "Connect with us on Facebook, YouTube and Mastodon",
    "Find us on Instagram: @velmar",
    "Notes to editors: The director is free for interviews on Monday.",
    "Notes to Editors\n\nThe laboratory stands on the site of the old mill.",
    "Registered office: 4 Mill Lane, Tarn. Registered in England no. 01234567.",
    "ENDS",
    "~ends~",
    "// END //",
    "Photo courtesy of Velmar Research",
    "#soil #probes #Velmar",
    "Download: press kit (PDF, 4 MB)",
    "Register for the open day at www.velmar.example/day.",
    "You are receiving this because you asked for our news.",
    "Nothing in this release is advice.",
    "Statements in this release that are not facts may be wrong.",
    "The company undertakes no duty to update what is said here.",
    "Next event: annual general meeting, 4 May 2021",
]

#: The same, which only a line of its own shows.
APART_AS_LINES = ["The Press Desk, Velmar Research\npress@velmar.example", "Press Desk\n+44 20 5550 1234", "[ENDS]"]


@pytest.mark.parametrize("after", [*APART, *APART_AS_LINES])
@pytest.mark.parametrize(
    "heading", ["About Velmar Research\n\n", "About Velmar Research: ", ""], ids=["own", "inline", "none"]
)
def test_what_is_not_about_the_organisation_ends_its_section(after: str, heading: str) -> None:
    text = f"{LINES}{heading}{SAYS}\n\n{after}"
    assert abouts(text) == [f"{heading}{SAYS}"]


@pytest.mark.parametrize("after", [row for row in APART if "\n" not in row])
def test_it_ends_as_a_sentence_of_a_single_line(after: str) -> None:
    assert abouts(f"{FLATTER}About Velmar Research {SAYS} {after}") == [f"About Velmar Research {SAYS}"]


#: What goes on about the organisation, though its words are those of notices.
WITHIN = [
    "Visit www.velmar.example.",
    "See www.velmar.example",
    "For more information, visit www.velmar.example or follow Velmar Research on LinkedIn.",
    "This information technology company serves growers in 14 countries.",
    "These release valves are made in Tarn and are sold in 14 countries.",
    "This family company is run by the third generation and owns its works.",
    "Images that its probes make are used by growers in 14 countries.",
    "Picture libraries, archives and museums in 14 countries use its probes.",
    "Press shops and foundries are among its customers.",
    "Approved suppliers deliver within two days, and no order waits for a week.",
    "The Board of the company has seven members, four of whom work in Tarn.",
    "Followed by growers in 14 countries, its journal on soil is printed in Tarn.",
    "Registered growers may borrow a probe for a week.",
    "Subscribers to its journal on soil live in 14 countries.",
    "In 2019 the company bought Quillon Probes. It now has works in Tarn and Ostend.",
]


@pytest.mark.parametrize("more", WITHIN)
def test_what_is_about_the_organisation_stays(more: str) -> None:
    text = f"{LINES}About Velmar Research\n\n{SAYS}\n\n{more}\n\n{REACH}"
    assert abouts(text) == [f"About Velmar Research\n\n{SAYS}\n\n{more}"]


@pytest.mark.parametrize("more", WITHIN)
def test_it_stays_as_a_sentence_of_a_single_line(more: str) -> None:
    text = f"{FLATTER}About Velmar Research {SAYS} {more} {REACH}".replace("\n\n", " ")
    assert abouts(text) == [f"About Velmar Research {SAYS} {more}"]


def test_a_note_after_a_numbered_one_ends_it() -> None:
    text = f"{LINES}Notes to editors\n\n1. About Velmar Research\n{SAYS}\n\n2. The mill stood on the site until 1931."
    assert abouts(text) == [f"1. About Velmar Research\n{SAYS}"]


def test_a_numbered_list_under_a_heading_stays() -> None:
    more = "1. It is made in Tarn.\n\n2. It is paid for."
    text = f"{LINES}About Velmar Research\n\n{SAYS}\n\n{more}\n\n{REACH}"
    assert abouts(text) == [f"About Velmar Research\n\n{SAYS}\n\n{more}"]


SHORT = "Velmar Research Hires\n\nTARN, UK, March 3, 2021 -- Velmar Research today hired forty people.\n\nAbout Velmar Research\n\n"
LONG = f"{SAYS} Its laboratories stand in Tarn and Ostend. {SAYS.replace('makes', 'sells')} It is owned by those who work in it."


@pytest.mark.parametrize(
    "last", ["Visit www.velmar.example.", "See www.velmar.example", "Dosewell is a trademark of Velmar Research."]
)
def test_a_paragraph_under_its_heading_is_one_however_short_the_release(last: str) -> None:
    assert abouts(f"{SHORT}{LONG} {last}\n\n{REACH}") == [f"About Velmar Research\n\n{LONG} {last}"]


DESCRIPTIONS = [
    "Velmar Research has looked after the fields of growers and road builders since 1952. The firm employs 310 people in Tarn.",
    "Velmar Research operates 14 laboratories in the north of the country. To find the nearest one, go to velmar.example.",
    "For three generations, growers and road builders have come to Velmar Research. Velmar Research is headquartered in Tarn.",
    "Velmar Research employs 310 people at two sites in Tarn and Ostend and is certified to ISO 9001:2015.",
    "Velmar Research makes soil probes. The company has 310 employees and customers in 14 countries.",
]


@pytest.mark.parametrize("says", DESCRIPTIONS)
@pytest.mark.parametrize(
    "end", ["Ends", REACH, "ENDS\n\nNotes to editors: The director is free on Monday.", "Press office: 020 5550 1234"]
)
def test_a_description_before_the_end_needs_no_heading(says: str, end: str) -> None:
    assert abouts(f"{LINES}{says}\n\n{end}") == [says]


@pytest.mark.parametrize("says", DESCRIPTIONS)
def test_nor_does_it_in_a_single_line(says: str) -> None:
    assert abouts(f"{FLATTER}{says}") == [says]


NEWS = [
    "Velmar Research has rebuilt its laboratory since the flood of the river in May, and has moved its stores.",
    "Velmar Research has hired forty people and will hire twenty more by the end of the year.",
    "Velmar Research sold 14 laboratories in May. The buyers paid in cash.",
    "Velmar Research is on the river and is open daily from noon. Dogs are welcome in the yard.",
    "The director of Velmar Research has worked there since 1999 and lives in Tarn with her family.",
]


@pytest.mark.parametrize("says", NEWS)
@pytest.mark.parametrize("last", ["Ends", REACH])
def test_news_before_the_end_is_no_description(says: str, last: str) -> None:
    assert abouts(f"{LINES}{says}\n\n{last}") == []
