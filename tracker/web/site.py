"""The desk as one value: where everything is, and what is kept at hand between requests."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from itsdangerous import URLSafeTimedSerializer

from tracker.claims.schemes import Registry
from tracker.desk.sync import approvals, derived_from, sync_workspace
from tracker.errors import TrackerError
from tracker.history import WatchHistory
from tracker.store import Store, open_store
from tracker.store.histories import history
from tracker.watches.load import load_folder
from tracker.watches.model import Watch
from tracker.web.settings import Serving

#: Threads that read. SQLite lets them read at once; more of them than this only wait for each other's Python.
READERS = 4

#: Histories kept at hand, for the live pages of the reports.
_HISTORIES = 32


@dataclass(slots=True)
class _Kept:
    """What is read from files and the store, until it changes."""

    watches: tuple[Watch, ...] = ()
    stamp: object = None
    histories: OrderedDict[str, tuple[str, WatchHistory]] = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Site:
    """Everything that requests share."""

    def __init__(
        self,
        *,
        database: Path,
        schedules: Path,
        registry: Registry,
        clock: Callable[[], datetime],
        serving: Serving,
        background: Executor | None = None,
    ) -> None:
        self.database = database
        self.schedules = schedules
        self.registry = registry
        self.clock = clock
        self.serving = serving
        self.subjects: tuple[str, ...] = ()  # what findings on the desk are about
        self.signer = URLSafeTimedSerializer(secrets.token_bytes(32), salt="sign-in")
        self._kept = _Kept()
        self._local = threading.local()
        self._stores: list[Store] = []
        self._closing: list[Callable[[], object]] = []
        self.readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        # one writer: SQLite has one, and whoever waits here in turn does not wait there by polling
        self.writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self.hasher = ThreadPoolExecutor(2, thread_name_prefix="hasher")
        self.background = background or ThreadPoolExecutor(1, thread_name_prefix="background")

    def store(self) -> Store:
        """This thread's own connection."""
        found: Store | None = getattr(self._local, "store", None)
        if found is None:
            opened = open_store(self.database)
            found = self._local.store = opened.__enter__()
            self._local.opened = opened
        return found

    def close(self) -> None:
        """Let the threads finish what they are at, and end them with their connections."""
        for pool in (self.readers, self.writer, self.hasher, self.background):
            pool.shutdown(wait=True)

    def watches(self) -> tuple[Watch, ...]:
        """The watches as their files said when they were last looked at."""
        return self._kept.watches or self.look_again()

    def look_again(self) -> tuple[Watch, ...]:
        """The watches as their files say now; as they said last, while a file has a problem."""
        paths = sorted(self.schedules.glob("*.toml"))
        stamp = [(path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in paths]
        with self._kept.lock:
            if stamp != self._kept.stamp:
                try:
                    self._kept.watches = load_folder(self.schedules)
                except TrackerError:
                    if not self._kept.watches:
                        raise
                self._kept.stamp = stamp
            return self._kept.watches

    def approvals(self) -> frozenset[str]:
        """The watches whose decisions wait for a second person."""
        return approvals(self.watches())

    def sync(self) -> None:
        """Put on the desk what runs have derived since, where the work is done that nobody waits for."""
        self.look_again()
        day = self.clock().date()
        standards = self.schedules / "standards.toml"
        self.subjects = self.background.submit(sync_workspace, self.database, self.schedules, standards, day).result()

    def history(self, store: Store, watch: str, at: date) -> WatchHistory | None:
        """What is known of one watch; None where there is no such watch."""
        found = next((one for one in self.watches() if one.id == watch), None)
        if found is None:
            return None
        with store.reading():
            stamp = f"{derived_from(store, watch)} {at} {found}"
            with self._kept.lock:
                kept = self._kept.histories.get(watch)
            if kept is not None and kept[0] == stamp:
                return kept[1]
            made = history(store, found, self.registry, at)
        with self._kept.lock:
            self._kept.histories[watch] = (stamp, made)
            while len(self._kept.histories) > _HISTORIES:
                self._kept.histories.popitem(last=False)
        return made
