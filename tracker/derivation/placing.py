"""Putting captures that were read where they belong in their watch: with the document that they are captures of, or as one.

Enters: readings of one watch, in the order of their captures. Leaves: rows, and the releases that are due to be compared anew.
Promises: what is placed does not depend on the order in which captures come, but for which of a document's captures is the
first. Call everything inside a transaction, and `settle` at its end.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from tracker.assess import Reading
from tracker.changes.model import Weight
from tracker.history import Release
from tracker.identity import DAYS_APART, alteration, gist, is_altered, is_same
from tracker.reading import Read
from tracker.store import Store
from tracker.store.captures import Pending
from tracker.store.outbox import Mark
from tracker.store.passages import Passages
from tracker.thread import affected, affected_by_joins, appearances


class Placing:
    """Where the captures of one watch go; `documents` are those that became one, by digest, in the order of reading."""

    def __init__(self, watch: str, store: Store) -> None:
        self._watch = watch
        self._store = store
        self._passages = Passages(store.database, watch)
        # in a watch without releases every one that comes is due by itself, and no other can be affected
        self._is_first_look = not store.derived.has_documents(watch)
        self.documents: list[str] = []

    def expect(self, reads: Iterable[Read]) -> None:
        """What is placed next, so that what the store knows of it is read at once."""
        self._passages.expect(mark for read in reads for piece in read.pieces for mark in piece.marks)

    def place(self, read: Read, pending: Pending) -> None:
        """Put one capture where it belongs."""
        reading, store, watch = read.reading, self._store.derived, self._watch
        if "://" in pending.location:
            self._store.addresses.measured(watch, pending.sha256, len(reading.document.text))
        earlier = store.earlier_at(watch, pending.source, pending.location, pending.identity, pending.number)
        if earlier is not None and self._is_capture_of(earlier, reading, pending):
            self._join(earlier, reading, pending, altered=True)
        elif not stream_of(pending) and (other := self._elsewhere(read, pending)) is not None:
            self._join(other, reading, pending, altered=False)
        else:
            if not stream_of(pending):
                store.add_marks(watch, read.marks, reading.on or pending.retrieved.date(), pending.sha256)
            self._thread(read, pending)
            self.documents.append(pending.sha256)

    def settle(self) -> None:
        """Write what was held back for the end of the transaction."""
        self._passages.write()

    def _is_capture_of(self, earlier: str, reading: Reading, pending: Pending) -> bool:
        """Whether a place shows the document still that it showed before; of a page, only where no word of it changed."""
        before = self._store.derived.reading(self._watch, earlier)
        if stream_of(pending):
            return all(edit.weight is Weight.TYPOGRAPHIC for edit in alteration(before, reading).edits)
        return is_altered(gist(before), gist(reading))

    def _elsewhere(self, read: Read, pending: Pending) -> str | None:
        """The document of these days that this capture is of, by another route."""
        store, watch = self._store.derived, self._watch
        day = read.reading.on or pending.retrieved.date()
        apart = timedelta(days=DAYS_APART)
        for sha256 in store.with_marks(watch, read.marks, day - apart, day + apart):
            other = gist(store.reading(watch, sha256))
            if is_same(gist(read.reading), other, days=(day, other.day or day)):
                return sha256
        return None

    def _join(self, earlier: str, reading: Reading, pending: Pending, *, altered: bool) -> None:
        """Keep a further capture of a document, and let what was altered in it be said."""
        store, watch = self._store.derived, self._watch
        found = store.document_of(watch, earlier)
        assert found is not None  # noqa: S101 - what was read is of a document
        document, _ = found
        place = f"{pending.number:012d} {earlier}"
        store.add_capture(watch, document, place, _release(reading, pending, late=False), reading, altered=altered)
        if altered:
            self._store.assessments.ask(watch, [document], mark_of(pending))

    def _thread(self, read: Read, pending: Pending) -> None:
        """Put a release into its place, and ask for it, and for what it affects there, to be compared."""
        store, watch = self._store.derived, self._watch
        reading, document = read.reading, read.reading.document
        published = document.published.on if document.published else pending.retrieved.date()
        stream = stream_of(pending)
        # two versions of a page on one day follow each other as they were seen
        moment = pending.retrieved.isoformat() if stream else published.isoformat()
        position = f"{moment} {document.sha256}"
        shown = appearances(reading, position, self._passages, read.pieces)
        _, following = store.neighbours(watch, position, stream)
        store.add_document(watch, position, _release(reading, pending, late=following is not None), reading, stream)
        store.add_appearances(watch, shown)
        due = [document.sha256]
        if not self._is_first_look:
            due += affected(store, watch, shown, position, document.sha256)
            moved = {(self._passages.current(passage), place) for passage, place in self._passages.moved}
            due += affected_by_joins(store, watch, sorted(moved))
        self._passages.moved.clear()
        self._store.assessments.ask(watch, due, mark_of(pending))


def stream_of(pending: Pending) -> str:
    """The page whose versions a capture is one of, or "" for a release."""
    return pending.source if pending.source.startswith("page:") else ""


def mark_of(pending: Pending) -> Mark:
    """Whether what a capture brings is news."""
    if pending.historical:
        return Mark.HISTORICAL
    return Mark.BASELINE if pending.baseline else Mark.NEWS


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
