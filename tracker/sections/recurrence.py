"""Following each piece of standing text from release to release, whether or not it has a heading.

Enters: the sections of one release, and what is known of the passages of its watch (`PassageIndex`). Leaves: which passage
each piece continues. Promises: pure but for what it asks and tells the index; the passages that a set of releases makes do
not depend on the order in which the releases came; the work for a release does not grow with the history, as a piece has a
fixed number of marks and each of them is looked up once.

Identity is connection: two pieces that share a mark (`marks`) are one passage, and so is whatever either of them is connected
to. A release that connects two passages joins them. A passage's name is the least of its names, so that it too follows from
the pieces alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from tracker.documents.model import Span
from tracker.documents.typography import level
from tracker.sections.marks import content_marks, subject_mark
from tracker.sections.model import ABOUT, BODY, CONTACT, OTHER, STANDING, Role, Section
from tracker.sections.pair import subject_key
from tracker.sections.paragraphs import Paragraph, paragraphs

#: Recorded with every passage, so that a change of ours is never taken for the issuer's.
FOLLOWER = "recurrence-4"

#: A paragraph with fewer characters than this recurs by chance.
_LEAST_PARAGRAPH = 80
_LEAST_INITIALS = 3
#: Paragraphs of other roles that are looked up in one release, the last ones first: standing text stands at the end.
_MOST_PARAGRAPHS = 4
_MAY_RECUR = frozenset({BODY, OTHER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of one release's text that may be standing text: a section with a standing role, or a paragraph.

    `section` is its place among the release's sections; `headed` says that it is standing text by itself, from its
    first appearance; a piece that is not must recur first.
    """

    section: int
    role: Role
    span: Span
    body_span: Span
    headed: bool
    name: str | None
    marks: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A piece of one release, and the passage that it continues: a number of the index's, for `PassageIndex.current`."""

    piece: Piece
    passage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage: its name, and where it stands, as (release, piece) in the order of the releases that were given."""

    name: str
    shown: tuple[tuple[str, Piece], ...]


class PassageIndex(Protocol):
    """What is remembered of the passages of one watch.

    Two tables hold it: marks (mark, passage), unique by mark; and passages (passage, joined_to, name), where `joined_to`
    is empty or the passage that took this one over. Numbers are the index's own and say nothing.
    """

    def find(self, marks: Sequence[str]) -> tuple[int, ...]:
        """The passages that hold any of these marks, each once, as they are after every join, in ascending order."""
        ...

    def begin(self) -> int:
        """A new passage without marks or name."""
        ...

    def hold(self, passage: int, marks: Sequence[str], name: str) -> None:
        """Give the passage these marks, and this name where it has none or a greater one."""
        ...

    def join(self, kept: int, other: int) -> None:
        """Let everything that belongs to `other` belong to `kept`, which keeps the lesser name of the two."""
        ...

    def current(self, passage: int) -> int:
        """The passage itself, or the one that took it over."""
        ...

    def name(self, passage: int) -> str:
        """The name of the passage, or of the one that took it over."""
        ...


def pieces(
    text: str, sections: Sequence[Section], issuer: str | None = None, whole: Sequence[Paragraph] | None = None
) -> tuple[Piece, ...]:
    """The pieces of a release that may be standing text, in text order.

    `issuer` names an About section without a heading of its own and without a name in its first sentence; `whole` are the
    paragraphs of the text, where they are known.
    """
    levelled = level(text)
    found = [
        _standing(levelled, index, section, issuer)
        for index, section in enumerate(sections)
        if section.role in STANDING
    ]
    others = [(index, section) for index, section in enumerate(sections) if section.role in _MAY_RECUR]
    if others:
        whole = paragraphs(text) if whole is None else whole
        found += islice(_paragraphs_of(levelled, others, whole), _MOST_PARAGRAPHS)
    return tuple(sorted(found, key=lambda piece: piece.span))


def follow(index: PassageIndex, shown: Sequence[Piece]) -> tuple[Followed, ...]:
    """Which passage each piece of one release continues; passages are begun, and joined, as the pieces ask for it."""
    return tuple(Followed(piece=piece, passage=_continue(index, piece)) for piece in shown if piece.marks)


def passages(index: PassageIndex, releases: Mapping[str, Sequence[Followed]]) -> tuple[Passage, ...]:
    """The passages of a watch, by name, from what was followed in each of its releases.

    A headed section is a passage from its first appearance; other text is one once two releases show it. Where a release
    shows a passage as a section of its own, a paragraph of its body that resembles it is not counted as well.
    """
    shown: dict[str, list[tuple[str, Piece]]] = {}
    for release, followed in releases.items():
        for name, piece in _named(index, followed):
            shown.setdefault(name, []).append((release, piece))
    return tuple(
        Passage(name=name, shown=tuple(where))
        for name, where in sorted(shown.items())
        if any(piece.headed for _, piece in where) or len({release for release, _ in where}) > 1
    )


def _named(index: PassageIndex, followed: Sequence[Followed]) -> Iterator[tuple[str, Piece]]:
    """One release's pieces under their passages' names; the second of one passage is "…#2", and so on."""
    current = [(index.current(one.passage), one.piece) for one in followed]
    standing = {number for number, piece in current if piece.headed}
    seen: dict[int, int] = {}
    for number, piece in sorted(current, key=lambda pair: pair[1].span):
        if piece.headed or number not in standing:
            seen[number] = seen.get(number, 0) + 1
            name = index.name(number)
            yield (name if seen[number] == 1 else f"{name}#{seen[number]}"), piece


def _continue(index: PassageIndex, piece: Piece) -> int:
    known = index.find(piece.marks)
    kept = known[0] if known else index.begin()
    for other in known[1:]:
        index.join(kept, other)
    index.hold(kept, piece.marks, piece.name or f"{piece.role}:~{min(piece.marks, default='')}")
    return kept


def _standing(text: str, index: int, section: Section, issuer: str | None) -> Piece:
    body = section.body(text)
    subject = subject_key(section.subject or (issuer if section.role is ABOUT else None))
    named = subject_mark(section.role, subject) if subject or section.role is not ABOUT else None
    by_content = content_marks(body, standing=section.role is not CONTACT)
    return Piece(
        section=index,
        role=section.role,
        span=section.span,
        body_span=section.body_span,
        headed=True,
        name=named,
        marks=(*_subject_marks(section.role, subject, named), *by_content),
    )


def _subject_marks(role: Role, subject: str, named: str | None) -> tuple[str, ...]:
    """The name itself, and for a name of three words or more the initials that may stand for it."""
    words = subject.split()
    initials = "".join(word[0] for word in words)
    short = (subject_mark(role, initials),) if len(words) >= _LEAST_INITIALS else ()
    return (*((named,) if named else ()), *short)


def _recurs_alone(part: Paragraph) -> bool:
    return not part.loose and part.span.end - part.span.start >= _LEAST_PARAGRAPH


def _paragraphs_of(text: str, sections: Sequence[tuple[int, Section]], whole: Sequence[Paragraph]) -> Iterator[Piece]:
    """The paragraphs that stand in one of the sections, the last one first."""
    for index, section in reversed(sections):
        first, after = (bisect_left(whole, ((place, 0),)) for place in section.span)
        for part in reversed(whole[first:after]):
            span = part.span
            if _recurs_alone(part) and section.span.holds(span):
                yield Piece(
                    section=index,
                    role=section.role,
                    span=span,
                    body_span=span,
                    headed=False,
                    name=None,
                    marks=content_marks(span.of(text), standing=False),
                )


class MemoryIndex:
    """A `PassageIndex` in memory, for one comparison, a test or a benchmark; a store keeps the same two tables."""

    def __init__(self) -> None:
        self._passage_of: dict[str, int] = {}
        self._joined_to: list[int | None] = []
        self._names: list[str | None] = []

    @property
    def size(self) -> int:
        """How many marks are held."""
        return len(self._passage_of)

    def find(self, marks: Sequence[str]) -> tuple[int, ...]:
        """See `PassageIndex`."""
        held = (self._passage_of.get(mark) for mark in marks)
        return tuple(sorted({self.current(passage) for passage in held if passage is not None}))

    def begin(self) -> int:
        """See `PassageIndex`."""
        self._joined_to.append(None)
        self._names.append(None)
        return len(self._names) - 1

    def hold(self, passage: int, marks: Sequence[str], name: str) -> None:
        """See `PassageIndex`."""
        root = self.current(passage)
        for mark in marks:
            self._passage_of.setdefault(mark, root)
        self._names[root] = _lesser((self._names[root], name))

    def join(self, kept: int, other: int) -> None:
        """See `PassageIndex`."""
        root, joined = self.current(kept), self.current(other)
        if root != joined:
            self._joined_to[joined] = root
            self._names[root] = _lesser((self._names[root], self._names[joined]))

    def name(self, passage: int) -> str:
        """See `PassageIndex`."""
        return self._names[self.current(passage)] or ""

    def current(self, passage: int) -> int:
        """See `PassageIndex`."""
        root = passage
        while (above := self._joined_to[root]) is not None:
            root = above
        while (above := self._joined_to[passage]) is not None:
            self._joined_to[passage], passage = root, above
        return root


def _lesser(names: Iterable[str | None]) -> str | None:
    """The least of the names that there are; one that says of whom the passage speaks comes before one that does not."""
    return min((name for name in names if name is not None), key=lambda name: ("~" in name, name), default=None)
