"""One text in, its facts out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from tracker.changes.facts.contacts import contacts
from tracker.changes.facts.figures import figures
from tracker.changes.facts.model import Contact, Facts, Figure, Place
from tracker.changes.facts.places import once, places
from tracker.documents.model import Span
from tracker.documents.typography import level

#: Where a sentence may end. It does for certain behind a word in small letters that is no abbreviation.
_STOP: Final = re.compile(r"\. (?=[A-Z])")
_LEAST_WORD: Final = 4
#: A street, which may have a full stop in it, and how far before one it may begin.
_STREET: Final = re.compile(r"\d\s+[A-Z]")
_STREET_LENGTH: Final = 100


@lru_cache(maxsize=64)  # a release is compared with the one before it and the one after it, by several readers
def extract(text: str, *, offset: int = 0) -> Facts:
    """The facts that a text states. `offset` is where the text begins in its document; spans and quotes are the document's."""
    levelled = level(text)
    reached = _contacts(levelled)
    stated: list[Place] = []
    counted: list[Figure] = []
    for start, end in _sentences(levelled):
        besides = tuple(one.span.shifted(-start) for one in reached if start <= one.span.start < end)
        found = _stated(levelled[start:end], besides)
        stated += (_place(place, text, start, offset) for place in found[0])
        counted += (_figure(figure, text, start, offset) for figure in found[1])
    return Facts(places=once(stated), figures=tuple(counted), contacts=_reached(reached, text, offset))


def reach(text: str, *, offset: int = 0) -> tuple[Contact, ...]:
    """The contacts that `extract` gives, without the rest."""
    return _reached(_contacts(level(text)), text, offset)


@lru_cache(maxsize=64)
def _contacts(levelled: str) -> tuple[Contact, ...]:
    return contacts(levelled)


@lru_cache(maxsize=512)  # most sentences of standing text recur word for word
def _stated(sentence: str, besides: tuple[Span, ...]) -> tuple[list[Place], tuple[Figure, ...]]:
    return places(sentence), figures(sentence, besides=besides)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Parts of a levelled text, none of whose places and figures is read across their edges."""
    start = 0
    for stop in _STOP.finditer(text):
        at, end = stop.span()
        word = text[text.rfind(" ", start, at) + 1 : at]
        is_word = len(word) >= _LEAST_WORD and word.isascii() and word.isalpha() and word.islower()
        if is_word and not _STREET.search(text, max(start, at - _STREET_LENGTH), at):
            yield start, end
            start = end
    yield start, len(text)


def _place(found: Place, text: str, by: int, offset: int) -> Place:
    span = found.span.shifted(by)
    return Place(
        city=found.city,
        region=found.region,
        country=found.country,
        role=found.role,
        quote=span.of(text),
        span=span.shifted(offset),
    )


def _figure(found: Figure, text: str, by: int, offset: int) -> Figure:
    span = found.span.shifted(by)
    return Figure(
        value=found.value,
        noun=found.noun,
        phrase=found.phrase,
        unit=found.unit,
        quote=span.of(text),
        span=span.shifted(offset),
    )


def _reached(found: tuple[Contact, ...], text: str, offset: int) -> tuple[Contact, ...]:
    return tuple(
        [
            Contact(means=one.means, value=one.value, quote=one.span.of(text), span=one.span.shifted(offset))
            for one in found
        ]
    )
