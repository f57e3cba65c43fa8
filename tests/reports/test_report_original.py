"""Where a quote stands in its original: its words, its line or page, and an address that shows it there."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from invented import AT, quillon, release

from tracker.claims.registry import load
from tracker.documents.model import Span
from tracker.findings.model import Evidence
from tracker.reports import change_page
from tracker.reports.original import place
from tracker.reports.pages import Place

BOOK = load()
TEXT = (
    "Quillon opens a foundry\n\nTARN -- Quillon, which holds ISO 9001:2015, casts bronze.\n\nAbout Quillon\n"
    "Quillon makes valves for ships and is certified to ISO 9001:2015, AS9100D and, since the spring, ISO 14001.\n"
)
WEB = "https://quillon.example/news/1"


def shown(quote: str, *, last: bool = False, **known: object) -> Place | None:
    made = release("Quillon", date(2031, 4, 2), "", text=TEXT, **{"location": WEB, **known})  # type: ignore[arg-type]
    start = TEXT.rindex(quote) if last else TEXT.index(quote)
    return place(made, Evidence(quote, Span(start, start + len(quote)), made.sha256))


def test_a_quote_stands_among_the_words_of_its_line() -> None:
    found = shown("which holds ISO 9001:2015")

    assert found is not None
    assert (found.before, found.after) == ("TARN -- Quillon, ", ", casts bronze.")


def test_of_a_long_line_only_whole_words_near_the_quote_are_shown() -> None:
    found = shown("ISO 14001")

    assert found is not None
    assert (found.before, found.after) == ("… for ships and is certified to ISO 9001:2015, AS9100D and, since the spring, ", ".")


ADDRESSES: list[tuple[str, str, dict[str, Any], str | None]] = [
    ("words that stand there once", "holds ISO 9001:2015", {}, f"{WEB}#:~:text=holds%20ISO%209001%3A2015"),
    ("commas and hyphens", "TARN -- Quillon,", {}, f"{WEB}#:~:text=TARN%20%2D%2D%20Quillon%2C"),
    ("an address with a fragment", "casts bronze", {"location": f"{WEB}#top"}, f"{WEB}#top:~:text=casts%20bronze"),
    ("two paragraphs", "casts bronze.\n\nAbout Quillon", {}, f"{WEB}#:~:text=casts%20bronze.,About%20Quillon"),
    ("plain text on the web", "casts bronze", {"media_type": "text/plain"}, f"{WEB}#:~:text=casts%20bronze"),
    ("a file in a folder", "casts bronze", {"location": "quillon/1.html"}, None),
    ("a Word file", "casts bronze", {"media_type": "application/vnd.openxmlformats"}, None),
    ("a PDF without pages", "casts bronze", {"media_type": "application/pdf"}, None),
    ("a PDF", "casts bronze", {"media_type": "application/pdf", "pages": ((0, 1), (TEXT.index("About"), 2))}, f"{WEB}#page=1"),
    ("its second page", "AS9100D", {"media_type": "application/pdf", "pages": ((0, 1), (TEXT.index("About"), 2))}, f"{WEB}#page=2"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "known", "expected"), [row[1:] for row in ADDRESSES], ids=[row[0] for row in ADDRESSES]
)
def test_an_address_shows_the_quote_in_its_original(quote: str, known: dict[str, Any], expected: str | None) -> None:
    found = shown(quote, **known)

    assert found is not None
    assert found.href == expected


def test_words_that_stand_there_twice_are_told_apart_by_those_beside_them() -> None:
    first, second = shown("ISO 9001:2015"), shown("ISO 9001:2015", last=True)

    assert first is not None
    assert second is not None
    assert [unquote(str(one.href)).partition("text=")[2] for one in (first, second)] == [
        "%2D%2D Quillon, which holds-,ISO 9001:2015,-, casts bronze.".replace("%2D", "-"),
        "and is certified to-,ISO 9001:2015,-, AS9100D and, since",
    ]


@pytest.mark.parametrize(("media_type", "line"), [("text/plain", 6), ("text/markdown", 6), ("text/html", None)])
def test_the_line_is_told_where_the_text_is_the_file(media_type: str, line: int | None) -> None:
    found = shown("AS9100D", media_type=media_type)

    assert found is not None
    assert found.line == line


@pytest.mark.parametrize(
    "evidence",
    [None, Evidence("AS9100D", Span(0, 7)), Evidence("Quillon", Span(0, 7), "another capture")],
    ids=["no quote", "a quote that is not there", "a quote of another capture"],
)
def test_what_cannot_be_placed_is_not(evidence: Evidence | None) -> None:
    assert place(release("Quillon", date(2031, 4, 2), "", text=TEXT), evidence) is None


def test_the_page_of_a_change_has_the_place_of_every_quote() -> None:
    rows = [row for page in change_page.pages(quillon(), at=AT, book=BOOK) for row in page.evidence]

    assert rows
    for row in rows:
        for evidence, found in ((row.before, row.place_before), (row.after, row.place_after)):
            assert (found is None) == (evidence is None)
            if found is not None:
                assert str(found.href).startswith("https://news.invented.example/")
