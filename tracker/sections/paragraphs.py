"""The runs of text that a document is divided by: lines, blocks, and the gaps of one-line releases.

Enters: a text and its blocks. Leaves: paragraphs that cover everything but white space, in text order. Promises: pure;
a boundary that the text does not show is not invented, except in a line that runs on without any (see `_RUN_ON`).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.documents.model import Block, BlockKind, Region, Span
from tracker.sections.sentences import sentences
from tracker.sections.vocabulary import RULE, holds


class Paragraph(NamedTuple):
    """A run of text, trimmed, with what the medium says of it.

    `alone` is true where line breaks, blocks or gaps set it apart; `heading` where the medium marks it as one; `aside` where it stands
    outside the page's main part; `loose` where it is one sentence of a line that shows no paragraphs.
    """

    span: Span
    alone: bool
    heading: bool = False
    aside: bool = False
    loose: bool = False


_OF_THE_MAIN_PART = (Region.MAIN, Region.HEADER, Region.TABLE)
_NOWHERE = Span(sys.maxsize, sys.maxsize)
#: A line from its first mark to its last; most texts end their lines in one way, which is found several times as fast.
_LINE = re.compile(r"\S(?:[^\n\r\u2028\u2029]*\S)?")
_PLAIN_LINE = re.compile(r"\S(?:.*\S)?")
_OTHER_LINE_ENDS = ("\r", "\u2028", "\u2029")
#: How archives that drop line breaks show where one was: two spaces or more in the middle of a line, or a sentence run
#: together with the one before it.
_SPACED = re.compile(r"[ \t\u00a0\u2003]{2,}|\t")
_RUN_TOGETHER = re.compile(r"[.!?](?:(?<=[a-z)]{3}[.!?])|(?<=[a-z)][.!?])[\"”])(?=[A-Z][a-z]+\s)")
#: Most gaps are of spaces only, which are found many times as fast.
_SPACES = re.compile("  +")
_OTHER_SPACES = ("\t", "\u00a0", "\u2003")
#: What every gap has. Looked for in short lines, of which a page has hundreds, at the price of one search.
_MAY_DIVIDE = re.compile(r"[ \t\u00a0\u2003]{2}|\t|[.!?][\"”]?[A-Z]")
_SHORT = 80
_STOPS = (".", "!", "?")
_WIDE_HEADING = re.compile(r"\W*(?:About|ABOUT)\s[^.:!?]{1,80}")
_SENTENCE_END = re.compile(r"[.!?][\"”')\]]?( {1,3})(?=[\"“(]?[A-Z])")
#: A web or mail address, or a postcode, with a capitalised word after it.
_ADDRESS_ENDS = re.compile(
    r"(?:(?:https?://|www\.)(?:(?!About\b|ABOUT\b)[^\s,;])+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}"
    r"|\b[A-Z]{2}\s\d{5}(?:-\d{4})?)(?<![.,;:])(?=\s[A-Z][\w'’-]*\s)"
)
_IN_HEADING = re.compile(r"\b(?:About|ABOUT)\s[^.!?]{1,80}$")
#: A line longer than this, which is most of the text and shows no paragraphs, is divided into its sentences.
_RUN_ON = 400
_MOST = 0.4
_MARKED_HEADING = re.compile(r"#{1,6}\s|(?:\*\*|__)[^*_\n]{2,160}(?:\*\*|__)\s*:?\s*$")
_HEADING_MARKS = frozenset("#*_")
_LONGEST_HEADING = 300
#: A short line of its own that names what stands below it.
_HEADS = re.compile(
    r"[\W\d]{0,6}(?:About|ABOUT|(?i:[\w&'’. -]{0,60}(?:profile|overview|boilerplate|at a glance|in brief)|who we are|our company"
    r"|(?:background|more|facts|information) (?:on|about)|what is|who is))\b[^!\n]*$"
)
_LONGEST_ABOVE = 120
#: Lines of a text that was wrapped by hand or by mail are of about this width.
_WRAP_LEAST, _WRAP_MOST = 50, 100
_WRAPPED_SHARE = 0.6
_LEAST_WRAPPED = 6
_PROSE_WORDS = 20


def paragraphs(text: str, blocks: Sequence[Block] = (), *, least: int = 0) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, in order; together they leave out only white space, and lines of fewer characters than `least`."""
    headings = {block.span.start for block in blocks if block.kind is BlockKind.HEADING}
    aside = [block.span for block in blocks if block.region not in _OF_THE_MAIN_PART]
    starts = sorted({block.span.start for block in blocks})
    lines = _unwrapped(text, _cut(text, starts))
    outside = _outside(lines, aside)
    most = max(_RUN_ON, _MOST * len(text))
    found: list[Paragraph] = []
    for index, line in enumerate(lines):
        length = line.end - line.start
        if length < least:
            continue
        marked = _is_marked(text, line, headings)
        pieces = [line] if marked else _pieces(text, line)
        # What stands above is asked only of the few lines that are long enough to be divided.
        if length > most and not _is_headed(text, lines[:index], headings):
            parted = _loosened(text, line, pieces, most)
        else:
            parted = [(piece, False) for piece in pieces]
        found += [Paragraph(piece, not loose, marked, outside[index], loose) for piece, loose in parted]
    return tuple(found)


