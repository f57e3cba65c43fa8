"""From captures to everything that is derived from them: read, recognised, threaded, compared, and kept.

Enters: captures of one watch that are recorded. Leaves: rows, and what there is to tell, in the outbox. Promises: a batch
is derived whole or not at all; what is told is written in the transaction that derives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from tracker.assess import Reading
from tracker.changes.model import Weight
from tracker.claims.model import Claim
from tracker.claims.schemes import Registry
from tracker.documents.model import DateSource, Published
from tracker.findings.dated import standing
from tracker.findings.model import Finding
from tracker.gather import batches
from tracker.history import Observation, Outcome, Release
from tracker.identity import DAYS_APART, alteration, gist, is_altered, is_same
from tracker.reading import WORTHWHILE, Body, Read, Refused, read_all
from tracker.sections.model import STANDING
from tracker.store import Store
from tracker.store.captures import Pending
from tracker.store.histories import says
from tracker.store.outbox import Item, Mark, dated_key, finding_key
from tracker.store.passages import Passages
from tracker.thread import affected, affected_by_joins, appearances, changes_of
from tracker.watches.model import Watch


class Derivation:
    """One watch's captures, read and threaded, a batch to a transaction."""

    def __init__(
        self, watch: Watch, store: Store, registry: Registry, at: datetime, workers: Executor | None = None
    ) -> None:
        self._watch = watch
        self._store = store
        self._registry = registry
        self._at = at
        self._workers = workers
        self._passages = Passages(store.database, watch.id)
        self.documents: list[str] = []
        self.unreadable: list[Observation] = []
        self.findings: dict[str, Finding] = {}
        self._targets: dict[str, Pending] = {}  # releases to derive anew, with the capture that first asked for it

    def take(self, captures: Sequence[Pending]) -> None:
        """Derive captures, a batch of them to a transaction."""
        readings = self._readings(captures)
        for batch in batches(captures):
            with self._store.writing():
                self._keep(batch, readings)
                self._derive()

    def again(self) -> None:
        """Derive everything of the watch anew from its captures, all of it or none; nothing of it is news."""
        with self._store.writing():
            waiting = {pending.sha256 for pending in self._store.captures.pending(self._watch.id)}
            self._store.derived.forget(self._watch.id)
            self._passages = Passages(self._store.database, self._watch.id)
            known = self._store.captures.pending(self._watch.id, anew=True)
            # what was never derived is taken afterwards, and may be news
            captures = [replace(one, historical=True) for one in known if one.sha256 not in waiting]
            readings = self._readings(captures)
            for batch in batches(captures):
                self._keep(batch, readings)
                self._derive()

    def _readings(self, captures: Sequence[Pending]) -> Iterator[Read | Refused]:
        workers = self._workers if len(captures) >= WORTHWHILE else None
        return read_all(map(self._body, captures), self._registry, self._watch.names, workers)

    def _keep(self, captures: Iterable[Pending], readings: Iterator[Read | Refused]) -> None:
        for pending, read in zip(captures, readings, strict=False):
            match read:
                case Refused():
                    self._refuse(pending, read)
                case Read():
                    self._place(read, pending)
                case _:
                    assert_never(read)

    def _body(self, pending: Pending) -> Body:
        is_filing = pending.source.startswith("edgar:")
        listed = None
        if pending.published is not None:
            # a release is filed on its day or in the days after it
            listed = Published(pending.published, DateSource.METADATA if is_filing else DateSource.FEED)
        return Body(
            sha256=pending.sha256,
            location=pending.location,
            media_type=pending.media_type,
            content=self._store.captures.body(pending.sha256),
            listed=listed,
            dated=not _stream(pending),
        )

    def _refuse(self, pending: Pending, refused: Refused) -> None:
        observation = Observation(
            source=pending.source,
            location=pending.location,
            outcome=Outcome.UNREADABLE,
            at=self._at,
            sha256=pending.sha256,
            cause=refused.cause,
            detail=refused.detail,
        )
        if not self._store.captures.is_refused(self._watch.id, pending.sha256):
            self._store.captures.add_observation(self._watch.id, observation)
        self.unreadable.append(observation)

    def _place(self, read: Read, pending: Pending) -> None:
        """Put a capture where it belongs: with the document that it is a capture of, or as one of its own."""
        reading, store, watch = read.reading, self._store.derived, self._watch.id
        if "://" in pending.location:
            self._store.addresses.measured(watch, pending.sha256, len(reading.document.text))
        earlier = store.earlier_at(watch, pending.source, pending.location, pending.identity, pending.number)
        if earlier is not None and self._is_capture_of(earlier, reading, pending):
            self._join(earlier, reading, pending, altered=True)
        elif not _stream(pending) and (other := self._elsewhere(read, pending)) is not None:
            self._join(other, reading, pending, altered=False)
        else:
            if not _stream(pending):
                store.add_marks(watch, read.marks, reading.on or pending.retrieved.date(), pending.sha256)
            self._thread(read, pending)
            self.documents.append(pending.sha256)

    def _is_capture_of(self, earlier: str, reading: Reading, pending: Pending) -> bool:
        """Whether a place shows the document still that it showed before; of a page, only where no word of it changed."""
        before = self._store.derived.reading(self._watch.id, earlier)
        if _stream(pending):
            return all(edit.weight is Weight.TYPOGRAPHIC for edit in alteration(before, reading).edits)
        return is_altered(gist(before), gist(reading))

    def _elsewhere(self, read: Read, pending: Pending) -> str | None:
        """The document of these days that this capture is of, by another route."""
        store, watch = self._store.derived, self._watch.id
        day = read.reading.on or pending.retrieved.date()
        apart = timedelta(days=DAYS_APART)
        for sha256 in store.with_marks(watch, read.marks, day - apart, day + apart):
            other = gist(store.reading(watch, sha256))
            if is_same(gist(read.reading), other, days=(day, other.day or day)):
                return sha256
        return None

    def _join(self, earlier: str, reading: Reading, pending: Pending, *, altered: bool) -> None:
        """Keep a further capture of a document, and say what was altered in it."""
        store, watch = self._store.derived, self._watch.id
        found = store.document_of(watch, earlier)
        assert found is not None  # noqa: S101 - what was read is of a document
        document, _ = found
        place = f"{pending.number:012d} {earlier}"
        store.add_capture(watch, document, place, _release(reading, pending, late=False), reading, altered=altered)
        if altered:
            self._targets.setdefault(document, pending)

    def _thread(self, read: Read, pending: Pending) -> None:
        """Put a release into its place, and note what is to be derived anew because it is there."""
        store, watch = self._store.derived, self._watch.id
        reading, document = read.reading, read.reading.document
        published = document.published.on if document.published else pending.retrieved.date()
        stream = _stream(pending)
        # two versions of a page on one day follow each other as they were seen
        moment = pending.retrieved.isoformat() if stream else published.isoformat()
        position = f"{moment} {document.sha256}"
        shown = appearances(reading, position, self._passages, read.pieces)
        _, following = store.neighbours(watch, position, stream)
        store.add_document(watch, position, _release(reading, pending, late=following is not None), reading, stream)
        store.add_appearances(watch, shown)
        dated = standing(_standing_claims(reading), self._registry, published, sha=document.sha256)
        store.add_dated(watch, document.sha256, dated)
        for finding in dated:
            self._tell(dated_key(watch, says(finding)), finding, document.sha256, pending)
        for target in affected(store, watch, shown, position, document.sha256):
            self._targets.setdefault(target, pending)
        moved = {(self._passages.current(passage), place) for passage, place in self._passages.moved}
        self._passages.moved.clear()
        for target in affected_by_joins(store, watch, sorted(moved)):
            self._targets.setdefault(target, pending)

    def _derive(self) -> None:
        """Derive anew the changes of the releases that a batch touched, each once, and tell what they mean."""
        store, watch = self._store.derived, self._watch.id
        for target, pending in sorted(self._targets.items(), key=lambda one: store.position(watch, one[0]) or ""):
            changes = changes_of(store, watch, target, self._registry)
            store.replace_changes(watch, target, changes)
            for change in changes:
                for finding in change.findings:
                    self._tell(finding_key(watch, finding, change.after), finding, change.after, pending)
        self._targets.clear()

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


def _stream(pending: Pending) -> str:
    """The page whose versions a capture is one of, or "" for a release."""
    return pending.source if pending.source.startswith("page:") else ""


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
        media_type=pending.media_type.partition(";")[0].strip(),
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
