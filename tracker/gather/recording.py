"""What a pass over one source on the web leaves in the store: an observation for each look, bytes, and what to remember."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never
from urllib.parse import urlsplit

from tracker.documents.fetch.outcomes import (
    Blocked,
    Captured,
    Failed,
    Gone,
    Looked,
    NotModified,
    Suspicious,
    Validators,
)
from tracker.documents.read import media_type_of
from tracker.documents.sources.contract import Discovery, Item
from tracker.errors import SourceError
from tracker.history import Observation, Outcome
from tracker.store import Store
from tracker.store.addresses import Remembered
from tracker.store.captures import Declared, Look

#: How often a listed document that is gone, blocked or no document is asked for before it is left to the next full pass.
_TRIES = 3


@dataclass(slots=True, kw_only=True)
class Pass:
    """One pass over one source, as far as it has come."""

    watch: str
    source: str
    memory: Remembered
    full: bool
    last_seen: int  # documents that the look before this one was shown
    seen: int | None = None  # None where the host said that nothing changed
    new: int = 0
    wanted: int = 0
    refused: list[Observation] = field(default_factory=list)
    listing: list[Observation] = field(default_factory=list)  # its own pages that could not be had
    notices: tuple[str, ...] = ()
    error: SourceError | None = None
    complete: bool = True
    open: int = 0  # listed documents that are to be asked for again
    validators: list[tuple[str, Validators]] = field(default_factory=list)
    remember: tuple[tuple[str, str], ...] = ()

    def look(self, at: datetime) -> Look:
        """What the whole pass came to. A source whose every new document was refused was not looked at well."""
        if self.error is not None:
            outcome, detail = Outcome.FAILED, self.error.message
        elif self.listing:
            outcome, detail = self.listing[0].outcome, self.listing[0].detail
        elif self.wanted and len(self.refused) == self.wanted:
            outcome, detail = self.refused[0].outcome, self.refused[0].detail
        else:
            outcome, detail = (Outcome.CAPTURED if self.new else Outcome.NOT_MODIFIED), ""
        return Look(
            watch=self.watch,
            source=self.source,
            at=at,
            outcome=outcome,
            seen=self.last_seen if self.seen is None else self.seen,
            new=self.new,
            unreadable=len(self.refused),
            detail=detail,
            notices=self.notices,
        )

    def settle(self, store: Store) -> None:
        """Remember what makes the next pass short, if there is nothing in this one to be asked for again."""
        if self.error is not None or self.open or not self.complete:
            return
        for url, validators in self.validators:
            store.addresses.keep(self.watch, self.source, url, validators)
        for identity, stamp in self.remember:
            store.captures.settle(self.watch, self.source, identity, stamp)


def record_listing(store: Store, found: Pass, discovery: Discovery) -> None:
    """Record the looks at a source's own pages. Their bytes are not kept: what they list is, document by document."""
    for looked in discovery.looks:
        if isinstance(looked, Captured | NotModified):
            found.validators.append((looked.url, looked.validators))
        else:
            observation = observed(found.source, looked.url, looked)
            store.captures.add_observation(found.watch, observation)
            _keep_evidence(store, looked)
            found.listing.append(observation)
    unchanged = bool(discovery.looks) and all(isinstance(one, NotModified) for one in discovery.looks)
    found.seen = None if unchanged and not discovery.items else len(discovery.items)
    found.complete = discovery.complete
    found.remember = discovery.remember
    found.notices = tuple(f"{notice.kind}:{notice.count}" for notice in discovery.notices)


def record_document(store: Store, found: Pass, item: Item, looked: Looked) -> None:
    """Record one look at one document: its bytes where there are any, and what it is remembered by."""
    observation = observed(found.source, item.url, looked)
    declared = Declared(identity=item.identity, published=item.published)
    number = store.captures.add_observation(found.watch, observation, declared)
    match looked:
        case Captured():
            found.new += store.captures.keep(looked.body, looked.sha256, _media_type(looked))
            store.addresses.answered(number, looked)
            store.addresses.keep(found.watch, found.source, item.url, looked.validators)
            store.captures.settle(found.watch, found.source, item.identity, item.stamp)
        case NotModified():
            store.addresses.keep(found.watch, found.source, item.url, looked.validators)
            store.captures.settle(found.watch, found.source, item.identity, item.stamp)
        case Failed():
            found.refused.append(observation)
            found.open += 1
        case Blocked() | Gone() | Suspicious():
            _keep_evidence(store, looked)
            found.refused.append(observation)
            if store.captures.refusals(found.watch, found.source, item.url) < _TRIES:
                found.open += 1
            elif found.memory.stamp(item.identity) is None:
                store.captures.settle(found.watch, found.source, item.identity, item.stamp)
        case _:
            assert_never(looked)


def _keep_evidence(store: Store, looked: Looked) -> None:
    if isinstance(looked, Suspicious):
        captured = looked.captured
        store.captures.keep(captured.body, captured.sha256, _media_type(captured))


def _media_type(captured: Captured) -> str:
    """The whole Content-Type, as it may name a charset; what the bytes look like where a host names none."""
    name = urlsplit(captured.final_url).path.rpartition("/")[2]
    return captured.media_type or media_type_of(name, captured.body)


def observed(source: str, location: str, looked: Looked) -> Observation:
    """One look, as it is recorded."""
    match looked:
        case Captured():
            return Observation(
                source=source, location=location, outcome=Outcome.CAPTURED, at=looked.at, sha256=looked.sha256
            )
        case NotModified():
            sha256 = looked.validators.sha256
            return Observation(
                source=source, location=location, outcome=Outcome.NOT_MODIFIED, at=looked.at, sha256=sha256
            )
        case Blocked() | Failed() | Gone() | Suspicious():
            return Observation(
                source=source,
                location=location,
                outcome=_OUTCOMES[type(looked)],
                at=looked.at,
                sha256=looked.captured.sha256 if isinstance(looked, Suspicious) else None,
                cause=looked.cause,
                detail=looked.detail,
            )
        case _:
            assert_never(looked)


_OUTCOMES: dict[type[Looked], Outcome] = {
    Blocked: Outcome.BLOCKED,
    Failed: Outcome.FAILED,
    Gone: Outcome.GONE,
    Suspicious: Outcome.SUSPICIOUS,
}
