"""Standing text beside the main part of a web page: in a box, in the footer, folded away; and what is none."""

from __future__ import annotations

import pytest

from tracker.documents.read import read
from tracker.sections.model import Role
from tracker.sections.split import split

ISSUER = "Orbelline Valves"
LEAD = "TARN, April 2, 2031 -- Orbelline Valves today opened a foundry for the bodies of its larger gate valves."
MORE = "The foundry casts bronze and employs forty people, most of whom used to work at the harbor."
ABOUT = "Orbelline Valves makes valves for ships and holds ISO 9001:2015 and AS9100D."
SITES = "It has works in Tarn and in Port Sallow, and four hundred people work for it."


def abouts(markup: str) -> list[tuple[str | None, str]]:
    reading = read(f"<html><body>{markup}</body></html>".encode(), name="release.html")
    sections = split(reading.text, reading.blocks, organisation=ISSUER)
    assert [one.span for one in sections] == sorted(one.span for one in sections)
    return [(one.heading, one.body(reading.text)) for one in sections if one.role is Role.ABOUT]


def page(beside: str, *, main: str = "") -> str:
    return f"<main><h1>Orbelline Opens a Foundry</h1><p>{LEAD}</p><p>{MORE}</p>{main}</main>{beside}"


MENU = "<ul>" + "<li>Valves<li>About us<li>Careers" * 5 + "</ul>"
HEADED = f"<h3>About {ISSUER}</h3><p>{ABOUT}</p>"
STANDS = [("About Orbelline Valves", ABOUT)]

BESIDE = [
    ("a box", page(f"<aside>{HEADED}</aside>"), STANDS),
    ("the footer", page(f"<footer>{HEADED}<p>© 2031</p></footer>"), STANDS),
    ("folded away", page(f'<div style="display:none">{HEADED}</div>'), STANDS),
    ("a box in front of the release", f"<aside>{HEADED}</aside>{page('')}", STANDS),
    ("a box in the middle of it", f"<p>{LEAD}</p><aside>{HEADED}</aside><p>{MORE}</p>", STANDS),
    ("heading and text in one", page(f"<footer><b>About {ISSUER}</b><br>{ABOUT}</footer>"), STANDS),
    ("two paragraphs", page(f"<footer>{HEADED}<p>{SITES}</p><p>Careers</p></footer>"), [(STANDS[0][0], f"{ABOUT}\n\n{SITES}")]),
    ("a menu before it", page(f"<nav><a>About {ISSUER}</a> <a>News</a></nav><footer>{HEADED}</footer>"), STANDS),
    ("behind a long menu", page(f"<footer>{MENU}{HEADED}</footer>"), STANDS),
    ("in front of one", page(f"<footer>{HEADED}{MENU}</footer>"), STANDS),
    ("between two", f"<nav>{MENU}</nav>" + page(f"<footer>{MENU}{HEADED}{MENU}</footer>"), STANDS),
    # what is none
    ("a menu", page(f"<footer><h4>About {ISSUER}</h4><ul><li>Company<li>Careers<li>News</ul></footer>"), []),
    ("a long menu", page(f"<footer>{MENU}<h4>About {ISSUER}</h4>{MENU}</footer>"), []),
    ("a menu of ourselves", page(f"<footer><h4>About us</h4><p>{ABOUT}</p></footer>"), []),
    ("a notice of cookies", page("<div role=dialog><h4>About Cookies</h4><p>Cookies are small files that a browser keeps for a site.</p></div>"), []),
    ("somebody else in a box", page("<aside><h3>About Kestrel Pumps</h3><p>Kestrel Pumps makes pumps for mines and for quarries.</p></aside>"), []),
    ("the text has its own", page(f"<footer>{HEADED}</footer>", main=f"<h3>About {ISSUER}</h3><p>{SITES}</p>"), [(STANDS[0][0], SITES)]),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), [row[1:] for row in BESIDE], ids=[row[0] for row in BESIDE])
def test_what_is_said_of_the_issuer_beside_the_main_part(markup: str, expected: list[tuple[str | None, str]]) -> None:
    assert abouts(markup) == expected


@pytest.mark.parametrize("times", [0, 1, 2, 40])
def test_a_menu_of_any_length_is_one_section(times: int) -> None:
    markup = (
        f"<html><body>{page('<footer><p>Tarn</p>' + '<p>Valves</p><p>Careers</p>' * times + '</footer>')}</body></html>"
    )
    reading = read(markup.encode(), name="release.html")
    sections = split(reading.text, reading.blocks, organisation=ISSUER)
    beside = [one.span.of(reading.text) for one in sections if one.role is Role.FURNITURE]
    assert [words.split() for words in beside] == [["Tarn", *["Valves", "Careers"] * times]]
