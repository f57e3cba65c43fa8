"""The shell, some watches at a time: gather what is new, record it, let the core assess it, keep what the core says.

Enters: a watch, a store, and the moment. Leaves: `Checked`, and rows. Promises: a capture is committed before it is
interpreted, and what is derived from it is committed as one; a run that is broken off anywhere is finished by the next;
running twice changes nothing; a failure stays with its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime

from tracker import assess
from tracker.claims.schemes import Registry
from tracker.derivation import Derived, derive, derive_again
from tracker.documents.read import NAMES
from tracker.findings.model import Finding
from tracker.gather import Gathered, Web, gather
from tracker.history import Observation
from tracker.store import Store
from tracker.store.captures import SUCCESSFUL, Look
from tracker.watches.model import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one pass over one watch did."""

    watch: str
    at: datetime
    looks: tuple[Look, ...]
    documents: tuple[str, ...]  # sha256 of each newly read release, in the order of reading
    unreadable: tuple[Observation, ...]
    findings: tuple[Finding, ...]  # those that are new, of the newly read releases and of those that they came before

    @property
    def complete(self) -> bool:
        """Whether every source was looked at and everything new could be read."""
        return not self.unreadable and all(look.outcome in SUCCESSFUL for look in self.looks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What a pass works with beyond the store: the way to the web, and workers to read with.

    `full` looks at everything that sources list.
    """

    web: Web | None = None
    workers: Executor | None = None
    full: bool = False


ALONE = Ways()


def check(watch: Watch, store: Store, registry: Registry, at: datetime, ways: Ways = ALONE) -> Checked:
    """Look at every source of a watch once, record what is new, and derive what it means."""
    return check_all([watch], store, registry, at, ways)[0]


@dataclass(frozen=True, slots=True)
class SoFar:
    """What a pass has come to, by watch. It is committed, so where the pass fails, whoever goes on from there has it to tell."""

    gathered: dict[str, Gathered] = field(default_factory=dict)
    derived: dict[str, Derived] = field(default_factory=dict)


def check_all(
    watches: Sequence[Watch],
    store: Store,
    registry: Registry,
    at: datetime,
    ways: Ways = ALONE,
    so_far: SoFar | None = None,
) -> list[Checked]:
    """One pass over some watches, their sources looked at side by side; a value for each, in their order.

    `so_far` is what one that failed came to: it is not done again, and what this one gives has it too.
    """
    so_far = so_far or SoFar()
    gathered, derived = so_far.gathered, so_far.derived
    unseen = [watch for watch in watches if watch.id not in gathered]

    def followed() -> Iterator[Watch]:
        looks = gather(unseen, store, at, ways.web, full=ways.full)
        for watch in watches:
            if watch.id not in gathered:
                gathered[watch.id] = next(looks)
            if _outdated(watch, store, registry):
                replay(watch, store, registry, at, ways)
            yield watch

    derive(followed(), store, registry, at, derived, ways.workers)
    return [
        Checked(
            watch=watch.id,
            at=at,
            looks=gathered[watch.id].looks,
            documents=tuple(derived[watch.id].documents),
            unreadable=(*gathered[watch.id].refused, *derived[watch.id].unreadable),
            findings=tuple(derived[watch.id].findings.values()),
        )
        for watch in watches
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What deriving a watch anew changed: findings that our own code no longer gives, and those that it gives now."""

    watch: str
    documents: int
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]


def replay(watch: Watch, store: Store, registry: Registry, at: datetime, ways: Ways = ALONE) -> Replayed:
    """Derive everything of a watch anew from its captures. What differs is our change, not the organisation's."""
    before = store.derived.findings(watch.id)
    derived = derive_again(watch, store, registry, at, ways.workers)
    after = store.derived.findings(watch.id)
    return Replayed(
        watch=watch.id,
        documents=len(derived.documents),
        gone=tuple(finding for key, finding in before.items() if key not in after),
        new=tuple(finding for key, finding in after.items() if key not in before),
    )


def _outdated(watch: Watch, store: Store, registry: Registry) -> bool:
    """Whether anything of a watch was derived by other code, or by other standards, than there are now."""
    current = assess.derivation(registry)
    return any(
        not by.endswith(current) or by.partition(" ")[0] not in NAMES for by in store.derived.derived_by(watch.id)
    )
