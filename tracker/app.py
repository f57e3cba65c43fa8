"""The composition root: settings in, a ready tracker out. The only place that names the real clock.

Tests build a tracker with a clock of their own; nothing below this file asks what time it is.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from tracker import assess, operation, service
from tracker.assess import Compared, Reading
from tracker.attempt import Attempt, attempt_address, attempt_file, listed
from tracker.claims import registry as standards
from tracker.claims.schemes import Registry
from tracker.documents.fetch.settings import FetchSettings
from tracker.documents.interpret import interpret
from tracker.documents.masthead.dates import DateOrder
from tracker.documents.read import media_type_of
from tracker.documents.sources.contract import Discovery
from tracker.documents.sources.folder import body_of
from tracker.documents.sources.kinds import WebSettings
from tracker.errors import Problem, UsageError, WatchFileError
from tracker.gather import Web
from tracker.gather.web import Fetches
from tracker.history import WatchHistory
from tracker.notify.load import load_channels
from tracker.notify.model import Channel
from tracker.operation import Slot
from tracker.pool import workers
from tracker.reports.exports.forms import Form, Order, export
from tracker.reports.period import EVER, Period
from tracker.reports.publish import Published, publish
from tracker.service import Checked, Replayed, Ways
from tracker.settings import Settings
from tracker.store import open_store, open_store_alone
from tracker.store.copies import Step, unheard
from tracker.store.histories import history
from tracker.watches.load import load_folder
from tracker.watches.model import Watch
from tracker.watches.tables import meant
from tracker.watches.workspace import Workspace, load_workspace

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
    """Everything that the command line asks for, on one workspace.

    `pinned` are names of hosts with the ports of this machine that they lead to, for a program that brings its own.
    """

    settings: Settings
    registry: Registry
    clock: Clock
    workspace: Workspace = field(default_factory=lambda: Workspace(fetch=FetchSettings()))
    pinned: Mapping[str, int] | None = None

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

    def check(
        self, watches: Sequence[Watch], told: Callable[[Checked], None], *, full: bool = False, backfill: bool = False
    ) -> None:
        """One pass over the watches, and then whoever is to be told; `told` hears what each watch gave.

        `full` looks at everything that sources on the web list, and not only at what is new. What is found by a `backfill` is
        history: it is kept and compared like everything, and nobody is told.
        """
        channels = self.channels()
        with open_store_alone(self.settings.database) as store, self.ways(full=full) as ways:
            operation.repair(store, self.clock())
            operation.subscribe(store, channels, self.clock())
            slots = [Slot(watch=watch, key=watch.id, at=self.clock()) for watch in watches]
            with store.captures.backfilling() if backfill else nullcontext():
                for checked in operation.run_all(slots, store, self.registry, self.clock, ways):
                    told(checked)
            operation.deliver(store, channels, operation.routes(self.watches()), self.registry, self.clock())

    def channels(self) -> tuple[Channel, ...]:
        """Who is told; raises `WatchFileError` with every problem of notify.toml."""
        return load_channels(self.settings.channels)

    def routed(self, watches: Sequence[Watch]) -> None:
        """Whether every channel that a watch names is there; raises `WatchFileError` with those that are not."""
        known = [channel.name for channel in self.channels()]
        wrong = [
            Problem(file=watch.file, place="notify", message=f"'{name}' is no channel", hint=meant(name, known))
            for watch in watches
            for name in watch.notify or ()
            if name not in known
        ]
        if wrong:
            raise WatchFileError(tuple(wrong), hint=f"Channels are made in {self.settings.channels}.")

    def replay(self, watches: Sequence[Watch], told: Callable[[Replayed], None]) -> None:
        """Derive everything of the watches anew from the captures; `told` hears what our own code changed."""
        with open_store_alone(self.settings.database) as store, self.ways() as ways:
            for watch in watches:
                told(service.replay(watch, store, self.registry, self.clock(), ways))

    @contextmanager
    def ways(self, *, full: bool = False) -> Iterator[Ways]:
        """The way to the web and workers to read with, both made when they are first needed."""
        with ExitStack() as stack, workers(self.registry) as readers:

            @cache
            def fetcher() -> Fetches:
                # a tenth of a second that only those need who look at the web
                from tracker.documents.fetch.fetcher import Fetcher  # noqa: PLC0415

                return stack.enter_context(Fetcher(self.workspace.fetch, clock=self.clock, pinned=self.pinned))

            web = Web(
                fetcher=fetcher,
                contact=self.workspace.fetch.contact,
                environment=os.environ,
                full_every=self.workspace.full_every,
                hosts_at_once=self.workspace.fetch.hosts_at_once,
            )
            yield Ways(web=web, workers=readers, full=full)

    def histories(self, at: date, names: Sequence[str] = (), step: Step = unheard) -> tuple[WatchHistory, ...]:
        """What is known of all watches, or of the named ones, with their claims judged on a day; `step` hears of each."""
        watches, found = self.watches(names), list[WatchHistory]()
        with open_store(self.settings.database) as store, store.reading():
            for number, watch in enumerate(watches):
                step(number, len(watches))
                found.append(history(store, watch, self.registry, at))
        return tuple(found)

    def export(
        self, form: Form, names: Sequence[str], at: date, *, period: Period = EVER, change: date | None = None
    ) -> bytes:
        """All watches, or the named ones, in one form; of a period, or of the change that a day brought."""
        with open_store(self.settings.database) as store, store.reading():
            order = Order(
                histories=[history(store, watch, self.registry, at) for watch in self.watches(names)],
                at=at,
                registry=self.registry,
                body=store.captures.body,
                period=period,
                change=change,
            )
            return export(form, order)

    def report(self, at: date, step: Step = unheard) -> Published:
        """Write the reports of all watches; `step` hears of each that is read for it."""
        return publish(
            self.histories(at, step=step), self.settings.reports, at=at, registry=self.registry, generated=self.clock()
        )

    def read(self, path: Path) -> Reading:
        """One file, read and recognised, without a store; raises `ReadError` when it cannot be."""
        return read_file(path, self.registry)

    def attempt(self, address: str, allow: Sequence[str] = (), order: DateOrder | None = None) -> Attempt:
        """What each step makes of one address or file; nothing is recorded."""
        if not address.startswith(("http://", "https://")):
            return attempt_file(Path(address), self.registry, self.clock(), order=order)
        with self.ways() as ways:
            assert ways.web is not None  # noqa: S101 - `ways` has one
            return attempt_address(address, ways.web, self.registry, allow=frozenset(allow), order=order)

    def listed(self, settings: WebSettings) -> Discovery:
        """What a source with these settings would list at its first look; nothing is recorded."""
        with self.ways() as ways:
            assert ways.web is not None  # noqa: S101 - `ways` has one
            return listed(settings, ways.web)

    def compare(self, before: Reading, after: Reading) -> Compared:
        """What differs between two documents' standing text, and what it means."""
        return assess.compare(before, after, self.registry)


def build(settings: Settings, *, clock: Clock = wall_clock) -> Tracker:
    """A tracker on one workspace, with the workspace's own standards where it has any."""
    own = settings.standards
    overrides = own.read_text(encoding="utf-8") if own.is_file() else None
    workspace = load_workspace(settings.configuration, os.environ)
    return Tracker(settings=settings, registry=standards.load(overrides), clock=clock, workspace=workspace)


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
