"""The day of publication: which evidence is believed, where it was read, and how far it can be trusted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracker.documents.interpret import interpret
from tracker.documents.masthead.dates import DateOrder
from tracker.documents.model import Confidence, DateSource, Published

SAYS = "Orbelline Valves today opened a foundry for the bodies of its larger gate valves, which employs forty people."
APRIL, MARCH = date(2031, 4, 3), date(2031, 3, 4)
DAY_FIRST, MONTH_FIRST = {"order": DateOrder.DAY_FIRST}, {"order": DateOrder.MONTH_FIRST}
HIGH, MEDIUM, LOW = Confidence
META, LINE = DateSource.METADATA, DateSource.DATELINE


def page(declared: str) -> str:
    return f'<meta property="article:published_time" content="{declared}"><h1>A Foundry Opens in Tarn</h1><p>{SAYS}</p>'


def mail(declared: str) -> str:
    return f"From: press@orbelline.example\nSubject: A foundry\nDate: {declared}\nContent-Type: text/plain\n\n{SAYS}\n"


def listed(on: date, source: DateSource = DateSource.FEED) -> dict[str, Any]:
    return {"listed": Published(on, source)}


ROWS: list[tuple[str, str, str, dict[str, Any], tuple[date, DateSource, Confidence] | None]] = [
    ("a dateline", "a.txt", f"TARN, April 3, 2031 -- {SAYS}", {}, (APRIL, LINE, HIGH)),
    ("metadata with a zone", "a.html", page("2031-04-03T23:30:00-05:00"), {}, (APRIL, META, HIGH)),
    ("metadata in words", "a.html", page("April 3, 2031"), {}, (APRIL, META, HIGH)),
    ("metadata as mail writes it", "a.html", page("Thu, 03 Apr 2031 09:00:00 GMT"), {}, (APRIL, META, HIGH)),
    ("metadata of a month", "a.html", page("2031-04"), {}, None),
    ("the date of a mail", "a.eml", mail("Thu, 3 Apr 2031 23:30:00 -0500"), {}, (APRIL, META, HIGH)),
    ("a mail without a day that there is", "a.eml", mail("Mon, 31 Feb 2031 09:00:00 +0000"), {}, None),
    ("a feed", "a.txt", SAYS, listed(APRIL), (APRIL, DateSource.FEED, HIGH)),
    ("an address", "https://a.example/2031/04/03/a", SAYS, {}, (APRIL, DateSource.URL, MEDIUM)),
    ("a file name", "2031-04-03-a.txt", SAYS, {}, (APRIL, DateSource.FILE_NAME, LOW)),
    ("nothing", "a.txt", SAYS, {}, None),
    # numbers
    ("numbers without an order", "a.txt", f"A Foundry\n\n03/04/2031\n\n{SAYS}", {}, None),
    ("numbers, day first", "a.txt", f"A Foundry\n\n03/04/2031\n\n{SAYS}", DAY_FIRST, (APRIL, LINE, MEDIUM)),
    ("numbers, month first", "a.txt", f"A Foundry\n\n03/04/2031\n\n{SAYS}", MONTH_FIRST, (MARCH, LINE, MEDIUM)),
    ("numbers that are one day only", "a.txt", f"A Foundry\n\n23.4.2031\n\n{SAYS}", DAY_FIRST, (date(2031, 4, 23), LINE, HIGH)),
    ("numbers against the order", "a.txt", f"A Foundry\n\n23.4.2031\n\n{SAYS}", MONTH_FIRST, None),
    ("a dateline of numbers", "a.txt", f"TARN, 03/04/2031 - {SAYS}", DAY_FIRST, (APRIL, LINE, MEDIUM)),
    ("a dateline of numbers without an order", "a.txt", f"TARN, 03/04/2031 - {SAYS}", {}, None),
    ("a dateline of numbers in brackets", "a.txt", f"(Tarn, 3.4.2031) {SAYS}", DAY_FIRST, (APRIL, LINE, MEDIUM)),
    ("words beside a declared order", "a.txt", f"TARN, 3 April 2031 - {SAYS}", MONTH_FIRST, (APRIL, LINE, HIGH)),
    ("metadata of numbers", "a.html", page("03/04/2031"), DAY_FIRST, (APRIL, META, MEDIUM)),
    ("metadata of numbers without an order", "a.html", page("03/04/2031"), {}, None),
    # evidence that differs
    ("a day apart", "a.txt", f"TARN, April 2, 2031 -- {SAYS}", listed(APRIL), (APRIL, DateSource.FEED, HIGH)),
    ("days apart", "a.txt", f"TARN, March 30, 2031 -- {SAYS}", listed(APRIL), (APRIL, DateSource.FEED, MEDIUM)),
    ("a feed that was filled anew", "a.txt", f"TARN, April 3, 2031 -- {SAYS}", listed(date(2033, 1, 1)), (APRIL, LINE, MEDIUM)),
    ("a filing days later", "a.txt", f"TARN, April 3, 2031 -- {SAYS}", listed(date(2031, 4, 9), META), (APRIL, LINE, MEDIUM)),
    ("numbers that are contradicted", "a.txt", f"TARN, 03/04/2031 - {SAYS}", {**DAY_FIRST, **listed(MARCH, META)}, (APRIL, LINE, LOW)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "said", "known", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_the_day_of_publication_its_source_and_its_confidence(
    name: str, said: str, known: dict[str, Any], expected: tuple[date, DateSource, Confidence] | None
) -> None:
    published = interpret(said.encode(), sha256="", source=name, **known).published

    assert (published and (published.on, published.source, published.confidence)) == expected


@pytest.mark.parametrize("entries", [0, 150, 2_000])
def test_a_menu_however_long_takes_no_room_in_the_head_of_a_page(entries: int) -> None:
    menu = "".join(f"<li><a href='/{number}'>Product number {number}</a>" for number in range(entries))
    text = f"<header><nav><ul>{menu}</ul></nav></header><h1>A Foundry Opens</h1><p>TARN, April 3, 2031 (NEWSFILE) -- {SAYS}</p>"

    document = interpret(text.encode(), sha256="", source="a.html", names=("Orbelline Valves",))

    assert document.title == "A Foundry Opens"
    assert document.published is not None
    assert (document.published.on, document.published.source) == (APRIL, LINE)


def test_the_place_of_a_dateline_of_numbers_is_read_too() -> None:
    document = interpret(f"TARN, 03/04/2031 - {SAYS}".encode(), sha256="", source="a.txt", order=DateOrder.DAY_FIRST)

    assert document.dateline is not None
    assert (document.dateline.place, document.dateline.on) == ("TARN", APRIL)
    assert document.dateline.span.of(document.text) == "TARN, 03/04/2031 -"
