"""What facts in standing text became: listing, places, figures, name, and ways to reach the organisation.

A fact that one text leaves out is dropped only where the text is of a section that both documents have, which is the
caller's to see to (`of_sections` does). What is written otherwise and means the same gives nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tracker.changes.facts import Contact, Facts, Figure, Means, Place, PlaceRole, differ, extract, reach
from tracker.changes.facts.names import Named, named
from tracker.changes.model import SectionChange, Standing
from tracker.documents.model import Document, Span
from tracker.findings.listing import listing_changed
from tracker.findings.model import Evidence, Finding, Kind
from tracker.findings.reasons import Reason
from tracker.findings.statement import Sides, proof, state
from tracker.sections.model import Role, Section

#: More places than this that go or come together, with none on the other side, are one event.
_TOGETHER: Final = 1

#: What became of sections whose facts cannot differ.
_SAME: Final = frozenset({Standing.UNCHANGED, Standing.TYPOGRAPHIC})

#: Things that a figure counts which grow by themselves.
_DURATIONS: Final = frozenset({"year", "decade", "month", "century", "generation"})

_MEANS: Final = {
    Means.PERSON: Reason.PERSON,
    Means.EMAIL: Reason.EMAIL,
    Means.PHONE: Reason.PHONE,
    Means.FAX: Reason.FAX,
    Means.WEB: Reason.WEB,
}


def facts(
    before: Facts,
    after: Facts,
    *,
    heads: tuple[Document, Document] | None = None,
    subjects: Sequence[tuple[str, str]] = (),
    before_sha: str = "",
    after_sha: str = "",
) -> tuple[Finding, ...]:
    """What differs between the facts of two documents.

    Args:
        before: The facts of the earlier text, of sections that both documents have (`of_sections`).
        after: The facts of the later text, likewise.
        heads: The two documents, where what their openings say (listing, organisation) is to be compared as well.
        subjects: Whom the About sections that both have are about; a new name needs their word (`of_changes` gives it).
        before_sha: The digest of the earlier document, for the evidence.
        after_sha: The digest of the later document.

    Returns:
        Findings: listing, name, places dropped and added, figures, contacts; in that order.
    """
    sides = Sides(before_sha, after_sha)
    found: list[Finding] = []
    if heads:
        found += (*listing_changed(*heads, sides), *_renamed(*heads, subjects, sides))
    if before != after:
        found += (*_places(before, after, sides), *_figures(before, after, sides), *_contacts(before, after, sides))
    return tuple(found)


def of_changes(
    changes: Sequence[SectionChange],
    *,
    organisation: str | None = None,
    heads: tuple[Document, Document] | None = None,
    before_sha: str = "",
    after_sha: str = "",
) -> tuple[Finding, ...]:
    """What differs between the facts of two documents, from what became of their sections: `of_sections`, then `facts`."""
    before, after = of_sections(changes, organisation=organisation)
    subjects = [
        (change.before.subject, change.after.subject)
        for change in changes
        if change.role is Role.ABOUT
        and change.before
        and change.after
        and change.before.subject
        and change.after.subject
    ]
    return facts(before, after, heads=heads, subjects=subjects, before_sha=before_sha, after_sha=after_sha)


def of_sections(changes: Iterable[SectionChange], *, organisation: str | None = None) -> tuple[Facts, Facts]:
    """The facts of the sections that both documents have and that differ: places and figures of About, reach of contact.

    Where an About section is named after the organisation, other organisations' About sections are left out.
    """
    both = [change for change in changes if change.before is not None and change.after is not None]
    both = [change for change in both if change.standing not in {Standing.UNREADABLE, Standing.ADDED, Standing.DROPPED}]
    if all(change.standing in _SAME for change in both):
        return Facts(), Facts()
    own = [change for change in both if change.role is Role.ABOUT and _is_own(change.after, organisation)]
    before, after = Facts(), Facts()
    for change in both:
        if change.role is Role.ABOUT and (not own or change in own):
            before += _about(change.before_text, change.before)
            after += _about(change.after_text, change.after)
        elif change.role is Role.CONTACT:
            before += _reach(change.before_text, change.before, organisation)
            after += _reach(change.after_text, change.after, organisation)
    return before, after


def _is_own(section: Section | None, organisation: str | None) -> bool:
    """Whether a section is named after the organisation."""
    if section is None or section.subject is None or organisation is None:
        return False
    return named(section.subject, organisation) is not Named.OTHER


def _offset(section: Section | None) -> int:
    return section.span.start if section is not None else 0


def _about(text: str, section: Section | None) -> Facts:
    """What an About section is read for: places, figures, the web address."""
    found = extract(text, offset=_offset(section))
    return Facts(places=found.places, figures=found.figures, contacts=found.by(Means.WEB))


def _reach(text: str, section: Section | None, organisation: str | None) -> Facts:
    """What a contact block is read for. The organisation itself, on a line of its own, is no person."""
    found = reach(text, offset=_offset(section))
    names = [name for name in (organisation, section.subject if section is not None else None) if name]
    return Facts(
        contacts=tuple(
            contact
            for contact in found
            if contact.means is not Means.PERSON or all(named(contact.quote, name) is Named.OTHER for name in names)
        )
    )


def _renamed(before: Document, after: Document, subjects: Sequence[tuple[str, str]], sides: Sides) -> Iterator[Finding]:
    """Another name, or another legal form of it; quoted where the text first gives it."""
    old, new = before.organisation, after.organisation
    if not old or not new:
        return
    relation = named(old, new)
    if relation in {Named.OTHER, Named.FORM} and _borne_out(old, new, subjects):
        reason = Reason.RENAMED if relation is Named.OTHER else Reason.LEGAL_FORM
        evidence = (_first(before, old, sides.before), _first(after, new, sides.after))
        yield state(Kind.NAME_CHANGED, "name", (reason,), said=(old, new), evidence=evidence)


def _borne_out(old: str, new: str, subjects: Sequence[tuple[str, str]]) -> bool:
    """Whether the About sections agree that one organisation has two names; a release may be somebody else's.

    Without an About section on both sides, names that begin alike are taken for one organisation's.
    """
    if not subjects:
        first, second = (name.casefold().partition(" ")[0] for name in (old, new))
        return first == second
    return any(named(old, one) is not Named.OTHER and named(new, other) is not Named.OTHER for one, other in subjects)


def _first(document: Document, said: str, sha: str) -> Evidence | None:
    """Where a text first says something, or None where it does so in other letters."""
    at = document.text.find(said)
    return proof(said, Span(at, at + len(said)), sha) if at >= 0 else None


def _places(before: Facts, after: Facts, sides: Sides) -> Iterator[Finding]:
    """Places that went, then places that came; headquarters that moved say so on both."""
    differs = differ.places(before, after)
    moved = differs.moved or (None, None)
    yield from _one_way(Kind.LOCATION_DROPPED, differs.dropped, after.places, moved, sides)
    yield from _one_way(Kind.LOCATION_ADDED, differs.added, before.places, moved, sides)


def _one_way(
    kind: Kind,
    places: Sequence[Place],
    opposite: Sequence[Place],
    moved: tuple[Place | None, Place | None],
    sides: Sides,
) -> Iterator[Finding]:
    """Findings for places that only one side states; all of them in one where the other side states no place at all."""
    dropped = kind is Kind.LOCATION_DROPPED
    seat = moved[0] if dropped else moved[1]
    if seat is not None:
        kept = Reason.SITE if any(place.key == seat.key for place in opposite) else Reason.HEADQUARTERS
        said = (moved[0].quote if moved[0] else None, moved[1].quote if moved[1] else None)
        evidence = _placed(seat, dropped=dropped, sides=sides)
        yield state(kind, seat.key, (Reason.HEADQUARTERS_MOVED, kept), said=said, evidence=evidence)
    rest = [place for place in places if seat is None or place.key != seat.key]
    if not opposite and len(rest) > _TOGETHER:
        listed = "; ".join(place.quote for place in rest)
        evidence = _placed(rest[0], dropped=dropped, sides=sides)
        yield state(kind, "places", (Reason.NO_PLACE_STATED,), said=_said(listed, dropped=dropped), evidence=evidence)
        return
    for place in rest:
        role = Reason.HEADQUARTERS if place.role is PlaceRole.HEADQUARTERS else Reason.SITE
        reasons = (role,) if opposite else (role, Reason.NO_PLACE_STATED)
        said = _said(place.quote, dropped=dropped)
        yield state(kind, place.key, reasons, said=said, evidence=_placed(place, dropped=dropped, sides=sides))


def _said(value: str, *, dropped: bool) -> tuple[str | None, str | None]:
    return (value, None) if dropped else (None, value)


def _placed(place: Place, *, dropped: bool, sides: Sides) -> tuple[Evidence | None, Evidence | None]:
    shown = proof(place.quote, place.span, sides.before if dropped else sides.after)
    return (shown, None) if dropped else (None, shown)


def _figures(before: Facts, after: Facts, sides: Sides) -> Iterator[Finding]:
    """Figures that count the same thing and differ."""
    for old, new in differ.figures(before, after):
        reasons = [Reason.INCREASED if new.value > old.value else Reason.DECREASED]
        if new.noun in _DURATIONS:
            reasons.append(Reason.DURATION)
        evidence = _shown(old, new, sides)
        yield state(Kind.FIGURE_CHANGED, new.noun, reasons, said=(old.quote, new.quote), evidence=evidence)


def _contacts(before: Facts, after: Facts, sides: Sides) -> Iterator[Finding]:
    """One finding for the people, numbers and addresses to write to, and one for where the reader is sent."""
    differing = differ.contacts(before, after)
    for subject, chosen in (
        ("contact", [each for each in differing if each.means is not Means.WEB]),
        ("web", [each for each in differing if each.means is Means.WEB]),
    ):
        old = [contact for each in chosen for contact in each.dropped]
        new = [contact for each in chosen for contact in each.added]
        if not chosen:
            continue
        said = ("; ".join(each.quote for each in old) or None, "; ".join(each.quote for each in new) or None)
        evidence = _shown(old[0] if old else None, new[0] if new else None, sides)
        reasons = [_MEANS[each.means] for each in chosen]
        yield state(Kind.CONTACT_CHANGED, subject, reasons, said=said, evidence=evidence)


def _shown(
    old: Figure | Contact | None, new: Figure | Contact | None, sides: Sides
) -> tuple[Evidence | None, Evidence | None]:
    return (
        proof(old.quote, old.span, sides.before) if old else None,
        proof(new.quote, new.span, sides.after) if new else None,
    )
