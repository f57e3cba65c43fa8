"""Where the sections of a release begin and end, on releases of organisations that do not exist."""

import pytest

from tracker.documents.model import Block, BlockKind, Region, Span
from tracker.sections.model import Role, Section
from tracker.sections.split import split

LEAD = (
    "# Velmar Pumps Opens a Line in Tarn\n\nTARN, UK, March 3, 2021 /PRNewswire/ -- Velmar Pumps Ltd., a maker of metering "
    "pumps, today announced that it has opened a line for dosing heads in Tarn."
)
BODY = (
    "The line took eleven months to build and employs forty people on two shifts. It replaces two older ones.\n\n"
    '"We needed the room, and now we have it," said the works manager of Velmar Pumps.'
)
SAYS = (
    "Velmar Pumps is a leading manufacturer of metering pumps for water works and breweries. Founded in 1952, the company "
    "employs 310 people and is certified to ISO 9001:2015."
)
OTHER = "Quillon Valves makes check valves and gate valves in Ostend. It is a family company in its third generation."
CAUTION = (
    "This release contains forward-looking statements, which involve risks. Velmar Pumps does not undertake to bring them "
    "up to date."
)
REACH = "Media Contact:\n\nThe press office of Velmar Pumps\n\n+44 20 5550 1234\n\npress@velmar.example"
LINES = f"{LEAD}\n\n{BODY}\n\n"
FLAT = LINES.replace("\n\n", "  ")


def abouts(text: str) -> list[str]:
    """The About sections of a text, as it has them."""
    return [section.span.of(text) for section in split(text) if section.role is Role.ABOUT]


def roles(sections: tuple[Section, ...]) -> list[str]:
    return [section.role.value for section in sections]


HEADED = [
    ("on its own line", LINES, "About Velmar Pumps\n\n", "\n\n"),
    ("on its own line with one line break", LINES, "About Velmar Pumps\n", "\n"),
    ("with Windows line ends", LINES.replace("\n", "\r\n"), "About Velmar Pumps\r\n\r\n", "\r\n\r\n"),
    ("with a colon", LINES, "About Velmar Pumps:\n\n", "\n\n"),
    ("in capitals", LINES, "ABOUT VELMAR PUMPS\n\n", "\n\n"),
    ("with an article", LINES, "About the Velmar Pumps Group\n\n", "\n\n"),
    ("with a legal form", LINES, "About Velmar Pumps, Ltd.\n\n", "\n\n"),
    ("with a listing", LINES, "About Velmar Pumps (LSE: VELP)\n\n", "\n\n"),
    ("with an address", LINES, "About Velmar Pumps www.velmar.example\n\n", "\n\n"),
    ("as a Markdown heading", LINES, "## About Velmar Pumps\n\n", "\n\n"),
    ("in bold", LINES, "**About Velmar Pumps**\n\n", "\n\n"),
    ("in bold with a colon inside", LINES, "**About Velmar Pumps:** ", "\n\n"),
    ("as a link", LINES, "About [Velmar Pumps](https://www.velmar.example/)\n\n", "\n\n"),
    ("all of it a link", LINES, "[About Velmar Pumps](https://www.velmar.example/)\n\n", "\n\n"),
    ("with spaces that do not break", LINES, "About\u00a0Velmar\u00a0Pumps\n\n", "\n\n"),
    ("of the company as such", LINES, "About the Company\n\n", "\n\n"),
    ("of ourselves", LINES, "About Us\n\n", "\n\n"),
    ("as a profile", LINES, "Company Profile\n\n", "\n\n"),
    ("at the start of its paragraph", LINES, "About Velmar Pumps ", "\n\n"),
    ("at the start with a colon", LINES, "About Velmar Pumps: ", "\n\n"),
    ("at the start with a dash", LINES, "About Velmar Pumps \u2013 ", "\n\n"),
    ("run together with its text", LINES, "About Velmar Pumps", "\n\n"),
    ("run together with a legal form", LINES, "About Velmar Pumps Ltd.", "\n\n"),
    ("in one line after two spaces", FLAT, "About Velmar Pumps  ", "  "),
    ("in one line with a colon", FLAT, "About Velmar Pumps: ", "  "),
    ("in one line without a mark", FLAT, "About Velmar Pumps ", "  "),
    ("in one line in capitals", FLAT, "ABOUT VELMAR PUMPS  ", "  "),
    ("in one line after an address", FLAT + "See www.velmar.example/tarn ", "About Velmar Pumps ", "  "),
]


