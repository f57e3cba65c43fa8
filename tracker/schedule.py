"""The service: the plan, driven by APScheduler; the work, in a process that can be stopped.

Enters: what is watched (asked again and again), what was run last, and a function that does tasks. Leaves: nothing; it
blocks until told to stop. Promises: every run has a hard deadline; a watch is never run twice at the same time; watch
files that change are read again; SIGTERM lets the run under way finish, for `DRAIN` at most; SIGHUP reads everything again.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import monotonic
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler

from tracker.errors import TrackerError
from tracker.health import AFTER
from tracker.metrics import Figures, Sample
from tracker.notify.deliver import Delivered
from tracker.notify.model import Channel
from tracker.operation import entries, part
from tracker.planner import Due, Entry, Planner, Publishing, upcoming
from tracker.store.runs import Unfinished
from tracker.watches.live import LiveFiles, LiveFolder
from tracker.watches.model import Watch
from tracker.watches.moments import latest
from tracker.watches.pace import due_after
from tracker.watches.windows import opens
from tracker.worker import ClosedError, OverranError, Worker

#: How often the plan is asked, and how often alarms are judged and messages tried.
TICK = timedelta(seconds=2)
ROUND = timedelta(minutes=1)
#: How long a run under way may take to finish when the service is told to stop.
DRAIN = timedelta(seconds=25)
#: Deadline of everything that is no run: telling people, writing reports.
CHORES = timedelta(minutes=30)
#: Rounds wait for the run under way; a service without one for this long is not well.
UNWELL = timedelta(hours=1)

_LOG = logging.getLogger("tracker")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTask:
    """Check a watch, or the part of it that an entry stands for, for one slot."""

    watch: Watch
    key: str
    slot: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTask:
    """Judge what the service knows of itself, and tell people.

    `problems` are files that cannot be used, by watch and by what they are; `stopped` are runs to be closed in the log, and
    `unfinished` the entries of which none has come to its end for some time.
    """

    watches: tuple[Watch, ...]
    channels: tuple[Channel, ...] = ()
    overdue: tuple[str, ...] = ()
    problems: Mapping[tuple[str, str], str] = field(default_factory=dict)
    stopped: Mapping[str, str] = field(default_factory=dict)
    unfinished: Mapping[str, Unfinished] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTask:
    """Write the reports of these watches: those whose files are well, and the last good version of the others."""

    watches: tuple[Watch, ...]


def next_runs(
    entry: Entry, after: datetime, count: int = 5, *, quiet_since: datetime | None = None
) -> tuple[datetime, ...]:
    """When the runs of an entry after a slot begin, in its own time zone, if none finds anything new."""
    zone = ZoneInfo(entry.cadence.timezone)
    runs = upcoming(
        entry.cadence, after, count, quiet_since=quiet_since, blackout=entry.blackout, resumes=entry.resumes
    )
    return tuple(run.astimezone(zone) for run in runs)


def due_now(
    watches: tuple[Watch, ...], last: Mapping[str, datetime], now: datetime, quiet: Mapping[str, datetime] | None = None
) -> tuple[Due, ...]:
    """What is due at this moment, for those who bring their own timer: each entry once, however much was missed.

    `last` is the slot of each entry's last run, `quiet` since when each has shown nothing new.
    """
    found = []
    for watch in watches:
        for entry in entries(watch):
            slot = _due_slot(entry, last.get(entry.key), now, (quiet or {}).get(entry.key))
            paused = entry.resumes is not None and entry.resumes > now
            if slot is not None and not paused and opens(entry.blackout, now) == now:
                found.append(Due(key=entry.key, watch=watch.id, slot=slot))
    return tuple(found)


def _due_slot(entry: Entry, last: datetime | None, now: datetime, quiet_since: datetime | None) -> datetime | None:
    if last is None:
        return now
    due = due_after(entry.cadence, last, quiet_since)
    return None if due is None or due > now else latest(entry.cadence, last, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What an operator writes, as it is now: watch files, who is told, and what holds for all sources."""

    watches: LiveFolder
    channels: LiveFiles[tuple[Channel, ...]]
    settings: LiveFiles[object]

    def refresh(self, *, everything: bool = False) -> bool:
        """Read what has changed, or everything; whether anything had."""
        read = [one.refresh(everything=everything) for one in (self.watches, self.channels, self.settings)]
        return any(read)

    def problems(self) -> dict[tuple[str, str], str]:
        """Why files cannot be used now, by watch and by what they are; their last good versions go on."""
        found = {(watch, "watch file"): str(why[0]) for watch, why in self.watches.problems.items()}
        found |= {("", "notify.toml"): self.channels.problem, ("", "settings"): self.settings.problem}
        return {place: why for place, why in found.items() if why}


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What the service asks the store: it never writes there itself."""

    last: Callable[[], Mapping[str, datetime]]  # the slot of each entry's last run
    quiet: Callable[[Collection[Entry]], Mapping[str, datetime]]  # since when entries have shown nothing new
    unfinished: Callable[[], Mapping[str, Unfinished]]  # entries whose last runs failed or were stopped


def _log_delivered(delivered: object) -> None:
    assert isinstance(delivered, Delivered)  # noqa: S101 - what a round answers with
    if delivered.arrived:
        _LOG.info("told", extra={"messages": len(delivered.arrived)})
    for message, why in delivered.failed:
        _LOG.warning("not delivered", extra={"channel": message.channel, "message": message.id, "why": why})


class Service:
    """Everything that goes on while `tracker run` runs."""

    def __init__(
        self,
        files: Files,
        log: Log,
        worker: Worker,
        clock: Callable[[], datetime],
        told: Callable[[object], None],
        drain: timedelta = DRAIN,
    ) -> None:
        self._files = files
        self._log = log
        self._worker = worker
        self._clock = clock
        self._told = told
        self._drain_within = drain
        self._lock = threading.RLock()
        self._planner = Planner()
        self._reread = threading.Event()
        self._stopping = False
        self._unfinished = dict(log.unfinished())
        self._stopped: dict[str, str] = {}
        self._publishing = Publishing()
        self._ran: Counter[str] = Counter()
        self._rounded = monotonic()
        self._files.watches.refresh(everything=True)
        planned = self._entries()
        self._planner.load(planned, log.last(), clock(), log.quiet(planned))
        # ticks never wait for work, and work is one at a time: the store has one writer
        executors = {"default": ThreadPoolExecutor(1), "work": ThreadPoolExecutor(1)}
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = BlockingScheduler(executors=executors, job_defaults=defaults, timezone="UTC")

    def run(self) -> None:
        """Block until SIGTERM or SIGINT."""
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        signal.signal(signal.SIGINT, lambda *_: stop.set())
        signal.signal(signal.SIGHUP, lambda *_: self._reread.set())
        threading.Thread(target=self._scheduler.start, daemon=True).start()
        _LOG.info("planned", extra={"next": str(self._planner.wake())})
        while not stop.is_set():
            self._beat(stop)
        self._drain()

    def _beat(self, stop: threading.Event) -> None:
        """Ask for a round, and for ticks until the next, by a clock that nobody sets.

        The scheduler's own intervals would wait out the time by which a clock is set back, and count each that it is set
        forward by.
        """
        self._scheduler.add_job(self._round, id="round", executor="work", replace_existing=True)
        until = monotonic() + ROUND.total_seconds()
        while monotonic() < until and not stop.wait(TICK.total_seconds()):
            self._scheduler.add_job(self.tick, id="tick", replace_existing=True)

    def figures(self) -> Figures:
        """What the service knows of itself; it is well while its rounds succeed."""
        now, age = self._clock(), timedelta(seconds=monotonic() - self._rounded)
        with self._lock:
            values = {
                "tracker_watches": len(self._files.watches.watches),
                "tracker_watches_overdue": len(self._planner.overdue(now)),
                "tracker_watch_files_invalid": len(self._files.watches.problems),
                "tracker_round_age_seconds": age.total_seconds(),
            }
            runs = [Sample(name="tracker_runs_total", labels={"outcome": how}, value=n) for how, n in self._ran.items()]
            return Figures(well=age < UNWELL, values=values, samples=runs)

    @property
    def watches(self) -> tuple[Watch, ...]:
        """What is watched now."""
        with self._lock:
            return self._files.watches.watches

    def tick(self) -> None:
        """Read what has changed, and begin what is due."""
        asked = self._reread.is_set()
        self._reread.clear()
        self._reload(everything=asked)
        with self._lock:
            if self._stopping:
                return
            watches = {watch.id: watch for watch in self._files.watches.watches}
            for due in self._planner.due(self._clock()):
                self._scheduler.add_job(
                    self._run,
                    args=[watches[due.watch], due],
                    id=f"run {due.key}",
                    executor="work",
                    replace_existing=True,
                )

    def _reload(self, *, everything: bool) -> None:
        """Read the files that have changed, or all of them, and plan anew what they say."""
        with self._lock:
            if not self._stopping and self._files.refresh(everything=everything):
                self._planner.load(self._entries(), {}, self._clock())
                _LOG.info("files read", extra={"watches": len(self._files.watches.watches)})
                for (watch, file), why in self._files.problems().items():
                    _LOG.error("file cannot be used", extra={"watch": watch, "file": file, "why": why})
                # who is to be told of it is told now
                self._scheduler.add_job(self._round, executor="work")

    def _entries(self) -> list[Entry]:
        return [entry for watch in self._files.watches.watches for entry in entries(watch)]

    def _run(self, watch: Watch, due: Due) -> None:
        try:
            task = RunTask(watch=part(watch, due.key), key=due.key, slot=due.slot)
            self._told(self._worker.do(task, watch.deadline))
            self._unfinished.pop(due.key, None)
            self._ran["ended"] += 1
        except ClosedError:
            return  # what it had begun is found broken off by the next start
        except OverranError as error:
            self._ran["overran"] += 1
            self._stopped[due.key] = error.message
            self._failed(due.key, error.message)
        except TrackerError as error:
            self._ran["failed"] += 1
            self._failed(due.key, error.message)
            _LOG.error("run failed", extra={"watch": due.key, "why": error.message})
        finally:
            self._publishing.changed()
            since = self._quiet_since(watch, due.key)
            with self._lock:
                self._planner.ended(due.key, self._clock(), since)
        if due.key in self._stopped:
            self._round()  # the run that was stopped is in the log as that before the next one begins
            _LOG.error("run stopped", extra={"watch": due.key, "why": self._unfinished[due.key].detail})

    def _quiet_since(self, watch: Watch, key: str) -> datetime | None:
        try:
            return self._log.quiet([one for one in entries(watch) if one.key == key]).get(key)
        except TrackerError as error:
            _LOG.error("log not read", extra={"watch": key, "why": error.message})
            return None

    def _failed(self, key: str, why: str) -> None:
        known = self._unfinished.get(key) or Unfinished(times=0, since=self._clock(), detail="")
        self._unfinished[key] = replace(known, times=known.times + 1, detail=why)

    def _round(self) -> None:
        self.tick()  # on a machine that slept, what is made up is no longer overdue
        with self._lock:
            task = RoundTask(
                watches=self._files.watches.watches,
                channels=self._files.channels.value,
                overdue=self._planner.overdue(self._clock()),
                problems=self._files.problems(),
                stopped=dict(self._stopped),
                unfinished={key: one for key, one in self._unfinished.items() if one.times >= AFTER},
            )
        try:
            _log_delivered(self._worker.do(task, CHORES))
            self._stopped.clear()
            self._rounded = monotonic()
            self._publish(task.watches)
        except ClosedError:
            return
        except TrackerError as error:
            _LOG.error("round failed", extra={"why": error.message})

    def _publish(self, watches: tuple[Watch, ...]) -> None:
        begun = self._clock()
        if not self._publishing.due(begun):
            return
        written = False
        try:
            self._worker.do(ReportTask(watches=watches), CHORES)
            written = True
        finally:
            self._publishing.ended(begun, self._clock(), written=written)
            _LOG.info("reports written" if written else "reports not written")

    def _drain(self) -> None:
        """Begin nothing more, let what is under way finish, and go."""
        _LOG.info("stopping", extra={"within_seconds": self._drain_within.total_seconds()})
        done = threading.Event()

        def finish() -> None:
            # the scheduler waits for its threads with its locks held, so none of them may still want to add a job
            with self._lock:
                self._stopping = True
            self._scheduler.remove_all_jobs()
            self._scheduler.shutdown(wait=True)
            done.set()

        threading.Thread(target=finish, daemon=True).start()
        done.wait(self._drain_within.total_seconds())
        self._worker.close()
        _LOG.info("stopped", extra={"drained": done.is_set()})
