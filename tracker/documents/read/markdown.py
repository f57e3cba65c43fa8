"""Markdown: the decoded file, unchanged, and where its headings, paragraphs, items and table rows stand.

Nothing is rendered, because an offset has to lead to the file. Marks of the notation stay inside the blocks.
Source of the block rules: CommonMark 0.31 (ATX and setext headings, fences, items) and its table extension.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.documents.model import Block, BlockKind, Region, Span
from tracker.documents.read.encoding import decode
from tracker.documents.read.reading import Body, Declared, Reading
from tracker.documents.read.text import ATX_HEADING, UNWRAPPED, lines

NAME = "markdown-1"

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_SETEXT = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"[ \t]*(?:[*+\-•]|\d{1,9}[.)])(?:[ \t]+\S|[ \t]*$)")
_ROW = re.compile(r"[ ]{0,3}\|.*\|[ \t]*$")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<pairs>(?:[^\r\n]*\r?\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_PAIR = re.compile(r"^(?P<key>[A-Za-z_-]+)[ \t]*:[ \t]*(?P<value>\S[^\r\n]*)", re.MULTILINE)

_KEYS = {
    "title": Declared.TITLE,
    "date": Declared.PUBLISHED,
    "published": Declared.PUBLISHED,
    "lang": Declared.LANGUAGE,
    "language": Declared.LANGUAGE,
    "canonical": Declared.CANONICAL,
    "canonical_url": Declared.CANONICAL,
    "author": Declared.AUTHOR,
    "site": Declared.SITE_NAME,
}


def read_markdown(body: Body) -> Reading:
    """Decode, keep every character, and say where the blocks stand; front matter is what the file declares.

    Raises:
        ReadError: BINARY or BAD_ENCODING.
    """
    decoded = decode(body.content, declared=(body.charset,), name=body.name)
    front = _FRONT_MATTER.match(decoded.text)
    declared = tuple(_declared(front.group("pairs"))) if front and _PAIR.search(front.group("pairs")) else ()
    start = front.end() if front and declared else 0
    head = (Block(_trimmed(decoded.text, 0, start), region=Region.HEADER),) if start else ()
    if decoded.undecoded:
        declared = (*declared, (Declared.UNDECODED, str(decoded.undecoded)))
    return Reading(
        text=decoded.text,
        blocks=(*head, *blocks(decoded.text, start)),
        reader=NAME,
        media_type=body.media_type,
        encoding=decoded.encoding,
        metadata=declared,
    )


def _declared(pairs: str) -> Iterator[tuple[Declared, str]]:
    for pair in _PAIR.finditer(pairs):
        key = _KEYS.get(pair["key"].lower())
        if key is not None:
            yield key, pair["value"].strip().strip("\"'")


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))


@dataclass(slots=True)
class _Run:
    """The lines of one block while it is being read."""

    start: int
    end: int
    kind: BlockKind
    region: Region
    last: str

    def block(self) -> Block:
        return Block(Span(self.start, self.end), self.kind, self.region)


def blocks(text: str, start: int = 0) -> Iterator[Block]:
    """The blocks of Markdown from an offset on; fenced text is one paragraph, each table row one block of cells."""
    run: _Run | None = None
    fence = ""
    for offset, line in lines(text[start:]):
        if not line.strip() and not fence:
            if run:
                yield run.block()
            run = None
            continue
        if not line.strip():
            continue
        span = _trimmed(text, start + offset, start + offset + len(line))
        kind, region = _kind_of(line, fenced=bool(fence))
        if run and not fence and _SETEXT.match(line) and run.kind is BlockKind.PARAGRAPH:
            yield Block(Span(run.start, span.end), BlockKind.HEADING, run.region)
            run = None
            continue
        if run and not fence and _begins_block(line, kind, run):
            yield run.block()
            run = None
        run = _Run(
            run.start if run else span.start, span.end, run.kind if run else kind, run.region if run else region, line
        )
        fence = _fence_after(line, fence)
    if run:
        yield run.block()


def _fence_after(line: str, fence: str) -> str:
    """The fence that is open after this line; empty when none is."""
    mark = _FENCE.match(line)
    if not mark:
        return fence
    if not fence:
        return mark[1]
    return "" if mark[1].startswith(fence) and not line.strip().strip(fence[0]) else fence


def _kind_of(line: str, *, fenced: bool) -> tuple[BlockKind, Region]:
    if fenced:
        return BlockKind.PARAGRAPH, Region.MAIN
    if ATX_HEADING.match(line):
        return BlockKind.HEADING, Region.MAIN
    if _ROW.match(line):
        return BlockKind.CELL, Region.TABLE
    if _ITEM.match(line) and not _RULE.match(line):
        return BlockKind.ITEM, Region.MAIN
    return BlockKind.PARAGRAPH, Region.MAIN


def _begins_block(line: str, kind: BlockKind, run: _Run) -> bool:
    if kind is not BlockKind.PARAGRAPH or run.kind in {BlockKind.HEADING, BlockKind.CELL}:
        return True
    return bool(_FENCE.match(line) or _RULE.match(line)) or len(line) > UNWRAPPED or len(run.last) > UNWRAPPED
