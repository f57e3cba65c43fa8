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
from functools import cache, lru_cache

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
_XML_ENCODING = re.compile(rb"\s*<\?xml\b[^>]*?encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE)
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
    found = _META_CHARSET.search(head) or _XML_ENCODING.match(head)
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


#: All that a context follows from: a tag and a role, and whether the element is declared hidden, a block by its style, or open.
_Told = tuple[str, str, bool, bool, bool]

#: What a node does to the words that are open. An element goes on with them; or ends them, and so does leaving it; or sets
#: them aside until it is left, as hidden words inside a sentence must not cut it in two. A text adds to them, a line break
#: ends a line, and nothing is looked for inside of the rest.
_GOES_ON, _SETS_APART, _SETS_ASIDE, _SAYS, _BREAKS, _IS_PASSED = range(6)
_DOES_OF_TAG = {"-text": _SAYS, "br": _BREAKS, **dict.fromkeys(elements.SKIPPED, _IS_PASSED)}

#: The parser numbers the tags of HTML, SVG and MathML below this; those that a page makes up are its own, with larger numbers.
_TAGS = 256
#: How many kinds of elements are kept at hand, and beyond which length a tag or a role can only be made up.
_AT_HAND, _LONGEST = 4096, 32

#: Elements whose tags are asked for when they are entered.
_PARTS = elements.TABLE_PARTS | {"template"}


@dataclass(slots=True, eq=False)
class _Context:
    """What holds for the text directly inside one element; `inside` remembers what other nodes make of it."""

    region: Region
    kind: BlockKind
    preformatted: bool
    sectioned: bool
    #: By the parser's number for a tag, where nothing but the tag tells.
    inside: dict[int, _Met] = field(default_factory=dict, repr=False)


#: The context inside a node, what it does, and its tag where it is a template or a part of a table.
_Met = tuple[_Context, int, str | None]

#: Each of the few that there are is made once: what one page has taught of it serves the next.
_context = cache(_Context)


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
        outermost = _context(Region.MAIN, BlockKind.PARAGRAPH, preformatted=False, sectioned=False)
        # What is left of each list of children, from the root's own down: the next child, and what holds for the list.
        above: list[tuple[LexborNode | None, _Context, Cell | None, int]] = [(root, outermost, None, _GOES_ON)]
        words = self._words
        telling = self._telling = {node.mem_id for node in root.css(elements.TELLS)}
        while above:
            node, context, cell, entered = above.pop()
            while node is not None:
                inner, does, part = context.inside.get(node.tag_id) or _met(node, context)
                if does == _SAYS:
                    text = node.text_content or ""
                    # Most text nodes are the white space between two blocks, with which no block begins.
                    if words or not text.isspace():
                        words.append(text if context.preformatted else text.replace("\n", " "))
                elif does == _BREAKS:
                    words.append("\n")
                elif does != _IS_PASSED:
                    if node.mem_id in telling:
                        inner, does, part = _met(node, context)
                    above.append((node.next, context, cell, entered))
                    if does != _GOES_ON:
                        cell = self._enter(part, context, cell, does)
                        words = self._words
                    context, entered = inner, does
                    node = node.first_child if part != "template" else self._content(node)
                    continue
                node = node.next
            if entered != _GOES_ON:
                words = self._leave(context, cell, entered)

    def _content(self, template: LexborNode) -> LexborNode | None:
        """The first node in a template: its content is a fragment of its own, which is no child of the tree."""
        fragments = template.template_fragments()
        if not fragments:
            return template.first_child
        self._telling |= {node.mem_id for node in fragments[0].css(elements.TELLS)}
        return fragments[0].first_child

    def _enter(self, part: str | None, outer: _Context, cell: Cell | None, does: int) -> Cell | None:
        """End the open words or set them aside; the cell that what is inside the element stands in."""
        if does == _SETS_ASIDE:
            self._set_aside.append(self._words)
            self._words = []
            return cell
        if self._words or self._hidden:
            self._flush(outer, cell)
        return cell if part is None else self._cell(part, cell)

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


def _met(node: LexborNode, outer: _Context) -> _Met:
    """What holds inside a node, and what it does."""
    # A processing instruction has no tag.
    tag = node.tag or "-comment"
    does = _DOES_OF_TAG.get(tag)
    if does is not None:
        return _remembered((outer, does, None), node, outer)
    attributes = node.attributes
    tells_more = not elements.TELLING.isdisjoint(attributes)
    if tag in elements.LOOKED_INTO:
        tag, tells_more = _looked_into(node, tag), True
    role, style = attributes.get("role") or "", attributes.get("style")
    is_hidden = "hidden" in attributes or bool(style and elements.HIDING_STYLE.search(style))
    is_block = bool(style and elements.BLOCK_STYLE.search(style))
    met = _inside((tag[:_LONGEST], role[:_LONGEST], is_hidden, is_block, "open" in attributes), outer)
    return met if tells_more else _remembered(met, node, outer)


def _remembered(met: _Met, node: LexborNode, outer: _Context) -> _Met:
    if node.tag_id < _TAGS:
        outer.inside[node.tag_id] = met
    return met


@lru_cache(_AT_HAND)
def _inside(told: _Told, outer: _Context) -> _Met:
    """What holds inside an element, and what it does."""
    tag, role, is_hidden, is_block, is_open = told
    is_hidden = is_hidden or tag in elements.HIDDEN or (tag == "dialog" and not is_open)
    region = Region.HIDDEN if is_hidden or outer.region is Region.HIDDEN else _region_of(tag, role, outer)
    kind = elements.KIND_OF_TAG.get(tag, outer.kind)
    if role == "heading" and tag not in elements.TABLES:
        kind = BlockKind.HEADING
    preformatted = outer.preformatted or tag in elements.PREFORMATTED
    sectioned = outer.sectioned or tag in elements.SECTIONING
    context = _context(region, kind, preformatted=preformatted, sectioned=sectioned)
    if is_block or tag in elements.BLOCK_LEVEL or region not in {outer.region, Region.HIDDEN}:
        does = _SETS_APART
    else:
        does = _GOES_ON if region is outer.region else _SETS_ASIDE
    return context, does, tag if tag in _PARTS else None


def _pieces(words: str) -> Iterator[str]:
    """The runs of lines between blank ones, each line without the white space at its end."""
    run: list[str] = []
    for line in (*words.split("\n"), ""):
        if not is_blank(line):
            run.append(line.rstrip(" \t\r\f"))
        elif run:
            yield "\n".join(run)
            run = []


def _region_of(tag: str, role: str, outer: _Context) -> Region:
    region = elements.REGION_OF_ROLE.get(role.lower()) or elements.REGION_OF_TAG.get(tag)
    if region is None and tag in elements.PAGE_REGION_OF_TAG and not outer.sectioned:
        region = elements.PAGE_REGION_OF_TAG[tag]
    region = region or outer.region
    return Region.TABLE if tag == "table" and region is Region.MAIN else region


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
