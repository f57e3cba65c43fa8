"""What each release that is due changed, and what that means: worked out here, or by several processes that read the store.

Enters: releases that are placed and committed. Leaves: for each an `Assessed`, packed for the store, or a `Stumbled`, in the order
in which they were asked for. Promises: nothing is written; a release that trips our own code up ends nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from tracker.assess import Reading
from tracker.claims.model import Claim
from tracker.claims.schemes import Registry
from tracker.errors import TrackerError
from tracker.findings.dated import standing
from tracker.pool import spread, standards
from tracker.sections.model import STANDING
from tracker.store.assessed import Assessed, assessed
from tracker.store.database import DatabaseError, open_to_read
from tracker.store.derived import Derived
from tracker.store.histories import says
from tracker.store.outbox import Item
from tracker.thread import changes_of


class Subject(NamedTuple):
    """A release that is due: whose it is, what they are called, and its digest."""

    watch: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Stumbled:
    """A release that our own code failed at, and how."""

    sha256: str
    detail: str


def compare_all(subjects: Iterable[Subject], derived: Derived, registry: Registry) -> Iterator[Assessed | Stumbled]:
    """What each release changed, worked out in this process, from what is in its transaction too."""
    return (_compare(subject, derived, registry) for subject in subjects)


def compare_apart(
    subjects: Iterable[Subject], path: Path, token: str, workers: Executor
) -> Iterator[Assessed | Stumbled]:
    """The same by several processes, from what is committed; `token` is another one whenever readings may have changed."""
    answers = spread(_compare_chunk, ((path, token, subject) for subject in subjects), workers)
    return (one if isinstance(one, Stumbled) else _ARRIVING.decode(one) for one in answers)


#: Pickle carries every value of an answer by itself, and a dataclass by way of Python.
_ARRIVING = msgspec.msgpack.Decoder(Assessed)


def _compare_chunk(asked: Sequence[tuple[Path, str, Subject]]) -> list[bytes | Stumbled]:
    registry = standards()
    answers = (_compare(subject, _past(path, token), registry) for path, token, subject in asked)
    return [one if isinstance(one, Stumbled) else msgspec.msgpack.encode(one) for one in answers]


@lru_cache(1)
def _past(path: Path, token: str) -> Derived:  # noqa: ARG001 - the token is there to miss the cache
    """The store of this process, which is a worker; it is let go of when another one is asked for."""
    return Derived(open_to_read(path))


def _compare(subject: Subject, past: Derived, registry: Registry) -> Assessed | Stumbled:
    try:
        return _assessed(subject, past, registry)
    except (TrackerError, DatabaseError):
        raise
    except Exception as error:  # noqa: BLE001 - strangers write what is compared here; one release must not end a run
        return Stumbled(subject.sha256, f"{type(error).__name__}: {error}")


def _assessed(subject: Subject, past: Derived, registry: Registry) -> Assessed:
    watch, sha256 = subject.watch, subject.sha256
    reading = past.reading(watch, sha256)
    document, claims = reading.document, _standing_claims(reading)
    place = past.place(watch, sha256) if claims else None
    # a release without a day of its own has that on which it was found
    day = date.fromisoformat(place[0][:10]) if place else None
    dated = standing(claims, registry, day, sha=sha256) if day else ()
    item = Item(
        watch=watch,
        name=subject.name,
        release=document.title or document.source,
        published=document.published.on if document.published else None,
    )
    changes = changes_of(past, watch, sha256, registry)
    return assessed(item, sha256, changes, [(finding, says(finding)) for finding in dated])


def _standing_claims(reading: Reading) -> list[Claim]:
    """The claims that stand in text which the organisation repeats, and so goes on making."""
    return [claim for section in reading.sections if section.role in STANDING for claim in reading.claims_in(section)]
