"""What the elements of HTML mean to the block walker: which set text apart, which are regions, which are hidden.

Style sheets are not applied. Source: the HTML standard's rendering section (block-level elements) and HTML-AAM
(which elements are landmarks: `header` and `footer` only where no sectioning element holds them).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.documents.model import BlockKind, Region

#: Their text is code, not words. JSON-LD is read as a declaration instead.
SKIPPED = frozenset({"script", "style", "head", "base", "link", "meta", "param", "source", "track", "-comment"})

#: Never rendered where scripts run, or rendered as a picture: kept, and labelled as hidden.
HIDDEN = frozenset(
    {
        "noscript",
        "template",
        "title",
        "svg",
        "iframe",
        "noframes",
        "noembed",
        "datalist",
        "object",
        "video",
        "audio",
        "canvas",
    }
)

#: What a table, or a form, is called here that does not tabulate or ask but lays out a whole page; no tag begins so.
LAYOUT_TABLE, PAGE_FORM = "-table", "-form"
LOOKED_INTO = frozenset({"table", "form"})

_BLOCK_LEVEL = """
    address article aside blockquote body button caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li listing main menu
    nav ol optgroup option p plaintext pre search section select summary table tbody td textarea tfoot th thead tr ul xmp
"""
BLOCK_LEVEL = frozenset({*_BLOCK_LEVEL.split(), LAYOUT_TABLE, PAGE_FORM})

#: The parts of a table that have a place of their own in it.
TABLES = frozenset({"table", LAYOUT_TABLE})
TABLE_PARTS = frozenset({*TABLES, "caption", "tr", "td", "th"})

#: Attributes that tell more of an element than its tag does.
TELLING = frozenset({"role", "style", "hidden", "open"})
TELLS = ",".join(f"[{attribute}]" for attribute in sorted(TELLING))

PREFORMATTED = frozenset({"pre", "textarea", "listing", "plaintext", "xmp"})

SECTIONING = frozenset({"article", "aside", "main", "nav", "section"})

KIND_OF_TAG: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.ITEM),
    "table": BlockKind.CELL,
}

REGION_OF_TAG: dict[str, Region] = {
    "main": Region.MAIN,
    "nav": Region.NAV,
    "aside": Region.ASIDE,
    "form": Region.FORM,
    **dict.fromkeys(("button", "select", "textarea", "label", "legend", "option", "search"), Region.FORM),
}
#: Landmarks only where no sectioning element holds them; inside one they head or foot that article.
PAGE_REGION_OF_TAG: dict[str, Region] = {"header": Region.HEADER, "footer": Region.FOOTER}

REGION_OF_ROLE: dict[str, Region] = {
    "main": Region.MAIN,
    "navigation": Region.NAV,
    "banner": Region.HEADER,
    "contentinfo": Region.FOOTER,
    "complementary": Region.ASIDE,
    "dialog": Region.ASIDE,
    "alertdialog": Region.ASIDE,
    "search": Region.FORM,
    "form": Region.FORM,
}

HIDING_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
BLOCK_STYLE = re.compile(r"(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item|flow-root)", re.IGNORECASE)

#: A table with one of these inside lays out a page; it does not tabulate.
LAYOUT_IN_TABLE = "table,h1,h2,h3,article,section,main,nav,header,footer,form,p ~ p"
#: A table without this has no row of two cells.
TWO_CELLS = "td + td,th + td,td + th,th + th"
#: A form with one of these inside wraps a whole page, as ASP.NET has it.
PAGE_IN_FORM = "main,article,nav,header,footer,h1,[role=main]"

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
#: Elements that need no end tag, or have none: an unclosed one nests nothing.
_UNCLOSED = """
    area base br col embed hr img input link meta param source track wbr
    p li dt dd td th tr thead tbody tfoot option optgroup rp rt
"""
_NOT_NESTING = frozenset(_UNCLOSED.split())
#: The parser walks all open elements at each tag, so that depth multiplies. Browsers stop at 512.
DEEPEST = 2_000

#: The parser compares each attribute of an element with all before it, so that their number multiplies.
MOST_ATTRIBUTES = 1_000
#: A start tag with more of them is no shorter, in code points.
_LONG = 2 * MOST_ATTRIBUTES
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"?|'[^']*'?|\S*)")
#: A comment; or a script or a style sheet, whose start tag has attributes as any has.
_CODE = re.compile(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))|(<(script|style)(?=[\s/>])[^<>]*)>.*?(?:</\2|\Z)", re.IGNORECASE | re.DOTALL
)


def is_beyond_any_page(markup: str) -> bool:
    """Whether the parser would take minutes: for elements nested, or attributes heaped, as no page has them.

    Depth is an upper bound. The attributes of a tag are counted as far as its first angle bracket, in quotes or not.
    """
    return _is_too_deep(markup) or (_is_crowded(markup) and _is_crowded(_CODE.sub(r"\1 ", markup)))


def _is_too_deep(markup: str) -> bool:
    tags = markup.count("<")
    # What ends before the body begins need not be counted.
    if tags < DEEPEST or tags - markup.count("</", max(0, markup.find("<body"))) < DEEPEST:
        return False
    depth = 0
    for slash, tag in _TAG.findall(markup):
        if tag.lower() in _NOT_NESTING:
            continue
        depth = max(0, depth - 1) if slash else depth + 1
        if depth > DEEPEST:
            return True
    return False


def _is_crowded(markup: str) -> bool:
    """Whether one start tag, or what looks like one in a script, has too many attributes."""
    return any(len(_VALUE.sub(" ", tag).replace("/", " ").split()) > MOST_ATTRIBUTES for tag in _long_tags(markup))


def _long_tags(markup: str) -> Iterator[str]:
    """What stands between angle brackets that are far apart, the first of which opens a tag."""
    at = markup.find("<")
    while at >= 0:
        # The last bracket within reach is sought: all before it are too near to the next one to be looked at.
        later = markup.rfind("<", at + 1, at + _LONG)
        if later < 0:
            later = markup.find("<", at + _LONG)
            opened = markup[at + 1 : at + 2]
            if opened.isascii() and opened.isalpha() and markup.find(">", at, at + _LONG) < 0:
                yield markup[at : later if later >= 0 else None].partition(">")[0]
        at = later
