"""The parts of a release, of which its sections are made: paragraphs, cut where a heading stands in one of them.

Enters: a text with its paragraphs and headings. Leaves: parts in text order, to which `split` gives their roles. Promises: every
paragraph is in a part, and a part begins with at most one heading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker.documents.model import Span
from tracker.sections.model import Heading, Role
from tracker.sections.paragraphs import Paragraph, trimmed
from tracker.sections.vocabulary import RULE

#: A paragraph of this length that ends a sentence is prose, and no title.
PROSE = 80
#: Of how many lines a signature is, at most.
SIGNATURE_LINES = 3


@dataclass(slots=True)
class Part:
    """A paragraph, or what a heading left of one, with the role that it was given; or the lines of a menu."""

    paragraph: Paragraph
    words: str
    plain: str  # its words, levelled
    heading: Heading | None = None
    begins: bool = False
    role: Role | None = None
    claimed: bool = False  # it shows its role by itself
    subject: str | None = None
    menu: Sequence[Paragraph] = ()  # its lines; words are those of the last

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return self.paragraph.span


def parts_of(text: str, levelled: str, whole: Sequence[Paragraph], found: Sequence[Heading]) -> list[Part]:
    """Paragraphs cut where a heading stands in them; a part begins with at most one heading.

    A rule drawn under a heading belongs to the heading. Short lines beside a page's main part are one part, but for the first
    few, which what stands above may look at.
    """
    parts: list[Part] = []
    position = 0
    menu: list[Paragraph] = []  # the short lines above at once, where they stand beside the main part
    for paragraph in whole:
        start, end = paragraph.span
        headed = bool(parts) and parts[-1].heading is not None
        if paragraph.aside and end - start < PROSE and not headed:
            menu.append(paragraph)
            if len(menu) > SIGNATURE_LINES:
                continue
        elif menu:
            parts += _menu(text, levelled, menu)
            menu = []
        first = position
        while position < len(found) and found[position].span.start < end:
            position += 1
        if first == position and not headed:
            parts.append(Part(paragraph, text[start:end], levelled[start:end]))
        elif position - first == 1 and found[first].span.start == start:  # as most headings stand
            parts.append(_part(text, levelled, paragraph, found[first]))
        else:
            _cut(text, levelled, paragraph, found[first:position], parts)
    return parts + _menu(text, levelled, menu)


def _menu(text: str, levelled: str, lines: Sequence[Paragraph]) -> list[Part]:
    """The part that lines make beyond the first few, where there are more."""
    if len(lines) <= SIGNATURE_LINES:
        return []
    first, (start, end) = lines[SIGNATURE_LINES], lines[-1].span
    whole = first._replace(span=Span(first.span.start, end))
    return [Part(whole, text[start:end], levelled[start:end], menu=lines[SIGNATURE_LINES:])]


def _cut(text: str, levelled: str, paragraph: Paragraph, found: Sequence[Heading], parts: list[Part]) -> None:
    """Adds a paragraph to the parts, cut where these headings stand in it."""
    for run, heading in _runs(text, paragraph, found):
        above = parts[-1] if parts else None
        if above and above.heading and heading is None and heads(above) and RULE.fullmatch(text, *run.span):
            end = run.span.end
            ruled = above.paragraph._replace(span=Span(above.span.start, end))
            parts[-1] = _part(text, levelled, ruled, replace(above.heading, body=end))
        else:
            parts.append(_part(text, levelled, run, heading))


def _part(text: str, levelled: str, paragraph: Paragraph, heading: Heading | None) -> Part:
    start, end = paragraph.span
    return Part(paragraph, text[start:end], levelled[start:end], heading, begins=heading is not None)


def _runs(text: str, paragraph: Paragraph, found: Sequence[Heading]) -> Iterator[tuple[Paragraph, Heading | None]]:
    """A paragraph cut where these headings stand in it: each run with the heading that it begins with."""
    begin = paragraph.span.start
    current: Heading | None = None
    for heading in (*found, None):
        stop = heading.span.start if heading else paragraph.span.end
        span = trimmed(text, begin, stop)
        if span.start < span.end:
            yield paragraph if span == paragraph.span else paragraph._replace(span=span, alone=False), current
        begin, current = stop, heading


def heads(part: Part) -> bool:
    """Whether a part is a heading and nothing else."""
    return part.heading is not None and part.heading.body >= part.span.end
