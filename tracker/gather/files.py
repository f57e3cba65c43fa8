"""A folder of releases, looked at: new and changed files are recorded, each message of a mailbox as a document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import assert_never

from tracker.documents.sources.folder import FolderSettings, Loaded, NotLoaded, Place, discover, load_all
from tracker.errors import SourceError, Unreadable
from tracker.history import Observation, Outcome
from tracker.store import Store
from tracker.store.captures import Look
from tracker.watches.model import Watch

_BATCH = 200

#: What may be another at the next look although neither the file's size nor its time changed: it was being written, its
#: owner lets it be read now, a disk answers again. It is tried at every look, and said once.
_PASSING = frozenset({Unreadable.MISSING, Unreadable.DENIED, Unreadable.DAMAGED})


@dataclass(slots=True)
class _Count:
    """What one look has come to so far."""

    seen: int = 0
    new: int = 0
    refused: list[Observation] = field(default_factory=list)


def gather_folder(
    watch: Watch, source: str, settings: FolderSettings, store: Store, at: datetime
) -> tuple[Look, tuple[Observation, ...]]:
    """Record what is new in one folder, and that it was looked at."""
    known = store.captures.stamps(watch.id, source)
    count = _Count()
    detail = ""
    try:
        places = discover(settings)
        while batch := list(islice(places, _BATCH)):
            count.seen += len(batch)
            changed = [place for place in batch if known.get(place.location) != place.stamp]
            if changed:
                with store.writing():
                    for place in changed:
                        _record(watch.id, source, place, known, store, at, count)
        outcome = Outcome.CAPTURED if count.new else Outcome.NOT_MODIFIED
    except SourceError as error:
        outcome, detail = Outcome.FAILED, error.message
    look = Look(
        watch=watch.id,
        source=source,
        at=at,
        outcome=outcome,
        seen=count.seen,
        new=count.new,
        unreadable=len(count.refused),
        detail=detail,
    )
    with store.writing():
        store.captures.looked(look)
    return look, tuple(count.refused)


def _record(
    watch: str, source: str, place: Place, known: Mapping[str, str], store: Store, at: datetime, count: _Count
) -> None:
    is_mailbox = True
    for loaded in load_all(place):
        if loaded.location == place.location:
            is_mailbox = False
        elif loaded.location in known:
            continue  # a message is placed by its digest, and so is as it was
        stamp = _stamp(place, loaded)
        if stamp != place.stamp and known.get(place.location) == stamp:
            continue  # it was said
        observation = _observation(source, loaded, at)
        is_new = not store.captures.is_known(watch, source, observation.sha256)
        store.captures.observe(watch, observation, "" if is_mailbox else stamp)
        if isinstance(loaded, Loaded) and observation.sha256:
            count.new += is_new
            store.captures.keep(loaded.body, observation.sha256, loaded.media_type)
        else:
            count.refused.append(observation)
    if is_mailbox:
        store.captures.settle(watch, source, place.location, place.stamp)


def _stamp(place: Place, loaded: Loaded | NotLoaded) -> str:
    """What a place is remembered by: the file's own stamp, or why it gave nothing that may be had another time."""
    return loaded.cause if isinstance(loaded, NotLoaded) and loaded.cause in _PASSING else place.stamp


def _observation(source: str, loaded: Loaded | NotLoaded, at: datetime) -> Observation:
    match loaded:
        case Loaded():
            return Observation(
                source=source,
                location=loaded.location,
                outcome=Outcome.CAPTURED,
                at=at,
                sha256=hashlib.sha256(loaded.body).hexdigest(),
            )
        case NotLoaded():
            return Observation(
                source=source,
                location=loaded.location,
                outcome=Outcome.UNREADABLE,
                at=at,
                cause=loaded.cause,
                detail=loaded.detail,
            )
        case _:
            assert_never(loaded)
