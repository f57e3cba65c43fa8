"""What the head of a release says, on heads of invented releases in the shapes that wires and archives give them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.masthead import masthead
from tracker.documents.masthead.dateline import dateline_at, may_open_dateline
from tracker.documents.masthead.dates import DateOrder
from tracker.documents.masthead.language import language
from tracker.documents.masthead.names import bare, forms, initials, same
from tracker.documents.model import Block, DateSource, Region, Span

DAY = date(2021, 3, 3)
SAYS = "Velmar Pumps Ltd. today announced that it has opened a line for dosing heads in Tarn."

DATELINES = [
    ("TARN, UK, March 3, 2021 (GLOBE NEWSWIRE) -- ", "TARN, UK", DAY, "GLOBE NEWSWIRE"),
    ("TARN, New York, Mar. 3, 2021 (GLOBE NEWSWIRE) -- ", "TARN, New York", DAY, "GLOBE NEWSWIRE"),
    ("TARN, NY--(Marketwired - March 3, 2021) - ", "TARN, NY", DAY, "Marketwired"),
    ("TARN, England, March 3, 2021 /PRNewswire/ -- ", "TARN, England", DAY, "PRNewswire"),
    ("TARN, March 3, 2021 /PRNewswire-PRWeb/ -- ", "TARN", DAY, "PRNewswire-PRWeb"),
    ("TARN, Calif.--(BUSINESS WIRE)--Mar. 3, 2021--", "TARN, Calif.", DAY, "BUSINESS WIRE"),
    ("TARN, Calif.--(BUSINESS WIRE)--", "TARN, Calif.", None, "BUSINESS WIRE"),
    ("TARN, NV / ACCESSWIRE / March 3, 2021 / ", "TARN, NV", DAY, "ACCESSWIRE"),
    ("TARN, TX / ACCESS Newswire / March 3, 2021 / ", "TARN, TX", DAY, "ACCESS Newswire"),
    ("TARN, KENYA, March 03, 2021 /24-7PressRelease/ -- ", "TARN, KENYA", DAY, "24-7PressRelease"),
    ("TARN, FL - March 3, 2021 (NEWMEDIAWIRE) - ", "TARN, FL", DAY, "NEWMEDIAWIRE"),
    ("TARN, N.C. - (NewMediaWire) - March 3, 2021 - ", "TARN, N.C.", DAY, "NewMediaWire"),
    ("TARN, UNITED KINGDOM, March 3, 2021 /EINPresswire.com/ -- ", "TARN, UNITED KINGDOM", DAY, "EINPresswire.com"),
    ("Tarn, CO (PRWEB) March 03, 2021 -- ", "Tarn, CO", DAY, "PRWEB"),
    ("Tarn, Ontario--(Newsfile Corp. - March 3, 2021) - ", "Tarn, Ontario", DAY, "Newsfile Corp."),
    ("TARN, Utah \u2014 March 3, 2021 \u2014 ", "TARN, Utah", DAY, None),
    ("Tarn, 3 March 2021 \u2013 ", "Tarn", DAY, None),
    ("March 3rd, 2021 \u2013 Tarn, UK \u2013 ", "Tarn, UK", DAY, None),
    ("TARN, PA, March 3, 2021 -- ", "TARN, PA", DAY, None),
    ("ST. ANSELM, MO, March 3, 2021 /24-7PressRelease/ -- ", "ST. ANSELM, MO", DAY, "24-7PressRelease"),
    ("**TARN, UK, March 3, 2021** \u2013 ", "TARN, UK", DAY, None),
    ("--News Direct--\n\n", None, None, "News Direct"),
    ("TARN, UK \u2013 ", "TARN, UK", None, None),
    ("TARN, Utah -- ", "TARN, Utah", None, None),
    ("TARN and OSTEND, Belgium, March 3, 2021 /PRNewswire/ -- ", "TARN and OSTEND, Belgium", DAY, "PRNewswire"),
    (
        "TARN, England and OSTEND, Belgium, March 03, 2021 (GLOBE NEWSWIRE) -- ",
        "TARN, England and OSTEND, Belgium",
        DAY,
        "GLOBE NEWSWIRE",
    ),
    ("[TARN, UK \u2013 March 3, 2021] \u2013 ", "TARN, UK", DAY, None),
]


OWN_LINE = [
    ("Tarn / Ostend, March 3, 2021. ", "Tarn / Ostend", DAY, None),
    ("Tarn/Ostend, 3 March 2021\n\n", "Tarn/Ostend", DAY, None),
    ("(Tarn, 3 March 2021) ", "Tarn", DAY, None),
]


@pytest.mark.parametrize(("line", "place", "on", "wire"), [*DATELINES, *OWN_LINE])
def test_a_dateline_gives_place_day_and_wire(line: str, place: str | None, on: date | None, wire: str | None) -> None:
    text = f"# Velmar Pumps Opens a Line\n\n{line}{SAYS}"
    found = masthead(text)
    assert found.dateline is not None
    assert (found.dateline.place, found.dateline.on, found.dateline.wire) == (place, on, wire)
    assert text[found.dateline.span.end :].strip() == SAYS
    assert found.organisation == "Velmar Pumps Ltd."


@pytest.mark.parametrize(
    "text",
    [
        SAYS,
        "Velmar Pumps, which opened in Tarn on a Monday, has hired forty people.",
        "On March 3, 2021, Velmar Pumps opened a line in Tarn.",
        "The line - the second in Tarn - was opened by the works manager.",
        "Tarn, Western Shore - the line there is the second one of Velmar Pumps, and was opened by the works manager.",
        "(Pictures: Velmar Pumps, 2021) The line is open.",
        "Tarn / Ostend is the line on which the pumps travel, and it was built on March 3, 2021.",
        "Since 1952 Velmar Pumps has made metering pumps - and nothing else.",
    ],
)
def test_prose_has_no_dateline(text: str) -> None:
    assert masthead(f"# Velmar Pumps Opens a Line\n\n{text}").dateline is None


@pytest.mark.parametrize("line", [row[0] for row in DATELINES if row[1] and row[2]])
def test_a_dateline_is_found_after_a_title_in_the_same_line(line: str) -> None:
    if not line.isascii() or line.startswith(("March", "**")):
        line = "TARN, UK, March 3, 2021 (GLOBE NEWSWIRE) -- "
    found = masthead(
        f"Velmar Pumps Opens a Line for Dosing Heads {line}{SAYS} It cost ten million and took a year. " * 2
    )
    assert found.published is not None
    assert found.published.on == DAY


PUBLISHED = [
    (f" date 2021-03-03 TARN, UK, March 2, 2021 (GLOBE NEWSWIRE) -- {SAYS}", {}, DAY, DateSource.HEADER),
    (f"date: 2021-03-03\n\n# A Line\n\n{SAYS}", {}, DAY, DateSource.HEADER),
    (f"# A Line\n\nTARN, March 3, 2021 -- {SAYS}", {"url": "https://x.example/2020/01/01/a"}, DAY, DateSource.DATELINE),
    (f"# A Line\n\nMarch 3, 2021\n\n{SAYS}", {}, DAY, DateSource.DATELINE),
    (f"# A Line\n\n{SAYS}", {"url": "https://x.example/news/2021/03/03/a-line"}, DAY, DateSource.URL),
    (f"# A Line\n\n{SAYS}", {"file_name": "2021-03-03-1.txt"}, DAY, DateSource.FILE_NAME),
    (f"# A Line\n\n{SAYS}", {"file_name": "20210303_line.txt"}, DAY, DateSource.FILE_NAME),
    (f"# A Line\n\n03.03.2021\n\n{SAYS}", {"order": DateOrder.DAY_FIRST}, DAY, DateSource.DATELINE),
    (f"# A Line\n\n3/4/2021\n\n{SAYS}", {"order": DateOrder.DAY_FIRST}, date(2021, 4, 3), DateSource.DATELINE),
    (f"# A Line\n\n3/4/2021\n\n{SAYS}", {"order": DateOrder.MONTH_FIRST}, date(2021, 3, 4), DateSource.DATELINE),
]


@pytest.mark.parametrize(("text", "known", "on", "source"), PUBLISHED)
def test_the_day_of_publication_says_where_it_was_read(
    text: str, known: dict[str, Any], on: date | None, source: DateSource
) -> None:
    published = masthead(text, **known).published
    assert published is not None
    assert (published.on, published.source) == (on, source)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (SAYS, {}),
        (f"# A Line\n\n3/4/2021\n\n{SAYS}", {}),
        (f"# A Line\n\nFebruary 30, 2021\n\n{SAYS}", {}),
        (f"# A Line\n\n{SAYS} It was planned on March 3, 2020, and again on May 4, 2020, by two boards.", {}),
        (f"# A Line\n\n{SAYS}", {"url": "https://x.example/releases/123456", "file_name": "release-17.txt"}),
    ],
)
def test_no_day_is_guessed(text: str, known: dict[str, Any]) -> None:
    assert masthead(text, **known).published is None


LISTED = [
    ("(NYSE: VELP)", ["NYSE: VELP"]),
    ("(NYSE MKT: VEL)", ["NYSE MKT: VEL"]),
    ("(Nasdaq:VELP)", ["Nasdaq: VELP"]),
    ("(NASDAQ Capital Market: VELP)", ["NASDAQ Capital Market: VELP"]),
    ("(TSXV: VEL) (FSE: V2P) (OTC: VELPF)", ["TSXV: VEL", "FSE: V2P", "OTC: VELPF"]),
    ("(TSX: VEL; OTCQX: VELPF)", ["TSX: VEL", "OTCQX: VELPF"]),
    ("(NYSE and TSX: VEL)", ["NYSE: VEL", "TSX: VEL"]),
    ("(LSE: VEL.L)", ["LSE: VEL.L"]),
    ("(OTCQB: VELP) (\u201cVelmar\u201d or the \u201cCompany\u201d)", ["OTCQB: VELP"]),
    ("(the \u201cCompany\u201d)", []),
    ("(ISIN: GB0000000000)", []),
    ("(see: NOTES)", []),
    ("(ISO 9001: certified)", []),
]


@pytest.mark.parametrize(("bracket", "expected"), LISTED)
def test_listings_are_read_from_the_lead(bracket: str, expected: list[str]) -> None:
    text = f"TARN, March 3, 2021 /PRNewswire/ -- Velmar Pumps Ltd. {bracket} today announced that it has opened a line."
    found = masthead(text)
    assert [str(listing) for listing in found.listings] == expected
    assert all(listing.ticker in listing.span.of(text) for listing in found.listings)
    assert found.organisation == "Velmar Pumps Ltd."


def test_listings_outside_the_lead_are_not_the_issuers() -> None:
    text = (
        f"# A Line\n\nTARN, March 3, 2021 -- {SAYS}\n\nThe heads are sold by Quillon Valves (NYSE: QUIL).\n\n"
        "About Quillon Valves\n\nQuillon Valves (NYSE: QUIL) makes valves."
    )
    assert masthead(text).listings == ()


ISSUERS = [
    ("Velmar Pumps, a maker of metering pumps, has opened a line.", "", "Velmar Pumps"),
    ("Velmar Pumps\u2122, Inc. (\u201cVelmar\u201d) has opened a line.", "", "Velmar Pumps\u2122, Inc."),
    ("Velmar & Daughters GmbH has opened a line in Tarn.", "", "Velmar & Daughters GmbH"),
    ("Today, Velmar Pumps announced that it has opened a line.", "", "Velmar Pumps"),
    ("In the world of brewing, no drop may be lost. A line for heads is open.", "About Velmar Pumps", "Velmar Pumps"),
    ("The Ministry of Water today praised a line for heads.", "About Velmar Pumps", "Velmar Pumps"),
    (
        "VPL (\u201cVelmar Pumps\u201d) today announced a line. Velmar Pumps Ltd. is open.",
        "About Velmar Pumps",
        "Velmar Pumps Ltd.",
    ),
    ("It was a fine day for everybody who had waited.", "", None),
    ("There are many ways to dose a liquid, and all of them are old.", "", None),
    ("No company is named in this text, and none shall be.", "", None),
]


@pytest.mark.parametrize(("lead", "heading", "organisation"), ISSUERS)
def test_the_issuer_is_whoever_most_of_the_release_names(lead: str, heading: str, organisation: str | None) -> None:
    text = f"TARN, March 3, 2021 /PRNewswire/ -- {lead}\n\nIt runs on two shifts."
    if heading:
        text += f"\n\n{heading}\n\n{heading.removeprefix('About ')} is a maker of metering pumps."
    assert masthead(text).organisation == organisation


TITLED = [
    (
        "a place that is not in capitals, where a listing follows",
        "VELMAR SIGNS",
        "Tarn, Western Shore - Velmar Pumps Ltd. (ASX: VLM) advises that it has signed with a brewery in Ostend.",
        "Velmar Pumps Ltd.",
    ),
    (
        "a lead that opens with a number",
        "Velmar Pumps Finds Leaks in One Cellar of Fifty",
        "TARN, Utah -- One in fifty cellars leaks, figures that Velmar Pumps has gathered show.",
        "Velmar Pumps",
    ),
    (
        "a lead that opens with others",
        "Velmar takes on six apprentices",
        "TARN, 3 March 2021 \u2013 Six people begin with Velmar Pumps & Heads in May. Ostend College provides a day a week.",
        "Velmar Pumps & Heads",
    ),
    (
        "a number after About",
        "Velmar Pumps repairs its pumps of 1999",
        "Tarn, 3 March 2021\n\nOwners can send them home to Velmar Pumps.\n\nAbout 6,000 of them are in use.",
        "Velmar Pumps",
    ),
    (
        "a heading that speaks of the company",
        "Velmar Pumps Regains Its Licence",
        "TARN, Utah (PRWEB) March 3, 2021 -- Velmar Pumps regained its licence.\n\nAbout the Company\n\nThe company is old.",
        "Velmar Pumps",
    ),
    (
        "people at an organisation",
        "Velmar Pumps Opens a Line",
        "TARN, Utah (PRWEB) March 3, 2021 -- Designers at Velmar Pumps have completed it. Velmar Pumps is in Tarn.",
        "Velmar Pumps",
    ),
    (
        "a name with a place in it",
        "Friends of Tarn Mill Meet",
        "TARN, Utah (PRWEB) March 3, 2021 -- Friends of Tarn Mill announced a meeting. Friends of Tarn Mill is a charity.",
        "Friends of Tarn Mill",
    ),
    (
        "a title that nobody repeats",
        "New Pumps Run Quietly",
        "TARN, 3 March 2021 \u2013 It was a fine day for everybody who had waited for new pumps.",
        None,
    ),
    (
        "two words of a title that the lead says in small letters",
        "First Pumps Leave Tarn",
        "TARN, 3 March 2021 \u2013 On Monday the first pumps left, and nobody was there to see it.",
        None,
    ),
]


@pytest.mark.parametrize(("title", "lead", "organisation"), [row[1:] for row in TITLED], ids=[row[0] for row in TITLED])
def test_the_title_names_the_issuer_where_the_lead_opens_with_something_else(
    title: str, lead: str, organisation: str | None
) -> None:
    assert masthead(f"FOR IMMEDIATE RELEASE\n\n{title}\n\n{lead}\n\n# # #").organisation == organisation


@pytest.mark.parametrize("heading", ["About Velmar PumpsVelmar Pumps", "About Velmar Pumps Velmar Pumps"])
def test_a_heading_run_together_with_its_sentence_names_the_issuer_once(heading: str) -> None:
    text = f"# Open Day in Tarn\n\nTARN, UK, March 3, 2021 -- Visitors may try the heads.\n\n{heading} makes pumps."
    assert masthead(text).organisation == "Velmar Pumps"


def test_an_end_mark_is_no_title() -> None:
    text = f"Velmar Opens a Line\n\nTARN, UK -- {SAYS}\n\n# # #\n"
    assert masthead(text).title == "Velmar Opens a Line"


@given(
    st.lists(
        st.sampled_from(
            ["TARN", "Tarn, NY", "May 1, 2031", "1 May 2031", "2031-05-01", "(GLOBE NEWSWIRE)", "/PRNewswire/", "PRNewswire",
             "[RNS]", "(", ")", " -- ", " \u2013 ", ", ", " ", ": ", "|", "\n", "The valves are of bronze and are cast in one piece at Tarn."]
        ),
        max_size=8,
    )
)  # fmt: skip
def test_no_dateline_opens_a_line_that_holds_no_sign_of_one(parts: list[str]) -> None:
    text = "".join(parts)
    end = text.find("\n") if "\n" in text else len(text)
    found = dateline_at(text, 0)

    assert found is None or found.span.end > end or may_open_dateline(text, 0, end)


@pytest.mark.parametrize(
    ("menu", "lines"),
    [
        (1, ["Velmar Opens a Foundry", "TARN, May 1, 2031 -- Velmar Pumps today opened a foundry."]),
        (900, ["Velmar Opens a Foundry", "TARN, May 1, 2031 -- Velmar Pumps today opened a foundry."]),
    ],
)
def test_menus_of_any_length_take_no_room_in_the_head(menu: int, lines: list[str]) -> None:
    blocks: list[Block] = []
    text = ""
    for words, region in (
        *((f"Item {number} of the menu\non two lines", Region.NAV) for number in range(menu)),
        *((line, Region.MAIN) for line in lines),
        ("Related news", Region.ASIDE),
    ):
        text += "\n\n" if text else ""
        blocks.append(Block(Span(len(text), len(text) + len(words)), region=region))
        text += words

    found = masthead(text, blocks)

    assert (found.title, found.organisation) == ("Velmar Opens a Foundry", "Velmar Pumps")
    assert found.dateline is not None
    assert found.dateline.place == "TARN"


@pytest.mark.parametrize(
    "text",
    [
        f"Tarn ({'A' * 4000} - x",
        f"March 4, 2031 ({'A' * 4000} - x",
        "Tarn, " * 4000,
        "Tarn / " * 4000,
        "x " + f"{'A' * 88} /PRWEB " * 16,
    ],
)
def test_a_head_that_is_made_to_keep_a_reader_busy_is_read_like_any_other(text: str) -> None:
    assert masthead(text).dateline is None


def test_a_given_name_decides() -> None:
    text = "TARN, March 3, 2021 -- Quillon Valves and Velmar Pumps Ltd. today announced a line."
    assert masthead(text, names=("Velmar Pumps",)).organisation == "Velmar Pumps Ltd."
    assert masthead(text, names=("Ostrel Castings",)).organisation != "Ostrel Castings"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"# Velmar Opens a Line\n\nTARN, March 3, 2021 -- {SAYS}", "Velmar Opens a Line"),
        (f"# **Velmar** Opens \\(Again\\)\n\n{SAYS}", "Velmar Opens (Again)"),
        (f"Velmar Opens a Line\n\nTARN, March 3, 2021 -- {SAYS}", "Velmar Opens a Line"),
        (f"FOR IMMEDIATE RELEASE\n\nVelmar Opens a Line\n\nTARN, March 3, 2021 -- {SAYS}", "Velmar Opens a Line"),
        (f"Velmar Opens a Line TARN, UK, March 3, 2021 /PRNewswire/ -- {SAYS}", "Velmar Opens a Line"),
        (f" date 2021-03-03 TARN, UK, March 3, 2021 /PRNewswire/ -- {SAYS}", None),
        (f"TARN, UK, March 3, 2021 /PRNewswire/ -- {SAYS}", None),
        (SAYS, None),
    ],
)
def test_the_title_is_what_stands_above_the_dateline(text: str, title: str | None) -> None:
    assert masthead(text).title == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{SAYS} It is the second of the lines that the company has in Tarn, and it will be run by forty people.",
            "en",
        ),
        (
            "Die Firma hat in Tarn eine Linie für Dosierköpfe eröffnet, die von vierzig Leuten betrieben wird und auf zwei Schichten läuft. Sie ist die zweite in der Stadt.",
            "de",
        ),
        (
            "La société a ouvert une ligne pour les têtes de dosage dans la ville de Tarn, qui est la deuxième du groupe et qui emploie quarante personnes sur deux postes.",
            "fr",
        ),
        ("9001 14001 45001", None),
        ("", None),
    ],
)
def test_the_language_is_said_where_it_is_clear(text: str, expected: str | None) -> None:
    assert language(text) == expected


@pytest.mark.parametrize("text", ["", "\n\n", "(", "# ", "date 2021-13-45 nowhere", "-- -- --", "/ / /"])
def test_nothing_gives_nothing(text: str) -> None:
    found = masthead(text)
    assert (found.organisation, found.published, found.dateline, found.listings) == (None, None, None, ())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Velmar Pumps", "Velmar Pumps, Ltd.", True),
        ("Velmar Pumps", "VELMAR PUMPS", True),
        ("The Velmar Pump Company", "Velmar Pump", True),
        ("Velmar", "Velmar Pumps GmbH", True),
        ("General Valve Works", "GVW", True),
        ("Velmar & Sons", "Velmar and Sons", True),
        ("Velmar Pumps", "Quillon Valves", False),
        ("Velmar", "Velmarine", False),
        ("GVW", "Great Western Valves", False),
        ("", "Velmar", False),
    ],
)
def test_two_spellings_of_one_name_are_the_same(one: str, other: str, expected: bool) -> None:  # noqa: FBT001 - a row of a table
    assert same(one, other) is expected
    assert same(other, one) is expected


def test_the_forms_of_a_name_are_those_a_text_may_use() -> None:
    assert forms("General Valve Works, Inc.") == (
        "General Valve Works, Inc.",
        "General Valve Works",
        "General Valve",
        "General",
        "GVW",
    )
    assert bare("Velmar\u00ae Pumps, Ltd.") == "Velmar Pumps"
    assert initials("Velmar") is None


@pytest.mark.seeds
def test_the_two_real_releases(seeds: tuple[Path, Path]) -> None:
    older, newer = (masthead(path.read_text(encoding="utf-8")) for path in seeds)
    assert older.organisation == newer.organisation == "IEC Electronics Corp."
    assert older.published is not None
    assert newer.published is not None
    assert (older.published.on, older.published.source) == (date(2016, 10, 11), DateSource.HEADER)
    assert (newer.published.on, newer.published.source) == (date(2020, 9, 15), DateSource.HEADER)
    assert older.dateline is not None
    assert newer.dateline is not None
    assert (older.dateline.place, older.dateline.wire) == ("NEWARK, NY", "Marketwired")
    assert (newer.dateline.place, newer.dateline.wire) == ("NEWARK, New York", "GLOBE NEWSWIRE")
    assert [str(listing) for listing in older.listings] == ["NYSE MKT: IEC"]
    assert [str(listing) for listing in newer.listings] == ["Nasdaq: IEC"]
    assert (older.title, newer.title) == (None, None)
