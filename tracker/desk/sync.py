"""Keeping the desk in step with what runs derive, without runs having to know of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.claims.schemes import Registry
from tracker.desk import refresh
from tracker.store import Store
from tracker.store.histories import history
from tracker.watches.model import Watch


def approvals(watches: Iterable[Watch]) -> frozenset[str]:
    """The watches whose decisions wait for a second person."""
    return frozenset(watch.id for watch in watches if watch.approval)


def sync(store: Store, watches: Iterable[Watch], registry: Registry, at: date) -> tuple[str, ...]:
    """Put on the desk what has changed since it was last in step; gives the watches for which that was so.

    What a watch has on the desk depends on its findings, on the day, on the registry, and on whether its file asks for approval:
    where none of them changed, nothing is read.
    """
    changed = []
    for watch in watches:
        stamp = f"{store.inbox.derived_from(watch.id)} {at} {registry.digest} {watch.approval} {watch.name}"
        if store.inbox.stamp(watch.id) != stamp:
            known = history(store, watch, registry, at)
            made = tuple(refresh.entries(known, registry))
            with store.writing():
                refresh.put(store, watch.id, made, needs_approval=watch.approval)
                store.inbox.stamped(watch.id, stamp)
            changed.append(watch.id)
    return tuple(changed)
