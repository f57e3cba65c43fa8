"""PDF: paragraphs in reading order, running heads out of the way, scans said to be scans."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from portable_documents import Set, portable_document

from tracker.documents.model import BlockKind, Region
from tracker.documents.read import Declared, read
from tracker.errors import ReadError, Unreadable


def column(*lines: str, top: float = 640, step: float = 14, x: float = 72) -> list[Set]:
    return [Set(x, top - step * number, words) for number, words in enumerate(lines) if words]


def words_of(*pages: Sequence[Set]) -> list[str]:
    reading = read(portable_document(pages), name="release.pdf")
    return [block.span.of(reading.text) for block in reading.blocks]


def test_lines_of_a_paragraph_are_one_block_and_a_wider_gap_ends_it() -> None:
    page = column("Orbelline Valves holds ISO 9001:2015", "and AS9100D.", "", "The foundry casts bronze", "in Tarn.")

    assert words_of(page) == ["Orbelline Valves holds ISO 9001:2015 and AS9100D.", "The foundry casts bronze in Tarn."]


HYPHENS = [
    ("a broken word is whole again", ["a manufac-", "turer of valves"], "a manufacturer of valves"),
    ("a name keeps its hyphen", ["the Tarn-", "Orbelline works"], "the Tarn-Orbelline works"),
    ("a number keeps its hyphen", ["holds MIL-", "1234 and"], "holds MIL-1234 and"),
    ("a compound keeps its hyphens", ["state-of-", "the-art valves"], "state-of-the-art valves"),
    ("a compound written elsewhere keeps its hyphen", ["well-known, a well-", "known maker"], "well-known, a well-known maker"),
    ("a dash between words is no break", ["valves -", "and pumps"], "valves - and pumps"),
    ("no hyphen at all", ["one", "two"], "one two"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), [row[1:] for row in HYPHENS], ids=[row[0] for row in HYPHENS])
def test_hyphens_at_line_ends(lines: list[str], expected: str) -> None:
    assert words_of(column(*lines)) == [expected]


def pages_with_heads(count: int) -> list[list[Set]]:
    return [
        [
            Set(72, 750, "Exhibit 99.1"),
            *column(f"Page {number} opens with a sentence that runs", f"over its end, number {number}, and goes"),
            *column("on without a stop" if number < count else "to its end."),
            Set(300, 40, f"Page {number} of {count}"),
        ]
        for number in range(1, count + 1)
    ]


def test_every_offset_leads_to_its_page() -> None:
    pages = [
        [Set(72, 750, "Exhibit 99.1"), *column("Orbelline Valves casts bronze.", "", "The foundry, which was opened")],
        [],
        [Set(72, 750, "Exhibit 99.1"), *column("in April, employs forty.", "", "It stands in Tarn.")],
    ]

    reading = read(portable_document(pages), name="release.pdf")

    begun = [(reading.text[offset:].partition("\n")[0], number) for offset, number in reading.pages]
    # A paragraph is of the page on which it begins; running heads come last, each of its own page.
    assert begun == [
        ("Orbelline Valves casts bronze.", 1),
        ("It stands in Tarn.", 3),
        ("Exhibit 99.1", 1),
        ("Exhibit 99.1", 3),
    ]


def test_running_heads_and_page_numbers_do_not_cut_sentences_and_come_last() -> None:
    pages = [
        [Set(72, 750, "Exhibit 99.1"), *column("The foundry, which was opened"), Set(300, 40, "1")],
        [Set(72, 750, "Exhibit 99.1"), *column("in April, casts bronze."), Set(300, 40, "2")],
    ]

    reading = read(portable_document(pages), name="release.pdf")

    blocks = [(block.span.of(reading.text), block.region) for block in reading.blocks]
    assert blocks == [
        ("The foundry, which was opened in April, casts bronze.", Region.MAIN),
        ("Exhibit 99.1", Region.HEADER),
        ("1", Region.FOOTER),
        ("Exhibit 99.1", Region.HEADER),
        ("2", Region.FOOTER),
    ]


def test_a_head_that_only_one_page_has_stays_where_it_is() -> None:
    pages = [[Set(72, 750, "Orbelline opens a foundry")], column("The foundry casts bronze.")]

    assert words_of(*pages) == ["Orbelline opens a foundry", "The foundry casts bronze."]


def test_a_number_inside_the_page_is_no_page_number() -> None:
    assert words_of(column("We delivered", "", "4,000", "", "valves")) == ["We delivered", "4,000", "valves"]


def test_taller_letters_head_something() -> None:
    page = [Set(72, 700, "About Orbelline", 18), *column("Orbelline makes valves.", "It casts bronze.", top=680)]

    reading = read(portable_document([page]), name="release.pdf")

    assert [block.kind for block in reading.blocks] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_bullets_are_items() -> None:
    page = column("We hold", "• ISO 9001:2015", "• AS9100D")

    reading = read(portable_document([page]), name="release.pdf")

    assert [block.kind for block in reading.blocks] == [BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ITEM]


def test_two_columns_are_read_one_after_the_other() -> None:
    page = [*column("left one", "left two."), *column("right one", "right two.", x=330)]

    assert words_of(page) == ["left one left two.", "right one right two."]


def test_curly_quotes_and_accents_are_kept() -> None:
    assert words_of(column("“Société Orbelline” — valves")) == ["“Société Orbelline” — valves"]


def test_what_a_file_declares() -> None:
    reading = read(portable_document([column("x y z")], title="Orbelline opens"), name="release.pdf")

    assert reading.declared(Declared.TITLE) == "Orbelline opens"
    assert reading.declared(Declared.CREATED) == "D:20310402083000Z"
    assert reading.declared(Declared.PUBLISHED) is None


def test_a_scan_is_unreadable_and_not_empty() -> None:
    with pytest.raises(ReadError, match="2 pages and no text layer") as caught:
        read(portable_document([[], []]), name="release.pdf")

    assert caught.value.cause is Unreadable.NO_TEXT


def test_a_page_without_text_among_others_is_said_to_be_unread() -> None:
    reading = read(portable_document([column("one"), [], column("three"), []]), name="release.pdf")

    assert reading.declared(Declared.UNREAD_PAGES) == "2,4"


@pytest.mark.parametrize("keep", [9, 40, 200])
def test_a_truncated_file_is_damaged(keep: int) -> None:
    whole = portable_document([column("one")])

    with pytest.raises(ReadError) as caught:
        read(whole[:keep], name="release.pdf")

    assert caught.value.cause is Unreadable.DAMAGED


def test_the_same_bytes_give_the_same_reading() -> None:
    content = portable_document(pages_with_heads(5))

    assert read(content, name="release.pdf") == read(content, name="release.pdf")
