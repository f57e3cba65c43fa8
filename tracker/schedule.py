"""When to look: one job a watch, never two at once, on APScheduler.

Enters: watches and a function that checks one of them. Leaves: nothing; it blocks until told to stop. Promises: a job that
was missed is made up once; a watch is never checked twice at the same time. The job store is in memory: the truth about
what is watched is in the watch files, and about what was done in the store.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from tracker.watches.cadence import Cadence
from tracker.watches.model import Watch

#: Runs of different watches may start at the same moment; this spreads them, in seconds.
JITTER = 60


def trigger(cadence: Cadence, *, jitter: int | None = None) -> BaseTrigger:
    """The APScheduler trigger of a cadence. Days of the week go by name, because APScheduler counts them from Monday."""
    if cadence.interval is not None:
        return IntervalTrigger(seconds=int(cadence.interval.total_seconds()), timezone=cadence.timezone, jitter=jitter)
    assert cadence.cron is not None  # noqa: S101 - a cadence has one of the two
    minute, hour, day, month, day_of_week = cadence.cron
    return CronTrigger(
        minute=minute,
        hour=hour,
        day=day,
        month=month,
        day_of_week=day_of_week,
        timezone=cadence.timezone,
        jitter=jitter,
    )


def next_runs(cadence: Cadence, after: datetime, count: int = 5) -> tuple[datetime, ...]:
    """The next moments at which a cadence is due, in its own time zone."""
    due = trigger(cadence)
    moment = after.astimezone(ZoneInfo(cadence.timezone))
    runs: list[datetime] = []
    previous: datetime | None = moment if cadence.interval is not None else None
    while len(runs) < count:
        following = due.get_next_fire_time(previous, moment)
        if following is None:
            break
        runs.append(following)
        previous = moment = following
    return tuple(runs)


def run(watches: Sequence[Watch], check: Callable[[Watch], None], *, first: datetime) -> None:
    """Check every watch at its cadence, and each of them once at the start, until SIGINT or SIGTERM."""
    # one worker: the store has one writer, and looking at folders takes no time worth sharing
    scheduler = BlockingScheduler(executors={"default": ThreadPoolExecutor(1)}, timezone="UTC")
    for watch in watches:
        scheduler.add_job(
            check,
            trigger(watch.cadence, jitter=JITTER),
            args=[watch],
            id=watch.id,
            name=watch.name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=first,
        )
    signal.signal(signal.SIGTERM, lambda *_: scheduler.shutdown(wait=True))
    try:
        scheduler.start()
    except KeyboardInterrupt:
        scheduler.shutdown(wait=True)
        raise