@pytest.mark.parametrize(("before", "heading", "gap"), [row[1:] for row in HEADED], ids=[row[0] for row in HEADED])
def test_an_about_section_is_found_under_its_heading(before: str, heading: str, gap: str) -> None:
    text = f"{before}{heading}{SAYS}{gap}{REACH}"
    assert abouts(text) == [f"{heading}{SAYS}"]


GLUED = [
    ("to the sentence before", "The line is paid for.", "About Velmar Pumps\n\n"),
    ("to a closing quotation mark", 'He said: "It runs."', "About Velmar Pumps\n\n"),
    ("to an address before", "Pictures are at www.velmar.example/tarn", "About Velmar Pumps\n\n"),
    ("on both sides", "The line is paid for.", "About Velmar Pumps"),
    ("on both sides in capitals", "The line is paid for.", "ABOUT VELMAR PUMPS"),
]


@pytest.mark.parametrize(("before", "heading"), [row[1:] for row in GLUED], ids=[row[0] for row in GLUED])
def test_a_heading_run_together_with_the_text_around_it_is_found(before: str, heading: str) -> None:
    text = f"{LINES}{before}{heading}{SAYS}\n\n{REACH}"
    assert abouts(text) == [f"{heading}{SAYS}"]


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("About Velmar Pumps\n\n", "Velmar Pumps"),
        ("About Velmar Pumps: ", "Velmar Pumps"),
        ("About Velmar Pumps ", "Velmar Pumps"),
        ("About Velmar Pumps", "Velmar Pumps"),
        ("**About Velmar Pumps**\n\n", "Velmar Pumps"),
        ("About [Velmar Pumps](https://www.velmar.example/)\n\n", "Velmar Pumps"),
        ("About Velmar Pumps (LSE: VELP)\n\n", "Velmar Pumps"),
        ("About Velmar Pumps www.velmar.example\n\n", "Velmar Pumps"),
    ],
)
def test_a_heading_says_of_whom_it_speaks(heading: str, subject: str) -> None:
    text = f"{LINES}{heading}{SAYS}\n\n{REACH}"
    (section,) = (one for one in split(text) if one.role is Role.ABOUT)
    assert section.subject == subject
    assert section.body(text) == SAYS


@pytest.mark.parametrize("gap", ["\n\n", "\n", "  "])
def test_a_joint_release_has_one_about_section_for_each(gap: str) -> None:
    text = f"{LEAD}{gap}About Velmar Pumps{gap}{SAYS}{gap}About Quillon Valves{gap}{OTHER}{gap}Contact: press@velmar.example"
    assert abouts(text) == [f"About Velmar Pumps{gap}{SAYS}", f"About Quillon Valves{gap}{OTHER}"]


def test_a_heading_may_speak_of_two() -> None:
    text = f"{LINES}About Velmar Pumps and Quillon Valves\n\n{SAYS}\n\n{OTHER}\n\n{REACH}"
    assert abouts(text) == [f"About Velmar Pumps and Quillon Valves\n\n{SAYS}\n\n{OTHER}"]


HEADLESS = [
    ("what it is", SAYS),
    (
        "where it comes from",
        "Founded in 1952, Velmar Pumps builds metering pumps in Tarn. The company employs 310 people.",
    ),
    (
        "how long it has been there",
        "In business since 1952, Velmar Pumps makes and services metering pumps for breweries.",
    ),
    ("where it sits", "Headquartered in Tarn, Velmar Pumps supplies water works with metering pumps in 14 countries."),
    ("under a short name", "Velmar is a family-owned maker of metering pumps with customers in 14 countries."),
    ("with a motto in it", SAYS + ' Its "drop by drop" approach is known from Tarn to Turin.'),
    (
        "in two paragraphs",
        f"{SAYS}\n\nThe company sells through 40 dealers. For more information, visit www.velmar.example.",
    ),
]


@pytest.mark.parametrize("says", [row[1] for row in HEADLESS], ids=[row[0] for row in HEADLESS])
@pytest.mark.parametrize("end", [REACH, CAUTION, "###", "SOURCE Velmar Pumps Ltd."])
def test_a_description_without_a_heading_is_found(says: str, end: str) -> None:
    assert abouts(f"{LINES}{says}\n\n{end}") == [says]


def test_a_description_without_a_heading_is_found_in_a_single_line() -> None:
    text = f"{FLAT}{SAYS}".replace("\n", " ").replace("  ", " ")
    assert abouts(text) == [SAYS]


