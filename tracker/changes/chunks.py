"""Text cut into lines, and lines into sentence-sized chunks: what is matched whole before any token is looked at.

The cut is cheaper and coarser than `sections.sentences` (a million words a second or more) and need not be right:
a wrong cut costs a little alignment, never a character. Chunks tile their text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tracker.changes.fold import SPACES
from tracker.changes.words import STOP_WORDS

_LINE = re.compile(r"[^\n]*\n\s*|[^\n]+")

# After these a full stop does not end a sentence; neither does it after an initial ("J. Doe").
_NO_END = "".join(
    rf"(?<!\b{word}\.)"
    for word in (
        "Inc",
        "Corp",
        "Ltd",
        "Co",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "St",
        "No",
        "vs",
        "Jr",
        "Sr",
        "Prof",
        "Rev",
        "Sept",
    )
)
_SENTENCE_END = re.compile(
    rf"[.!?](?<![ .(\"“][A-Z]\.)(?<!^[A-Z]\.){_NO_END}[\"')\]”’]*\s+(?=[\"'(\[“‘]?[A-Z0-9•*])",
)

_HEADING_WORDS = 12
_HEADING_LENGTH = 100


class Chunk(NamedTuple):
    """A sentence-sized run of one text: where it begins, its characters, and whether it is a line of its own."""

    start: int
    text: str
    is_line: bool

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def lines(text: str) -> list[str]:
    """The lines of a text, each with the white space that follows it."""
    return _LINE.findall(text)


def sentences(line: str, start: int) -> list[Chunk]:
    """The sentence-sized chunks of one line that begins at offset `start`."""
    ends = [found.end() for found in _SENTENCE_END.finditer(line)]
    if not ends:
        return [Chunk(start, line, True)]  # noqa: FBT003 - a field, named in the class
    if ends[-1] != len(line):
        ends.append(len(line))
    chunks: list[Chunk] = []
    begin = 0
    for end in ends:
        chunks.append(Chunk(start + begin, line[begin:end], False))  # noqa: FBT003 - the same
        begin = end
    return chunks


def are_headings(before: Chunk, after: Chunk) -> bool:
    """Whether both chunks read as headings, and one of them is set in capitals, all or initial.

    A heading is a short line of its own that does not end as a sentence does.
    """
    if not (before.is_line and after.is_line and _is_short(before.text) and _is_short(after.text)):
        return False
    return any(text.isupper() or _is_title(text) for text in (before.text, after.text))


def _is_short(text: str) -> bool:
    words = text.strip(SPACES) if len(text) <= _HEADING_LENGTH else ""
    return bool(words) and words[-1] not in ".!?,;" and len(words.split()) <= _HEADING_WORDS


def _is_title(text: str) -> bool:
    return all(word[0].isupper() or not word[0].isalpha() or word in STOP_WORDS for word in text.split())


def sentence_start(text: str, place: int, floor: int = 0) -> int:
    """The last place at or before `place` where a line or sentence begins; `floor` where there is none."""
    line = text.rfind("\n", floor, place) + 1 or floor
    stop = place
    while (stop := text.rfind(". ", line, stop)) >= 0:
        if stop + 2 <= place and _ends_sentence(text, stop):
            return stop + 2
    return line


def sentence_end(text: str, place: int) -> int:
    """The first place at or after `place` where a line or sentence begins; the end of the text where there is none."""
    line = text.find("\n", place)
    limit = len(text) if line < 0 else line + 1
    stop = max(place - 2, 0)
    while (stop := text.find(". ", stop, limit)) >= 0:
        if stop + 2 >= place and _ends_sentence(text, stop):
            return stop + 2
        stop += 1
    while limit < len(text) and text[limit] in SPACES:
        limit += 1
    return limit


def _ends_sentence(text: str, stop: int) -> bool:
    """Whether a full stop followed by a space, away from the text's ends, closes a sentence for certain."""
    return text[stop - 2 : stop].islower() and text[stop + 2 : stop + 3].isupper()
