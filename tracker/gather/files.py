"""A folder of releases, looked at: new and changed files are recorded, each message of a mailbox as a document."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias, assert_never

from tracker.documents.sources.folder import FolderSettings, Loaded, NotLoaded, Place, discover, load_all
from tracker.errors import SourceError, Unreadable
from tracker.gather.batches import batches
from tracker.history import Observation, Outcome
from tracker.store import Store
from tracker.store.captures import Look
from tracker.watches.model import Source, Watch

#: What may be another at the next look although neither the file's size nor its time changed: it was being written, its
#: owner lets it be read now, a disk answers again. It is tried at every look, and said once.
_PASSING = frozenset({Unreadable.MISSING, Unreadable.DENIED, Unreadable.DAMAGED})


#: The look at a folder, and each file that gave no document.
Folder: TypeAlias = tuple[Look, tuple[Observation, ...]]


@dataclass(slots=True, kw_only=True, eq=False)
class _Pass:
    """One look at one folder, as far as it has come."""

    watch: str
    source: str
    settings: FolderSettings
    known: Mapping[str, str]  # every place that was looked at before, with its stamp
    seen: int = 0
    new: int = 0
    refused: list[Observation] = field(default_factory=list)
    error: SourceError | None = None

    def changed(self) -> Iterator[Place]:
        """The places in the folder that are not as they were."""
        try:
            for place in discover(self.settings):
                self.seen += 1
                if self.known.get(place.location) != place.stamp:
                    yield place
        except SourceError as error:
            self.error = error

    def look(self, at: datetime) -> Look:
        """What the whole look came to."""
        found = Outcome.CAPTURED if self.new else Outcome.NOT_MODIFIED
        return Look(
            watch=self.watch,
            source=self.source,
            at=at,
            outcome=Outcome.FAILED if self.error else found,
            seen=self.seen,
            new=self.new,
            unreadable=len(self.refused),
            detail=self.error.message if self.error else "",
        )


def gather_folders(sources: Sequence[tuple[Watch, Source]], store: Store, at: datetime) -> Iterator[Folder]:
    """One look at some folders: the look at each, in their order, and each file that gave no document, once that is recorded."""
    passes = deque(
        _Pass(
            watch=watch.id,
            source=source.id,
            settings=source.settings,
            known=store.captures.stamps(watch.id, source.id),
        )
        for watch, source in sources
        if isinstance(source.settings, FolderSettings)
    )
    for batch in batches((found, place) for found in tuple(passes) for place in found.changed()):
        with store.writing():
            for found, place in batch:
                _record(found, place, store, at)
            # of the last one there may be more
            ended = [passes.popleft() for _ in range(passes.index(batch[-1][0]))]
            looks = _looked(ended, store, at)
        yield from looks
    if passes:
        with store.writing():
            looks = _looked(passes, store, at)
        yield from looks


def _looked(ended: Iterable[_Pass], store: Store, at: datetime) -> list[Folder]:
    looks = [(found.look(at), tuple(found.refused)) for found in ended]
    for look, _ in looks:
        store.captures.looked(look)
    return looks


def _record(found: _Pass, place: Place, store: Store, at: datetime) -> None:
    watch, source, known = found.watch, found.source, found.known
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
        if isinstance(loaded, Loaded) and observation.sha256:
            # what is new to the store is new to the source
            found.new += store.captures.keep(
                loaded.body, observation.sha256, loaded.media_type
            ) or not store.captures.is_known(watch, source, observation.sha256)
        else:
            found.refused.append(observation)
        store.captures.observe(watch, observation, "" if is_mailbox else stamp)
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
