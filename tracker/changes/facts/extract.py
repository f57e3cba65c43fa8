"""One text in, its facts out."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from tracker.changes.facts.contacts import contacts
from tracker.changes.facts.figures import figures
from tracker.changes.facts.model import Contact, Facts, Figure, Place
from tracker.changes.facts.places import places
from tracker.documents.typography import level

_Fact = TypeVar("_Fact", Place, Figure, Contact)


@lru_cache(maxsize=64)  # a release is compared with the one before it and the one after it, by several readers
def extract(text: str, *, offset: int = 0) -> Facts:
    """The facts that a text states. `offset` is where the text begins in its document; spans and quotes are the document's."""
    found = _extract(text)
    if not offset:
        return found
    return Facts(
        places=tuple(replace(place, span=place.span.shifted(offset)) for place in found.places),
        figures=tuple(replace(figure, span=figure.span.shifted(offset)) for figure in found.figures),
        contacts=tuple(replace(contact, span=contact.span.shifted(offset)) for contact in found.contacts),
    )


def reach(text: str, *, offset: int = 0) -> tuple[Contact, ...]:
    """The contacts that `extract` gives, without the rest."""
    return tuple(
        replace(contact, quote=contact.span.of(text), span=contact.span.shifted(offset)) for contact in _contacts(text)
    )


@lru_cache(maxsize=64)
def _contacts(text: str) -> tuple[Contact, ...]:
    return contacts(level(text))


@lru_cache(maxsize=64)  # standing text recurs word for word, at another place of its release
def _extract(text: str) -> Facts:
    """The facts of a text that begins its document."""
    levelled = level(text)
    reached = contacts(levelled)
    counted = figures(levelled, besides=tuple(contact.span for contact in reached))
    found = Facts(places=places(levelled), figures=counted, contacts=reached)
    if levelled == text:
        return found
    return Facts(
        places=tuple(_quoted(place, text) for place in found.places),
        figures=tuple(_quoted(figure, text) for figure in found.figures),
        contacts=tuple(_quoted(contact, text) for contact in found.contacts),
    )


def _quoted(fact: _Fact, text: str) -> _Fact:
    """The same fact, quoted from the text as it was written."""
    return replace(fact, quote=fact.span.of(text))
