"""From captures to everything that is derived from them: read, recognised, placed; then compared, and kept.

Enters: what is recorded of some watches and not yet derived. Leaves: rows, and what there is to tell, in the outbox. Promises:
releases are put into their places first, a batch of captures to a transaction, and what each of them changed is derived
after, from all that is there; what is told is written in the transaction that derives it. A run that is broken off
anywhere is finished by the next: what is to be derived is in the store. A release that trips our own code up is set aside.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby, islice
from typing import assert_never
from uuid import uuid4

from tracker.claims.schemes import Registry
from tracker.derivation.comparing import Stumbled, Subject, compare_all, compare_apart
from tracker.derivation.placing import Placing, stream_of
from tracker.derivation.preparing import Prepared, prepare_all
from tracker.documents.model import DateSource, Published
from tracker.errors import Unreadable
from tracker.findings.model import Finding
from tracker.gather import batches
from tracker.history import Observation, Outcome
from tracker.reading import Body, Refused
from tracker.store import Store
from tracker.store.assessed import Assessed, Due
from tracker.store.captures import Pending
from tracker.watches.model import Watch

#: Captures, or releases, that are worth being spread over several processes.
WORTHWHILE = 64


@dataclass(slots=True)
class Derived:
    """What deriving gave for one watch: releases that were read, what could not be, and findings that are new."""

    documents: list[str] = field(default_factory=list)
    unreadable: list[Observation] = field(default_factory=list)
    findings: dict[str, Finding] = field(default_factory=dict)


def derive(
    watches: Sequence[Watch], store: Store, registry: Registry, at: datetime, workers: Executor | None = None
) -> list[Derived]:
    """Derive everything that is recorded and not yet derived; a value for each watch, in their order."""
    captures = [(watch, pending) for watch in watches for pending in store.captures.pending(watch.id)]
    deriving = _Deriving(watches, store, registry, at, store.deriving)
    deriving.place(captures, workers)
    deriving.compare(workers)
    return [deriving.given[watch.id] for watch in watches]


def derive_again(
    watch: Watch, store: Store, registry: Registry, at: datetime, workers: Executor | None = None
) -> Derived:
    """Derive everything of a watch anew from its captures, all of it or none; nothing of it is news."""
    with store.writing():
        waiting = {pending.sha256 for pending in store.captures.pending(watch.id)}
        store.derived.forget(watch.id)
        known = store.captures.pending(watch.id, anew=True)
        # what was never derived is taken afterwards, and may be news
        captures = [(watch, replace(one, historical=True)) for one in known if one.sha256 not in waiting]
        deriving = _Deriving([watch], store, registry, at, nullcontext)
        deriving.place(captures, workers)
        deriving.compare(None)  # another process does not see what is not committed
    return deriving.given[watch.id]


class _Deriving:
    """One pass over what is to be derived; `given` is what it came to, by watch. Each step is a number of transactions."""

    def __init__(
        self,
        watches: Sequence[Watch],
        store: Store,
        registry: Registry,
        at: datetime,
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._watches = watches
        self._store = store
        self._registry = registry
        self._at = at
        self._transaction = transaction
        self._placings: dict[str, Placing] = {}
        self.given = {watch.id: Derived() for watch in watches}

    def place(self, captures: Sequence[tuple[Watch, Pending]], workers: Executor | None) -> None:
        """Read captures and put them into their places, a batch of them to a transaction."""
        bodies = (self._body(watch, pending) for watch, pending in captures)
        prepared = prepare_all(bodies, self._registry, workers if len(captures) >= WORTHWHILE else None)
        for batch in batches(captures):
            arriving = list(islice(prepared, len(batch)))
            with self._transaction():
                for watch, taken in groupby(zip(batch, arriving, strict=True), key=lambda one: one[0][0].id):
                    self._place(watch, [(pending, one) for (_, pending), one in taken])

    def _place(self, watch: str, taken: Sequence[tuple[Pending, Prepared | Refused]]) -> None:
        placing = self._placings.get(watch) or self._placings.setdefault(watch, Placing(watch, self._store))
        placing.expect(one for _, one in taken if isinstance(one, Prepared))
        for pending, one in taken:
            match one:
                case Refused():
                    self._refuse(watch, pending, one)
                case Prepared():
                    placing.place(one, pending)
                case _:
                    assert_never(one)
        placing.settle()
        self.given[watch].documents = placing.documents

    def _body(self, watch: Watch, pending: Pending) -> Body:
        listed = None
        if pending.published is not None:
            # a release is filed on its day or in the days after it
            is_filing = pending.source.startswith("edgar:")
            listed = Published(pending.published, DateSource.METADATA if is_filing else DateSource.FEED)
        return Body(
            sha256=pending.sha256,
            location=pending.location,
            media_type=pending.media_type,
            content=self._store.captures.body(pending.sha256),
            listed=listed,
            dated=not stream_of(pending),
            names=tuple(watch.names),
            order=next((one.dates for one in watch.sources if one.id == pending.source), None),
        )

    def _refuse(self, watch: str, pending: Pending, refused: Refused) -> None:
        observation = Observation(
            source=pending.source,
            location=pending.location,
            outcome=Outcome.UNREADABLE,
            at=self._at,
            sha256=pending.sha256,
            cause=refused.cause,
            detail=refused.detail,
        )
        if not self._store.captures.is_refused(watch, pending.sha256):
            self._store.captures.add_observation(watch, observation)
        self.given[watch].unreadable.append(observation)

    def compare(self, workers: Executor | None) -> None:
        """Derive the changes of the releases that are due, each once, and tell what they mean."""
        due = [(watch, one) for watch in self._watches for one in self._store.assessments.due(watch.id)]
        subjects = (Subject(watch.id, watch.name, one.sha256) for watch, one in due)
        if workers is not None and len(due) >= WORTHWHILE:
            answers = compare_apart(subjects, self._store.path, uuid4().hex, workers)
        else:
            answers = compare_all(subjects, self._store.derived, self._registry)
        for batch in batches(due):
            answered = list(islice(answers, len(batch)))
            with self._transaction():
                for (watch, one), answer in zip(batch, answered, strict=True):
                    self._keep(watch, one, answer)

    def _keep(self, watch: Watch, due: Due, answer: Assessed | Stumbled) -> None:
        match answer:
            case Stumbled():
                self._set_aside(watch.id, answer)
            case Assessed():
                found = self._store.assessments.put(watch.id, answer)
                self.given[watch.id].findings.update((finding.id, finding) for finding in found)
                self._store.outbox.add_findings(watch.id, answer.told, due.mark, self._at)
            case _:
                assert_never(answer)
        self._store.assessments.done(watch.id, due.sha256)

    def _set_aside(self, watch: str, stumbled: Stumbled) -> None:
        """Say that a release is kept and could not be compared; other code will try again."""
        captured = self._store.captures.observation_of(watch, stumbled.sha256)
        detail = f"This program failed at comparing {captured.location} ({stumbled.detail})."
        observation = replace(captured, outcome=Outcome.UNREADABLE, at=self._at, cause=Unreadable.FAULT, detail=detail)
        self._store.captures.add_observation(watch, observation)
        self.given[watch].unreadable.append(observation)