def test_a_description_after_the_legal_text_is_found() -> None:
    assert abouts(f"{LINES}Forward-Looking Statements\n\n{CAUTION}\n\n{SAYS}\n\n{REACH}") == [SAYS]


def test_the_subject_of_a_description_is_the_issuer() -> None:
    text = f"{LINES}{SAYS}\n\n{REACH}"
    (section,) = (one for one in split(text) if one.role is Role.ABOUT)
    assert section.heading is None
    assert section.subject == "Velmar Pumps Ltd."


NOT_ABOUT = [
    ("a talk about somebody", "The works council wants to talk about Velmar Pumps and its plans for the old line."),
    ("an invitation to learn more", "Learn More About Velmar Pumps at the booth, where the new heads are on show."),
    ("a number", "About 40 people have been hired. About half of them come from the old line."),
    ("a share", "About Two Thirds of the orders come from breweries, as they have for years."),
    ("a page's name", "The report is kept in the About Us section of the website of Velmar Pumps."),
    ("a question", "Nobody had asked what the neighbours thought. About time, said one of them."),
    ("a quotation", '"About Velmar Pumps, people say that it never sleeps," said the works manager.'),
    ("news that names the issuer", "Velmar Pumps has hired 40 people in Tarn and plans to hire 20 more next year."),
    ("news in its own words", "Velmar Pumps is pleased to announce the line, and will show it at the fair in Ghent."),
    ("a quotation that describes", '"Velmar Pumps is a leading maker of metering pumps," said the works manager.'),
    ("a product", "The new dosing head is a leading product for breweries. It weighs four kilograms."),
    ("what was done", "Velmar Pumps has rebuilt the roof and moved the canteen. The company paid with a loan."),
    ("a person", "The works manager is a graduate of the school in Tarn and has been with the company since 2004."),
]


@pytest.mark.parametrize("words", [row[1] for row in NOT_ABOUT], ids=[row[0] for row in NOT_ABOUT])
@pytest.mark.parametrize("last", ["The line opens on Monday.", "Tours are given on Fridays, at ten and at two."])
def test_ordinary_prose_is_no_about_section(words: str, last: str) -> None:
    assert abouts(f"{LINES}{words}\n\n{last}\n\n{REACH}") == []


@pytest.mark.parametrize("of", ["the Study", "This Release", "the Award", "the Survey", "Forward-Looking Statements"])
def test_an_about_heading_of_something_else_is_no_about_section(of: str) -> None:
    assert (
        abouts(f"{LINES}About {of}\n\nIt was made with care and is kept in Tarn for everybody to read.\n\n{REACH}")
        == []
    )


ENDS = [
    ("contact", "\n\nMedia Contact:\n\nThe press office\n\n+44 20 5550 1234", Role.CONTACT),
    ("contact run together", "\n\nMedia Contact:The press office+44 20 5550 1234press@velmar.example", Role.CONTACT),
    (
        "contact without a heading",
        "\n\nThe Press Office, Velmar Pumps, +44 20 5550 1234, press@velmar.example",
        Role.CONTACT,
    ),
    ("whom to ask", "\n\nFor further information, please contact: press@velmar.example", Role.CONTACT),
    ("contact in the same line", " Contact: The press office, +44 20 5550 1234", Role.CONTACT),
    ("an address alone", "\n\nwww.velmar.example", Role.CONTACT),
    ("safe harbor", f"\n\nForward-Looking Statements\n\n{CAUTION}", Role.SAFE_HARBOR),
    ("safe harbor inline", f"\n\nSafe Harbor Statement: {CAUTION}", Role.SAFE_HARBOR),
    ("safe harbor without a heading", f"\n\n{CAUTION}", Role.SAFE_HARBOR),
    ("cautionary note", f"\n\nCautionary Note Regarding Forward-Looking Statements\n\n{CAUTION}", Role.SAFE_HARBOR),
    ("trade marks", "\n\nVelmar and Dosewell are trademarks of Velmar Pumps Ltd.", Role.TRADEMARK),
    ("trade marks under a heading", "\n\nTrademarks\n\nDosewell is ours, and so is its drop.", Role.TRADEMARK),
    ("measures", "\n\nUse of Non-GAAP Financial Measures\n\nAdjusted profit leaves out the flood.", Role.NON_GAAP),
    ("the wire", "\n\nView original content: https://www.wire.example/1", Role.FURNITURE),
    ("the wire in the same line", " View original content on the wire: https://www.wire.example/1", Role.FURNITURE),
    ("the source", "\n\nSOURCE Velmar Pumps Ltd.", Role.FURNITURE),
    ("an end mark", "\n\n###", Role.FURNITURE),
    ("an archive", "\n\n---\n\n[Original release](https://wire.example/1)", Role.FURNITURE),
    (
        "an exchange",
        "\n\nNeither the TSX Venture Exchange nor its provider accepts responsibility for this.",
        Role.OTHER,
    ),
    ("a call to action", "\n\nTo download the brochure, visit www.velmar.example/brochure.", Role.OTHER),
    ("a disclaimer", "\n\nDisclaimer: Nothing in here is advice, and nothing in here is an offer.", Role.OTHER),
    ("another heading", "\n\nConference Call and Webcast\n\nThe board will take questions on Monday.", Role.OTHER),
]