def _outside(lines: Sequence[Span], aside: Sequence[Span]) -> list[bool]:
    """Of each line, whether one of these ranges holds it; both stand in text order."""
    if not aside:
        return [False] * len(lines)
    found: list[bool] = []
    ranges = iter(aside)
    begin, end = next(ranges)
    for start, stop in lines:
        while end <= start:
            begin, end = next(ranges, _NOWHERE)
        found.append(begin <= start and stop <= end)
    return found


def _is_marked(text: str, line: Span, headings: Collection[int]) -> bool:
    """Whether the medium marks a line as a heading."""
    if line.end - line.start > _LONGEST_HEADING:
        return False
    return line.start in headings or (
        text[line.start] in _HEADING_MARKS and _MARKED_HEADING.match(line.of(text)) is not None
    )


def _is_headed(text: str, above: Sequence[Span], headings: Collection[int]) -> bool:
    """Whether the last of these lines is the heading of what stands below it, which is then a paragraph however long it is.

    A rule may be drawn between the two.
    """
    for line in reversed(above):
        if _is_marked(text, line, headings):
            return True
        if line.end - line.start <= _LONGEST_ABOVE and _HEADS.match(text, line.start, line.end):
            return True
        if not RULE.fullmatch(text, line.start, line.end):
            return False
    return False


def trimmed(text: str, start: int, end: int) -> Span:
    """The range without the white space at its ends."""
    raw = text[start:end]
    return Span(end - len(raw.lstrip()), start + len(raw.rstrip())) if raw.strip() else Span(start, start)


def _cut(text: str, starts: Sequence[int]) -> list[Span]:
    """The lines that say something, cut again where a block begins."""
    found: list[Span] = []
    position = 0
    for line in (_LINE if holds(text, _OTHER_LINE_ENDS) else _PLAIN_LINE).finditer(text):
        while position < len(starts) and starts[position] <= line.start():
            position += 1
        begin, end = line.span()
        if position == len(starts) or starts[position] >= end:
            found.append(Span(begin, end))
            continue
        while position < len(starts) and starts[position] < end:
            found.append(trimmed(text, begin, starts[position]))
            begin = starts[position]
            position += 1
        found.append(trimmed(text, begin, end))
    return [span for span in found if span.start < span.end]


