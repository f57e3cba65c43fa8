"""Lists of what to watch: every organisation once, and every problem at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.documents.sources.edgar import EdgarSettings
from tracker.documents.sources.feed import FeedSettings
from tracker.documents.sources.folder import FolderSettings
from tracker.documents.sources.newsroom import NewsroomSettings
from tracker.documents.sources.page import PageSettings
from tracker.documents.sources.subscriptions import Outlines, Subscription, from_opml, from_table
from tracker.errors import ReadError, SourceError, WatchFileError

ONE = FeedSettings(url="https://orbelline.example/feed")
TWO = FeedSettings(url="https://tarnworks.example/feed")

OPML = [
    (
        "feeds in folders",
        ('<opml><body><outline text="Valves"><outline text="Orbelline" xmlUrl="https://orbelline.example/feed"/></outline>'
        '<outline title="Tarnworks" text="t" xmlUrl="https://tarnworks.example/feed"/></body></opml>'),
        (Subscription(name="Orbelline", sources=(ONE,)), Subscription(name="Tarnworks", sources=(TWO,))),
    ),
    (
        "the same feed twice, and two feeds of one title",
        ('<opml><outline text="Orbelline" xmlUrl="https://orbelline.example/feed"/>'
        '<outline text="Orbelline" xmlUrl="https://orbelline.example/feed"/>'
        '<outline text="Orbelline" xmlUrl="https://tarnworks.example/feed"/></opml>'),
        (Subscription(name="Orbelline", sources=(ONE, TWO)),),
    ),
    (
        "a feed without a title",
        '<opml><outline xmlUrl="https://orbelline.example/feed"/></opml>',
        (Subscription(name="https://orbelline.example/feed", sources=(ONE,)),),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in OPML], ids=[row[0] for row in OPML])
def test_opml(text: str, expected: tuple[Subscription, ...]) -> None:
    assert from_opml(text.encode(), "feeds.opml") == Outlines(expected)


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("feed://orbelline.example/feed", "http://orbelline.example/feed"),
        ("feed:https://orbelline.example/feed", "https://orbelline.example/feed"),
        ("  https://orbelline.example/feed ", "https://orbelline.example/feed"),
        ("javascript:go()", None),
        ("file:///etc/passwd", None),
        ("orbelline.example/feed", None),
    ],
)
def test_a_feed_that_is_at_no_address_on_the_web_is_left_out_by_name(said: str, address: str | None) -> None:
    text = f'<opml><outline text="Tarnworks" xmlUrl="{TWO.url}"/><outline text="Orbelline" xmlUrl="{said}"/></opml>'

    found = from_opml(text.encode(), "feeds.opml")

    assert found.left_out == (() if address else (said,))
    assert [source for one in found.subscriptions for source in one.sources] == [
        TWO,
        *([FeedSettings(url=address)] if address else []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no XML",
        "<opml><body/></opml>",
        '<opml><outline text="x"/></opml>',
        '<opml><outline xmlUrl="file:///x"/></opml>',
    ],
)
def test_what_lists_no_feed_is_one_sentence(text: str) -> None:
    with pytest.raises(SourceError, match=r"^feeds\.opml .*\.$"):
        from_opml(text.encode(), "feeds.opml")


TABLES = [
    ("a feed", "name,feed\nOrbelline,https://orbelline.example/feed\n", (Subscription(name="Orbelline", sources=(ONE,)),)),
    (
        "every kind of source",
        "name;aliases;newsroom;page;cik;folder\nOrbelline;Orbelline Inc.;https://o.example/news;https://o.example/q;CIK0001234567;mail/orbelline\n",
        None,
    ),
    (
        "two rows of one name",
        "Name\tFeed\nOrbelline\thttps://orbelline.example/feed\nOrbelline\thttps://tarnworks.example/feed\n",
        (Subscription(name="Orbelline", sources=(ONE, TWO)),),
    ),
    ("a mark, another line end and an empty line", "\ufeffname,feed\r\n\r\nOrbelline,https://orbelline.example/feed\r\n", (Subscription(name="Orbelline", sources=(ONE,)),)),
    ("a name in quotes", 'name,feed\n"Orbelline, Inc.",https://orbelline.example/feed\n', (Subscription(name="Orbelline, Inc.", sources=(ONE,)),)),
    ("no rows", "name,feed\n", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TABLES], ids=[row[0] for row in TABLES])
def test_tables(text: str, expected: tuple[Subscription, ...] | None) -> None:
    if expected is None:
        expected = (
            Subscription(
                name="Orbelline",
                aliases=("Orbelline Inc.",),
                sources=(
                    NewsroomSettings(url="https://o.example/news"),
                    PageSettings(url="https://o.example/q"),
                    EdgarSettings(cik=1234567),
                    FolderSettings(path=Path("mail/orbelline")),
                ),
            ),
        )
    assert from_table(text.encode(), "suppliers.csv") == expected


PROBLEMS = [
    ("an unknown column", "name,feeed\n", ["suppliers.csv: line 1: there is no column 'feeed' (did you mean 'feed'?)"]),
    ("no column of names", "feed\nx\n", ["suppliers.csv: line 1: there is no column 'name'"]),
    (
        "nothing",
        " ",
        ["suppliers.csv: line 1: there is no column ''", "suppliers.csv: line 1: there is no column 'name'"],
    ),
    (
        "every line at once",
        "name,feed,cik\n,https://o.example/feed,\nA,feed.xml,\nB,,12x\nC,,\nD,,7\n",
        [
            "suppliers.csv: line 2: there is no name",
            "suppliers.csv: line 3: 'feed.xml' is no address on the web",
            "suppliers.csv: line 4: '12x' is no Central Index Key",
            "suppliers.csv: line 5: C has no source",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS])
def test_problems_of_a_table_come_all_at_once(text: str, expected: list[str]) -> None:
    with pytest.raises(WatchFileError) as caught:
        from_table(text.encode(), "suppliers.csv")

    assert list(map(str, caught.value.problems)) == expected


def test_a_table_that_is_no_text_cannot_be_read() -> None:
    with pytest.raises(ReadError):
        from_table(bytes(range(256)), "suppliers.csv")