@pytest.mark.parametrize(("after", "role"), [row[1:] for row in ENDS], ids=[row[0] for row in ENDS])
def test_an_about_section_ends_where_another_matter_begins(after: str, role: Role) -> None:
    text = f"{LINES}About Velmar Pumps\n\n{SAYS}{after}"
    sections = split(text)
    place = next(index for index, section in enumerate(sections) if section.role is Role.ABOUT)
    assert sections[place].span.of(text) == f"About Velmar Pumps\n\n{SAYS}"
    assert sections[place + 1].role is role


KEPT = [
    ("where to learn more", "For more information, visit www.velmar.example or follow @velmar."),
    ("a second paragraph", "The company sells through 40 dealers in 14 countries and trains them in Tarn."),
    ("a standard with its year", "Velmar Pumps holds ISO 14001-2015 and ISO 45001-2018 certificates."),
    ("years", "*As reported by the Tarn Gazette 1996-2020, on the basis of pumps sold."),
    ("cloud technology", "Powered by its own turbines, the works takes no current from the grid."),
]


@pytest.mark.parametrize("more", [row[1] for row in KEPT], ids=[row[0] for row in KEPT])
def test_what_still_speaks_of_the_organisation_stays(more: str) -> None:
    text = f"{LINES}About Velmar Pumps\n\n{SAYS}\n\n{more}\n\n{REACH}"
    assert abouts(text) == [f"About Velmar Pumps\n\n{SAYS}\n\n{more}"]


def test_a_whole_release_has_its_parts_in_order() -> None:
    text = f"{LINES}About Velmar Pumps\n\n{SAYS}\n\nForward-Looking Statements\n\n{CAUTION}\n\n{REACH}\n\nSOURCE Velmar Pumps"
    assert roles(split(text)) == ["lead", "body", "about", "safe-harbor", "contact", "furniture"]


def test_the_lead_holds_title_and_dateline() -> None:
    (lead, *_) = split(LINES)
    assert lead.role is Role.LEAD
    assert lead.span.of(LINES) == LEAD


@pytest.mark.parametrize("text", ["", " \n\n ", "\u00a0"])
def test_nothing_has_no_sections(text: str) -> None:
    assert split(text) == ()


def test_text_that_was_wrapped_by_hand_keeps_its_paragraphs() -> None:
    wrapped = (
        "Velmar Pumps is a leading manufacturer of metering pumps for water\nworks and breweries. Founded in 1952, the company "
        "employs 310 people\nand is certified to ISO 9001:2015."
    )
    filler = "The line took eleven months to build and employs forty people on two\nshifts. It replaces two older ones, which "
    text = f"{LEAD}\n\n" + f"{filler}have been sold to a\nbrewery in the north of the country.\n\n" * 4
    assert abouts(f"{text}{wrapped}\n\n{REACH}") == [wrapped]


def test_blocks_outside_the_main_part_of_a_page_are_furniture() -> None:
    text = f"About our shop\n\n{LINES}About Velmar Pumps\n\n{SAYS}"
    blocks = (
        Block(Span(0, 14), BlockKind.PARAGRAPH, Region.NAV),
        Block(Span(16, len(text)), BlockKind.PARAGRAPH, Region.MAIN),
    )
    sections = split(text, blocks)
    assert sections[0].role is Role.FURNITURE
    assert [section.span.of(text) for section in sections if section.role is Role.ABOUT] == [
        f"About Velmar Pumps\n\n{SAYS}"
    ]


