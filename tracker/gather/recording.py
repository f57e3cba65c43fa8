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
from tracker.store.captures import Declared, Look


@dataclass(slots=True, kw_only=True)
class Pass:
    """One pass over one source, as far as it has come."""

    watch: str
    source: str
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
    front: str | None = None  # the address of the source's first page
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
        """Remember what makes the next pass short.

        Call it when every document was looked at: from then on, what could not be had is remembered by itself. A
        listing that is not complete is read anew from its first page.
        """
        if self.error is not None:
            return
        for url, validators in self.validators:
            store.addresses.keep(self.watch, self.source, url, validators)
        if not self.complete and self.front is not None:
            store.addresses.forget(self.watch, self.source, self.front)
        for identity, stamp in self.remember:
            store.captures.settle(self.watch, self.source, identity, stamp)


def record_listing(store: Store, found: Pass, discovery: Discovery) -> None:
    """Record the looks at a source's own pages: the newest of their bytes, and each page that could not be had."""
    for looked in discovery.looks:
        match looked:
            case Captured():
                found.validators.append((looked.url, looked.validators))
                store.addresses.keep_listing(found.watch, found.source, looked)
            case NotModified():
                found.validators.append((looked.url, looked.validators))
            case Blocked() | Failed() | Gone() | Suspicious():
                observation = observed(found.source, looked.url, looked)
                store.captures.add_observation(found.watch, observation)
                _keep_evidence(store, looked)
                found.listing.append(observation)
            case _:
                assert_never(looked)
    unchanged = bool(discovery.looks) and all(isinstance(one, NotModified) for one in discovery.looks)
    found.seen = None if unchanged and not discovery.items else len(discovery.items)
    found.complete = discovery.complete
    found.front = discovery.looks[0].url if discovery.looks else None
    found.remember = discovery.remember
    found.notices = tuple(f"{notice.kind}:{notice.count}" for notice in discovery.notices)


def record_document(store: Store, found: Pass, item: Item, looked: Looked) -> None:
    """Record one look at one document: its bytes where there are any, and what it is remembered by."""
    observation = observed(found.source, item.url, looked)
    declared = Declared(identity=item.identity, published=item.published)
    is_new = not store.captures.is_known(found.watch, found.source, observation.sha256)
    number = store.captures.add_observation(found.watch, observation, declared)
    match looked:
        case Captured():
            found.new += is_new
            store.captures.keep(looked.body, looked.sha256, _media_type(looked))
            store.addresses.answered(number, looked)
            store.addresses.keep(found.watch, found.source, item.url, looked.validators)
            store.captures.settle(found.watch, found.source, item.identity, item.stamp)
        case NotModified():
            store.addresses.keep(found.watch, found.source, item.url, looked.validators)
            store.captures.settle(found.watch, found.source, item.identity, item.stamp)
        case Blocked() | Failed() | Gone() | Suspicious():
            _keep_evidence(store, looked)
            found.refused.append(observation)
            if store.addresses.is_given_up(found.watch, found.source, item.url):
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
