"""The lead of a release: the first sentence of its news, which names the issuer and states its listings.

Pure. Behind a dateline it is what follows in the same paragraph; without one, the first paragraph that is a sentence and holds news.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.documents.masthead.furniture import is_furniture
from tracker.documents.masthead.listings import listings
from tracker.documents.masthead.organisation import NEWS, SENTENCE_ENDS
from tracker.documents.model import Dateline, Span

#: A lead that runs on in one line is read no further than this for listings.
_LEAD = 1200
#: A line that is as long is a paragraph, where nothing better is known.
_LONG = 80
#: A sentence of news is at least as long.
_SENTENCE = 60
_SAID = re.compile(rf"\s(?:today|{NEWS})\b")
#: The line right below, and its first word.
_NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*(?P<word>\S+)(?:.*\S)?")
#: Lines of a text that is broken at a margin are shorter.
_MARGIN = 100
_ENDS = (".", ":", "!", "?", "”", '"', "»")


def lead_of(text: str, lines: Sequence[Span], dateline: Dateline | None, start: int) -> Span | None:
    """From the end of the dateline, or from `start` on the first sentence of news, to the end of that paragraph; None without either.

    A dateline may have a line of its own, and a headline between itself and the lead.
    """
    if dateline is None:
        return _news(text, lines, start)
    for line in lines:
        if line.end > dateline.span.end:
            if line.start <= dateline.span.end or line.end - line.start >= _LONG:
                return _paragraph(text, max(line.start, dateline.span.end), line.end)
            return _news(text, lines, dateline.span.end) or line
    return None


def first_long(lines: Sequence[Span], start: int) -> Span:
    """The first line from `start` on that is as long as a paragraph, or the last one."""
    for line in lines:
        if line.start >= start and (line.end - line.start >= _LONG or line is lines[-1]):
            return Span(line.start, min(line.end, line.start + _LEAD))
    return Span(0, 0)


def _news(text: str, lines: Sequence[Span], start: int) -> Span | None:
    """The first paragraph that ends a sentence and states a listing or holds a verb of news."""
    stop = start
    for line in lines:
        if line.start < stop:
            continue
        lead = _paragraph(text, line.start, line.end, filled=True)
        stop = lead.end
        words = lead.of(text)
        if len(words) < _SENTENCE or is_furniture(words):
            continue
        if (words.endswith(_ENDS) or SENTENCE_ENDS.search(words)) and (
            listings(text, lead.start, lead.end) or any(said[0][1].islower() for said in _SAID.finditer(words))
        ):
            return lead
    return None


def _paragraph(text: str, start: int, end: int, *, filled: bool = False) -> Span:
    """The paragraph from one offset on, of which a line ends at the other; it goes on where no sentence ends in that line.

    Where a headline may stand right above it, only lines that are `filled` go on: the next word would not have had room.
    """
    stop = min(len(text), start + _LEAD)
    width = max(map(len, text[start:stop].partition("\n\n")[0].split("\n"))) if filled and end < stop else 0
    while end < stop and text[end - 1] not in _ENDS and (ahead := _NEXT_LINE.match(text, end, stop)):
        length = end - text.rfind("\n", 0, end) - 1
        if length > _MARGIN or (filled and length + 1 + len(ahead["word"]) <= width):
            break
        end = ahead.end()
    return Span(start, min(end, stop))