def test_a_heading_that_the_medium_marks_ends_an_about_section() -> None:
    text = f"{LINES}About Velmar Pumps\n\n{SAYS}\n\nwhat else is new\n\nThe canteen has moved."
    start = text.index("what else")
    blocks = (Block(Span(start, start + len("what else is new")), BlockKind.HEADING),)
    sections = split(text, blocks)
    assert [section.span.of(text) for section in sections if section.role is Role.ABOUT] == [
        f"About Velmar Pumps\n\n{SAYS}"
    ]


SHAPES = [
    (
        "a legal form in small letters",
        f"{LINES}About Velmar Pumps plc\n{SAYS}\n\n{REACH}",
        [f"About Velmar Pumps plc\n{SAYS}"],
    ),
    (
        "a legal form in small letters, in one line",
        f"{FLAT}About Velmar Pumps plc {SAYS}  {REACH}",
        [f"About Velmar Pumps plc {SAYS}"],
    ),
    (
        "a rule around the heading",
        f"{LINES}--- About Velmar Pumps ---\n\n{SAYS}\n\n=== Contact ===\n\npress@velmar.example",
        [f"--- About Velmar Pumps ---\n\n{SAYS}"],
    ),
    (
        "wide gaps in the heading",
        f"{LINES}About  Velmar  Pumps\n\n{SAYS}\n\n{REACH}",
        [f"About  Velmar  Pumps\n\n{SAYS}"],
    ),
    (
        "a quotation mark of Markdown",
        f"{LINES}> **About Velmar Pumps**\n> {SAYS}\n\n{REACH}",
        [f"> **About Velmar Pumps**\n> {SAYS}"],
    ),
    (
        "a name for a heading",
        f"{LINES}Velmar Pumps\n\n{SAYS}\n\n{REACH}",
        [f"Velmar Pumps\n\n{SAYS}"],
    ),
    (
        "another's name for a heading, after the issuer's section",
        f"{LINES}About Velmar Pumps\n\n{SAYS}\n\nQuillon Valves\n\n{OTHER}\n\n{REACH}",
        [f"About Velmar Pumps\n\n{SAYS}", f"Quillon Valves\n\n{OTHER}"],
    ),
    (
        "two descriptions without headings",
        f"{LINES}{SAYS}\n\nQuillon Valves is a maker of check valves with customers in 20 countries.\n\n{REACH}",
        [SAYS, "Quillon Valves is a maker of check valves with customers in 20 countries."],
    ),
    (
        "a description of the issuer before another's section",
        f"{LINES}{SAYS}\n\nAbout Quillon Valves\n\n{OTHER}\n\n{REACH}",
        [SAYS, f"About Quillon Valves\n\n{OTHER}"],
    ),
    (
        "sentences run together where lines broke",
        f"{LEAD}It runs on two shifts.Nobody was hurt.{SAYS}Media Contact:The press office+44 20 5550 1234",
        [SAYS],
    ),
    (
        "a trade mark notice as the last sentence",
        f"{LINES}About Velmar Pumps\n\nVelmar Pumps, Ltd. makes pumps. Dosewell is a registered trademark of Velmar Pumps, Ltd.\n\n{REACH}",
        [
            "About Velmar Pumps\n\nVelmar Pumps, Ltd. makes pumps. Dosewell is a registered trademark of Velmar Pumps, Ltd."
        ],
    ),
    (
        "a heading of our partners",
        f"{LINES}About Velmar Pumps\n\n{SAYS}\n\nAbout our partners\n\nThey come from fourteen countries.\n\n{REACH}",
        [f"About Velmar Pumps\n\n{SAYS}"],
    ),
    (
        "a legal heading in the middle of a line",
        f"{FLAT}About Velmar Pumps {SAYS} Safe Harbor Statement Statements in this release that look ahead may be wrong.",
        [f"About Velmar Pumps {SAYS}"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_other_shapes_of_the_genre(text: str, expected: list[str]) -> None:
    assert abouts(text) == expected


def test_a_legal_heading_needs_no_stop_before_it() -> None:
    text = f"{FLAT}{SAYS} \u00a9 Velmar Pumps Corporation Safe Harbor Statement Statements in this release that look ahead may be wrong."
    assert roles(split(text))[-1] == "safe-harbor"


def test_a_contact_above_the_title_is_not_the_body() -> None:
    text = f"FOR IMMEDIATE RELEASE\nContact: The press office\nPhone: +44 20 5550 1234\n\n{LINES}{SAYS}\n\n-30-"
    assert roles(split(text)) == ["lead", "contact", "lead", "body", "about", "furniture"]
