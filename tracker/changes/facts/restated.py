"""Facts that two versions of a section both state, perhaps in other letters: "Newark, NY" and "Newark, New York"."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.changes.facts import differ
from tracker.changes.facts.extract import extract
from tracker.changes.facts.model import Facts
from tracker.changes.model import SectionChange
from tracker.documents.model import Span


def restated(change: SectionChange) -> tuple[tuple[Span, Span], ...]:
    """Where one fact stands in both texts: pairs of spans of the two documents. An edit inside such a pair changes no fact."""
    if change.before is None or change.after is None:
        return ()
    before = extract(change.before_text, offset=change.before.span.start)
    after = extract(change.after_text, offset=change.after.span.start)
    return tuple(_restated(before, after))


def _restated(before: Facts, after: Facts) -> Iterator[tuple[Span, Span]]:
    for one in before.places:
        yield from ((one.span, other.span) for other in after.places if differ.one_place(one, other))
    for old in before.figures:
        yield from (
            (old.span, new.span)
            for new in after.figures
            if (old.unit, old.noun, old.value) == (new.unit, new.noun, new.value)
        )
    for said in before.contacts:
        yield from (
            (said.span, again.span)
            for again in after.contacts
            if said.means is again.means and differ.one_contact(said, again)
        )