def _unwrapped(text: str, lines: list[Span]) -> list[Span]:
    """Lines of a hand-wrapped text joined into the paragraphs that they were wrapped from."""
    if sum(_WRAP_LEAST <= end - start <= _WRAP_MOST for start, end in lines) < _LEAST_WRAPPED:
        return lines
    together = [line for line, following in pairwise(lines) if text.count("\n", line.end, following.start) == 1]
    full = [line for line in together if _WRAP_LEAST <= line.end - line.start <= _WRAP_MOST]
    prose = sum(line.end - line.start > 2 * _WRAP_MOST and line.of(text).count(" ") > _PROSE_WORDS for line in lines)
    if len(full) < _LEAST_WRAPPED or len(full) < _WRAPPED_SHARE * len(together) or prose > len(full) // 10:
        return lines
    joined: list[Span] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and text.count("\n", last.end, line.start) == 1 and _runs_on(text, last, line):
            joined[-1] = Span(last.start, line.end)
        else:
            joined.append(line)
    return joined


def _runs_on(text: str, above: Span, below: Span) -> bool:
    start = text.rfind("\n", above.start, above.end) + 1
    width = above.end - max(start, above.start)
    ruled = RULE.fullmatch(text, below.start, below.end) or RULE.fullmatch(text, max(start, above.start), above.end)
    return width >= _WRAP_LEAST and not ruled and not below.of(text).startswith(("- ", "* ", "• ", "#"))


def _pieces(text: str, line: Span) -> list[Span]:
    """The line cut at its gaps, unless gaps are merely how its author ends a sentence."""
    words = line.of(text)
    if len(words) <= _SHORT and _MAY_DIVIDE.search(words) is None:
        return [line]
    spaced = _SPACED if holds(words, _OTHER_SPACES) else _SPACES
    marks = [*spaced.finditer(words), *_RUN_TOGETHER.finditer(words)]
    if not marks:
        return [line]
    gaps = [mark for mark in marks if _is_break(words, mark)]
    if not gaps or _typewritten(words) or _WIDE_HEADING.fullmatch(words):
        return [line]
    found: list[Span] = []
    begin = 0
    for gap in sorted(gaps, key=re.Match.start):
        close = gap.end() if words[gap.start()] in _STOPS else gap.start()
        found.append(trimmed(text, line.start + begin, line.start + close))
        begin = gap.end()
    found.append(trimmed(text, line.start + begin, line.end))
    return [span for span in found if span.start < span.end]


def _is_break(words: str, gap: re.Match[str]) -> bool:
    """Whether a gap divides paragraphs: it stands before something that can open one."""
    following = words[gap.end() : gap.end() + 1]
    return bool(following) and (following.isupper() or not following.isalpha())


def _typewritten(words: str) -> bool:
    """Whether (nearly) every sentence ends in two spaces, as on a typewriter, so that two spaces say nothing."""
    ends = [len(match[1]) for match in _SENTENCE_END.finditer(words)]
    return len(ends) > 4 and sum(width == 2 for width in ends) > 0.9 * len(ends)


def _loosened(text: str, line: Span, pieces: Sequence[Span], most: float) -> list[tuple[Span, bool]]:
    """Pieces; of a line, or a piece, that is longer than `most` and shows no paragraphs, its sentences."""
    shows = any(_SPACED.search(text, one.end, other.start + 1) for one, other in pairwise(pieces))
    runs_on = not shows and line.end - line.start > most
    found: list[tuple[Span, bool]] = []
    for piece in pieces:
        if not runs_on and piece.end - piece.start <= most:
            found.append((piece, False))
            continue
        for sentence in sentences(piece.of(text).replace("\n", " ")):
            found += [(part, True) for part in _after_addresses(text, sentence.shifted(piece.start))]
    return found


def _after_addresses(text: str, sentence: Span) -> list[Span]:
    """A sentence cut where an address ends it without a stop: "…visit www.acme.example Acme is…"."""
    found: list[Span] = []
    begin = sentence.start
    for address in _ADDRESS_ENDS.finditer(text, sentence.start, sentence.end):
        if _IN_HEADING.search(text, begin, address.start()):
            continue
        found.append(trimmed(text, begin, address.end()))
        begin = address.end()
    return [*found, trimmed(text, begin, sentence.end)]
