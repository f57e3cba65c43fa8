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


_HEADING = BlockKind.HEADING
_OF_THE_MAIN_PART = (Region.MAIN, Region.HEADER, Region.TABLE)
_NOWHERE = Span(sys.maxsize, sys.maxsize)
#: A line from its first mark to its last; most texts end their lines in one way, which is found several times as fast.
_LINE = re.compile(r"\S(?:[^\n\r\u2028\u2029]*\S)?")
_PLAIN_LINE = re.compile(r"\S(?:.*\S)?")
_OTHER_LINE_ENDS = ("\r", "\u2028", "\u2029")
#: How archives that drop line breaks show where one was: two spaces or more in the middle of a line, or a sentence run
#: together with the one before it.
_SPACED = re.compile(r"[ \t\u00a0\u2003](?:[ \t\u00a0\u2003]+|(?<=\t))")
#: Most gaps are of spaces only, which are found many times as fast.
_SPACES = re.compile("  +")
_OTHER_SPACES = ("\t", "\u00a0", "\u2003")
#: By the stop, as a search skips ahead to one character and not to one of three; the word after it is followed by the group.
_STOPS = (".", "!", "?")
_RUN_TOGETHER = {
    stop: re.compile(rf"[{stop}](?:(?<=[a-z)]{{3}}[{stop}])|(?<=[a-z)][{stop}])[\"”])(?=[A-Z][a-z]+(\s))")
    for stop in _STOPS
}
_WIDE_HEADING = re.compile(r"\W*(?:About|ABOUT)\s[^.:!?]{1,80}")
#: The fewest sentences that show how their author ends them.
_LEAST_TYPED = 5
_SENTENCE_END = re.compile(r"[.!?][\"”')\]]?( {1,3})(?=[\"“(]?[A-Z])")
#: A web or mail address, or a postcode, with a capitalised word after it. No address is longer, and a word of many beginnings
#: ("www.www.…") would be read to its end from each.
_ADDRESS_ENDS = re.compile(
    r"(?:(?:https?://|www\.)(?:(?!About\b|ABOUT\b)[^\s,;]){1,500}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,190}"
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

#: A line, or a run of lines, of a text: where it starts and where it ends.
_Range = tuple[int, int]


def paragraphs(text: str, blocks: Sequence[Block] = ()) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, in order; together they leave out only white space."""
    headings = {block.span.start for block in blocks if block.kind is _HEADING}
    aside = [block.span for block in blocks if block.region not in _OF_THE_MAIN_PART]
    lines = _unwrapped(text, _cut(text, {block.span.start for block in blocks}))
    outside = _outside(lines, aside)
    gaps = _gaps(text, lines)
    most = max(_RUN_ON, _MOST * len(text))
    found: list[Paragraph] = []
    for index, (start, end) in enumerate(lines):
        marked = (start in headings or text[start] in _HEADING_MARKS) and _is_marked(text, start, end, headings)
        within = gaps.get(index)
        if end - start <= most and (marked or within is None):
            found.append(Paragraph(Span(start, end), True, marked, outside[index]))  # noqa: FBT003 - keywords are dear
            continue
        pieces = [Span(start, end)] if marked or within is None else _pieces(text, start, end, within)
        # What stands above is asked only of the few lines that are long enough to be divided.
        if end - start > most and not _is_headed(text, lines[:index], headings):
            parted = _loosened(text, pieces, most)
        else:
            parted = [(piece, False) for piece in pieces]
        found += [Paragraph(piece, not loose, marked, outside[index], loose) for piece, loose in parted]
    return tuple(found)


def _outside(lines: Sequence[_Range], aside: Sequence[Span]) -> list[bool]:
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


def _is_marked(text: str, start: int, end: int, headings: Collection[int]) -> bool:
    """Whether the medium marks a line as a heading."""
    if end - start > _LONGEST_HEADING:
        return False
    return start in headings or (text[start] in _HEADING_MARKS and _MARKED_HEADING.match(text, start, end) is not None)


def _is_headed(text: str, above: Sequence[_Range], headings: Collection[int]) -> bool:
    """Whether the last of these lines is the heading of what stands below it, which is then a paragraph however long it is.

    A rule may be drawn between the two.
    """
    for start, end in reversed(above):
        if _is_marked(text, start, end, headings):
            return True
        if end - start <= _LONGEST_ABOVE and _HEADS.match(text, start, end):
            return True
        if not RULE.fullmatch(text, start, end):
            return False
    return False


def trimmed(text: str, start: int, end: int) -> Span:
    """The range without the white space at its ends."""
    raw = text[start:end]
    left = raw.lstrip()
    return Span(end - len(left), start + len(raw.rstrip())) if left else Span(start, start)


def _cut(text: str, starts: set[int]) -> list[_Range]:
    """The lines that say something, cut again where a block begins."""
    lines = [line.span() for line in (_LINE if holds(text, _OTHER_LINE_ENDS) else _PLAIN_LINE).finditer(text)]
    within = sorted(starts.difference([start for start, _ in lines]))  # mostly none, as most blocks are lines
    if not within:
        return lines
    found: list[_Range] = []
    position = 0
    for line in lines:
        start, end = line
        while position < len(within) and within[position] <= start:
            position += 1
        first = position
        while position < len(within) and within[position] < end:
            position += 1
        if first == position:
            found.append(line)
        else:
            cuts = [start, *within[first:position], end]
            found += [span for begin, stop in pairwise(cuts) if (span := trimmed(text, begin, stop))[0] < span[1]]
    return found


def _unwrapped(text: str, lines: list[_Range]) -> list[_Range]:
    """Lines of a hand-wrapped text joined into the paragraphs that they were wrapped from."""
    if sum([_WRAP_LEAST <= end - start <= _WRAP_MOST for start, end in lines]) < _LEAST_WRAPPED:
        return lines
    together = [line for line, following in pairwise(lines) if text.count("\n", line[1], following[0]) == 1]
    full = sum(_WRAP_LEAST <= end - start <= _WRAP_MOST for start, end in together)
    prose = sum(end - start > 2 * _WRAP_MOST and text.count(" ", start, end) > _PROSE_WORDS for start, end in lines)
    if full < _LEAST_WRAPPED or full < _WRAPPED_SHARE * len(together) or prose > full // 10:
        return lines
    joined: list[_Range] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is not None and text.count("\n", last[1], line[0]) == 1 and _runs_on(text, last, line):
            joined[-1] = (last[0], line[1])
        else:
            joined.append(line)
    return joined


def _runs_on(text: str, above: _Range, below: _Range) -> bool:
    start = max(text.rfind("\n", *above) + 1, above[0])
    ruled = RULE.fullmatch(text, *below) or RULE.fullmatch(text, start, above[1])
    return above[1] - start >= _WRAP_LEAST and not ruled and not text.startswith(("- ", "* ", "• ", "#"), *below)


def _gaps(text: str, lines: Sequence[_Range]) -> dict[int, list[re.Match[str]]]:
    """Where a line break may have been dropped, in text order, by the number of the line; most lines hold no such place."""
    found: list[re.Match[str]] = []
    if holds(text, _OTHER_SPACES):
        found += _SPACED.finditer(text)
    elif "  " in text:
        found += _SPACES.finditer(text)
    for stop, run_together in _RUN_TOGETHER.items():
        if stop in text:
            found += run_together.finditer(text)
    gaps: dict[int, list[re.Match[str]]] = {}
    index = 0
    for gap in sorted(found, key=re.Match.start):
        at = gap.start()
        while index < len(lines) and lines[index][1] <= at:
            index += 1
        if index < len(lines) and lines[index][0] < at:
            gaps.setdefault(index, []).append(gap)
    return gaps


def _pieces(text: str, start: int, end: int, within: Sequence[re.Match[str]]) -> list[Span]:
    """The line cut at its gaps, unless gaps are merely how its author ends a sentence."""
    gaps = [gap for gap in within if gap.end(gap.lastindex or 0) <= end and _is_break(text[gap.end()])]
    if not gaps or _typewritten(text, start, end, gaps) or _WIDE_HEADING.fullmatch(text, start, end):
        return [Span(start, end)]
    found: list[Span] = []
    begin = start
    for gap in gaps:
        found.append(trimmed(text, begin, gap.end() if text[gap.start()] in _STOPS else gap.start()))
        begin = gap.end()
    found.append(trimmed(text, begin, end))
    return [span for span in found if span.start < span.end]


def _is_break(following: str) -> bool:
    """Whether a gap divides paragraphs: it stands before a character that can open one."""
    return following.isupper() or not following.isalpha()


def _typewritten(text: str, start: int, end: int, gaps: Sequence[re.Match[str]]) -> bool:
    """Whether (nearly) every sentence ends in two spaces, as on a typewriter, so that two spaces say nothing."""
    if len(gaps) < _LEAST_TYPED:  # each of these ends is a gap
        return False
    ends = [len(match[1]) for match in _SENTENCE_END.finditer(text, start, end)]
    return len(ends) >= _LEAST_TYPED and sum(width == 2 for width in ends) > 0.9 * len(ends)


def _loosened(text: str, pieces: Sequence[Span], most: float) -> list[tuple[Span, bool]]:
    """Pieces of a line that is longer than `most`; of the line, or a piece, that is so and shows no paragraphs, its sentences."""
    shows = any(_SPACED.search(text, one.end, other.start + 1) for one, other in pairwise(pieces))
    found: list[tuple[Span, bool]] = []
    for piece in pieces:
        if shows and piece.end - piece.start <= most:
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
