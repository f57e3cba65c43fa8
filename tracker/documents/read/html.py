"""HTML: every text node once, in document order, in blocks that say where on the page they stand.

No main-content extractor stands here. Extractors keep the article and drop what surrounds it, and the text that
this program follows is what they drop: the About box, the contact block, the table of certificates. This walker
keeps everything and labels it; what recurs and what does not is decided later, from many pages.

White space is collapsed as a browser does, `<br>` is a line break, two of them in a row end a block. Blocks are
joined by a blank line, the cells of a row by a tab, rows by a line break. Offsets lead into that text, which the same
bytes give again with the same reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.documents.model import Block, BlockKind, Region
from tracker.documents.read import html_elements as elements
from tracker.documents.read.encoding import decode
from tracker.documents.read.html_metadata import declarations
from tracker.documents.read.joining import Cell, Joined, is_blank
from tracker.documents.read.reading import Body, Declared, Reading
from tracker.errors import ReadError, Unreadable

NAME = "html-1"

_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META_CHARSET = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE)
#: The standard looks at 1,024 bytes first and changes its mind at a later `<meta>`; this is room for both.
_PRESCAN = 16_384


def read_html(body: Body) -> Reading:
    """Decode, parse as a browser does, and walk the tree once.

    Raises:
        ReadError: BINARY or BAD_ENCODING from decoding; DAMAGED for markup that is nested, or has attributes, beyond any page.
    """
    decoded = decode(body.content, declared=(body.charset, declared_charset(body.content)), name=body.name)
    if elements.is_beyond_any_page(decoded.text):
        raise ReadError(
            Unreadable.DAMAGED,
            f"{body.name} nests its elements more than {elements.DEEPEST:,} deep, or gives one of them more than "
            f"{elements.MOST_ATTRIBUTES:,} attributes, which no page does.",
            hint="Open it in a browser to see what it is.",
        )
    tree = LexborHTMLParser(decoded.utf8)
    text, blocks = walk(tree)
    metadata = tuple(declarations(tree))
    if decoded.undecoded:
        metadata = (*metadata, (Declared.UNDECODED, str(decoded.undecoded)))
    return Reading(
        text=text, blocks=blocks, reader=NAME, media_type=body.media_type, encoding=decoded.encoding, metadata=metadata
    )


def declared_charset(content: bytes) -> str | None:
    """The encoding label that the page itself declares; UTF-16 in ASCII letters can only be UTF-8."""
    head = _COMMENT.sub(b"", content[:_PRESCAN])
    found = _META_CHARSET.search(head) or _XML_ENCODING.search(head)
    if not found:
        return None
    label = found.group(1).decode("ascii", errors="replace")
    return "utf-8" if label.lower().startswith("utf-16") else label


def walk(tree: LexborHTMLParser) -> tuple[str, tuple[Block, ...]]:
    """All text of a page in blocks, and the text that the blocks' spans lead into."""
    root = tree.root
    if root is None:
        return "", ()
    walker = _Walker()
    walker.walk(root)
    return walker.page.text(), walker.page.blocks()


#: All that a context follows from: a tag, or a tag with its role and its style, and whether it is declared hidden, or open.
_Telling = str | tuple[str, str | None, str | None, bool, bool]

#: What entering an element does to the words that are open: nothing; it ends them, and so does leaving it; or it sets
#: them aside until it is left, as hidden words inside a sentence must not cut it in two.
_GOES_ON, _SETS_APART, _SETS_ASIDE = range(3)

#: Elements that nothing is looked for inside of.
_NOT_ENTERED = elements.SKIPPED | {"br"}


@dataclass(slots=True, kw_only=True, eq=False)
class _Context:
    """What holds for the text directly inside one element; `inside` remembers what other elements make of it."""

    region: Region = Region.MAIN
    kind: BlockKind = BlockKind.PARAGRAPH
    preformatted: bool = False
    sectioned: bool = False
    inside: dict[_Telling, _Entered] = field(default_factory=dict, repr=False)


