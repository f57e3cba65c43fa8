"""Putting captures that were read where they belong in their watch: with the document that they are captures of, or as one.

Enters: readings of one watch, in the order of their captures. Leaves: rows, and the releases that are due to be compared anew.
Promises: what is placed does not depend on the order in which captures come, but for which of a document's captures is the
first. Call everything inside a transaction, and `settle` at its end.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain

from tracker.assess import Reading
from tracker.changes.model import Weight
from tracker.derivation.preparing import Prepared
from tracker.identity import DAYS_APART, alteration, gist, is_altered, is_same
from tracker.store import Store
from tracker.store.captures import Pending
from tracker.store.outbox import Mark
from tracker.store.passages import Passages
from tracker.thread import affected, affected_by_joins, appearances


class Placing:
    """Where the captures of one watch go."""

    def __init__(self, watch: str, store: Store) -> None:
        self._watch = watch
        self._store = store
        self._passages = Passages(store.database, watch)
        # in a watch without releases every one that comes is due by itself, and no other can be affected
        self._is_first_look = not store.derived.has_documents(watch)

    def expect(self, arriving: Iterable[Prepared]) -> None:
        """What is placed next, so that what the store knows of it is read at once."""
        self._passages.expect(chain.from_iterable(shown.piece.marks for one in arriving for shown in one.shown))

    def place(self, arriving: Prepared, pending: Pending) -> bool:
        """Put one capture where it belongs; whether it became a document of its own."""
        store, watch = self._store.derived, self._watch
        if "://" in pending.location:
            self._store.addresses.measured(watch, pending.sha256, arriving.length)
        earlier = store.earlier_at(watch, pending.source, pending.location, pending.identity, pending.number)
        if earlier is not None and self._is_capture_of(earlier, arriving.reading(), pending):
            self._join(earlier, arriving, pending, altered=True)
            return False
        if not stream_of(pending):
            if (other := self._elsewhere(arriving, pending)) is not None:
                self._join(other, arriving, pending, altered=False)
                return False
            store.add_marks(watch, arriving.marks, arriving.day(pending), pending.sha256)
        self._thread(arriving, pending)
        return True

    def settle(self) -> None:
        """Write what was held back for the end of the transaction."""
        self._passages.write()

    def _is_capture_of(self, earlier: str, reading: Reading, pending: Pending) -> bool:
        """Whether a place shows the document still that it showed before; of a page, only where no word of it changed."""
        before = self._store.derived.reading(self._watch, earlier)
        if stream_of(pending):
            return all(edit.weight is Weight.TYPOGRAPHIC for edit in alteration(before, reading).edits)
        return is_altered(gist(before), gist(reading))

    def _elsewhere(self, arriving: Prepared, pending: Pending) -> str | None:
        """The document of these days that this capture is of, by another route."""
        store, watch = self._store.derived, self._watch
        day, apart = arriving.day(pending), timedelta(days=DAYS_APART)
        for sha256 in store.with_marks(watch, arriving.marks, day - apart, day + apart):
            other = gist(store.reading(watch, sha256))
            if is_same(gist(arriving.reading()), other, days=(day, other.day or day)):
                return sha256
        return None

    def _join(self, earlier: str, arriving: Prepared, pending: Pending, *, altered: bool) -> None:
        """Keep a further capture of a document, and let what was altered in it be said."""
        store, watch = self._store.derived, self._watch
        found = store.document_of(watch, earlier)
        assert found is not None  # noqa: S101 - what was read is of a document
        document, _ = found
        place = f"{pending.number:012d} {earlier}"
        release = arriving.release(pending, late=False)
        store.add_capture(watch, document, place, release, arriving.kept, altered=altered)
        if altered:
            self._store.assessments.ask(watch, [document], mark_of(pending))

    def _thread(self, arriving: Prepared, pending: Pending) -> None:
        """Put a release into its place, and ask for it, and for what it affects there, to be compared."""
        store, watch = self._store.derived, self._watch
        stream, sha256 = stream_of(pending), pending.sha256
        position = arriving.position(pending, stream)
        shown = appearances(arriving.shown, sha256, position, self._passages)
        following = store.after(watch, position, stream)
        store.add_document(
            watch, position, arriving.release(pending, late=following is not None), arriving.kept, stream
        )
        store.add_appearances(watch, shown)
        due = {sha256}
        if not self._is_first_look:
            moved = {(self._passages.current(passage), place) for passage, place in self._passages.moved}
            due |= affected(store, watch, shown, position) | affected_by_joins(store, watch, moved)
            due |= {following} if following else set()
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
