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
from tracker.documents.read.joining import Cell, Joined
from tracker.documents.read.reading import Body, Declared, Reading
from tracker.documents.typography import ZERO_WIDTH
from tracker.errors import ReadError, Unreadable

NAME = "html-1"

_BLANK = re.compile(rf"[\s{ZERO_WIDTH}]*")

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


@dataclass(slots=True, kw_only=True, eq=False)
class _Context:
    """What holds for the text directly inside one element; `inside` remembers what plain elements make of it."""

    region: Region = Region.MAIN
    kind: BlockKind = BlockKind.PARAGRAPH
    preformatted: bool = False
    sectioned: bool = False
    cell: Cell | None = None
    inside: dict[str, tuple[_Context, bool]] = field(default_factory=dict, repr=False)

    def with_cell(self, cell: Cell | None, kind: BlockKind, region: Region) -> _Context:
        return _Context(region=region, kind=kind, preformatted=self.preformatted, sectioned=self.sectioned, cell=cell)


class _Line:
    """One line of a block while its text nodes come in."""

    __slots__ = ("ends_in_space", "parts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.ends_in_space = True

    def add(self, text: str) -> None:
        """More text, its white space collapsed with what is here."""
        text = _collapsed(text)
        if self.ends_in_space and text[:1] == " ":
            text = text[1:]
        if text:
            self.parts.append(text)
            self.ends_in_space = text[-1] == " "

    def take(self) -> str:
        """The line as it is; it is empty from now on."""
        words = "".join(self.parts)
        self.parts.clear()
        self.ends_in_space = True
        return words


def _collapsed(text: str) -> str:
    """Runs of HTML's white space as one space. A chain of `replace` is twenty times as fast as an expression."""
    for space in "\n\t\r\f":
        if space in text:
            text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


#: A node still to enter, or None for leaving one; with its context, and whether it opened lines of its own.
_Step = tuple[LexborNode | None, _Context, bool]


class _Walker:
    """One pass over a tree, without recursion: pages nest deeper than Python's stack."""

    def __init__(self) -> None:
        self.page = Joined()
        # The last list of lines is the open block. Hidden text inside a sentence opens one of its own, and comes
        # out behind the sentence, so that it does not cut it in two.
        self._open: list[list[_Line]] = [[_Line()]]
        self._aside: list[tuple[str, _Context]] = []
        self._rows = self._cells = 0

    def walk(self, root: LexborNode) -> None:
        """Take in all that is below `root`."""
        stack: list[_Step] = [(root, _Context(), False)]
        while stack:
            node, context, own_lines = stack.pop()
            if node is None:
                self._flush(context)
                if own_lines:
                    self._open.pop()
            elif node.is_text_node:
                if context.preformatted:
                    self._preformatted(node.text_content or "")
                else:
                    self._open[-1][-1].add(node.text_content or "")
            elif not node.is_comment_node:
                self._enter(node, context, stack)

    def _enter(self, node: LexborNode, outer: _Context, stack: list[_Step]) -> None:
        tag = node.tag or ""
        if tag in elements.SKIPPED:
            return
        if tag == "br":
            self._open[-1].append(_Line())
            return
        inner, sets_apart = self._context_of(node, tag, outer)
        if sets_apart:
            self._flush(outer)
            stack.append((None, inner, False))
        elif inner.region is Region.HIDDEN and outer.region is not Region.HIDDEN:
            self._open.append([_Line()])
            stack.append((None, inner, True))
        children: list[_Step] = []
        child = node.first_child
        while child is not None:
            children.append((child, inner, False))
            child = child.next
        stack.extend(reversed(children))
        if tag == "template":
            # The content of a template is a fragment of its own, which is no child of the tree.
            stack.extend((fragment, inner, False) for fragment in node.template_fragments()[:1])

    def _preformatted(self, text: str) -> None:
        lines = self._open[-1]
        for number, line in enumerate(text.split("\n")):
            if number:
                lines.append(_Line())
            lines[-1].parts.append(line)
            lines[-1].ends_in_space = False

    def _flush(self, context: _Context) -> None:
        """End the open block: blank lines divide it, and white space alone is no block."""
        lines = self._open[-1]
        if len(lines) > 1:
            for piece in _pieces([line.take() for line in lines]):
                self._add(piece, context)
            del lines[1:]
        elif lines[0].parts:
            self._add(lines[0].take(), context)
        if self._aside and len(self._open) == 1:
            for piece, hidden in self._aside:
                self.page.add(piece, hidden.kind, hidden.region, hidden.cell)
            self._aside.clear()

    def _add(self, piece: str, context: _Context) -> None:
        if len(self._open) > 1:
            self._aside.append((piece, context))
        else:
            self.page.add(piece, context.kind, context.region, context.cell)

    def _context_of(self, node: LexborNode, tag: str, outer: _Context) -> tuple[_Context, bool]:
        """What holds inside an element, and whether it sets its text apart."""
        if tag in elements.TABLE_PARTS:
            return self._table_part(node, tag, outer), True
        attributes = node.attributes if node.is_element_node else {}
        if tag == "form" or not elements.TELLING.isdisjoint(attributes):
            return _context_inside(node, tag, attributes, outer)
        known = outer.inside.get(tag)
        if known is None:
            known = outer.inside[tag] = _context_inside(node, tag, attributes, outer)
        return known

    def _table_part(self, node: LexborNode, tag: str, outer: _Context) -> _Context:
        """The context in a part of a table; a table that only lays out a page has no cells."""
        context, _ = _context_inside(node, tag, node.attributes, outer)
        if tag == "table":
            if _is_layout(node):
                return context.with_cell(None, outer.kind, context.region)
            self._rows += 1
            region = Region.TABLE if context.region is Region.MAIN else context.region
            return context.with_cell((self.page.new_table(), self._rows, 0), BlockKind.CELL, region)
        if context.cell is None:
            return context
        table, row, _ = context.cell
        if tag in {"tr", "caption"}:
            self._rows += 1
            return context.with_cell((table, self._rows, 0), context.kind, context.region)
        self._cells += 1
        return context.with_cell((table, row, self._cells), context.kind, context.region)


def _context_inside(
    node: LexborNode, tag: str, attributes: dict[str, str | None], outer: _Context
) -> tuple[_Context, bool]:
    style = attributes.get("style") or ""
    block_level = tag in elements.BLOCK_LEVEL or (bool(style) and elements.BLOCK_STYLE.search(style) is not None)
    region = _region_of(node, tag, attributes, style, outer)
    kind = elements.KIND_OF_TAG.get(tag, outer.kind)
    if attributes.get("role") == "heading":
        kind = BlockKind.HEADING
    preformatted = outer.preformatted or tag in elements.PREFORMATTED
    sectioned = outer.sectioned or tag in elements.SECTIONING
    sets_apart = block_level or region not in {outer.region, Region.HIDDEN}
    if (region, kind, preformatted, sectioned) == (outer.region, outer.kind, outer.preformatted, outer.sectioned):
        return outer, sets_apart
    inner = _Context(region=region, kind=kind, preformatted=preformatted, sectioned=sectioned, cell=outer.cell)
    return inner, sets_apart


def _pieces(lines: list[str]) -> Iterator[str]:
    """The runs of lines between blank ones, each line without the white space at its end."""
    run: list[str] = []
    for line in [*lines, ""]:
        if not _BLANK.fullmatch(line):
            run.append(line.rstrip(" \t\r\f"))
        elif run:
            yield "\n".join(run)
            run = []


def _region_of(node: LexborNode, tag: str, attributes: dict[str, str | None], style: str, outer: _Context) -> Region:
    if outer.region is Region.HIDDEN or _is_hidden(tag, attributes, style):
        return Region.HIDDEN
    role = (attributes.get("role") or "").lower()
    if role in elements.REGION_OF_ROLE:
        return elements.REGION_OF_ROLE[role]
    if tag in elements.REGION_OF_TAG:
        return elements.REGION_OF_TAG[tag]
    if tag in elements.PAGE_REGION_OF_TAG and not outer.sectioned:
        return elements.PAGE_REGION_OF_TAG[tag]
    if tag == "form" and node.css_first(elements.PAGE_IN_FORM) is None:
        return Region.FORM
    return outer.region


def _is_hidden(tag: str, attributes: dict[str, str | None], style: str) -> bool:
    if tag in elements.HIDDEN or "hidden" in attributes:
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    return bool(style) and elements.HIDING_STYLE.search(style) is not None


def _is_layout(table: LexborNode) -> bool:
    """Whether a table lays out a page: it says so, holds what only pages hold, or has no row of two cells."""
    if (table.attributes.get("role") or "").lower() in {"presentation", "none"}:
        return True
    inside = (match for match in table.css(elements.LAYOUT_IN_TABLE) if match.mem_id != table.mem_id)
    return next(inside, None) is not None or table.css_first(elements.TWO_CELLS) is None