#: The context inside an element, what entering it does, and its tag.
_Entered = tuple[_Context, int, str]


class _Walker:
    """One pass over a tree, without recursion: pages nest deeper than Python's stack."""

    def __init__(self) -> None:
        self.page = Joined()
        #: The open words, as they came; a line feed ends a line.
        self._words: list[str] = []
        self._set_aside: list[list[str]] = []
        self._hidden: list[tuple[str, _Context, Cell | None]] = []
        self._rows = self._cells = 0

    def walk(self, root: LexborNode) -> None:
        """Take in `root` and all that is below it."""
        # What is left of each list of children, from the root's own down: the next child, and what holds for the list.
        above: list[tuple[LexborNode | None, _Context, Cell | None, int]] = [(root, _Context(), None, _GOES_ON)]
        words = self._words
        while above:
            node, context, cell, entered = above.pop()
            while node is not None:
                tag = node.tag or ""
                if tag == "-text":
                    text = node.text_content or ""
                    # Most text nodes are the white space between two blocks, with which no block begins.
                    if words or not text.isspace():
                        words.append(text if context.preformatted else text.replace("\n", " "))
                elif tag not in _NOT_ENTERED:
                    above.append((node.next, context, cell, entered))
                    outer = context
                    telling = _telling(node, tag)
                    context, entered, called = outer.inside.get(telling) or _inside(telling, outer)
                    if entered != _GOES_ON:
                        cell = self._enter(called, outer, cell, entered)
                        words = self._words
                    if tag == "template" and (fragments := node.template_fragments()):
                        # The content of a template is a fragment of its own, which is no child of the tree.
                        above.append((node.first_child, context, cell, entered))
                        node, entered = fragments[0], _GOES_ON
                    else:
                        node = node.first_child
                    continue
                elif tag == "br":
                    words.append("\n")
                node = node.next
            if entered != _GOES_ON:
                words = self._leave(context, cell, entered)

    def _enter(self, tag: str, outer: _Context, cell: Cell | None, entered: int) -> Cell | None:
        """End the open words or set them aside; the cell that what is inside the element stands in."""
        if entered == _SETS_ASIDE:
            self._set_aside.append(self._words)
            self._words = []
            return cell
        if self._words or self._hidden:
            self._flush(outer, cell)
        return self._cell(tag, cell) if tag in elements.TABLE_PARTS else cell

    def _leave(self, context: _Context, cell: Cell | None, entered: int) -> list[str]:
        """End the open words; those that are open now."""
        if self._words or self._hidden:
            self._flush(context, cell)
        if entered == _SETS_ASIDE:
            self._words = self._set_aside.pop()
        return self._words

    def _cell(self, tag: str, cell: Cell | None) -> Cell | None:
        """The cell in a part of a table that stands in this cell; a table that only lays out a page has none."""
        if tag == elements.LAYOUT_TABLE:
            return None
        if tag == "table":
            self._rows += 1
            return (self.page.new_table(), self._rows, 0)
        if cell is None:
            return None
        table, row, _ = cell
        if tag in {"tr", "caption"}:
            self._rows += 1
            return (table, self._rows, 0)
        self._cells += 1
        return (table, row, self._cells)

    def _flush(self, context: _Context, cell: Cell | None) -> None:
        """End the open block: blank lines divide it, and white space alone is no block."""
        words = "".join(self._words)
        self._words.clear()
        # All that is open was said in elements that agree on this: those that do not set apart what is in them.
        if not context.preformatted:
            words = _collapsed(words)
        for piece in _pieces(words) if "\n" in words else (words,):
            if self._set_aside:
                self._hidden.append((piece, context, cell))
            else:
                self.page.add(piece, context.kind, context.region, cell)
        if self._hidden and not self._set_aside:
            for piece, hidden, where in self._hidden:
                self.page.add(piece, hidden.kind, hidden.region, where)
            self._hidden.clear()


