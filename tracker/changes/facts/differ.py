"""What differs between the facts of two texts, each fact compared as what it is.

Places are compared by what both sides say of them: "Newark" may be "Newark, NY", "Ohio" may be "Columbus, Ohio", a name
spelt a letter differently in one country is one town. Figures are compared where they count the same thing. Addresses
are compared without what a wire may have glued to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, assert_never

from rapidfuzz.distance import OSA

from tracker.changes.facts.model import Contact, Facts, Figure, Means, Place, PlaceRole

#: Letters that two spellings of one town may differ by, and the shortest name for which they may.
_SPELLING: Final = 2
_SPELLING_LENGTH: Final = 6

#: Digits of a telephone number that may stand without its country code.
_SHORTEST_NUMBER: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesDiffer:
    """Places that one side states and the other does not; and the headquarters, where both state one and they differ."""

    dropped: tuple[Place, ...] = ()
    added: tuple[Place, ...] = ()
    moved: tuple[Place, Place] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsDiffer:
    """Ways to reach somebody that one side states and the other does not, of one kind."""

    means: Means
    dropped: tuple[Contact, ...] = ()
    added: tuple[Contact, ...] = ()


def places(before: Facts, after: Facts) -> PlacesDiffer:
    """The places that differ. A place that is stated more or less exactly on the other side does not."""
    here, there = {place.key for place in before.places}, {place.key for place in after.places}
    old = [place for place in before.places if place.key not in there]
    new = [place for place in after.places if place.key not in here]
    dropped = [place for place in old if not _is_told(place, new, after.places)]
    added = [place for place in new if not _is_told(place, old, before.places)]
    return PlacesDiffer(dropped=_once(dropped), added=_once(added), moved=_moved(before.places, after.places))


def _moved(before: Sequence[Place], after: Sequence[Place]) -> tuple[Place, Place] | None:
    """The first headquarters on each side, where both sides state some and have none in common."""
    old = [place for place in before if place.role is PlaceRole.HEADQUARTERS]
    new = [place for place in after if place.role is PlaceRole.HEADQUARTERS]
    if not old or not new or any(one_place(one, other) for one in old for other in new):
        return None
    return old[0], new[0]


def _is_told(place: Place, unmatched: Sequence[Place], others: Sequence[Place]) -> bool:
    """Whether the other side tells of a place in other words: by a place that only it states, or by any inside this one.

    A country alone, as in "U.S.-based", tells nothing where the other side names no place at all.
    """
    if any(one_place(place, other) for other in unmatched):
        return True
    if place.city is None and place.region is None and place.role is PlaceRole.HEADQUARTERS and not others:
        return True
    return place.city is None and any(one_place(place, other) for other in others)


def one_place(one: Place, other: Place) -> bool:
    """Whether two descriptions can be of one place: nothing that both state differs, and they state something in common."""
    parts = ((one.country, other.country), (one.region, other.region))
    if any(mine and theirs and mine != theirs for mine, theirs in parts):
        return False
    if one.city and other.city:
        return one.city == other.city or _misspelt(one, other)
    return any(mine and mine == theirs for mine, theirs in parts)


def _misspelt(one: Place, other: Place) -> bool:
    """Whether two names in one country or region are spellings of one town: "Coevorden", "Coervorden"."""
    if one.city is None or other.city is None or (one.country, one.region) != (other.country, other.region):
        return False
    long_enough = min(len(one.city), len(other.city)) >= _SPELLING_LENGTH and one.city[0] == other.city[0]
    return long_enough and OSA.distance(one.city, other.city, score_cutoff=_SPELLING) <= _SPELLING


def _once(found: Iterable[Place]) -> tuple[Place, ...]:
    """Each place once, as the headquarters where it is both."""
    kept: dict[str, Place] = {}
    for place in sorted(found, key=lambda each: each.role is not PlaceRole.HEADQUARTERS):
        kept.setdefault(place.key, place)
    return tuple(sorted(kept.values(), key=lambda each: each.span))


def figures(before: Facts, after: Facts) -> tuple[tuple[Figure, Figure], ...]:
    """Pairs of figures that count the same thing and differ, in the order of the text after.

    A figure that only one side states is no pair: that is the wording's to tell.
    """
    here, there = set(map(_says, before.figures)), set(map(_says, after.figures))
    old = [figure for figure in before.figures if _says(figure) not in there]
    new = [figure for figure in after.figures if _says(figure) not in here]
    pairs: list[tuple[Figure, Figure]] = []
    for alike in (_counts_exactly, _counts):
        ours, theirs = Counter(map(alike, old)), Counter(map(alike, new))
        by_key = {alike(figure): figure for figure in new}
        found = [(one, by_key[key]) for one in old if ours[key := alike(one)] == theirs[key] == 1]
        pairs += found
        taken = {id(figure) for pair in found for figure in pair}
        old, new = ([figure for figure in side if id(figure) not in taken] for side in (old, new))
    return tuple(sorted((pair for pair in pairs if pair[0].value != pair[1].value), key=lambda pair: pair[1].span))


def _says(figure: Figure) -> tuple[str, str, Decimal]:
    return (*_counts(figure), figure.value)


def _counts(figure: Figure) -> tuple[str, str]:
    return figure.unit, figure.noun


def _counts_exactly(figure: Figure) -> tuple[str, str]:
    return figure.unit, figure.phrase


def contacts(before: Facts, after: Facts) -> tuple[ContactsDiffer, ...]:
    """The ways to reach somebody that were replaced, by kind.

    Every wire has its own form of contact block, with a telephone or without; so what one side leaves out is no
    difference, and what it adds is none either.
    """
    found: list[ContactsDiffer] = []
    for means in Means:
        old, new = _unmatched(before.by(means), after.by(means))
        replaced = old and new and len(before.by(means)) == len(old)
        if replaced:
            found.append(ContactsDiffer(means=means, dropped=tuple(old), added=tuple(new)))
    return tuple(found)


def one_contact(one: Contact, other: Contact) -> bool:
    """Whether two are the same, or one is the other with a word of the line before glued to it."""
    if one.value == other.value:
        return True
    if one.means is Means.WEB:
        return one.value.split("/", 1)[0] == other.value.split("/", 1)[0]
    if one.means in {Means.PHONE, Means.FAX}:
        return _same_line(one.value, other.value)
    if one.means is Means.PERSON:
        return one.value.startswith(other.value) or other.value.startswith(one.value)
    return one.value.endswith(other.value) or other.value.endswith(one.value)


def _same_line(one: str, other: str) -> bool:
    """Whether two numbers differ only by a country code."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_NUMBER and long.endswith(short) and len(long) - len(short) <= 3


