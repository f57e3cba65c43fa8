"""Plain text: the decoded file, unchanged, and where its paragraphs stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.documents.model import Block, BlockKind, Region, blocks_at
from tracker.documents.read.encoding import decode
from tracker.documents.read.reading import Body, Declared, Reading

NAME = "text-1"

#: A heading as Markdown writes it; archives write releases so in .txt files too.
ATX_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]+\S|[ \t]*$)")
BULLET = re.compile(r"[ \t]*(?:[•‣◦▪●·∙■□–—*+-]|\(?\d{1,2}[.)])[ \t\u00a0]+\S")

#: Nobody wraps lines by hand beyond this: a longer line is a paragraph of its own, even without a blank line.
UNWRAPPED = 120

#: Where a block begins and ends, its kind and its region.
_Place = tuple[int, int, BlockKind, Region]


def read_text(body: Body) -> Reading:
    """Decode, keep every character, and say where the paragraphs stand.

    Raises:
        ReadError: BINARY or BAD_ENCODING.
    """
    decoded = decode(body.content, declared=(body.charset,), name=body.name)
    undecoded = ((Declared.UNDECODED, str(decoded.undecoded)),) if decoded.undecoded else ()
    return Reading(
        text=decoded.text,
        blocks=paragraphs(decoded.text),
        reader=NAME,
        media_type=body.media_type,
        encoding=decoded.encoding,
        metadata=undecoded,
    )


def lines(text: str, offset: int = 0) -> Iterator[tuple[int, str]]:
    """Each line with its offset, counted from this one, and without its line end, which is one of the three of plain text.

    Form feeds and Unicode separators occur inside pasted sentences.
    """
    if "\r" not in text:
        for line in text.split("\n"):
            yield offset, line
            offset += len(line) + 1
        return
    for whole in text.split("\n"):
        for line in whole.removesuffix("\r").split("\r") if "\r" in whole else (whole,):
            yield offset, line
            offset += len(line) + 1
        offset += whole.endswith("\r")


def paragraphs(text: str) -> tuple[Block, ...]:
    """The blocks of plain text: runs of lines between blank lines, bullets and headings on their own."""
    found: list[_Place] = []
    offset = 0
    for run in (text,) if "\r" in text else text.split("\n\n"):
        if "\n" in run or "\r" in run:
            _add_runs(found, run, offset)
        elif stripped := run.strip():
            # Most paragraphs are one line.
            start = offset if stripped is run else offset + run.index(stripped)
            found.append((start, start + len(stripped), _kind_of(run, stripped), Region.MAIN))
        offset += len(run) + 2
    return blocks_at(found)


def _add_runs(found: list[_Place], text: str, at: int) -> None:
    """Find the paragraphs of several lines, which stand at this offset."""
    start = end = at
    kind = BlockKind.PARAGRAPH
    last = ""
    for offset, line in lines(text, at):
        stripped = line.strip()
        if not stripped:
            if end > start:
                found.append((start, end, kind, Region.MAIN))
            start = end = offset
            continue
        this = _kind_of(line, stripped)
        if end > start and _begins_block(line, this, last, kind):
            found.append((start, end, kind, Region.MAIN))
            start = end
        begin = offset if stripped is line else offset + line.index(stripped)
        if end == start:
            start, kind = begin, this
        end = begin + len(stripped)
        last = line
    if end > start:
        found.append((start, end, kind, Region.MAIN))


def _kind_of(line: str, stripped: str) -> BlockKind:
    if stripped[0].isalpha():
        return BlockKind.PARAGRAPH
    if ATX_HEADING.match(line):
        return BlockKind.HEADING
    return BlockKind.ITEM if BULLET.match(line) else BlockKind.PARAGRAPH


def _begins_block(line: str, this: BlockKind, last: str, open_kind: BlockKind) -> bool:
    """Whether a line that follows another without a blank line between is a block of its own."""
    if this is not BlockKind.PARAGRAPH or open_kind is BlockKind.HEADING:
        return True
    return len(line) > UNWRAPPED or len(last) > UNWRAPPED
