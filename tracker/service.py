"""The shell, one watch at a time: gather what is new, record it, let the core assess it, keep what the core says.

Enters: a watch, a store, and the moment. Leaves: `Checked`, and rows. Promises: a capture is committed before it is
interpreted, and what is derived from it is committed as one; a run that is broken off anywhere is finished by the next;
running twice changes nothing; a failure stays with its source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar, assert_never

from tracker import assess
from tracker.assess import Reading
from tracker.claims.model import Claim
from tracker.claims.schemes import Registry
from tracker.documents.interpret import interpret
from tracker.documents.sources.folder import Loaded, NotLoaded, discover, load
from tracker.errors import ReadError, SourceError
from tracker.findings.dated import standing
from tracker.findings.model import Finding
from tracker.history import Observation, Outcome, Release
from tracker.sections.model import STANDING
from tracker.store import Store
from tracker.store.captures import Look, Pending
from tracker.thread import affected, appearances, changes_of
from tracker.watches.model import Source, Watch

_T = TypeVar("_T")

#: Captures committed in one transaction, and documents derived in one: enough that commits cost little, few enough that
#: what is lost with the power is read again in a second.
BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one pass over one watch did."""

    watch: str
    at: datetime
    looks: tuple[Look, ...]
    documents: tuple[str, ...]  # sha256 of each newly read release, in the order of reading
    unreadable: tuple[Observation, ...]
    findings: tuple[Finding, ...]  # of the newly read releases and of those that they were threaded before

    @property
    def complete(self) -> bool:
        """Whether every source was looked at and everything new could be read."""
        return not self.unreadable and all(look.outcome is not Outcome.FAILED for look in self.looks)


def check(watch: Watch, store: Store, registry: Registry, at: datetime) -> Checked:
    """Look at every source of a watch once, record what is new, and derive what it means."""
    looks: list[Look] = []
    refused: list[Observation] = []
    for source in watch.sources:
        look, unread = _gather(watch, source, store, at)
        looks.append(look)
        refused.extend(unread)
    derived = _Derivation(watch, store, registry, at)
    for batch in _batches(store.captures.pending(watch.id)):
        derived.take(batch)
    return Checked(
        watch=watch.id,
        at=at,
        looks=tuple(looks),
        documents=tuple(derived.documents),
        unreadable=(*refused, *derived.unreadable),
        findings=tuple(derived.findings.values()),
    )


def _gather(watch: Watch, source: Source, store: Store, at: datetime) -> tuple[Look, tuple[Observation, ...]]:
    """Record what is new in one source, and that it was looked at; nothing is interpreted yet."""
    known = store.captures.stamps(watch.id, source.id)
    seen = new = 0
    refused: list[Observation] = []
    detail = ""
    try:
        for batch in _batches(discover(source.settings)):
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


def _unreadable(source: str, location: str, at: datetime, error: ReadError, sha256: str | None) -> Observation:
    return Observation(
        source=source,
        location=location,
        outcome=Outcome.UNREADABLE,
        at=at,
        sha256=sha256,
        cause=error.cause,
        detail=error.message,
    )


class _Derivation:
    """One watch's captures, read and threaded, a batch to a transaction."""

    def __init__(self, watch: Watch, store: Store, registry: Registry, at: datetime) -> None:
        self._watch = watch
        self._store = store
        self._registry = registry
        self._at = at
        self.documents: list[str] = []
        self.unreadable: list[Observation] = []
        self.findings: dict[str, Finding] = {}

    def take(self, batch: Iterable[Pending]) -> None:
        """Derive a batch of captures, all of it or none."""
        with self._store.writing():
            for pending in batch:
                body = self._store.captures.body(pending.sha256)
                try:
                    document = interpret(
                        body,
                        sha256=pending.sha256,
                        source=pending.location,
                        media_type=pending.media_type,
                        names=self._watch.names,
                    )
                except ReadError as error:
                    observation = _unreadable(pending.source, pending.location, self._at, error, pending.sha256)
                    self._store.captures.add_observation(self._watch.id, observation)
                    self.unreadable.append(observation)
                    continue
                self._thread(assess.read(document, self._registry), pending)
                self.documents.append(pending.sha256)

    def _thread(self, reading: Reading, pending: Pending) -> None:
        """Put a release into its place, and derive anew what changes because it is there."""
        store, watch = self._store.derived, self._watch.id
        document = reading.document
        published = document.published.on if document.published else pending.retrieved.date()
        position = f"{published.isoformat()} {document.sha256}"
        shown = appearances(reading, position)
        _, following = store.neighbours(watch, position)
        store.add_document(watch, position, _release(reading, pending, late=following is not None), reading)
        for appearance in shown:
            section = reading.sections[appearance.section]
            store.add_passage(watch, appearance.passage, section.role, section.subject)
            store.add_appearance(watch, appearance)
        dated = standing(_standing_claims(reading), self._registry, published, sha=document.sha256)
        store.add_dated(watch, document.sha256, dated)
        self.findings.update((finding.id, finding) for finding in dated)
        for target in affected(store, watch, shown, position, document.sha256):
            changes = changes_of(store, watch, target, self._registry)
            store.replace_changes(watch, target, changes)
            self.findings.update((finding.id, finding) for change in changes for finding in change.findings)


def _standing_claims(reading: Reading) -> list[Claim]:
    """The claims that stand in text which the organisation repeats, and so goes on making."""
    return [claim for section in reading.sections if section.role in STANDING for claim in reading.claims_in(section)]


def _release(reading: Reading, pending: Pending, *, late: bool) -> Release:
    document = reading.document
    return Release(
        sha256=document.sha256,
        source=pending.source,
        location=pending.location,
        media_type=pending.media_type,
        size=pending.size,
        retrieved=pending.retrieved,
        reader=document.reader,
        title=document.title,
        organisation=document.organisation,
        published=document.published.on if document.published else None,
        published_source=document.published.source if document.published else None,
        dateline=document.dateline.span.of(document.text) if document.dateline else None,
        wire=document.dateline.wire if document.dateline else None,
        listing=str(document.listing) if document.listing else None,
        late=late,
    )


def _batches(items: Iterable[_T]) -> Iterator[list[_T]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