def _collapsed(words: str) -> str:
    """Words whose runs of white space are one space each, and whose lines do not begin with one."""
    # A chain of `replace` is twenty times as fast as an expression.
    if "\t" in words or "\r" in words or "\f" in words:
        words = words.replace("\t", " ").replace("\r", " ").replace("\f", " ")
    while "  " in words:
        words = words.replace("  ", " ")
    return words.replace("\n ", "\n")


def _telling(node: LexborNode, tag: str) -> _Telling:
    """What a context follows from, of an element."""
    if tag in elements.LOOKED_INTO:
        tag = _looked_into(node, tag)
    # A processing instruction and a fragment have no tag.
    attributes = node.attributes if tag else {}
    if not attributes or elements.TELLING.isdisjoint(attributes):
        return tag
    return tag, attributes.get("role"), attributes.get("style"), "hidden" in attributes, "open" in attributes


def _inside(telling: _Telling, outer: _Context) -> _Entered:
    """What holds inside an element, and what entering it does; the outer context remembers it."""
    tag, role, style, declared_hidden, is_open = (
        (telling, None, None, False, False) if isinstance(telling, str) else telling
    )
    hidden = outer.region is Region.HIDDEN or declared_hidden or _is_hidden(tag, style, is_open=is_open)
    region = Region.HIDDEN if hidden else _region_of(tag, role, outer)
    kind = elements.KIND_OF_TAG.get(tag, outer.kind)
    if role == "heading" and tag not in elements.TABLES:
        kind = BlockKind.HEADING
    preformatted = outer.preformatted or tag in elements.PREFORMATTED
    sectioned = outer.sectioned or tag in elements.SECTIONING
    if (region, kind, preformatted, sectioned) == (outer.region, outer.kind, outer.preformatted, outer.sectioned):
        # There are few contexts, so that each remembers much.
        context = outer
    else:
        context = _Context(region=region, kind=kind, preformatted=preformatted, sectioned=sectioned)
    if tag in elements.BLOCK_LEVEL or region not in {outer.region, Region.HIDDEN} or _is_block_by_style(style):
        entered = _SETS_APART
    else:
        entered = _GOES_ON if region is outer.region else _SETS_ASIDE
    known = outer.inside[telling] = (context, entered, tag)
    return known


def _pieces(words: str) -> Iterator[str]:
    """The runs of lines between blank ones, each line without the white space at its end."""
    run: list[str] = []
    for line in (*words.split("\n"), ""):
        if not is_blank(line):
            run.append(line.rstrip(" \t\r\f"))
        elif run:
            yield "\n".join(run)
            run = []


def _region_of(tag: str, role: str | None, outer: _Context) -> Region:
    region = elements.REGION_OF_ROLE.get(role.lower()) if role else None
    region = region or elements.REGION_OF_TAG.get(tag)
    if region is None and tag in elements.PAGE_REGION_OF_TAG and not outer.sectioned:
        region = elements.PAGE_REGION_OF_TAG[tag]
    region = region or outer.region
    return Region.TABLE if tag == "table" and region is Region.MAIN else region


def _is_hidden(tag: str, style: str | None, *, is_open: bool) -> bool:
    if tag in elements.HIDDEN or (tag == "dialog" and not is_open):
        return True
    return style is not None and elements.HIDING_STYLE.search(style) is not None


def _is_block_by_style(style: str | None) -> bool:
    return style is not None and elements.BLOCK_STYLE.search(style) is not None


def _looked_into(node: LexborNode, tag: str) -> str:
    """The tag of a table or a form, or the name for one that lays out a page or wraps it."""
    if tag == "form":
        return tag if node.css_first(elements.PAGE_IN_FORM) is None else elements.PAGE_FORM
    return elements.LAYOUT_TABLE if _is_layout(node) else tag


def _is_layout(table: LexborNode) -> bool:
    """Whether a table lays out a page: it says so, holds what only pages hold, or has no row of two cells."""
    if (table.attributes.get("role") or "").lower() in {"presentation", "none"}:
        return True
    inside = (match for match in table.css(elements.LAYOUT_IN_TABLE) if match.mem_id != table.mem_id)
    return next(inside, None) is not None or table.css_first(elements.TWO_CELLS) is None
