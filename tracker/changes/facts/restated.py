"""Facts that two versions of a section both state, perhaps in other letters: "Newark, NY" and "Newark, New York"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from tracker.changes.facts import differ
from tracker.changes.facts.extract import extract
from tracker.changes.facts.model import Facts, Figure
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
    yield from _repeated(before.figures, after.figures)
    there = differ.by_trait(after.contacts)
    for said in before.contacts:
        alike = there.get(differ.trait(said), ())
        yield from ((said.span, again.span) for again in alike if differ.one_contact(said, again))


def _repeated(before: Sequence[Figure], after: Sequence[Figure]) -> Iterator[tuple[Span, Span]]:
    """Figures that count the same thing and are equal; the same figure many times over, in pairs and not each with each."""
    ours, theirs = _by_value(before), _by_value(after)
    for key in ours.keys() & theirs.keys():
        spans = zip_longest(ours[key], theirs[key])
        yield from ((old or ours[key][0], new or theirs[key][0]) for old, new in spans)


def _by_value(figures: Sequence[Figure]) -> dict[tuple[str, str, Decimal], list[Span]]:
    found: dict[tuple[str, str, Decimal], list[Span]] = {}
    for figure in figures:
        found.setdefault((figure.unit, figure.noun, figure.value), []).append(figure.span)
    return found
