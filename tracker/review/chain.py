"""The audit chain: each event carries the digest of the one before, so that nothing can be changed or left out unseen.

What is digested is the event's own bytes as they are kept (JSON, keys in a fixed order), which hold the digest before them.
SHA-256 (FIPS 180-4). A chain proves order and wholeness up to its last digest; whoever writes that digest down elsewhere can
prove the end as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

import msgspec

from tracker.review.model import Event


class Break(StrEnum):
    """How a chain can be broken. Codes for machines."""

    ALTERED = "altered"  # the bytes do not have their digest
    UNLINKED = "unlinked"  # the digest before is not that of the event before
    MISSING = "missing"  # a number is left out
    UNREADABLE = "unreadable"  # the bytes are no event


@dataclass(frozen=True, slots=True)
class Link:
    """One event as it is kept: its number, its bytes, and their digest."""

    number: int
    body: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first event at which a chain no longer holds, and how."""

    number: int
    kind: Break


def encode(event: Event) -> bytes:
    """An event as the bytes that are kept and digested."""
    return msgspec.json.encode(event, order="deterministic")


#: What `decode` raises where the bytes are no event, or no text at all.
UNREADABLE = (msgspec.MsgspecError, UnicodeDecodeError)


def decode(body: bytes) -> Event:
    """The event that was kept; raises one of `UNREADABLE` where the bytes are none."""
    return msgspec.json.decode(body, type=Event, strict=True)


def digest(body: bytes) -> str:
    """SHA-256 of an event's bytes, as hexadecimal digits."""
    return sha256(body).hexdigest()


def link(event: Event) -> Link:
    """An event as it is kept."""
    body = encode(event)
    return Link(event.number, body, digest(body))


def first_break(links: Iterable[Link], *, last: int | None = None) -> Flaw | None:
    """The first event at which the chain no longer holds; None where all of it does.

    Args:
        links: Every event, in the order of their numbers, which begin at 1.
        last: The number of the last event that was ever written, where that is known apart from the events.
    """
    return next(_breaks(links, last), None)


def _breaks(links: Iterable[Link], last: int | None) -> Iterator[Flaw]:
    previous, expected = "", 1
    for one in links:
        if one.number != expected:
            yield Flaw(expected, Break.MISSING)
        if digest(one.body) != one.digest:
            yield Flaw(one.number, Break.ALTERED)
        try:
            event = decode(one.body)
        except UNREADABLE:
            yield Flaw(one.number, Break.UNREADABLE)
            return
        if event.number != one.number:
            yield Flaw(one.number, Break.ALTERED)
        if event.previous != previous:
            yield Flaw(one.number, Break.UNLINKED)
        previous, expected = one.digest, one.number + 1
    if last is not None and expected <= last:
        yield Flaw(expected, Break.MISSING)
