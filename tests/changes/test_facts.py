"""What a text states as fact: where, how many, and how to reach somebody; and what is none of these."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.changes.facts import Contact, Facts, Figure, Means, Place, PlaceRole, extract
from tracker.changes.facts.differ import contacts, figures, one_contact, places, trait
from tracker.changes.facts.names import Named, named
from tracker.documents.model import Span


def where(text: str) -> list[str]:
    return [("*" if place.role is PlaceRole.HEADQUARTERS else "") + place.key for place in extract(text).places]


def everything(found: Facts) -> tuple[Place | Figure | Contact, ...]:
    return (*found.places, *found.figures, *found.contacts)


def how_many(text: str) -> list[tuple[str, str]]:
    return [(format(figure.value.normalize(), "f"), figure.noun) for figure in extract(text).figures]


def reach(text: str) -> list[tuple[str, str]]:
    return [(contact.means.value, contact.value) for contact in extract(text).contacts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Vardell is headquartered in Elmira, NY and also has operations in Utica, NY and Reno, NV.",
            ["*elmira/us-ny/us", "utica/us-ny/us", "reno/us-nv/us"],
        ),
        ("VARDELL IS HEADQUARTERED IN ELMIRA, NEW YORK.", ["*elmira/us-ny/us"]),
        (
            "The company is based in St. Louis, Mo., with plants in Łódź, Poland; Monterrey, Mexico; and Suzhou, China.",
            ["*st louis/us-mo/us", "łodz/pl", "monterrey/mx", "suzhou/cn"],
        ),
        (
            "Its headquarters are in Santander, Spain, with a sales office in Virginia, USA.",
            ["*santander/es", "us-va/us"],
        ),
        ("a Sarasota, Florida-based maker of pumps", ["*sarasota/us-fl/us"]),
        ("Offices in Warsaw, London, Luxembourg and Guernsey.", ["warsaw", "london", "lu", "guernsey"]),
        ("It has offices in Chicago, New York and Albany, New York.", ["chicago", "us-ny/us", "albany/us-ny/us"]),
        (
            "Data centers in Alpharetta (GA), Aurora (CO), and Tampa (FL).",
            ["alpharetta/us-ga/us", "aurora/us-co/us", "tampa/us-fl/us"],
        ),
        (
            "with facilities in Germany (Munich, Dresden), Austria (Graz) and the U.S.",
            ["de", "munich/de", "dresden/de", "at", "graz/at", "us"],
        ),
        (
            "from headquarters in Southport, PA U.S, U.S. location in Warley, PA U.S., and Emmen, Netherlands location.",
            ["*southport/us-pa/us", "warley/us-pa/us", "emmen/nl"],
        ),
        ("Corporate headquarters are located at 100 Main Street, Newark, New York 14513.", ["*newark/us-ny/us"]),
        ("Vardell's Utica, NY facility makes coils.", ["utica/us-ny/us"]),
        (
            "Through subsidiaries, it owns plants and other operations in Ohio, West Virginia and Kentucky.",
            ["us-oh/us", "us-wv/us", "us-ky/us"],
        ),
        ("It maintains operations in the United States, United Kingdom, Germany, and Japan.", ["us", "gb", "de", "jp"]),
        # no place of theirs
        ("Our customers are located in Germany and France.", []),
        ("It operates in two segments: Aerospace and Industrial.", []),
        ("with operations in Aerospace, Defense and Medical", []),
        ("available in 45 states and 169 countries", []),
        ("instant deposits at retail locations in the U.S.", []),
        ("an AI-based, Java-based and cloud-based platform", []),
        ("subsidiaries including Vardell Online Trading, Coilwise and Vardell Refining", []),
        ("Headquartered in Elmira, New York, Vardell serves hospitals.", ["*elmira/us-ny/us"]),
        ("It was founded in Boston in 1949 and is sold in Ohio.", []),
        ("They look forward to working in Concert with Mass and May.", []),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    assert where(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("serves more than 1,400 customers", [("1400", "customer")]),
        ("over one million users and 3.4 million clients", [("1000000", "user"), ("3400000", "client")]),
        ("40+ industry awards, 975+ enabled locations", [("40", "award"), ("975", "location")]),
        ("employs approximately 8,000 people in nine countries", [("8000", "people"), ("9", "country")]),
        (
            "a 120,000-square-foot plant and 86,000 square feet of storage",
            [("120000", "square foot"), ("86000", "square foot")],
        ),
        ("ships over 100,000 metric tons of product", [("100000", "metric ton")]),
        ("with $3.2 billion in annual revenue", [("3200000000", "revenue")]),
        ("processed over 91+ billion transactions", [("91000000000", "transaction")]),
        ("twenty-five plants and two dozen depots", [("25", "plant"), ("24", "depot")]),
        # no figures
        ("ISO 9001:2015, AS9100D, ISO 13485 and IPC-A-610 Class 3", []),
        ("SOC 2 Type 2, 21 CFR Part 820 and MIL-PRF-38534", []),
        ("in business since 1954, and in 2015 the first of its kind", []),
        ("on October 11, 2016 at 9:00 a.m.", []),
        ("call 585-555-0142 or write to 145 James Way, Southport, PA 18966", []),
        ("one of the largest, with 24/7 support and 12-layer boards", []),
        ("a Fortune 500 company in the Russell 2000 index, booth #2827", []),
        ("the F-35 and the Boeing 787 programs", []),
        ("about 5 of which", []),
    ],
)
def test_figures(text: str, expected: list[tuple[str, str]]) -> None:
    assert how_many(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Media Contact: Jane Rowan, Director of News, Vardell, Inc., (585) 555-0100, jrowan@vardell.example",
            [("person", "jane rowan"), ("phone", "5855550100"), ("email", "jrowan@vardell.example")],
        ),
        ("Contact:Vardell Inc.Info@vardell.example", [("email", "info@vardell.example")]),
        ("Telephone: 236-555-4938Fax: 604-555-3552", [("phone", "2365554938"), ("fax", "6045553552")]),
        (
            "Press\nMary-Ann O'Neill\nVice President\n+44 (0)20 7946 0958",
            [("person", "mary ann o'neill"), ("phone", "442079460958")],
        ),
        ("visit https://www.vardell.example/ or http://vardell.example.", [("web", "vardell.example")]),
        (
            "To learn more, visit vardell.com. Learn more at Vardell.com/about.",
            [("web", "vardell.com"), ("web", "vardell.com/about")],
        ),
        ("[rowan@vardell.example](mailto:rowan@vardell.example)", [("email", "rowan@vardell.example")]),
        (
            "write to a@vardell.com585-555-0142www.vardell.com",
            [("email", "a@vardell.com"), ("phone", "5855550142"), ("web", "vardell.com")],
        ),
        # nobody to reach
        ("Jane Rowan founded Vardell Robotics in Elmira.", []),
        ("ISO 9001:2015, 2020-09-15, 1,400,000 units, version 4.0.1", []),
        ("see https://www.globenewswire.com/Tracker?data=abc", []),
        ("Cloudmoor.io and Payrail.com are brands of Vardell.", []),
    ],
)
def test_contacts(text: str, expected: list[tuple[str, str]]) -> None:
    assert reach(text) == expected


def test_facts_are_quoted_from_the_document() -> None:
    about = "Vardell’s offices are in Québec, Canada – call 585–555–0142."
    text = "A lead.\n\n" + about
    found = extract(about, offset=text.index(about))
    assert [place.key for place in found.places] == ["ca-qc/ca"]
    for fact in everything(found):
        assert fact.span.of(text) == fact.quote


@pytest.mark.parametrize(
    ("before", "after", "dropped", "added"),
    [
        ("Based in Newark, NY.", "BASED IN NEWARK, New York.", [], []),
        ("Plants in Ohio, Utah and Iowa.", "Plants in Iowa, Ohio and Utah.", [], []),
        ("Offices in Newark, NY.", "Offices in Newark and Reno, NV.", [], ["reno/us-nv/us"]),
        ("Plants in Ohio.", "Plants in Columbus, Ohio and Dayton, Ohio.", [], []),
        ("A plant in Coervordon, Netherlands.", "A plant in Coevorden, Netherlands.", [], []),
        ("A plant in Portland, OR.", "A plant in Portland, ME.", ["portland/us-or/us"], ["portland/us-me/us"]),
        (
            "Plants in Warminster, PA and York, PA.",
            "Plants in Warrington, PA and York, PA.",
            ["warminster/us-pa/us"],
            ["warrington/us-pa/us"],
        ),
        ("A U.S.-based firm with offices in Reno, NV.", "A firm with offices in Reno, NV.", [], []),
        ("A firm.", "A U.S.-based firm.", [], []),
        (
            "Headquartered in Reno, NV, it has a subsidiary in Leeds, England.",
            "Headquartered in Reno, NV, it has a sales office in Leeds, UK.",
            [],
            [],
        ),
        ("Offices in Australia and Ireland.", "Offices in Australia, Ireland and Latvia.", [], ["lv"]),
    ],
)
def test_places_that_differ(before: str, after: str, dropped: list[str], added: list[str]) -> None:
    differs = places(extract(before), extract(after))
    assert ([place.key for place in differs.dropped], [place.key for place in differs.added]) == (dropped, added)


def test_headquarters_move_though_both_places_stay() -> None:
    before = extract("Headquartered in Newark, NY, with operations in Rochester, NY.")
    after = extract("Headquartered in Rochester, NY, with operations in Newark, NY.")
    differs = places(before, after)
    assert (differs.dropped, differs.added) == ((), ())
    assert differs.moved is not None
    assert [place.key for place in differs.moved] == ["newark/us-ny/us", "rochester/us-ny/us"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("over 1,000 customers", "over 1,200 customers", [(1000, 1200)]),
        ("over one million users", "more than 1 million users", []),
        ("40+ industry awards", "over 40 industry recognitions", []),
        ("300 leading firms", "leading firms", []),
        ("45 states and 169 countries", "169 countries and 46 states", [(45, 46)]),
        ("40 products, 18 alloys", "18 alloys, 42 products", [(40, 42)]),
        ("$91 billion in transactions", "91 billion transactions", []),
        ("employs 1,200 people at ISO 9001:2008 sites", "employs 1,200 people at ISO 9001:2015 sites", []),
        ("5 plants and 5 depots", "5 depots and 6 plants", [(5, 6)]),
    ],
)
def test_figures_that_differ(before: str, after: str, expected: list[tuple[int, int]]) -> None:
    pairs = figures(extract(before), extract(after))
    assert [(old.value, new.value) for old, new in pairs] == [(Decimal(old), Decimal(new)) for old, new in expected]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("visit http://vardell.example/", "visit https://www.vardell.example", {}),
        ("visit www.vardell.example", "visit us", {}),
        ("visit www.vardell.example", "visit www.vardell-group.example", {Means.WEB: (1, 1)}),
        ("info@vardell.example", "Directinfo@vardell.example", {}),
        ("call +1 202-555-0158", "call (202) 555-0158", {}),
        ("call 202-555-0158, x@vardell.example", "call 202-555-0159, x@vardell.example", {Means.PHONE: (1, 1)}),
        ("a@vardell.example", "b@vardell.example and c@vardell.example", {Means.EMAIL: (1, 2)}),
        ("a@vardell.example", "a@vardell.example and b@vardell.example", {}),
        ("call 202-555-0158", "write to a@vardell.example", {}),
        ("Contact: Jane Rowan, 585-555-0142", "Contact:Jane Rowanchief engineer585-555-0142", {}),
    ],
)
def test_contacts_that_differ(before: str, after: str, expected: dict[Means, tuple[int, int]]) -> None:
    differing = contacts(extract(before), extract(after))
    assert {each.means: (len(each.dropped), len(each.added)) for each in differing} == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Vardell Inc.", "Vardell, Inc.", Named.SAME),
        ("VARDELL™ INC", "Vardell Incorporated", Named.SAME),
        ("The Vardell & Sons Co.", "Vardell and Sons Company", Named.SAME),
        ("Vardell Technologies", "Vardell Technologies Corp.", Named.SAME),
        ("Vardell", "Vardell Technologies, Inc.", Named.SHORT),
        ("VT", "Vardell Technologies", Named.SHORT),
        ("Vardell Inc.", "Vardell LLC", Named.FORM),
        ("Vardell Inc.", "Vardell Holdings Inc.", Named.OTHER),
        ("Vardell Inc.", "Coilwise Inc.", Named.OTHER),
    ],
)
def test_names(one: str, other: str, expected: Named) -> None:
    assert named(one, other) is expected
    assert named(other, one) is expected


WORDS = st.sampled_from(
    [
        "headquartered in",
        "offices in",
        "plants in",
        "Newark",
        "NY",
        "Ohio",
        "Paris",
        "France",
        ",",
        "and",
        "U.S.",
        "(",
        ")",
        ";",
        ".",
        "over",
        "1,400",
        "customers",
        "25",
        "million",
        "%",
        "$",
        "ISO",
        "9001",
        "call",
        "585-555-0142",
        "x@acme.example",
        "visit",
        "acme.com",
        "\n",
        "–",
        "’",
        "Jane",
        "Rowan",
        "Director",
        "-based",
        "é",
    ]
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.text(max_size=80)


@given(TEXTS, st.integers(0, 1000))
def test_whatever_is_read_is_quoted_where_it_stands(text: str, offset: int) -> None:
    found = extract(text, offset=offset)
    for fact in everything(found):
        assert fact.quote
        assert fact.span.shifted(-offset).of(text) == fact.quote


@given(TEXTS)
def test_facts_do_not_differ_from_themselves(text: str) -> None:
    found = extract(text)
    differs = places(found, found)
    assert (differs.dropped, differs.added) == ((), ())
    assert figures(found, found) == ()
    assert contacts(found, found) == ()


@given(TEXTS, TEXTS)
def test_what_one_side_adds_the_reverse_drops(before: str, after: str) -> None:
    there, back = places(extract(before), extract(after)), places(extract(after), extract(before))
    assert (there.dropped, there.added) == (back.added, back.dropped)
    turned = [(new.value, old.value) for old, new in figures(extract(after), extract(before))]
    assert sorted(turned) == sorted((old.value, new.value) for old, new in figures(extract(before), extract(after)))


def test_the_facts_of_two_sections_add_up() -> None:
    both = extract("Plants in Ohio.") + extract("25 plants")
    assert (len(both.places), len(both.figures)) == (1, 1)
    assert both + Facts() == both


_VALUES = {
    Means.EMAIL: st.from_regex(r"[a-c.]{1,4}@(?:[ab]\.)?acme\.example", fullmatch=True),
    Means.WEB: st.from_regex(r"(?:[ab]\.)?acme\.example(?:/[ab]{0,2})?", fullmatch=True),
    Means.PHONE: st.from_regex(r"[12]{7,13}", fullmatch=True),
    Means.FAX: st.from_regex(r"[12]{7,13}", fullmatch=True),
    Means.PERSON: st.from_regex(r"(?:jane|jan) ro[ea]?(?: roe)?", fullmatch=True),
}


@given(st.data(), st.sampled_from(Means))
def test_contacts_that_are_the_same_share_the_trait_that_they_are_sought_by(data: st.DataObject, means: Means) -> None:
    one, other = (
        Contact(means=means, value=data.draw(_VALUES[means]), quote="", span=Span(0, 0)) for _ in ("here", "there")
    )
    assert trait(one) == trait(other) or not one_contact(one, other)


def test_numbers_beside_addresses_and_telephones_are_no_figures() -> None:
    text = "Call 385-355-6540, 385-355-6541 or write to 40pumps@acme.example. It makes 40 pumps at www.acme.example/40/pumps."
    found = extract(text)
    assert [figure.quote for figure in found.figures] == ["40 pumps"]
    assert [contact.means for contact in found.contacts] == [Means.PHONE, Means.PHONE, Means.EMAIL, Means.WEB]
