"""Which captures are one release: the same words by several routes, and what was altered after it was published.

A release comes by the wire, from the newsroom and from EDGAR, each with its own typography and its own footer, and a page may be
corrected days later. Both are one document with several captures, and neither is a change from release to release.

Enters: readings. Leaves: marks to look others up by, and yes or no. Promises: pure; the number of marks of a release is fixed.
docs/decisions/0007 gives the reasons for each number here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from zlib import crc32

from tracker.assess import Reading
from tracker.changes.compare import compare, shifted
from tracker.changes.model import Edit, SectionChange, Standing
from tracker.documents.masthead.dates import dates
from tracker.documents.model import Span
from tracker.documents.typography import level
from tracker.sections.marks import words_of
from tracker.sections.model import Role, Section

#: Routes carry a release within days of each other; what comes later under the same words is another release.
DAYS_APART = 3
#: A correction leaves a release its day. A page that shows another day a week off shows another release.
_DAYS_ALTERED = 7

_RUN = 8
_MARKS = 4
#: Words of so many letters are a quarter of a text, and stand all over it.
_TELLING = 7
_READ = 400
#: How many characters of its news a release may write its day in, once more.
_HEAD = 600
_SHINGLE = 3
#: Shares of three-word runs in common (Jaccard).
_ALIKE, _ALIKE_TITLED, _ALTERED = 0.85, 0.6, 0.5
_SHORT = 30
_FIGURES_APART = 0.1

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NEWS = frozenset({Role.LEAD, Role.BODY})
#: What a page shows beside a release, or the wire around it, is not the release.
_AROUND = frozenset({Role.FURNITURE, Role.OTHER})


@dataclass(frozen=True, kw_only=True)
class Gist:
    """A release by its news: the words of its lead and body, its title, its figures, and who else speaks in it."""

    day: date | None
    title: tuple[bytes, ...]
    said: str = field(repr=False)
    words: tuple[bytes, ...] = field(repr=False)
    speaks: frozenset[str] = frozenset()  # the roles of its standing text

    @cached_property
    def figures(self) -> frozenset[str]:
        """The figures of its news."""
        return frozenset(_FIGURE.findall(level(self.said)))

    @cached_property
    def shingles(self) -> frozenset[tuple[bytes, ...]]:
        """Its runs of three words."""
        return frozenset(zip(*(self.words[at:] for at in range(_SHINGLE)), strict=False))

    def likeness(self, other: Gist) -> float:
        """The share of runs of three words that two releases have in common, 0 to 1."""
        either = self.shingles | other.shingles
        return len(self.shingles & other.shingles) / len(either) if either else 0.0


def gist(reading: Reading) -> Gist:
    """What a release says, without what stands around it: no dateline, no boilerplate, no footer."""
    document = reading.document
    news = [section for section in reading.sections if section.role in _NEWS]
    said = _undated(_without(document.text, news, document.dateline.span if document.dateline else None), reading.on)
    title = tuple(words_of(document.title or ""))
    words = tuple(words_of(said))
    if title and words[: len(title)] == title:
        words = words[len(title) :]
    return Gist(
        day=reading.on,
        title=title,
        said=said,
        words=words,
        speaks=frozenset(section.role for section in reading.sections if section.role is Role.ABOUT),
    )


def _undated(said: str, day: date | None) -> str:
    """The words without their own day at the head of them: a page writes under its title what the wire writes in its dateline."""
    if day is None or str(day.year) not in said[:_HEAD]:  # a year is always written in full
        return said
    kept: list[str] = []
    rest = 0
    for on, span in dates(said, end=min(len(said), _HEAD)):
        if on == day:
            kept.append(said[rest : span.start])
            rest = span.end
    return "".join((*kept, said[rest:]))


def _without(text: str, sections: Iterable[Section], cut: Span | None) -> str:
    parts = []
    for section in sections:
        start, end = section.span.start, section.span.end
        if cut is not None and start <= cut.start and cut.end <= end:
            parts += [text[start : cut.start], text[cut.end : end]]
        else:
            parts.append(text[start:end])
    return "\n".join(parts)


def marks(of: Gist) -> tuple[int, ...]:
    """A few numbers that two routes of a release share at least one of, and two releases hardly ever do.

    The checksums of the runs of eight words that its long words of the least checksum begin, where they stand first (a bottom-k
    sketch, E. Cohen and H. Kaplan, "Summarizing data using bottom-k sketches", 2007). Equal marks are a reason to look, and no more.
    """
    words = of.words[:_READ]
    begins = words[: 1 - _RUN] or words[:1]
    telling = dict.fromkeys([word for word in begins if len(word) >= _TELLING] or begins)
    starts = map(words.index, sorted(telling, key=crc32)[:_MARKS])
    return tuple([crc32(b" ".join(words[start : start + _RUN])) for start in starts])


def is_same(one: Gist, other: Gist, *, days: tuple[date, date]) -> bool:
    """Whether two captures from two places are one release; `days` are those of publication, or of retrieval.

    A form letter (a notice of votes, of shares bought back) repeats its words with other figures, so figures count. A
    capture with an About section is not a copy of one without: nothing that it says may be lost.
    """
    if abs((days[0] - days[1]).days) > DAYS_APART or one.speaks != other.speaks:
        return False
    either = one.figures | other.figures
    if len(one.figures ^ other.figures) > len(either) * _FIGURES_APART:
        return False
    titled = bool(one.title) and one.title == other.title
    if min(len(one.words), len(other.words)) < _SHORT and not titled:
        return False
    return one.likeness(other) >= (_ALIKE_TITLED if titled else _ALIKE)


def is_altered(before: Gist, after: Gist) -> bool:
    """Whether what a place shows now is the release that it showed before, altered or not; else it is another."""
    if before.day and after.day and abs((before.day - after.day).days) > _DAYS_ALTERED:
        return False
    if before.title and before.title == after.title:
        return True
    return before.likeness(after) >= _ALTERED


def alteration(before: Reading, after: Reading) -> SectionChange:
    """What became of a release between two captures of it, as one change over all of its own text."""
    whole = _whole(before), _whole(after)
    texts = whole[0].span.of(before.document.text), whole[1].span.of(after.document.text)
    comparison = compare(*texts)
    edits = shifted(comparison.edits, whole[0].span.start, whole[1].span.start)
    own = tuple(edit for edit in edits if not _is_around(edit, before, after))
    return SectionChange(
        role=Role.BODY,
        heading=None,
        standing=Standing.CHANGED if own else Standing.UNCHANGED,
        before=whole[0],
        after=whole[1],
        before_text=texts[0],
        after_text=texts[1],
        edits=own,
    )


def _whole(reading: Reading) -> Section:
    """From the first to the last section that is the release's own."""
    own = [section.span for section in reading.sections if section.role not in _AROUND]
    span = Span(own[0].start, own[-1].end) if own else Span(0, len(reading.document.text))
    return Section(role=Role.BODY, span=span, body_span=span)


def _is_around(edit: Edit, before: Reading, after: Reading) -> bool:
    """Whether an edit is of nothing but what stands around the release."""
    return all(
        not said.strip() or any(section.span.holds(span) for section in reading.sections if section.role in _AROUND)
        for said, span, reading in (
            (edit.before, edit.before_span, before),
            (edit.after, edit.after_span, after),
        )
    )
