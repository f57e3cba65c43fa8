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
        ReadError: BINARY or BAD_ENCODING from decoding; DAMAGED for markup nested beyond any page.
    """
    decoded = decode(body.content, declared=(body.charset, declared_charset(body.content)), name=body.name)
    if elements.is_too_deep(decoded.text):
        raise ReadError(
            Unreadable.DAMAGED,
            f"{body.name} nests its elements more than {elements.DEEPEST:,} deep, which no page does.",
            hint="Open it in a browser to see what it is.",
        )
    tree = LexborHTMLParser(decoded.text)
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


@dataclass(slots=True, kw_only=True, eq=False)
class _Context:
    """What holds for the text directly inside one element; `inside` remembers what other elements make of it."""

    region: Region = Region.MAIN
    kind: BlockKind = BlockKind.PARAGRAPH
    preformatted: bool = False
    sectioned: bool = False
    inside: dict[_Telling, tuple[_Context, int]] = field(default_factory=dict, repr=False)


class _Words:
    """The words of a block while its text nodes come in; a line feed divides its lines."""

    __slots__ = ("_ends_in_space", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._ends_in_space = True

    def add(self, text: str, *, preformatted: bool) -> None:
        """More text: as it is, or its white space collapsed with what is here."""
        if preformatted:
            self.parts.append(text)
            self._ends_in_space = False
            return
        # A chain of `replace` is twenty times as fast as an expression.
        if "\n" in text or "\t" in text or "\r" in text or "\f" in text:
            text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("\f", " ")
        while "  " in text:
            text = text.replace("  ", " ")
        if self._ends_in_space and text[:1] == " ":
            text = text[1:]
        if text:
            self.parts.append(text)
            self._ends_in_space = text[-1] == " "

    def end_line(self) -> None:
        """Begin a line."""
        self.parts.append("\n")
        self._ends_in_space = True

    def take(self) -> str:
        """The words as they are; they are none from now on."""
        words = "".join(self.parts)
        self.parts.clear()
        self._ends_in_space = True
        return words


class _Walker:
    """One pass over a tree, without recursion: pages nest deeper than Python's stack."""

    def __init__(self) -> None:
        self.page = Joined()
        self._words = _Words()
        self._set_aside: list[_Words] = []
        self._hidden: list[tuple[str, _Context, Cell | None]] = []
        self._rows = self._cells = 0

    def walk(self, root: LexborNode) -> None:
        """Take in `root` and all that is below it."""
        # What is left of each list of children, from the root's own down: the next child, and what holds for the list.
        above: list[tuple[LexborNode | None, _Context, Cell | None, int]] = []
        node: LexborNode | None = root
        context, cell, entered = _Context(), None, _GOES_ON
        while True:
            while node is not None:
                tag = node.tag or ""
                if tag == "-text":
                    self._words.add(node.text_content or "", preformatted=context.preformatted)
                elif tag == "br":
                    self._words.end_line()
                elif tag not in elements.SKIPPED:
                    above.append((node.next, context, cell, entered))
                    context, cell, entered = self._enter(node, tag, context, cell)
                    if tag == "template" and (fragments := node.template_fragments()):
                        # The content of a template is a fragment of its own, which is no child of the tree.
                        above.append((node.first_child, context, cell, entered))
                        node, entered = fragments[0], _GOES_ON
                    else:
                        node = node.first_child
                    continue
                node = node.next
            if entered != _GOES_ON:
                self._leave(context, cell, entered)
            if not above:
                return
            node, context, cell, entered = above.pop()

    def _enter(
        self, node: LexborNode, tag: str, outer: _Context, cell: Cell | None
    ) -> tuple[_Context, Cell | None, int]:
        """What holds inside an element."""
        if tag in elements.LOOKED_INTO:
            tag = _looked_into(node, tag)
        telling: _Telling = tag
        # A processing instruction and a fragment have no tag.
        attributes = node.attributes if tag else {}
        if attributes and not elements.TELLING.isdisjoint(attributes):
            telling = (
                tag,
                attributes.get("role"),
                attributes.get("style"),
                "hidden" in attributes,
                "open" in attributes,
            )
        known = outer.inside.get(telling)
        if known is None:
            known = outer.inside[telling] = _inside(tag, attributes, outer)
        context, entered = known
        if entered == _SETS_APART:
            self._flush(outer, cell)
            if tag in elements.TABLE_PARTS:
                cell = self._cell(tag, cell)
        elif entered == _SETS_ASIDE:
            self._set_aside.append(self._words)
            self._words = _Words()
        return context, cell, entered

    def _leave(self, context: _Context, cell: Cell | None, entered: int) -> None:
        self._flush(context, cell)
        if entered == _SETS_ASIDE:
            self._words = self._set_aside.pop()

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
        if self._words.parts:
            words = self._words.take()
            for piece in _pieces(words) if "\n" in words else (words,):
                if self._set_aside:
                    self._hidden.append((piece, context, cell))
                else:
                    self.page.add(piece, context.kind, context.region, cell)
        if self._hidden and not self._set_aside:
            for piece, hidden, where in self._hidden:
                self.page.add(piece, hidden.kind, hidden.region, where)
            self._hidden.clear()


def _inside(tag: str, attributes: dict[str, str | None], outer: _Context) -> tuple[_Context, int]:
    """The context inside an element, and what entering it does."""
    style = attributes.get("style") or ""
    region = _region_of(tag, attributes, style, outer)
    kind = elements.KIND_OF_TAG.get(tag, outer.kind)
    if attributes.get("role") == "heading" and tag not in elements.TABLES:
        kind = BlockKind.HEADING
    inner = _Context(
        region=region,
        kind=kind,
        preformatted=outer.preformatted or tag in elements.PREFORMATTED,
        sectioned=outer.sectioned or tag in elements.SECTIONING,
    )
    if tag in elements.BLOCK_LEVEL or region not in {outer.region, Region.HIDDEN} or elements.BLOCK_STYLE.search(style):
        return _the_same(inner, outer), _SETS_APART
    return _the_same(inner, outer), _GOES_ON if region is outer.region else _SETS_ASIDE


def _the_same(inner: _Context, outer: _Context) -> _Context:
    """The outer context where the inner one is no other, so that there are few and each remembers much."""
    if (inner.region, inner.kind, inner.preformatted, inner.sectioned) == (
        outer.region,
        outer.kind,
        outer.preformatted,
        outer.sectioned,
    ):
        return outer
    return inner


def _pieces(words: str) -> Iterator[str]:
    """The runs of lines between blank ones, each line without the white space at its end."""
    run: list[str] = []
    for line in (*words.split("\n"), ""):
        if not is_blank(line):
            run.append(line.rstrip(" \t\r\f"))
        elif run:
            yield "\n".join(run)
            run = []


def _region_of(tag: str, attributes: dict[str, str | None], style: str, outer: _Context) -> Region:
    if outer.region is Region.HIDDEN or _is_hidden(tag, attributes, style):
        return Region.HIDDEN
    region = elements.REGION_OF_ROLE.get((attributes.get("role") or "").lower()) or elements.REGION_OF_TAG.get(tag)
    if region is None and tag in elements.PAGE_REGION_OF_TAG and not outer.sectioned:
        region = elements.PAGE_REGION_OF_TAG[tag]
    region = region or outer.region
    return Region.TABLE if tag == "table" and region is Region.MAIN else region


def _is_hidden(tag: str, attributes: dict[str, str | None], style: str) -> bool:
    if tag in elements.HIDDEN or "hidden" in attributes:
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    return bool(style) and elements.HIDING_STYLE.search(style) is not None


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
