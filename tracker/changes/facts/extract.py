"""One text in, its facts out."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from tracker.changes.facts.contacts import contacts
from tracker.changes.facts.figures import figures
from tracker.changes.facts.model import Contact, Facts, Figure, Place
from tracker.changes.facts.places import places
from tracker.documents.typography import level

_Fact = TypeVar("_Fact", Place, Figure, Contact)


def extract(text: str, *, offset: int = 0) -> Facts:
    """The facts that a text states. `offset` is where the text begins in its document; spans and quotes are the document's."""
    levelled = level(text)
    reached = contacts(levelled)
    counted = figures(levelled, besides=tuple(contact.span for contact in reached))
    return Facts(
        places=tuple(_quoted(place, text, offset) for place in places(levelled)),
        figures=tuple(_quoted(figure, text, offset) for figure in counted),
        contacts=tuple(_quoted(contact, text, offset) for contact in reached),
    )


def _quoted(fact: _Fact, text: str, offset: int) -> _Fact:
    """The same fact, quoted from the text as it was written and placed in its document."""
    return replace(fact, quote=fact.span.of(text), span=fact.span.shifted(offset))
