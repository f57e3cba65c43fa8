"""The wordings of one passage over time: which releases show each, which wording comes back, and what its absence means.

Enters: where a passage was sighted, in any order, and the releases of the watch. Leaves: versions and presences in
publication order. Promises: pure; the order of the arguments does not matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.sections.marks import fingerprint

#: After this many readable releases in a row without it, with none after them that shows it, a passage is gone.
GONE_AFTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A passage in one release. `position` sorts releases in publication order; `release` is the capture's digest."""

    position: str
    release: str
    text: str = field(repr=False)
    heading: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One wording of a passage, and the releases in a row that show it, in publication order.

    `digest` is of the exact text; two versions with one `fingerprint` differ in typography only. `returns_to` is the digest
    of the earliest version with the same words that another wording came after.
    """

    digest: str
    fingerprint: str
    text: str = field(repr=False)
    heading: str | None
    seen_in: tuple[str, ...]
    first: str
    last: str
    returns_to: str | None = None


class Presence(StrEnum):
    """What one release says of a passage. Codes for machines."""

    NOT_YET = "not-yet"  # it was published before the passage first appeared
    SHOWN = "shown"
    LEFT_OUT = "left-out"  # it was read, and the passage is not in it
    GONE = "gone"  # left out by this release and by every one since, and these are enough to say so
    UNREADABLE = "unreadable"  # it could not be read, so it says nothing of the passage


@dataclass(frozen=True, slots=True)
class ReleaseRead:
    """A release of the watch: its place in publication order, and whether its text could be read."""

    position: str
    release: str
    readable: bool = True


def versions(sightings: Iterable[Sighting]) -> tuple[Version, ...]:
    """The versions of one passage in publication order: A, B, A are three, and the third returns to the first."""
    ordered = sorted(sightings, key=lambda sighting: (sighting.position, sighting.release, sighting.text))
    runs: list[list[Sighting]] = []
    for sighting in ordered:
        if runs and runs[-1][-1].text == sighting.text:
            runs[-1].append(sighting)
        else:
            runs.append([sighting])
    found: list[Version] = []
    earliest: dict[str, str] = {}
    for run in runs:
        words = fingerprint(run[0].text)
        digest = hashlib.blake2b(run[0].text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        again = words in earliest and found[-1].fingerprint != words
        found.append(
            Version(
                digest=digest,
                fingerprint=words,
                text=run[0].text,
                heading=run[-1].heading,
                seen_in=tuple(sighting.release for sighting in run),
                first=run[0].position,
                last=run[-1].position,
                returns_to=earliest[words] if again else None,
            )
        )
        earliest.setdefault(words, digest)
    return tuple(found)


def presence(
    releases: Sequence[ReleaseRead], shown_in: Iterable[str], *, gone_after: int = GONE_AFTER
) -> tuple[tuple[ReleaseRead, Presence], ...]:
    """What each release of a watch says of one passage, in publication order.

    `shown_in` are the releases that show it. A release that could not be read neither shows the passage nor leaves it
    out, and does not count towards its being gone.
    """
    shown = frozenset(shown_in)
    ordered = sorted(releases, key=lambda one: (one.position, one.release))
    places = [place for place, one in enumerate(ordered) if one.release in shown]
    first, last = (places[0], places[-1]) if places else (len(ordered), len(ordered))
    since = sum(one.readable for one in ordered[last + 1 :])
    missing = Presence.GONE if since >= gone_after else Presence.LEFT_OUT

    def said(place: int, one: ReleaseRead) -> Presence:
        if one.release in shown:
            return Presence.SHOWN
        if not one.readable:
            return Presence.UNREADABLE
        if place < first:
            return Presence.NOT_YET
        return missing if place > last else Presence.LEFT_OUT

    return tuple((one, said(place, one)) for place, one in enumerate(ordered))
