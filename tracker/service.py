"""The shell, one watch at a time: gather what is new, record it, let the core assess it, keep what the core says.

Enters: a watch, a store, and the moment. Leaves: `Checked`, and rows. Promises: a capture is committed before it is
interpreted, and what is derived from it is committed as one; a run that is broken off anywhere is finished by the next;
running twice changes nothing; a failure stays with its source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tracker import assess
from tracker.assess import Reading
from tracker.claims.model import Claim
from tracker.claims.schemes import Registry
from tracker.documents.interpret import interpret
from tracker.errors import ReadError
from tracker.findings.dated import standing
from tracker.findings.model import Finding
from tracker.gather import batches, gather, unreadable
from tracker.history import Observation, Outcome, Release
from tracker.sections.model import STANDING
from tracker.store import Store
from tracker.store.captures import Look, Pending
from tracker.store.histories import says
from tracker.store.outbox import Item, Mark, dated_key, finding_key
from tracker.store.passages import Passages
from tracker.thread import affected, appearances, changes_of
from tracker.watches.model import Watch


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
        look, unread = gather(watch, source, store, at)
        looks.append(look)
        refused.extend(unread)
    derived = _Derivation(watch, store, registry, at)
    for batch in batches(store.captures.pending(watch.id)):
        derived.take(batch)
    return Checked(
        watch=watch.id,
        at=at,
        looks=tuple(looks),
        documents=tuple(derived.documents),
        unreadable=(*refused, *derived.unreadable),
        findings=tuple(derived.findings.values()),
    )


class _Derivation:
    """One watch's captures, read and threaded, a batch to a transaction."""

    def __init__(self, watch: Watch, store: Store, registry: Registry, at: datetime) -> None:
        self._watch = watch
        self._store = store
        self._registry = registry
        self._at = at
        self._passages = Passages(store.database, watch.id)
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
                    observation = unreadable(pending.source, pending.location, self._at, error, pending.sha256)
                    self._store.captures.add_observation(self._watch.id, observation)
                    self.unreadable.append(observation)
                    continue
                self._thread(assess.read(document, self._registry, self._watch.names), pending)
                self.documents.append(pending.sha256)

    def _thread(self, reading: Reading, pending: Pending) -> None:
        """Put a release into its place, and derive anew what changes because it is there."""
        store, watch = self._store.derived, self._watch.id
        document = reading.document
        published = document.published.on if document.published else pending.retrieved.date()
        position = f"{published.isoformat()} {document.sha256}"
        shown = appearances(reading, position, self._passages)
        _, following = store.neighbours(watch, position)
        store.add_document(watch, position, _release(reading, pending, late=following is not None), reading)
        store.add_appearances(watch, shown)
        dated = standing(_standing_claims(reading), self._registry, published, sha=document.sha256)
        store.add_dated(watch, document.sha256, dated)
        for finding in dated:
            self._tell(dated_key(watch, says(finding)), finding, document.sha256, pending)
        targets = list(affected(store, watch, shown, position, document.sha256))
        targets += [other for other in store.releases_of(watch, self._passages.joined) if other not in targets]
        self._passages.joined.clear()
        for target in targets:
            changes = changes_of(store, watch, target, self._registry)
            store.replace_changes(watch, target, changes)
            for change in changes:
                for finding in change.findings:
                    self._tell(finding_key(watch, finding, change.after), finding, change.after, pending)

    def _tell(self, key: str, finding: Finding, release: str, pending: Pending) -> None:
        """Write a finding to the outbox, in the transaction that derives it."""
        self.findings[finding.id] = finding
        document = self._store.derived.reading(self._watch.id, release).document
        item = Item(
            watch=self._watch.id,
            name=self._watch.name,
            kind=finding.kind,
            severity=finding.severity,
            finding=finding,
            release=document.title or document.source,
            published=document.published.on if document.published else None,
        )
        self._store.outbox.add(key, item, _mark(pending), self._at)


def _mark(pending: Pending) -> Mark:
    if pending.historical:
        return Mark.HISTORICAL
    return Mark.BASELINE if pending.baseline else Mark.NEWS


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
