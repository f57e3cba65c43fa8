"""From captures to everything that is derived from them: read, recognised, placed; then compared, and kept.

Enters: what is recorded of some watches and not yet derived. Leaves: rows, and what there is to tell, in the outbox. Promises:
the releases of a watch are put into their places first, a batch of captures to a transaction, and what each of them changed
is derived after, from all that is there; what is told is written in the transaction that derives it. A run that is broken
off anywhere is finished by the next: what is to be derived is in the store. A release that trips our own code up is set aside.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, groupby, islice
from typing import TypeVar, assert_never
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

_T = TypeVar("_T")

#: Captures, or releases, that are worth being spread over several processes.
WORTHWHILE = 64


@dataclass(slots=True)
class Derived:
    """What deriving gave for one watch: releases that were read, in that order, what could not be, and findings that are new."""

    documents: list[str] = field(default_factory=list)
    unreadable: list[Observation] = field(default_factory=list)
    findings: dict[str, Finding] = field(default_factory=dict)


def derive(
    watches: Iterable[Watch],
    store: Store,
    registry: Registry,
    at: datetime,
    given: dict[str, Derived],
    workers: Executor | None = None,
) -> None:
    """Derive everything that is recorded and not yet derived; `given` takes what it comes to, by watch, also where it fails.

    Watches are asked for as they are needed, so that what is recorded of one can be read while another is looked at.
    """
    deriving = _Deriving(store, registry, at, given, store.deriving)
    deriving.derive(((watch, store.captures.pending(watch.id)) for watch in watches), workers, workers)


def derive_again(
    watch: Watch, store: Store, registry: Registry, at: datetime, workers: Executor | None = None
) -> Derived:
    """Derive everything of a watch anew from its captures, all of it or none; nothing is news of it that was compared before."""
    with store.writing():
        waiting = {pending.sha256 for pending in store.captures.pending(watch.id)}
        due = store.assessments.due(watch.id)
        store.derived.forget(watch.id)
        # what a run placed that was broken off before it compared may be news still
        for one in due:
            store.assessments.ask(watch.id, [one.sha256], one.mark)
        known = store.captures.pending(watch.id, anew=True)
        # what was never derived is taken afterwards, and may be news
        captures = [replace(one, historical=True) for one in known if one.sha256 not in waiting]
        given: dict[str, Derived] = {}
        deriving = _Deriving(store, registry, at, given, nullcontext)
        deriving.derive([(watch, captures)], workers, None)  # another process does not see what is not committed
        store.assessments.done((watch.id, one.sha256) for one in due)  # those too that are not readable any more
    return given[watch.id]


@dataclass(slots=True)
class _Arrived:
    """A watch whose captures are being derived."""

    watch: Watch
    given: Derived
    placing: Placing | None = None  # of one that has captures to place


class _Deriving:
    """One pass over what is to be derived, from step to step as it comes.

    Each step is a number of transactions, and a watch is in one step at a time: its releases are compared when all of
    them are in their places and committed.
    """

    def __init__(
        self,
        store: Store,
        registry: Registry,
        at: datetime,
        given: dict[str, Derived],
        transaction: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._store = store
        self._registry = registry
        self._at = at
        self._given = given
        self._transaction = transaction

    def derive(
        self, known: Iterable[tuple[Watch, Sequence[Pending]]], readers: Executor | None, comparers: Executor | None
    ) -> None:
        """Derive these captures of these watches, and compare what is due of them."""
        self._compare(self._place(known, readers), comparers)

    def _place(self, known: Iterable[tuple[Watch, Sequence[Pending]]], workers: Executor | None) -> Iterator[_Arrived]:
        """Read captures and put them into their places, a batch of them to a transaction; gives each watch when all of its are."""
        arrived: deque[_Arrived] = deque()
        asked: deque[tuple[_Arrived, Pending]] = deque()

        def bodies() -> Iterator[Body]:
            for watch, captures in known:
                one = _Arrived(watch, self._given.setdefault(watch.id, Derived()))
                arrived.append(one)
                for pending in captures:
                    asked.append((one, pending))
                    yield self._body(watch, pending)

        wanted, workers = _worthwhile(bodies(), workers)
        for prepared in batches(prepare_all(wanted, self._registry, workers)):
            batch = [(*asked.popleft(), one) for one in prepared]
            with self._transaction():
                for _, taken in groupby(batch, key=lambda one: id(one[0])):
                    self._place_all(list(taken))
            # of the last one more may follow
            while arrived[0] is not batch[-1][0]:
                yield arrived.popleft()
        yield from arrived

    def _place_all(self, taken: Sequence[tuple[_Arrived, Pending, Prepared | Refused]]) -> None:
        arrived = taken[0][0]
        placing = arrived.placing = arrived.placing or Placing(arrived.watch.id, self._store)
        placing.expect(one for _, _, one in taken if isinstance(one, Prepared))
        for _, pending, one in taken:
            match one:
                case Refused():
                    self._refuse(arrived, pending, one)
                case Prepared():
                    if placing.place(one, pending):
                        arrived.given.documents.append(pending.sha256)
                case _:
                    assert_never(one)
        placing.settle()

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
            content=self._store.captures.take(pending.sha256),
            listed=listed,
            dated=not stream_of(pending),
            names=tuple(watch.names),
            order=next((one.dates for one in watch.sources if one.id == pending.source), None),
        )

    def _refuse(self, arrived: _Arrived, pending: Pending, refused: Refused) -> None:
        observation = Observation(
            source=pending.source,
            location=pending.location,
            outcome=Outcome.UNREADABLE,
            at=self._at,
            sha256=pending.sha256,
            cause=refused.cause,
            detail=refused.detail,
        )
        if not self._store.captures.is_refused(arrived.watch.id, pending.sha256):
            self._store.captures.add_observation(arrived.watch.id, observation)
        arrived.given.unreadable.append(observation)

    def _compare(self, placed: Iterable[_Arrived], workers: Executor | None) -> None:
        """Derive the changes of the releases that are due, each once, and tell what they mean."""
        asked: deque[tuple[_Arrived, Due]] = deque()

        def subjects() -> Iterator[Subject]:
            for one in placed:
                for due in self._store.assessments.due(one.watch.id):
                    asked.append((one, due))
                    yield Subject(one.watch.id, one.watch.name, due.sha256)

        wanted, workers = _worthwhile(subjects(), workers)
        if workers is not None:
            answers = compare_apart(wanted, self._store.path, uuid4().hex, workers)
        else:
            answers = compare_all(wanted, self._store.derived, self._registry)
        for batch in batches(answers):
            with self._transaction():
                kept = [asked.popleft() for _ in batch]
                for (one, due), answer in zip(kept, batch, strict=True):
                    self._keep(one, due, answer)
                self._store.assessments.done((one.watch.id, due.sha256) for one, due in kept)

    def _keep(self, arrived: _Arrived, due: Due, answer: Assessed | Stumbled) -> None:
        watch = arrived.watch.id
        match answer:
            case Stumbled():
                self._set_aside(arrived, answer)
            case Assessed():
                found = self._store.assessments.put(watch, answer)
                arrived.given.findings.update((finding.id, finding) for finding in found)
                self._store.outbox.add_findings(watch, answer.told, due.mark, self._at)
            case _:
                assert_never(answer)

    def _set_aside(self, arrived: _Arrived, stumbled: Stumbled) -> None:
        """Say that a release is kept and could not be compared; other code will try again."""
        watch = arrived.watch.id
        captured = self._store.captures.observation_of(watch, stumbled.sha256)
        detail = f"This program failed at comparing {captured.location} ({stumbled.detail})."
        observation = replace(captured, outcome=Outcome.UNREADABLE, at=self._at, cause=Unreadable.FAULT, detail=detail)
        self._store.captures.add_observation(watch, observation)
        arrived.given.unreadable.append(observation)


def _worthwhile(items: Iterator[_T], workers: Executor | None) -> tuple[Iterator[_T], Executor | None]:
    """The items, and the workers if there are so many of them that it is worthwhile to use several."""
    if workers is None:
        return items, None
    first = list(islice(items, WORTHWHILE))
    return chain(first, items), workers if len(first) == WORTHWHILE else None