def trait(contact: Contact) -> tuple[Means, str]:
    """What two contacts have in common whenever `one_contact` takes them for one."""
    match contact.means:
        case Means.WEB:
            return contact.means, contact.value.split("/", 1)[0]
        case Means.PHONE | Means.FAX:
            return contact.means, contact.value[-_SHORTEST_NUMBER:]
        case Means.EMAIL:
            return contact.means, contact.value.rpartition("@")[2]
        case Means.PERSON:
            return contact.means, contact.value.split(" ", 1)[0]
        case _:
            assert_never(contact.means)


def by_trait(contacts: Iterable[Contact]) -> dict[tuple[Means, str], list[Contact]]:
    """Contacts in groups, out of which none is the same as one of another group."""
    found: dict[tuple[Means, str], list[Contact]] = {}
    for contact in contacts:
        found.setdefault(trait(contact), []).append(contact)
    return found


def _unmatched(before: Sequence[Contact], after: Sequence[Contact]) -> tuple[list[Contact], list[Contact]]:
    """What is left of both sides when every pair that is the same has been taken out; repetition is no difference."""
    here, there = by_trait(before), by_trait(after)
    return (
        [one for one in before if not any(one_contact(one, other) for other in there.get(trait(one), ()))],
        [other for other in after if not any(one_contact(one, other) for one in here.get(trait(other), ()))],
    )
