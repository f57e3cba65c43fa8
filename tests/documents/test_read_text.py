"""Plain text and Markdown: the file itself, and where its blocks stand."""

from __future__ import annotations

import pytest

from tracker.documents.model import BlockKind, Region
from tracker.documents.read import Declared, read


def kinds(text: str, name: str) -> list[tuple[str, str]]:
    reading = read(text.encode(), name=name)
    return [(block.kind.value, block.span.of(reading.text)) for block in reading.blocks]


LONG = "Orbelline Valves makes valves for ships, for trains and for the places that ships and trains bring them to, in six sizes."

TEXT_BLOCKS = [
    ("one paragraph", "Orbelline Valves makes\nvalves.", [("paragraph", "Orbelline Valves makes\nvalves.")]),
    ("blank lines divide", "one\n\ntwo\n \t\nthree", [("paragraph", "one"), ("paragraph", "two"), ("paragraph", "three")]),
    ("a no-break space is no word", "one\n\u00a0\ntwo", [("paragraph", "one"), ("paragraph", "two")]),
    ("line ends of every system", "one\r\n\r\ntwo\rtwo\n\nthree", [("paragraph", "one"), ("paragraph", "two\rtwo"), ("paragraph", "three")]),
    ("leading and trailing space", "\n\n  one  \n\n", [("paragraph", "one")]),
    ("unwrapped paragraphs without blank lines", f"{LONG}\n{LONG}", [("paragraph", LONG), ("paragraph", LONG)]),
    ("a heading right above an unwrapped paragraph", f"About Orbelline\n{LONG}", [("paragraph", "About Orbelline"), ("paragraph", LONG)]),
    ("a hard-wrapped list of facts stays together", "Contact:\nPress Desk\n+00 555 01", [("paragraph", "Contact:\nPress Desk\n+00 555 01")]),
    ("a heading of an archive", "# Orbelline opens a foundry\nTARN", [("heading", "# Orbelline opens a foundry"), ("paragraph", "TARN")]),
    ("a hash that heads nothing", "#hashtag\n#1 in valves", [("paragraph", "#hashtag\n#1 in valves")]),
    ("bullets", "We hold:\n• ISO 9001\n• ISO 14001\n  since 2019", [("paragraph", "We hold:"), ("item", "• ISO 9001"), ("item", "• ISO 14001\n  since 2019")]),
    ("a dash inside a line is no bullet", "one\ntwo - three\n-four", [("paragraph", "one\ntwo - three\n-four")]),
    ("a separator of Unicode is no line end", "one\u2028\u2028two", [("paragraph", "one\u2028\u2028two")]),
    ("a year is no item", "2019. was\na year", [("paragraph", "2019. was\na year")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TEXT_BLOCKS], ids=[row[0] for row in TEXT_BLOCKS])
def test_paragraphs_of_plain_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text, "release.txt") == expected


MARKDOWN_BLOCKS = [
    ("headings", "# One\ntext\n## Two ##\n\nText", [("heading", "# One"), ("paragraph", "text"), ("heading", "## Two ##"), ("paragraph", "Text")]),
    ("underlined headings", "About Orbelline\n---\n\nMore\n====\nx", [("heading", "About Orbelline\n---"), ("heading", "More\n===="), ("paragraph", "x")]),
    ("items", "- one\n- two\n  more\n\n1. three", [("item", "- one"), ("item", "- two\n  more"), ("item", "1. three")]),
    ("a rule is no item and no heading", "one\n\n* * *\n\ntwo", [("paragraph", "one"), ("paragraph", "* * *"), ("paragraph", "two")]),
    ("table rows", "| a | b |\n|---|---|\n| ISO 9001 | 2015 |\nafter", [("cell", "| a | b |"), ("cell", "|---|---|"), ("cell", "| ISO 9001 | 2015 |"), ("paragraph", "after")]),
    ("a fence holds its lines together", "```\n# no heading\n\n- no item\n```\n\nafter", [("paragraph", "```\n# no heading\n\n- no item\n```"), ("paragraph", "after")]),
    ("a fence inside a longer fence", "````\n```\n````\n# x", [("paragraph", "````\n```\n````"), ("heading", "# x")]),
    ("an open fence runs to the end", "~~~\na\n\nb", [("paragraph", "~~~\na\n\nb")]),
    ("bold is not a heading", "**About Orbelline**\n\nx", [("paragraph", "**About Orbelline**"), ("paragraph", "x")]),
    ("plain paragraphs", "one\ntwo\n\nthree", [("paragraph", "one\ntwo"), ("paragraph", "three")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in MARKDOWN_BLOCKS], ids=[row[0] for row in MARKDOWN_BLOCKS]
)
def test_blocks_of_markdown(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text, "release.md") == expected


def test_front_matter_is_what_a_markdown_file_declares() -> None:
    text = '---\ntitle: "Orbelline opens a foundry"\ndate: 2031-04-02\nlang: en\ntags: [x]\n---\n\nTARN.\n'

    reading = read(text.encode(), name="release.md")

    assert reading.text == text
    assert reading.declared(Declared.TITLE) == "Orbelline opens a foundry"
    assert reading.declared(Declared.PUBLISHED) == "2031-04-02"
    assert reading.declared(Declared.LANGUAGE) == "en"
    assert [(block.kind, block.region) for block in reading.blocks] == [
        (BlockKind.PARAGRAPH, Region.HEADER),
        (BlockKind.PARAGRAPH, Region.MAIN),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nnot front matter\n\n---\n",
        "---\nno pairs here\n---\nx\n",
        "one\n---\ntitle: x\n---\n",
        "title: x\n\ny\n",
    ],
)
def test_rules_and_colons_elsewhere_declare_nothing(text: str) -> None:
    assert read(text.encode(), name="release.md").metadata == ()


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    body = b"\xef\xbb\xbf" + b"TARN, Orbelline.\r\n"

    reading = read(body, name="release.txt")

    assert reading.text == "TARN, Orbelline.\r\n"
    assert reading.encoding == "utf-8-sig"
    assert reading.blocks[0].span.of(reading.text) == "TARN, Orbelline."
