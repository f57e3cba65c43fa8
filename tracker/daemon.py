"""The service, put together: what `tracker run` does in its own process, and what the process of its worker does.

The service never opens the store to write; the worker does, one task at a time, under the lock that a `tracker check` from
the command line takes as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from types import MappingProxyType

from tracker import operation
from tracker.app import Tracker, build
from tracker.errors import StoreError, StoreLockedError, TrackerError
from tracker.health import AFTER, Alarm, Trouble
from tracker.metrics import MOST_SOURCES, Figures, Sample, serving
from tracker.notify.deliver import Delivered
from tracker.notify.load import load_channels
from tracker.planner import Due, Entry
from tracker.reports.publish import publish
from tracker.schedule import DRAIN, Files, Log, ReportTask, RoundTask, RunTask, Service, due_now
from tracker.service import Checked
from tracker.settings import Settings
from tracker.store import Store, open_store, open_store_alone
from tracker.store.database import exclusive
from tracker.store.histories import history
from tracker.store.ledger import Tally
from tracker.store.runs import Repaired, Unfinished
from tracker.watches.live import LiveFiles, LiveFolder
from tracker.watches.model import Watch
from tracker.worker import OverranError, Worker

#: How long a run waits for a `tracker check` that somebody has begun by hand.
PATIENCE = timedelta(minutes=10)


def serve(
    settings: Settings,
    told: Callable[[object], None],
    repaired: Callable[[Repaired], None],
    *,
    metrics: int | None = None,
    drain: timedelta = DRAIN,
) -> None:
    """Check every watch at its cadence, tell people and write reports, until told to stop. One service a workspace.

    `metrics` is the port of the loopback interface on which `/healthz` and `/metrics` answer, if they are to; `drain` is how
    long what is under way may take to finish when the service is told to stop.
    """
    tracker = build(settings)
    tracker.watches()  # a service does not start on a watch file that is wrong; one that becomes wrong later is put up with
    with _only_service(settings):
        with open_store_alone(settings.database) as store:
            repaired(operation.repair(store, tracker.clock()))
            operation.subscribe(store, tracker.channels(), tracker.clock())
        worker = Worker(partial(work, tracker))
        try:
            service = Service(_files(settings, worker), _log(settings), worker, tracker.clock, told, drain)
            answering = serving(metrics, partial(_figures, settings, service)) if metrics is not None else nullcontext()
            with answering:
                service.run()
        finally:
            worker.close()


def _files(settings: Settings, worker: Worker) -> Files:
    """What an operator writes. New settings reach the worker with its next task, which a new process does."""

    def renewed() -> Tracker:
        tracker = build(settings)
        worker.renew(partial(work, tracker))
        return tracker

    return Files(
        watches=LiveFolder(settings.schedules),
        channels=LiveFiles((settings.channels,), partial(load_channels, settings.channels)),
        settings=LiveFiles((settings.configuration, settings.standards), renewed),
    )


def _log(settings: Settings) -> Log:
    return Log(
        last=partial(_last, settings), quiet=partial(_quiet, settings), unfinished=partial(_unfinished, settings)
    )


def _figures(settings: Settings, service: Service) -> Figures:
    known = service.figures()
    sources = [(watch.id, source.id) for watch in service.watches for source in watch.sources]
    with open_store(settings.database) as store:
        alarms = store.ledger.alarms()
        stored = {
            "tracker_alarms": len(alarms),
            "tracker_messages_undelivered": len(store.outbox.undelivered()),
            "tracker_store_bytes": settings.database.stat().st_size,
            "tracker_sources_unlisted": max(len(sources) - MOST_SOURCES, 0),
        }
        by_source = source_samples(set(sorted(sources)[:MOST_SOURCES]), store.ledger.tallies(), alarms)
    return replace(known, values={**known.values, **stored}, samples=[*known.samples, *by_source])


def source_samples(
    shown: AbstractSet[tuple[str, str]], tallies: Iterable[Tally], alarms: Iterable[Alarm]
) -> list[Sample]:
    """The figures of these sources, and of no other that was ever looked at."""
    samples: list[Sample] = []
    for place, group in groupby(tallies, key=lambda tally: (tally.watch, tally.source)):
        if place not in shown:
            continue
        labels = dict(zip(("watch", "source"), place, strict=True))
        counted = list(group)
        for tally in counted:
            looks = Sample(
                name="tracker_source_looks_total", labels={**labels, "outcome": tally.outcome}, value=tally.looks
            )
            samples.append(looks)
        releases = sum(tally.releases for tally in counted)
        samples.append(Sample(name="tracker_source_releases_total", labels=labels, value=releases))
        if good := [tally.last.timestamp() for tally in counted if tally.good]:
            name = "tracker_source_last_good_timestamp_seconds"
            samples.append(Sample(name=name, labels=labels, value=max(good)))
    samples += [
        Sample(
            name="tracker_source_alarm",
            labels={"watch": alarm.watch, "source": alarm.subject, "kind": alarm.kind},
            value=1,
        )
        for alarm in alarms
        if (alarm.watch, alarm.subject) in shown
    ]
    return samples


def run_due(
    tracker: Tracker,
    told: Callable[[Checked], None],
    repaired: Callable[[Repaired], None],
    failed: Callable[[str, str], None],
) -> bool:
    """Run what is due at this moment and tell people, for those who bring a timer of their own; whether anything was due.

    Every run has its deadline, as in the service, and one that fails does not keep the others from being run: `failed` hears
    which it was, and why.
    """
    settings, watches, channels = tracker.settings, tracker.watches(), tracker.channels()
    with _only_service(settings):
        now = tracker.clock()
        with open_store_alone(settings.database) as store:
            repaired(operation.repair(store, now))
            operation.subscribe(store, channels, now)
            last = {key: run.slot for key, run in store.runs.last().items()}
            quiet = operation.quiet(store, [entry for watch in watches for entry in operation.entries(watch)])
        dues = due_now(watches, last, now, quiet)
        worker = Worker(partial(work, tracker))
        try:
            known = {watch.id: watch for watch in watches}
            stopped = _run_each(dues, known, worker, told, failed)
            with _store(settings) as store:
                with store.writing():
                    for key, why in stopped.items():
                        operation.stop(store, known[key.partition("/")[0]], key, tracker.clock(), why)
                unfinished = {key: one for key, one in store.runs.unfinished().items() if one.times >= AFTER}
                _round(tracker, store, RoundTask(watches=watches, channels=channels, unfinished=unfinished))
        finally:
            worker.close()
    return bool(dues)


def _run_each(
    dues: Iterable[Due],
    watches: Mapping[str, Watch],
    worker: Worker,
    told: Callable[[Checked], None],
    failed: Callable[[str, str], None],
) -> dict[str, str]:
    """Run what is due, one after the other; gives what was stopped, and why."""
    stopped: dict[str, str] = {}
    for due in dues:
        watch = operation.part(watches[due.watch], due.key)
        try:
            told(worker.do(RunTask(watch=watch, key=due.key, slot=due.slot), watch.deadline))
        except OverranError as error:
            stopped[due.key] = error.message
            failed(due.key, error.message)
        except TrackerError as error:
            failed(due.key, error.message)
    return stopped


def work(tracker: Tracker, task: object) -> object:
    """One task, in the process of the worker."""
    settings = tracker.settings
    match task:
        case RunTask():
            with _store(settings) as store, tracker.ways() as ways:
                return operation.run(task.watch, task.key, store, tracker.registry, task.slot, tracker.clock, ways)
        case RoundTask():
            with _store(settings) as store:
                return _round(tracker, store, task)
        case ReportTask():
            _report(tracker, task)
        case _:
            raise TypeError(task)
    return None


def _report(tracker: Tracker, task: ReportTask) -> None:
    at, registry = tracker.today(), tracker.registry
    with open_store(tracker.settings.database) as store:
        known = tuple(history(store, watch, registry, at) for watch in task.watches)
    publish(known, tracker.settings.reports, at=at, registry=registry, generated=tracker.clock())


def _round(tracker: Tracker, store: Store, task: RoundTask) -> Delivered:
    now = tracker.clock()
    names = {watch.id: watch.name for watch in task.watches}
    with store.writing():
        known = {watch.id: watch for watch in task.watches}
        for key, why in task.stopped.items():
            if (watch := known.get(key.partition("/")[0])) is not None:
                operation.stop(store, watch, key, now, why)
        follow = partial(_follow, store, names, now)
        follow("overdue", {(key.partition("/")[0], "schedule"): "" for key in task.overdue})
        follow("watch-file", {place: why for place, why in task.problems.items() if place[0]})
        follow("settings-file", {place: why for place, why in task.problems.items() if not place[0]})
        unfinished = {_runs(key): one for key, one in task.unfinished.items()}
        began = {place: one.since for place, one in unfinished.items()}
        follow("run-failing", {place: one.detail for place, one in unfinished.items()}, began)
        operation.watch_quota(store, tracker.workspace.quota_mb, now)
    operation.retire(store, task.watches)
    operation.subscribe(store, task.channels, now)
    return operation.deliver(store, task.channels, operation.routes(task.watches), tracker.registry, now)


def _runs(key: str) -> tuple[str, str]:
    """The watch of an entry, and what its runs are called in an alarm."""
    watch, _, source = key.partition("/")
    return watch, f"runs of {source}" if source else "runs"


def _follow(
    store: Store,
    names: Mapping[str, str],
    now: datetime,
    kind: str,
    troubled: Mapping[tuple[str, str], str],
    began: Mapping[tuple[str, str], datetime] = MappingProxyType({}),
) -> None:
    """Let the alarms of one kind follow what is wrong now, by watch and subject, and clear those of what is well again.

    `began` is since when it has been wrong, where that is known; otherwise it is from the first time that it is seen.
    """
    standing = {(alarm.watch, alarm.subject): alarm for alarm in store.ledger.alarms() if alarm.kind == kind}
    for watch, subject in sorted(standing.keys() | troubled.keys()):
        known, trouble = standing.get((watch, subject)), None
        if (watch, subject) in troubled:
            since = known.since if known else began.get((watch, subject), now)
            trouble = Trouble(kind=kind, since=since, detail=troubled[watch, subject])
        operation.sound(store, watch, names.get(watch, watch), subject, trouble, now)


def _last(settings: Settings) -> dict[str, datetime]:
    with open_store(settings.database) as store:
        return {key: run.slot for key, run in store.runs.last().items()}


def _quiet(settings: Settings, planned: Collection[Entry]) -> dict[str, datetime]:
    if all(entry.cadence.stretch is None for entry in planned):
        return {}
    with open_store(settings.database) as store:
        return operation.quiet(store, planned)


def _unfinished(settings: Settings) -> Mapping[str, Unfinished]:
    with open_store(settings.database) as store:
        return store.runs.unfinished()


@contextmanager
def _store(settings: Settings) -> Iterator[Store]:
    """The store, alone; waits for whoever has it now."""
    with exclusive(settings.database, patience=PATIENCE), open_store(settings.database) as store:
        yield store


@contextmanager
def _only_service(settings: Settings) -> Iterator[None]:
    try:
        with exclusive(settings.database.with_name("tracker-service.db")):
            yield
    except StoreLockedError as error:
        raise StoreError(
            f"A service is at work on {settings.workspace} already.", hint="'tracker status' shows what it does."
        ) from error
