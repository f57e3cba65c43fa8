"""Headings of contacts and legal text in the middle of a paragraph, and where the wire's own words begin there.

Enters: a text and the range of one paragraph. Leaves: headings, a kind after the other. Promises: pure. Each pattern is tried only
where the words hold a string that it cannot do without: most texts hold few of them, and looking for a string is much cheaper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tracker.documents.model import Span
from tracker.sections.model import Heading, Role
from tracker.sections.vocabulary import CONTACT_OPENS, FURNITURE_INSIDE, RULE_INSIDE, TITLE_OPENS

_SENTENCE_CLOSE = "/.!?:;)\"”“'’*%™®|—–_>\u2026]"
#: How long a heading may be that is divided from its text by a colon, a dash, a stop or a gap.
TITLE_LENGTH = 170
INLINE_TITLE = re.compile(
    r"(?P<title>[A-Z][^.:\n]{3,130}?)\s?(?:\*\*)?(?::|\s[-–—]\s|\s?[-–—]{2}|\.\s(?=[A-Z])|\s{2,})"
)
_CONTACT_CLOSE = re.compile(r"[\s:*_]*")
_GLUED_TITLE = re.compile(
    r"(?<=[a-z0-9.!?)”\"'])(?:(?:Cautionary|Safe Harbor|Safe Harbour|Forward[- ]Looking|FORWARD[- ]LOOKING"
    r"|SAFE HARBOR|CAUTIONARY|Note Regarding Forward|Special Note|Use of Non-GAAP|Non-GAAP Financial))"
)

Reader = Callable[[str, int, int], Iterator[Heading]]
#: A kind of heading: strings of which a match of it holds at least one, and what finds its matches.
Kind = tuple[tuple[str, ...], Reader]


def closed_before(text: str, at: int) -> bool:
    """Whether a sentence, an address or a word run together with this one ends here."""
    before = text[max(0, at - 3) : at]
    close = before.rstrip()
    glued = close == before
    return bool(close) and (close[-1] in _SENTENCE_CLOSE or (glued and (close[-1].islower() or close[-1].isdigit())))


def contact_at(text: str, start: int, match: re.Match[str]) -> Heading:
    """The heading of a contact that these words open, from `start`."""
    body = _CONTACT_CLOSE.match(text, match.end())
    return Heading(
        role=Role.CONTACT, span=Span(start, len(text[: match.end()].rstrip())), body=body.end() if body else match.end()
    )


def shown(text: str, kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """The kinds that a text can hold at all, each with those of its signs that are there."""
    found = ((tuple(sign for sign in signs if sign in text), reader) for signs, reader in kinds)
    return tuple(kind for kind in found if kind[0])


def inside(text: str, start: int, end: int, kinds: Sequence[Kind]) -> Iterator[Heading]:
    """The headings of these kinds between two offsets."""
    words = text[start:end]
    for signs, reader in kinds:
        for sign in signs:
            if sign in words:
                yield from reader(text, start, end)
                break


def _contacts(text: str, start: int, end: int) -> Iterator[Heading]:
    for match in CONTACT_OPENS.finditer(text, start, end):
        if closed_before(text, match.start()):
            yield contact_at(text, match.start(), match)


def _wires(text: str, start: int, end: int) -> Iterator[Heading]:
    for match in FURNITURE_INSIDE.finditer(text, start, end):
        if closed_before(text, match.start()):
            yield Heading(role=Role.FURNITURE, span=Span(match.start(), match.start()), body=match.start())


def _rules(text: str, start: int, end: int) -> Iterator[Heading]:
    for match in RULE_INSIDE.finditer(text, start, end):
        yield Heading(role=Role.FURNITURE, span=Span(match.start(), match.start()), body=match.start())


def _titles(text: str, start: int, end: int) -> Iterator[Heading]:
    for match in TITLE_OPENS.finditer(text, start, end):
        if closed_before(text, match.start()):
            yield Heading(role=Role.SAFE_HARBOR, span=Span(*match.span("words")), body=match.end("words"))


def _glued(text: str, start: int, end: int) -> Iterator[Heading]:
    for match in _GLUED_TITLE.finditer(text, start, end):
        inline = INLINE_TITLE.match(text, match.start(), min(end, match.start() + TITLE_LENGTH))
        close = inline.end("title") if inline else match.end()
        role = Role.NON_GAAP if "Non-GAAP" in match.group() else Role.SAFE_HARBOR
        yield Heading(role=role, span=Span(match.start(), close), body=inline.end() if inline else match.end())


KINDS: tuple[Kind, ...] = (
    ((":", "ontact", "CONTACT"), _contacts),
    (
        ("View", "VIEW", "Read", "To view", "SOURCE", "Original", "appeared first", "elease", "News", "This ", "http"),
        _wires,
    ),
    (("---", "#", "*", "[Original", "_____", "====="), _rules),
    (("arbor", "arbour", "ARBO", "ooking", "OOKING"), _titles),
    (
        ("Cautionary", "CAUTIONARY", "Harbo", "HARBO", "ooking", "OOKING", "Note Reg", "Special Note", "Non-GAAP"),
        _glued,
    ),
)
