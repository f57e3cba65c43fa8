"""The composition root: settings in, a ready tracker out. The only place that names the real clock.

Tests build a tracker with a clock of their own; nothing below this file asks what time it is.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tracker import assess, operation, schedule, service
from tracker.assess import Compared, Reading
from tracker.claims import registry as standards
from tracker.claims.schemes import Registry
from tracker.documents.interpret import interpret
from tracker.documents.read import media_type_of
from tracker.documents.sources.folder import body_of
from tracker.errors import UsageError
from tracker.history import WatchHistory
from tracker.notify.load import load_channels
from tracker.notify.model import Channel
from tracker.reports.exports.forms import Form, Order, export
from tracker.reports.period import EVER, Period
from tracker.reports.publish import Published, publish
from tracker.service import Checked, Replayed
from tracker.settings import Settings
from tracker.store import open_store, open_store_alone
from tracker.store.histories import history
from tracker.watches.load import load_folder
from tracker.watches.model import Watch

Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The moment, in UTC; or the one that SOURCE_DATE_EPOCH fixes, for output that must not change.

    See https://reproducible-builds.org/specs/source-date-epoch/: seconds since 1970.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return datetime.now(UTC)
    if not fixed.isdigit():
        raise UsageError(f"SOURCE_DATE_EPOCH is '{fixed}', not a number of seconds.", hint="Unset it, or set it right.")
    return datetime.fromtimestamp(int(fixed), UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """Everything that the command line asks for, on one workspace."""

    settings: Settings
    registry: Registry
    clock: Clock

    def today(self) -> date:
        """The day, in UTC."""
        return self.clock().date()

    def watches(self, names: Sequence[str] = ()) -> tuple[Watch, ...]:
        """All watches, or the named ones; raises `UsageError` for a name that is none."""
        watches = load_folder(self.settings.schedules)
        if not watches:
            raise UsageError(
                f"There is no watch file in {self.settings.schedules}.",
                hint="Write one; docs/watch-files.md shows how, and 'tracker init' makes an example.",
            )
        known = {watch.id: watch for watch in watches}
        for name in names:
            if name not in known:
                raise UsageError(f"There is no watch '{name}'.", hint=f"The watches here are: {', '.join(known)}.")
        return tuple(known[name] for name in dict.fromkeys(names)) if names else watches

    def check(self, watches: Sequence[Watch], told: Callable[[Checked], None]) -> None:
        """One pass over the watches, in turn, and then whoever is to be told; `told` hears what each watch gave."""
        channels = self.channels()
        with open_store_alone(self.settings.database) as store:
            operation.repair(store, self.clock())
            operation.subscribe(store, channels, self.clock())
            for watch in watches:
                told(operation.run(watch, watch.id, store, self.registry, self.clock(), self.clock))
            operation.deliver(store, channels, operation.routes(self.watches()), self.registry, self.clock())

    def channels(self) -> tuple[Channel, ...]:
        """Who is told; raises `WatchFileError` with every problem of notify.toml."""
        return load_channels(self.settings.channels)

    def replay(self, watches: Sequence[Watch], told: Callable[[Replayed], None]) -> None:
        """Derive everything of the watches anew from the captures; `told` hears what our own code changed."""
        with open_store_alone(self.settings.database) as store:
            for watch in watches:
                told(service.replay(watch, store, self.registry, self.clock()))

    def run(self, watches: Sequence[Watch], told: Callable[[Checked], None]) -> None:
        """Check every watch at its cadence and write the reports after each check, until told to stop."""

        def job(watch: Watch) -> None:
            self.check([watch], told)
            self.report(self.today())

        schedule.run(watches, job, first=self.clock())

    def histories(self, at: date, names: Sequence[str] = ()) -> tuple[WatchHistory, ...]:
        """What is known of all watches, or of the named ones, with their claims judged on a day."""
        with open_store(self.settings.database) as store:
            return tuple(history(store, watch, self.registry, at) for watch in self.watches(names))

    def export(
        self, form: Form, names: Sequence[str], at: date, *, period: Period = EVER, change: date | None = None
    ) -> bytes:
        """All watches, or the named ones, in one form; of a period, or of the change that a day brought."""
        with open_store(self.settings.database) as store:
            order = Order(
                histories=[history(store, watch, self.registry, at) for watch in self.watches(names)],
                at=at,
                registry=self.registry,
                body=store.captures.body,
                period=period,
                change=change,
            )
            return export(form, order)

    def report(self, at: date) -> Published:
        """Write the reports of all watches."""
        return publish(self.histories(at), self.settings.reports, at=at, registry=self.registry, generated=self.clock())

    def read(self, path: Path) -> Reading:
        """One file, read and recognised, without a store; raises `ReadError` when it cannot be."""
        return read_file(path, self.registry)

    def compare(self, before: Reading, after: Reading) -> Compared:
        """What differs between two documents' standing text, and what it means."""
        return assess.compare(before, after, self.registry)


def build(settings: Settings, *, clock: Clock = wall_clock) -> Tracker:
    """A tracker on one workspace, with the workspace's own standards where it has any."""
    own = settings.standards
    overrides = own.read_text(encoding="utf-8") if own.is_file() else None
    return Tracker(settings=settings, registry=standards.load(overrides), clock=clock)


def read_file(path: Path, registry: Registry) -> Reading:
    """One file, read and recognised; raises `ReadError` when it cannot be."""
    body = body_of(path, name=str(path))
    document = interpret(
        body,
        sha256=hashlib.sha256(body).hexdigest(),
        source=str(path),
        media_type=media_type_of(path.name, body),
    )
    return assess.read(document, registry)
