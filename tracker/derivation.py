"""From captures to everything that is derived from them: read, recognised, threaded, compared, and kept.

Enters: captures of one watch that are recorded. Leaves: rows, and what there is to tell, in the outbox. Promises: a batch
is derived whole or not at all; what is told is written in the transaction that derives it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from tracker import assess
from tracker.assess import Reading
from tracker.claims.model import Claim
from tracker.claims.schemes import Registry
from tracker.documents.interpret import interpret
from tracker.errors import ReadError
from tracker.findings.dated import standing
from tracker.findings.model import Finding
from tracker.gather import unreadable
from tracker.history import Observation, Release
from tracker.sections.model import STANDING
from tracker.store import Store
from tracker.store.captures import Pending
from tracker.store.histories import says
from tracker.store.outbox import Item, Mark, dated_key, finding_key
from tracker.store.passages import Passages
from tracker.thread import affected, appearances, changes_of
from tracker.watches.model import Watch


class Derivation:
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
                self._take(pending)

    def again(self) -> None:
        """Derive everything of the watch anew from its captures, all of it or none; nothing of it is news."""
        with self._store.writing():
            waiting = {pending.sha256 for pending in self._store.captures.pending(self._watch.id)}
            self._store.derived.forget(self._watch.id)
            self._passages = Passages(self._store.database, self._watch.id)
            for pending in self._store.captures.pending(self._watch.id):
                if pending.sha256 not in waiting:  # what was never derived is taken afterwards, and may be news
                    self._take(replace(pending, historical=True))

    def _take(self, pending: Pending) -> None:
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
            return
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
