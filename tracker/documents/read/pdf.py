"""PDF: the text layer in the order in which the file draws it, as paragraphs.

Running heads and page numbers would cut sentences in two, so that they come last, once for each page that has them,
labelled as header or footer. Words that a line end broke are joined. A page without a text layer is reported as
unread, and a file of nothing but such pages is unreadable: a scan is a picture of words, and does not say nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tracker.documents.model import BlockKind, Region
from tracker.documents.read.joining import Joined
from tracker.documents.read.pdf_lines import Line, Page, Pages, pages_of
from tracker.documents.read.reading import Body, Declared, Reading
from tracker.documents.read.text import BULLET
from tracker.errors import ReadError, Unreadable

NAME = "pdf-2"

#: Running heads stand in the outer eighth of a page.
_EDGE = 0.125
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page\s*|[-–—]\s*)?\(?(?:\d{1,4}|[ivxl]{1,6})\)?(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—])?", re.IGNORECASE
)

#: A gap between lines this much wider than usual is a paragraph's end.
_GAP = 1.35
#: Double spacing is twice the height of a line; paragraphs of one line each stand wider apart.
_WIDEST = 2.1
#: Letters this much taller than usual head something.
_TALL = 1.2

_BROKEN_WORD = re.compile(r"(?P<before>[^\W\d_]{2,}(?:-[^\W\d_]+)*)-$")
_LONGEST_WORD = 80
_WORD = re.compile(r"[^\W\d_]*")
_ENDS_SENTENCE = re.compile(r"[.!?:;][”\"’')\]]*$")
_KEYS = {
    "Title": Declared.TITLE,
    "Author": Declared.AUTHOR,
    "CreationDate": Declared.CREATED,
    "ModDate": Declared.MODIFIED,
}


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line]
    kind: BlockKind
    page: int  # where its last line stands
    begins: int  # the page of its first line


def read_pdf(body: Body) -> Reading:
    """The text layer of every page.

    Raises:
        ReadError: NO_TEXT for a scan, DENIED for a password, DAMAGED, TOO_LARGE, UNKNOWN_TYPE without the extra.
    """
    pages = pages_of(body.content, body.name)
    unread = [page.number for page in pages.pages if not page.lines]
    if len(unread) == len(pages.pages):
        raise ReadError(
            Unreadable.NO_TEXT,
            f"{body.name} has {len(unread)} page{'s' if len(unread) != 1 else ''} and no text layer; it is probably a scan.",
            hint="Put the text beside it, from a program that recognises letters.",
        )
    heads = _running_heads(pages.pages)
    paragraphs = _paragraphs(pages.pages, heads)
    compounds = frozenset(word.lower() for page in pages.pages for line in page.lines for word in _compounds(line.text))
    pieces = [
        (_unbroken(paragraph.lines, compounds), paragraph.kind, Region.MAIN, paragraph.begins)
        for paragraph in paragraphs
    ]
    pieces += [
        (line.text, BlockKind.PARAGRAPH, Region.HEADER if line.bottom > page.height / 2 else Region.FOOTER, page.number)
        for page in pages.pages
        for line in page.lines
        if (page.number, line) in heads
    ]
    joined = Joined()
    begins: list[tuple[int, int]] = []
    for words, kind, region, number in pieces:
        start = joined.add(words, kind, region)
        if start is not None and (not begins or begins[-1][1] != number):
            begins.append((start, number))
    return Reading(
        text=joined.text(),
        blocks=joined.blocks(),
        reader=NAME,
        media_type=body.media_type,
        metadata=tuple(_declared(pages, unread)),
        pages=tuple(begins),
    )


def _declared(pages: Pages, unread: list[int]) -> Iterator[tuple[Declared, str]]:
    for key, what in _KEYS.items():
        value = pages.declared.get(key, "").strip("\x00 \t\r\n")
        if value:
            yield what, value
    if unread:
        yield Declared.UNREAD_PAGES, ",".join(map(str, unread))


def _compounds(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", text)


def _running_heads(pages: tuple[Page, ...]) -> set[tuple[int, Line]]:
    """Lines at the edge of a page that most pages repeat but for their numbers, and page numbers alone."""
    edges = [(page.number, line) for page in pages for line in page.lines if _at_edge(line, page)]
    repeated = Counter(_DIGITS.sub("#", line.text) for _, line in edges)
    # On two pages, both must have it; on three or more, all but the first, which often has none.
    enough = max(2, len(pages) // 2)
    return {
        (number, line)
        for number, line in edges
        if (len(pages) > 1 and repeated[_DIGITS.sub("#", line.text)] >= enough) or _PAGE_NUMBER.fullmatch(line.text)
    }


def _at_edge(line: Line, page: Page) -> bool:
    return line.bottom > page.height * (1 - _EDGE) or line.top < page.height * _EDGE


def _paragraphs(pages: tuple[Page, ...], heads: set[tuple[int, Line]]) -> list[_Paragraph]:
    usual_height = median(line.height for page in pages for line in page.lines)
    usual_gap = _usual_gap(pages, heads)
    paragraphs: list[_Paragraph] = []
    for page in pages:
        for line in page.lines:
            if (page.number, line) in heads:
                continue
            kind = _kind_of(line, usual_height)
            last = paragraphs[-1] if paragraphs else None
            if last and _continues(last, line, kind, page, usual_gap):
                last.lines.append(line)
                last.page = page.number
            else:
                paragraphs.append(_Paragraph([line], kind, page.number, page.number))
    return paragraphs


def _usual_gap(pages: tuple[Page, ...], heads: set[tuple[int, Line]]) -> float:
    """The distance from one line's foot to the next one's, where lines follow each other down the page."""
    steps: list[float] = []
    for page in pages:
        lines = [line for line in page.lines if (page.number, line) not in heads]
        steps += [above.bottom - below.bottom for above, below in pairwise(lines) if above.bottom > below.top]
    if not steps:
        return 0.0
    # Paragraphs of one line would make the gap between paragraphs the usual one: lines are never set wider apart
    # than twice the closest that is common.
    steps.sort()
    close = steps[len(steps) // 10]
    return median(step for step in steps if step <= 2 * close)


def _kind_of(line: Line, usual_height: float) -> BlockKind:
    if line.height > usual_height * _TALL and len(line.text) < 200:
        return BlockKind.HEADING
    return BlockKind.ITEM if BULLET.match(line.text) else BlockKind.PARAGRAPH


def _continues(paragraph: _Paragraph, line: Line, kind: BlockKind, page: Page, usual_gap: float) -> bool:
    last = paragraph.lines[-1]
    if kind is BlockKind.ITEM or (kind is BlockKind.HEADING) != (paragraph.kind is BlockKind.HEADING):
        return False
    if paragraph.page != page.number:
        # A sentence runs over the page; a heading or a new sentence does not.
        return not _ENDS_SENTENCE.search(last.text) and line.text[:1].islower()
    step = last.bottom - line.bottom
    if step < 0:  # the next column
        return not _ENDS_SENTENCE.search(last.text) and line.text[:1].islower()
    if step < min(last.height, line.height) / 2:  # the same line, drawn in pieces
        return True
    return step <= min(usual_gap * _GAP, line.height * _WIDEST)


def _unbroken(lines: list[Line], compounds: frozenset[str]) -> str:
    """The words of a paragraph; those that a line end broke are whole again."""
    parts = [lines[0].text]
    for line in lines[1:]:
        broken = _BROKEN_WORD.search(parts[-1][-_LONGEST_WORD:])
        if not broken:
            parts += [" ", line.text]
            continue
        rest = _WORD.match(line.text)
        compound = f"{broken['before']}-{rest[0] if rest else ''}".lower()
        # "well-" + "known" stays "well-known" where the document writes it so elsewhere; names and numbers keep theirs.
        keeps = not line.text[:1].islower() or "-" in broken["before"] or compound in compounds
        parts[-1:] = [parts[-1] if keeps else parts[-1][:-1], line.text]
    return "".join(parts)
