"""From a watch's sources to captures: what is new is recorded, with the look that found it; nothing is interpreted.

Enters: a watch, one of its sources, a store and the moment. Leaves: a `Look` and what could not be loaded. Promises: bytes
are committed with their digest before anything looks inside them; what has the stamp that it had before is not read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar, assert_never

from tracker.documents.sources.folder import Loaded, NotLoaded, discover, load
from tracker.errors import ReadError, SourceError
from tracker.history import Observation, Outcome
from tracker.store import Store
from tracker.store.captures import Look
from tracker.watches.model import Source, Watch

_T = TypeVar("_T")

#: Captures committed in one transaction, and documents derived in one: enough that commits cost little, few enough that
#: what is lost with the power is read again in a second.
BATCH = 200


def gather(watch: Watch, source: Source, store: Store, at: datetime) -> tuple[Look, tuple[Observation, ...]]:
    """Record what is new in one source, and that it was looked at; nothing is interpreted yet."""
    known = store.captures.stamps(watch.id, source.id)
    seen = new = 0
    refused: list[Observation] = []
    detail = ""
    try:
        for batch in batches(discover(source.settings)):
            seen += len(batch)
            with store.writing():
                for place in batch:
                    if known.get(place.location) != place.stamp:
                        loaded = load(place)
                        store.captures.observe(watch.id, _observation(source, loaded, at), place.stamp)
                        if isinstance(loaded, Loaded):
                            new += store.captures.keep(loaded.body, _digest(loaded.body), loaded.media_type)
                        else:
                            refused.append(_observation(source, loaded, at))
        outcome = Outcome.CAPTURED if new else Outcome.NOT_MODIFIED
    except SourceError as error:
        outcome, detail = Outcome.FAILED, error.message
    look = Look(
        watch=watch.id,
        source=source.id,
        at=at,
        outcome=outcome,
        seen=seen,
        new=new,
        unreadable=len(refused),
        detail=detail,
    )
    with store.writing():
        store.captures.looked(look)
    return look, tuple(refused)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _observation(source: Source, loaded: Loaded | NotLoaded, at: datetime) -> Observation:
    match loaded:
        case Loaded():
            return Observation(
                source=source.id,
                location=loaded.location,
                outcome=Outcome.CAPTURED,
                at=at,
                sha256=_digest(loaded.body),
            )
        case NotLoaded():
            return Observation(
                source=source.id,
                location=loaded.location,
                outcome=Outcome.UNREADABLE,
                at=at,
                cause=loaded.cause,
                detail=loaded.detail,
            )
        case _:
            assert_never(loaded)


def unreadable(source: str, location: str, at: datetime, error: ReadError, sha256: str | None) -> Observation:
    """What is recorded of a place whose document could not be read."""
    return Observation(
        source=source,
        location=location,
        outcome=Outcome.UNREADABLE,
        at=at,
        sha256=sha256,
        cause=error.cause,
        detail=error.message,
    )


def batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    """The items, `BATCH` at a time."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
