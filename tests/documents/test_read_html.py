"""HTML: nothing is lost, nothing comes twice, and every block says where on the page it stood.

The trial: one invented release, sixteen ways in which sites wrap their standing text, six ways in which sites build
their pages. Main-content extractors lose the standing text in many of these ninety-six pages.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tracker.documents.model import BlockKind, Region
from tracker.documents.read import Declared, Reading, read
from tracker.documents.typography import ZERO_WIDTH
from tracker.errors import ReadError, Unreadable

HEADING = "About Orbelline Valves"
STANDING = "Orbelline Valves makes valves for ships and holds ISO 9001:2015 and AS9100D."
LEAD = "TARN, April 2, 2031 -- Orbelline Valves today opened a foundry."
MORE = "The foundry casts bronze."
MENU = ("Home", "Newsroom", "Careers")
COOKIES = "We use cookies to count visits."
CONTACT = "Press Desk, press@orbelline.example"
COPYRIGHT = "© 2031 Orbelline Valves"

WRAPPINGS = {
    "heading-and-paragraph": f"<h2>{HEADING}</h2><p>{STANDING}</p>",
    "bold-paragraph": f"<p><strong>{HEADING}</strong></p><p>{STANDING}</p>",
    "bold-and-line-break": f"<p><b>{HEADING}</b><br>\n{STANDING}</p>",
    "div-with-a-class": f'<div class="boilerplate">\n<div>{HEADING}</div><div>{STANDING}</div></div>',
    "labelled-section": f'<section aria-label="about"><h3>{HEADING}</h3>{STANDING}</section>',
    "aside": f"<aside><h4>{HEADING}</h4><p>{STANDING}</p></aside>",
    "footer-of-the-article": f"<article><footer><h3>{HEADING}</h3><p>{STANDING}</p></footer></article>",
    "footer-of-the-page": f"<footer><p>{HEADING}</p><p>{STANDING}</p></footer>",
    "quotation": f"<blockquote><p>{HEADING}</p>{STANDING}</blockquote>",
    "table-of-one-cell": f"<table><tr><td><p>{HEADING}</p><p>{STANDING}</p></td></tr></table>",
    "table-of-two-cells": f"<table><tr><th>{HEADING}</th><td>{STANDING}</td></tr></table>",
    "definition-list": f"<dl><dt>{HEADING}<dd>{STANDING}</dl>",
    "details": f"<details><summary>{HEADING}</summary>{STANDING}</details>",
    "list-item": f"<ul><li><h4>{HEADING}</h4><p>{STANDING}</p></li></ul>",
    "small-italics": f"<small><em>{HEADING}</em></small><hr><i><span>Orbelline </span><span>Valves</span>{STANDING[16:]}</i>",
    "folded-away": f'<div style="color:red; DISPLAY : none"><p>{HEADING}</p><p>{STANDING}</p></div>',
}


def page(main: str) -> str:
    menu = "".join(f'<li><a href="/{item}">{item}</a></li>' for item in MENU)
    return (
        f"<!doctype html><html><head><title>Orbelline</title><style>p{{}}</style></head><body>"
        f"<header><nav><ul>{menu}</ul></nav></header>{main}"
        f'<div id="cookies" role="dialog">{COOKIES}</div><footer>{COPYRIGHT}</footer>'
        f"<script>track('{LEAD}')</script></body></html>"
    )


STRUCTURES = {
    "main-and-article": lambda about: page(f"<main><article><p>{LEAD}</p><p>{MORE}</p>{about}<p>{CONTACT}</p></article></main>"),
    "divs-only": lambda about: page(f"<div><div>{LEAD}</div><div>{MORE}</div><div>{about}</div><div>{CONTACT}</div></div>"),
    "two-line-breaks": lambda about: page(f"<div>{LEAD}<br><br>\n{MORE}<br>&nbsp;<br />{about}<br><br>{CONTACT}</div>"),
    "font-and-center": lambda about: page(
        f'<DIV align="left"><FONT size="2">{LEAD}</FONT></DIV><DIV>&nbsp;</DIV><DIV><FONT>{MORE}</FONT></DIV>'
        f"<CENTER>{about}</CENTER><DIV><FONT>{CONTACT}</FONT></DIV>"
    ),
    "paragraphs-in-items": lambda about: page(f"<ul><li><p>{LEAD}</p></li><li><p>{MORE}</p></li><li>{about}</li><li>{CONTACT}</li></ul>"),
    "nested-layout-tables": lambda about: page(
        f'<form id="whole-page"><h1>News</h1><table><tr><td><table role="presentation"><tr><td><p>{LEAD}</p><p>{MORE}</p>'
        f"</td></tr></table></td><td>{about}</td></tr></table>{CONTACT}</form>"
    ),
}  # fmt: skip


def normal(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_the_trial_everything_is_kept_exactly_once_in_its_order(structure: str, wrapping: str) -> None:
    reading = read(STRUCTURES[structure](WRAPPINGS[wrapping]).encode(), name="release.html")
    blocks = [(normal(block.span.of(reading.text)), block) for block in reading.blocks]
    whole = normal(reading.text)

    for words in (*MENU, LEAD, MORE, HEADING, STANDING, CONTACT, COOKIES, COPYRIGHT):
        assert whole.count(words) == 1, words
    places = [whole.index(words) for words in (LEAD, MORE, HEADING, STANDING, CONTACT, COOKIES, COPYRIGHT)]
    assert places == sorted(places)
    holding = [(words, block) for words, block in blocks if STANDING in words]
    assert len(holding) == 1
    # Only a lone line break leaves the heading in the paragraph, on a line of its own.
    assert holding[0][0] in {STANDING, f"{HEADING} {STANDING}"}
    assert (holding[0][0] == STANDING) == (wrapping != "bold-and-line-break")


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_the_trial_labels_say_where_a_block_stands(structure: str, wrapping: str) -> None:
    reading = read(STRUCTURES[structure](WRAPPINGS[wrapping]).encode(), name="release.html")
    regions = {normal(block.span.of(reading.text)): block.region for block in reading.blocks}

    assert [regions[item] for item in MENU] == [Region.NAV] * 3
    assert regions[COOKIES] is Region.ASIDE
    assert regions[COPYRIGHT] is Region.FOOTER
    assert regions[LEAD] is regions[MORE] is regions[CONTACT] is Region.MAIN
    in_article = structure == "main-and-article"
    expected = {
        "aside": Region.ASIDE,
        "footer-of-the-page": Region.MAIN if in_article else Region.FOOTER,
        "table-of-two-cells": Region.TABLE,
        "folded-away": Region.HIDDEN,
    }.get(wrapping, Region.MAIN)
    standing = next(region for words, region in regions.items() if STANDING in words)
    assert standing is expected


def blocks_of(markup: str) -> list[tuple[str, str, str]]:
    reading = read(markup.encode(), name="page.html")
    return [(block.kind.value, block.region.value, block.span.of(reading.text)) for block in reading.blocks]


def words_of(markup: str) -> list[str]:
    return [words for _, _, words in blocks_of(markup)]


WORDS = [
    ("white space is collapsed", "<p> Orbelline \n\t Valves </p>", ["Orbelline Valves"]),
    ("a no-break space is kept", "<p>50&nbsp;valves</p>", ["50\u00a0valves"]),
    ("but is no block", "<p>one</p><p>&nbsp;</p><p>&#8203;</p><p>two</p>", ["one", "two"]),
    ("inline elements do not divide", "<p>AS<b>9100</b><sup>®</sup>D</p>", ["AS9100®D"]),
    ("space between inline elements is one", "<p><b>a </b> <i> b</i></p>", ["a b"]),
    ("an unclosed paragraph", "<p>one<p>two", ["one", "two"]),
    ("text beside blocks", "<div>one<p>two</p>three</div>", ["one", "two", "three"]),
    ("a line break", "<p>one<br>two</p>", ["one\ntwo"]),
    ("two line breaks", "<p>one<br> <br>two</p>", ["one", "two"]),
    ("preformatted lines", "<pre>\none\n  two\n\nthree</pre>", ["one\n  two", "three"]),
    ("entities", "<p>AT&amp;T &quot;x&#8221; &hellip;</p>", ['AT&T "x” …']),
    ("comments and scripts say nothing", "<p>a<!-- b --><script>c</script><style>d</style>e</p>", ["ae"]),
    ("hidden words do not cut a sentence", "<p>one <span hidden>secret</span>two</p><p>x</p>", ["one two", "secret", "x"]),
    ("a span that is shown as a block", '<span style="display: block">one</span><span style="display:block">two</span>', ["one", "two"]),
    ("a template and the shadow of an element", "<p>a</p><template><p>b</p></template>", ["a", "b"]),
    ("an image has no text", '<p>a<img alt="b" src="c">d</p>', ["ad"]),
    ("custom elements are inline", "<p>a<x-mark>b</x-mark>c</p>", ["abc"]),
    ("a tag inside a word of a tracked number", "<p>ISO 9001:<ix:nonNumeric name='x'>2015</ix:nonNumeric></p>", ["ISO 9001:2015"]),
    ("no element at all", "just words", ["just words"]),
    ("words in a frameset", "<frameset><frame src=a></frameset><noframes>x</noframes>", ["x"]),
    ("the title of a page is a declaration", "<title>t</title><p>x</p>", ["x"]),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "expected"), [row[1:] for row in WORDS], ids=[row[0] for row in WORDS])
def test_words(markup: str, expected: list[str]) -> None:
    assert words_of(markup) == expected


LABELS = [
    ("<h3>x</h3>", ("heading", "main", "x")),
    ('<div role="heading">x</div>', ("heading", "main", "x")),
    ("<ul><li><p>x</p></ul>", ("item", "main", "x")),
    ("<dl><dd>x</dl>", ("item", "main", "x")),
    ('<div role="navigation">x</div>', ("paragraph", "nav", "x")),
    ("<article><header>x</header></article>", ("paragraph", "main", "x")),
    ("<header>x</header>", ("paragraph", "header", "x")),
    ("<form><p>x</p></form>", ("paragraph", "form", "x")),
    ("<form><h1></h1><p>x</p></form>", ("paragraph", "main", "x")),
    ("<label>x</label>", ("paragraph", "form", "x")),
    ("<dialog>x</dialog>", ("paragraph", "hidden", "x")),
    ("<dialog open>x</dialog>", ("paragraph", "main", "x")),
    ("<body><noscript>x</noscript>", ("paragraph", "hidden", "x")),
    ('<p style="visibility:hidden">x</p>', ("paragraph", "hidden", "x")),
    ('<p style="overflow:hidden">x</p>', ("paragraph", "main", "x")),
    ('<p aria-hidden="true">x</p>', ("paragraph", "main", "x")),
    ("<details><p>x</p></details>", ("paragraph", "main", "x")),
    ("<nav><div hidden><aside>x</aside></div></nav>", ("paragraph", "hidden", "x")),
    ("<svg><title>x</title></svg>", ("paragraph", "hidden", "x")),
    ("<main><aside>x</aside></main>", ("paragraph", "aside", "x")),
]


@pytest.mark.parametrize(("markup", "expected"), LABELS)
def test_labels(markup: str, expected: tuple[str, str, str]) -> None:
    assert blocks_of(markup) == [expected]


def test_cells_of_a_row_are_joined_by_tabs_and_rows_by_line_breaks() -> None:
    markup = (
        "<p>Certificates</p><table><caption>Held</caption><tr><th>Standard<th>Edition"
        "<tr><td>ISO 9001<td>2015<tr><td>AS9100<td><p>D</p></table><p>End</p>"
    )

    reading = read(markup.encode(), name="page.html")

    assert reading.text == "Certificates\n\nHeld\nStandard\tEdition\nISO 9001\t2015\nAS9100\tD\n\nEnd"
    assert {block.kind for block in reading.blocks[1:-1]} == {BlockKind.CELL}
    assert {block.region for block in reading.blocks[1:-1]} == {Region.TABLE}


ENCODINGS = [
    ("a declaration in the page", '<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso8859-2"), None, "Łódź"),
    ("the older form of it", b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><p>\x93x\x94</p>", None, "“x”"),
    ("the server is stronger", '<meta charset="iso-8859-2"><p>é</p>'.encode(), "text/html; charset=utf-8", "é"),
    ("a declaration in a comment", "<!-- <meta charset=iso-8859-2> --><p>é</p>".encode(), None, "é"),
    ("UTF-16 said in ASCII", '<meta charset="utf-16"><p>é</p>'.encode(), None, "é"),
    ("an XML declaration", '<?xml version="1.0" encoding="ISO-8859-2"?><html><p>Łódź</p></html>'.encode("iso8859-2"), None, "Łódź"),
    ("none", "<p>é</p>".encode(), None, "é"),
    ("none, in windows-1252", b"<p>caf\xe9 \x97</p>", None, "café —"),
    ("a mark", "<p>é</p>".encode("utf-16"), "text/html; charset=utf-8", "é"),
    ("UTF-16 said by the server", "<p>Łódź</p>".encode("utf-16-be"), "text/html; charset=utf-16be", "Łódź"),
    ("and its usual order", "<p>Łódź</p>".encode("utf-16-le"), "text/html; charset=utf-16", "Łódź"),
    ("UTF-16 that is none", "<p>Łódź é</p>".encode(), "text/html; charset=utf-16", "Łódź é"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "media_type", "text"), [row[1:] for row in ENCODINGS], ids=[row[0] for row in ENCODINGS]
)
def test_the_encoding_of_a_page(body: bytes, media_type: str | None, text: str) -> None:
    assert read(body, media_type=media_type, name="page.html").text == text


DECLARATIONS = [
    ("a title", "<title> Orbelline\n opens </title><p>x", {Declared.TITLE: "Orbelline opens"}),
    ("Open Graph over the title", "<title>t</title><meta property=og:title content=o><p>x", {Declared.TITLE: "o"}),
    ("a site", '<meta property="og:site_name" content="Orbelline Newsroom"><p>x', {Declared.SITE_NAME: "Orbelline Newsroom"}),
    ("a date", '<meta property="article:published_time" content="2031-04-02T08:30:00-04:00"><p>x', {Declared.PUBLISHED: "2031-04-02T08:30:00-04:00"}),
    ("a time that is marked", '<time itemprop="datePublished" datetime="2031-04-02">April</time>', {Declared.PUBLISHED: "2031-04-02"}),
    ("a time that is not", '<time datetime="2031-04-02">April</time>', {}),
    ("an address", '<link rel="canonical" href="https://orbelline.example/1"><p>x', {Declared.CANONICAL: "https://orbelline.example/1"}),
    ("a language", "<html lang=en-GB><p>x", {Declared.LANGUAGE: "en-GB"}),
    (
        "structured data",
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "n"}, {"@type": ["NewsArticle"], '
            '"headline": "h", "datePublished": "2031-04-02", "publisher": {"name": "p"}}]}</script><p>x'
        ),
        {Declared.TITLE: "h", Declared.PUBLISHED: "2031-04-02", Declared.SITE_NAME: "p"},
    ),
    ("broken structured data", '<script type="application/ld+json">{"@type": </script><p>x', {}),
    ("structured data of something else", '<script type="application/ld+json">{"@type": "Product", "name": "n"}</script><p>x', {}),
    ("structured data nested to break a parser", '<script type="application/ld+json">' + "[" * 5000 + "</script><p>x", {}),
    ("half of a character", r'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "h\ud83d h \ud83d\ude00"}</script><p>x', {Declared.TITLE: "h\ufffd h \U0001f600"}),
    ("an empty declaration", '<title></title><meta name="author" content=" "><p>x', {}),
    ("a property nobody knows", '<meta name="viewport" content="width=device-width"><p>x', {}),
    ("a title inside a drawing", "<svg><title>t</title></svg><p>x", {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "expected"), [row[1:] for row in DECLARATIONS], ids=[row[0] for row in DECLARATIONS]
)
def test_what_a_page_declares(markup: str, expected: dict[Declared, str]) -> None:
    reading = read(markup.encode(), name="page.html")

    assert {what: reading.declared(what) for what in Declared if reading.declared(what) is not None} == expected


HEAPED = " ".join(f"a{number}" for number in range(20_000))

BEYOND_ANY_PAGE = [
    ("elements nested", "<div>" * 200_000 + "x"),
    ("attributes without values", f"<p {HEAPED}>x</p>"),
    ("attributes with values", f"<p {HEAPED.replace(' ', '=1 ')}>x</p>"),
    ("with quoted ones", "<p " + HEAPED.replace(" ", '="1"') + ">x</p>"),
    ("attributes divided by strokes", f"<p/{HEAPED.replace(' ', '/')}>x</p>"),
    ("on lines of their own", f"<P\n{HEAPED.replace(' ', chr(10))}\n>x</P>"),
    ("in a tag that never ends", f"<p>x</p><p {HEAPED}"),
    ("behind a comment and a script", f"<!-- a --><script>b</script><p {HEAPED}>x</p>"),
    ("behind a comment that ends", f"<!-- <p --><p {HEAPED}>x</p>"),
    ("behind a comment that ends at once", f"<!--><p {HEAPED}>x</p>"),
    ("of a script", f"<script {HEAPED}>b</script><p>x</p>"),
    ("behind an element whose name begins as that of a script", f"<script-b></script-b><p {HEAPED}>x</p>"),
]  # fmt: skip


@pytest.mark.parametrize("markup", [row[1] for row in BEYOND_ANY_PAGE], ids=[row[0] for row in BEYOND_ANY_PAGE])
def test_what_no_page_has_is_refused_before_it_is_parsed(markup: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(markup.encode(), name="page.html")

    assert caught.value.cause is Unreadable.DAMAGED


LONG_BUT_NOT_BEYOND = [
    ("a picture in an attribute", f'<p><img src="data:image/png;base64,{"iVBORw0K/" * 20_000}">x</p>'),
    ("without quotes", f"<p><img src=data:image/png;base64,{'iVBORw0K/' * 20_000}>x</p>"),
    ("a drawing in an attribute", f"<p><img src='data:image/svg+xml,{'M 0 1 L 2 3 ' * 5_000}'>x</p>"),
    ("an attribute of many words", f'<p title="{HEAPED}">x</p>'),
    ("a script that compares", f"<script>if (i<n) {{ {HEAPED} }}</script><p>x</p>"),
    ("a script with attributes", f'<script src="b.js" defer>if (i<n) {{ {HEAPED} }}</script><p>x</p>'),
    ("a comment that is cut short", f"<p>x</p><!-- <p {HEAPED}"),
    ("as many attributes as no page has, and no more", f"<p {' '.join(f'a{number}' for number in range(900))}>x</p>"),
]  # fmt: skip


@pytest.mark.parametrize("markup", [row[1] for row in LONG_BUT_NOT_BEYOND], ids=[row[0] for row in LONG_BUT_NOT_BEYOND])
def test_what_is_only_long_is_read(markup: str) -> None:
    assert words_of(markup) == ["x"]


def test_many_elements_side_by_side_are_read() -> None:
    reading = read(b"<p>x</p><br><div><b>y</b></div>" * 5_000, name="page.html")

    assert len(reading.blocks) == 10_000


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<x-card hidden>one</x-card>", [("paragraph", "hidden", "one")]),
        ("<x-card>one</x-card>", [("paragraph", "main", "one")]),
        ("<div role=heading>one</div>", [("heading", "main", "one")]),
        ("<div role=HEADING>one</div>", [("paragraph", "main", "one")]),
        ("<b style='display:block'>one</b>two", [("paragraph", "main", "one"), ("paragraph", "main", "two")]),
        ("<b>one</b>two", [("paragraph", "main", "onetwo")]),
        ("<ul role=navigation><li>one</ul>", [("item", "nav", "one")]),
        ("<ul><li>one</ul>", [("item", "main", "one")]),
        (f"<{'blockquote' * 9}>one</{'blockquote' * 9}>two", [("paragraph", "main", "onetwo")]),
    ],
)
def test_an_element_of_one_page_says_nothing_of_the_next(markup: str, expected: list[tuple[str, str, str]]) -> None:
    for before in (
        "<x-card>a</x-card><ul><li>b",
        "<x-new role=main><b style='display:flex'>",
        "<b><ul hidden><li>",
        markup,
    ):
        blocks_of(f"<body>x{before}")
        assert blocks_of(f"<body>{markup}") == expected


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "<div>",
            "</div>",
            "</p>",
            "<b>",
            "</b>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<ul>",
            "<li>",
            "</ul>",
            "<br>",
            "<pre>",
            "</pre>",
            "<span",
            "hidden>",
            "</span>",
            "<nav>",
            "</nav>",
            "<form>",
            "</form>",
            "<template>",
            "</template>",
            "<svg>",
            "</svg>",
            "<h2>",
            "</h2>",
            "<aside>",
            "<select>",
            "<option>",
            "<noscript>",
            "</noscript>",
            "Orbelline",
            "valves",
            "&amp;",
            "&nbsp;",
            "9001",
            "é",
        ]
    ),
    max_size=60,
).map(" ".join)


def visible(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character not in ZERO_WIDTH)


@settings(max_examples=300)
@given(MARKUP)
def test_every_character_of_every_text_node_is_kept_once_and_in_order(markup: str) -> None:
    whole = f"<body>x{markup}"
    # Words that are hidden inside a sentence come behind it, so order is compared where nothing is hidden.
    plain = not any(tag in markup for tag in ("hidden", "<template>", "<svg>", "<noscript>"))
    tree = LexborHTMLParser(whole)
    root = tree.root
    assert root is not None
    nodes = [node.text_content or "" for node in root.traverse(include_text=True) if node.is_text_node]

    reading: Reading = read(whole.encode(), name="page.html")

    got, expected = visible(reading.text), visible("".join(nodes))
    if plain:
        assert got == expected
    elif "<template>" not in markup:
        assert sorted(got) == sorted(expected)
    assert "".join(visible(block.span.of(reading.text)) for block in reading.blocks) == got
