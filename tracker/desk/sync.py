"""Keeping the desk in step with what runs derive, without runs having to know of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from tracker.claims.registry import load
from tracker.claims.schemes import Registry
from tracker.desk import ruling
from tracker.desk.refresh import refresh
from tracker.store import Store, open_store
from tracker.store.histories import history
from tracker.watches.load import load_folder
from tracker.watches.model import Watch


def approvals(watches: Iterable[Watch]) -> frozenset[str]:
    """The watches whose decisions wait for a second person."""
    return frozenset(watch.id for watch in watches if watch.approval)


def stamp_of(store: Store, watch: Watch, registry: Registry, at: date) -> str:
    """What the desk's rows of a watch follow from: where this is the same, so are they."""
    return f"{derived_from(store, watch.id)} {at} {registry.digest} {watch.approval} {watch.name}"


def derived_from(store: Store, watch: str) -> str:
    """A digest of which findings a watch has; whatever derives them anew to the same leaves it as it is."""
    digest = blake2b(digest_size=16)
    sql = "select id, severity from findings where watch = ? and change is not null order by id"
    for finding, severity in store.database.conn.execute(sql, [watch]):
        digest.update(f"{finding} {severity}\n".encode())
    return digest.hexdigest()


def sync(store: Store, watches: Iterable[Watch], registry: Registry, at: date) -> tuple[str, ...]:
    """Put on the desk what has changed since it was last in step; gives the watches for which that was so.

    What a watch has on the desk depends on its findings, on the day, on the registry, and on whether its file asks for approval:
    where none of them changed, nothing is read. It depends on the rules as well, which are seen to first.
    """
    changed, watches = [], tuple(watches)
    ruling.fold_anew(store, approvals(watches))
    for watch in watches:
        with store.reading():
            stamp = stamp_of(store, watch, registry, at)
            known = history(store, watch, registry, at) if store.inbox.stamp(watch.id) != stamp else None
        if known is not None and refresh(store, known, registry, stamp=stamp, needs_approval=watch.approval):
            changed.append(watch.id)
    return tuple(changed)


def sync_workspace(database: Path, schedules: Path, standards: Path, at: date) -> tuple[str, ...]:
    """The same for a whole workspace, given by its paths, so that another process can do it; gives what findings are about."""
    with open_store(database, durable=False) as store:
        sync(store, load_folder(schedules), _registry(standards), at)
        return tuple(store.inbox.subjects())


def _registry(standards: Path) -> Registry:
    return _loaded(standards.read_text(encoding="utf-8") if standards.is_file() else None)


_loaded = lru_cache(1)(load)
