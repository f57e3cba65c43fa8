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
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler

from tracker.errors import TrackerError
from tracker.metrics import Figures
from tracker.operation import entries, part
from tracker.planner import Due, Entry, Planner, upcoming
from tracker.watches.live import LiveFolder
from tracker.watches.model import Watch
from tracker.watches.moments import latest
from tracker.watches.pace import due_after
from tracker.watches.windows import opens
from tracker.worker import OverranError, Worker

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
    """Judge what the service knows of itself, and tell people; `ended` are runs that were stopped."""

    watches: tuple[Watch, ...]
    overdue: tuple[str, ...] = ()
    problems: Mapping[str, str] = field(default_factory=dict)
    stopped: Mapping[str, str] = field(default_factory=dict)


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


class Service:
    """Everything that goes on while `tracker run` runs."""

    def __init__(
        self,
        folder: LiveFolder,
        last: Callable[[], Mapping[str, datetime]],
        quiet: Callable[[Collection[Entry]], Mapping[str, datetime]],
        worker: Worker,
        clock: Callable[[], datetime],
        told: Callable[[object], None],
    ) -> None:
        self._folder = folder
        self._quiet = quiet
        self._worker = worker
        self._clock = clock
        self._told = told
        self._lock = threading.RLock()
        self._planner = Planner()
        self._stopped: dict[str, str] = {}
        self._unreported = True
        self._ran: Counter[str] = Counter()
        self._rounded = clock()
        self._folder.refresh(everything=True)
        planned = self._entries()
        self._planner.load(planned, last(), clock(), quiet(planned))
        # ticks never wait for work, and work is one at a time: the store has one writer
        executors = {"default": ThreadPoolExecutor(1), "work": ThreadPoolExecutor(1)}
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = BlockingScheduler(executors=executors, job_defaults=defaults, timezone="UTC")

    def run(self) -> None:
        """Block until SIGTERM or SIGINT."""
        self._scheduler.add_job(self.tick, "interval", seconds=TICK.total_seconds(), id="tick")
        self._scheduler.add_job(self._round, "interval", seconds=ROUND.total_seconds(), id="round", executor="work")
        stop = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: stop.set())
        signal.signal(signal.SIGINT, lambda *_: stop.set())
        signal.signal(signal.SIGHUP, lambda *_: self.reload(everything=True))
        threading.Thread(target=self._scheduler.start, daemon=True).start()
        _LOG.info("planned", extra={"next": str(self._planner.wake())})
        while not stop.wait(0.2):
            pass
        self._drain()

    def figures(self) -> Figures:
        """What the service knows of itself; it is well while its rounds succeed."""
        now = self._clock()
        with self._lock:
            values = {
                "tracker_watches": len(self._folder.watches),
                "tracker_watches_overdue": len(self._planner.overdue(now)),
                "tracker_watch_files_invalid": len(self._folder.problems),
                "tracker_round_age_seconds": (now - self._rounded).total_seconds(),
            }
            return Figures(well=now - self._rounded < UNWELL, runs=dict(self._ran), values=values)

    def tick(self) -> None:
        """Read what has changed, and begin what is due."""
        self.reload()
        with self._lock:
            watches = {watch.id: watch for watch in self._folder.watches}
            for due in self._planner.due(self._clock()):
                self._scheduler.add_job(
                    self._run,
                    args=[watches[due.watch], due],
                    id=f"run {due.key}",
                    executor="work",
                    replace_existing=True,
                )

    def reload(self, *, everything: bool = False) -> None:
        """Read the watch files that have changed, or all of them, and plan anew what they say."""
        with self._lock:
            if self._folder.refresh(everything=everything):
                self._planner.load(self._entries(), {}, self._clock())
                _LOG.info("watch files read", extra={"watches": len(self._folder.watches)})
                for watch, problems in self._folder.problems.items():
                    _LOG.error("watch file cannot be used", extra={"watch": watch, "why": str(problems[0])})

    def _entries(self) -> list[Entry]:
        return [entry for watch in self._folder.watches for entry in entries(watch)]

    def _run(self, watch: Watch, due: Due) -> None:
        try:
            task = RunTask(watch=part(watch, due.key), key=due.key, slot=due.slot)
            self._told(self._worker.do(task, watch.deadline))
            self._unreported = True
            self._ran["ended"] += 1
        except OverranError as error:
            self._ran["overran"] += 1
            self._stopped[due.key] = error.message
            _LOG.error("run stopped", extra={"watch": due.key, "why": error.message})
        except TrackerError as error:
            self._ran["failed"] += 1
            _LOG.error("run failed", extra={"watch": due.key, "why": error.message})
        finally:
            since = self._quiet([one for one in entries(watch) if one.key == due.key]).get(due.key)
            with self._lock:
                self._planner.ended(due.key, self._clock(), since)

    def _round(self) -> None:
        with self._lock:
            problems = {watch: str(found[0]) for watch, found in self._folder.problems.items()}
            task = RoundTask(
                watches=self._folder.watches,
                overdue=self._planner.overdue(self._clock()),
                problems=problems,
                stopped=dict(self._stopped),
            )
        try:
            self._worker.do(task, CHORES)
            self._stopped.clear()
            self._rounded = self._clock()
            if self._unreported:
                self._worker.do(ReportTask(watches=task.watches), CHORES)
                self._unreported = False
        except TrackerError as error:
            _LOG.error("round failed", extra={"why": error.message})

    def _drain(self) -> None:
        """Begin nothing more, let what is under way finish, and go."""
        _LOG.info("stopping", extra={"within_seconds": DRAIN.total_seconds()})
        done = threading.Event()

        def finish() -> None:
            self._scheduler.remove_all_jobs()
            self._scheduler.shutdown(wait=True)
            done.set()

        threading.Thread(target=finish, daemon=True).start()
        done.wait(DRAIN.total_seconds())
        self._worker.kill()
        _LOG.info("stopped", extra={"drained": done.is_set()})
