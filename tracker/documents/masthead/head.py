"""What the head of a release says of it: title, organisation, day of publication, dateline and listings.

Pure; nothing is guessed that the text does not say. A day carries where it was read (`DateSource`), so that a
caller with better evidence (a feed, a page's metadata) can prefer its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from tracker.documents.masthead.dateline import REACH, dateline_at, dateline_inside, may_open_dateline
from tracker.documents.masthead.dates import DateOrder, certain_dates, date_in_name, dates, day, is_ambiguous
from tracker.documents.masthead.furniture import besides_the_day
from tracker.documents.masthead.leads import first_long, lead_of
from tracker.documents.masthead.listings import listings
from tracker.documents.masthead.organisation import organisation
from tracker.documents.masthead.titles import marked_title, written_title
from tracker.documents.model import (
    Block,
    Confidence,
    Dateline,
    DateSource,
    Listing,
    Published,
    Region,
    Span,
)

#: Raised when a change to the masthead's code can alter what is read from a text.
MASTHEAD = "masthead-4"

#: How many code points, and how many lines with words in them, the head of a release is looked for in.
_HEAD = 6000
_HEAD_LINES = 24
_OF_THE_MAIN_PART = frozenset({Region.MAIN, Region.HEADER, Region.TABLE})

_HEADER = re.compile(
    r"\s{0,40}(?:[-*]{1,3}\s{0,4})?(?:date|published|publication date|release date|posted)(?:\s+on)?\s*[:=]?\s*[\"']?"
    r"(?<![\w/])((?:19|20)\d\d-\d\d-\d\d)(?:T[\d:.+Z-]+)?[\"']?[ \t\u00a0]*",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[#*>|\s]*")
#: A dateline that runs over a line's end does so behind a comma, and is closed.
_WRAPPED = re.compile(r"(?:[^\n]|(?<=,)\n)*[-–—:/]")
_SAYS = re.compile(r"[^\W_]")
#: A line that says of which day a release is, is no longer.
_DAY_LINE = 80
_LINE = re.compile(r"\S(?:.*\S)?")
_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """The head of a release, as far as its text states it; `None` and `()` where it does not."""

    title: str | None = None
    organisation: str | None = None
    published: Published | None = None
    dateline: Dateline | None = None
    listings: tuple[Listing, ...] = ()


def masthead(
    text: str,
    blocks: Sequence[Block] = (),
    *,
    file_name: str | None = None,
    url: str | None = None,
    names: Sequence[str] = (),
    order: DateOrder | None = None,
) -> Masthead:
    """The title, issuer, day, dateline and listings that a release's own text states.

    `names` are the organisation's names as its watch gives them: they decide between candidates. Days written as three
    numbers that are another day in the other order are read only where `order` is declared. `url` and `file_name` are the last resort for the day.
    """
    header = _header(text)
    start = header.span.end if header and header.span else 0
    lines = tuple(islice(_lines(text, start, blocks), _HEAD_LINES))
    dateline = _dateline(text, lines, order)
    title, lead = _title_and_lead(text, lines, blocks, dateline)
    listed = listings(text, lead.start, lead.end)
    return Masthead(
        title=title,
        organisation=organisation(text, lead, listed=listed, title=title, names=names),
        published=header or _published(text, lines, dateline, order, url=url, file_name=file_name),
        dateline=dateline,
        listings=listed,
    )


def _header(text: str) -> Published | None:
    """A leading "date 2020-09-15", as archives write it, before anything else."""
    match = _HEADER.match(text)
    if match is None:
        return None
    on = day(*map(int, match[1].split("-")))
    return Published(on, DateSource.HEADER, Span(match.start(1), match.end())) if on else None


def _lines(text: str, start: int, blocks: Sequence[Block]) -> Iterator[Span]:
    """The lines of the head that say something, trimmed; of a page with regions, those of its main part only."""
    stop, aside = _around(start, blocks)
    stop = min(len(text), stop)
    ahead = iter((*aside, (stop, stop)))
    opens, closes = next(ahead)
    at = start
    while line := _LINE.search(text, at, stop):
        begin, at = line.span()
        while closes < at:
            opens, closes = next(ahead)
        if begin < opens:
            if text[begin].isalnum() or _SAYS.search(text, begin, at):
                yield Span(begin, at)
        else:
            # On with the line in which this run of menus ends.
            at = max(at, text.rfind("\n", at, closes) + 1)


def _around(start: int, blocks: Sequence[Block]) -> tuple[int, list[tuple[int, int]]]:
    """How far the head of a release reaches, and the runs of blocks up to there that are not of its main part."""
    stop = start + _HEAD
    runs: list[tuple[int, int]] = []
    opens = closes = -1
    for (begin, end), _, region in blocks:
        if begin >= stop:
            break
        if region in _OF_THE_MAIN_PART:
            if opens >= 0:
                runs.append((opens, closes))
                opens = -1
            continue
        if begin >= start:
            # Menus may be longer than any head, and take no room in it.
            stop += end - begin
        if opens < 0:
            opens = begin
        closes = end
    if opens >= 0:
        runs.append((opens, closes))
    return stop, runs


def _dateline(text: str, lines: Sequence[Span], order: DateOrder | None) -> Dateline | None:
    for line in lines:
        marks = _MARKS.match(text, line.start)
        start = marks.end() if marks else line.start
        found = dateline_at(text, start, order) if may_open_dateline(text, start, line.end) else None
        if found is not None and (found.span.end <= line.end or _WRAPPED.fullmatch(text, *found.span)):
            return found
    for line in lines:
        if line.end - line.start > _TITLE or line is lines[0]:
            found = dateline_inside(text, line.start, min(line.end, line.start + REACH), order)
            if found is not None:
                return found
    return None


def _title_and_lead(
    text: str, lines: Sequence[Span], blocks: Sequence[Block], dateline: Dateline | None
) -> tuple[str | None, Span]:
    """The headline, which may stand between a dateline on a line of its own and the lead, and the lead."""
    limit = dateline.span.start if dateline else len(text)
    title = marked_title(text, blocks, limit, _HEAD)
    lead = lead_of(text, lines, dateline, title[1].end if title else 0)
    if title is None and (lead is None or lead.start > lines[0].start):
        title = written_title(
            text, lines, lead or Span(len(text), len(text)), min(limit, lead.start) if lead else limit
        )
    if title is None and dateline and lead and "\n" in text[dateline.span.end : lead.start]:
        below = [line for line in lines if line.start >= dateline.span.end]
        title = written_title(text, below, lead, lead.start)
    words, span = title or (None, Span(0, 0))
    return words, lead or first_long(lines, span.end)


def _published(
    text: str,
    lines: Sequence[Span],
    dateline: Dateline | None,
    order: DateOrder | None,
    *,
    url: str | None,
    file_name: str | None,
) -> Published | None:
    if dateline is not None and dateline.on is not None:
        return _stated(text, dateline.on, dateline.span)
    for line in lines:
        if line.end - line.start <= _DAY_LINE and (found := _day_line(text, line, order)):
            return found
    named = ((url, DateSource.URL, Confidence.MEDIUM), (file_name, DateSource.FILE_NAME, Confidence.LOW))
    for name, source, confidence in named:
        if name and (in_name := date_in_name(name)):
            return Published(in_name, source, confidence=confidence)
    return None


def _day_line(text: str, line: Span, order: DateOrder | None) -> Published | None:
    """The day of a line that says little else; a line of one word runs on in the next."""
    start, end = line
    if " " not in line.of(text) and (below := _LINE.match(text, end + 1)):
        end = below.end()
    found = dates(text, order=order, start=start, end=end)
    if order is None:
        found = found or certain_dates(text, start, end)
    for on, span in found:
        length = span.end - span.start
        if length >= (end - start) // 2 or len(besides_the_day(text[start:end]) or "") <= length // 2:
            return _stated(text, on, span)
    return None


def _stated(text: str, on: date, span: Span) -> Published:
    """A day that the text itself writes, trusted less where only a declared order tells its day from its month."""
    confidence = Confidence.MEDIUM if is_ambiguous(span.of(text)) else Confidence.HIGH
    return Published(on, DateSource.DATELINE, span, confidence)
