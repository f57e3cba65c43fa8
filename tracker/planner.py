"""What is due now: a plan over the cadences of all watches and the log of what was run. No clock, no threads, no store.

Enters: entries, the slot of each entry's last run, and the moment. Leaves: the runs to begin now. Promises: a slot is run
once; a watch is never run twice at the same time; however many slots were missed, they are made up by one run, and the
runs that make up are spread out; in a blackout nothing begins.

A slot is the moment that a cadence names; a run begins at its slot, a little later for its jitter, or when a blackout ends.
Slots of an entry that stays quiet are left out where its cadence has a `stretch`; it is overdue by the slot that is not.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from tracker.watches.cadence import Cadence
from tracker.watches.moments import following, latest, period
from tracker.watches.pace import due_after
from tracker.watches.windows import Window, opens

#: Runs that begin this much after they should have were missed, and not merely waiting for the next tick.
LATE = timedelta(minutes=2)
#: What was missed, and what has never been run, begins within this time, or within a quarter of its period.
SPREAD = timedelta(minutes=15)
#: A run that is not over by this long after it should have begun, or by half a period, is said to be overdue.
OVERDUE = timedelta(hours=1)
#: Reports are written this long after they last were, at the soonest.
PUBLISHED = timedelta(minutes=1)
#: When a cadence that names no day of any year is due.
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is planned: a watch, or those of its sources that have a cadence of their own."""

    key: str
    watch: str
    cadence: Cadence
    blackout: tuple[Window, ...] = ()
    jitter: timedelta = timedelta()
    resumes: datetime | None = None  # nothing begins before: the watch is paused


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A run to begin now, and the slot that it is for."""

    key: str
    watch: str
    slot: datetime


@dataclass(slots=True)
class _Planned:
    entry: Entry
    anchor: datetime | None  # the slot of the last run
    start: datetime
    slot: datetime
    limit: datetime  # not over by then: overdue
    missed: bool = False
    running: bool = False
    quiet_since: datetime | None = None


@dataclass(slots=True)
class Planner:
    """The plan. Ask it often what is due, and tell it what has ended."""

    _planned: dict[str, _Planned] = field(default_factory=dict)
    _heap: list[tuple[datetime, str]] = field(default_factory=list)
    _busy: set[str] = field(default_factory=set)  # watches that are being run
    _now: datetime | None = None

    def load(
        self,
        entries: Iterable[Entry],
        last: Mapping[str, datetime],
        now: datetime,
        quiet: Mapping[str, datetime] | None = None,
    ) -> None:
        """Plan these entries from now on, and no others; what is running goes on, and what has not changed stays planned.

        `last` is the slot of each entry's last run, `quiet` since when each has shown nothing new.
        """
        before = self._planned
        self._planned = {}
        for entry in entries:
            known = before.get(entry.key)
            if known is not None and known.entry == entry:
                self._planned[entry.key] = known
                continue
            anchor = known.anchor if known is not None else last.get(entry.key)
            quiet_since = known.quiet_since if known is not None else (quiet or {}).get(entry.key)
            planned = _plan(entry, anchor, now, quiet_since)
            planned.running = known.running if known is not None else False
            if planned.running and known is not None:
                planned.slot = known.slot
            self._planned[entry.key] = planned
        self._reheap()

    def due(self, now: datetime) -> tuple[Due, ...]:
        """The runs that begin now. Each of them is under way until `ended` says otherwise."""
        if self._now is not None and now < self._now - LATE:
            self._replan(now)
        self._now = now
        begun: list[Due] = []
        waiting: list[tuple[datetime, str]] = []
        while self._heap and self._heap[0][0] <= now:
            start, key = heapq.heappop(self._heap)
            planned = self._planned.get(key)
            if planned is None or planned.running or planned.start != start:
                continue  # replaced by a later plan
            if planned.entry.watch in self._busy:
                waiting.append((start, key))
            elif now - start > LATE and not planned.missed:
                self._put(key, _missed(planned.entry, planned.anchor, planned.slot, now, planned.quiet_since))
            else:
                begun.append(self._begin(planned, now))
        for entry in waiting:
            heapq.heappush(self._heap, entry)
        return tuple(begun)

    def ended(self, key: str, now: datetime, quiet_since: datetime | None = None) -> None:
        """A run is over, however it ended: its slot is done, and the next one is planned by when something new was found."""
        planned = self._planned.get(key)
        if planned is None or not planned.running:
            self._busy.discard(key.partition("/")[0])
            return
        self._busy.discard(planned.entry.watch)
        self._put(key, _plan(planned.entry, planned.slot, now, quiet_since))

    def wake(self) -> datetime | None:
        """When something is due next, of what is not under way."""
        return self._heap[0][0] if self._heap else None

    def next(self, key: str) -> datetime | None:
        """When an entry's next run begins; None while it is under way, or for an entry that is not planned."""
        planned = self._planned.get(key)
        return None if planned is None or planned.running else planned.start

    def upcoming(self, key: str, count: int = 5) -> tuple[datetime, ...]:
        """When an entry's next runs begin, if none finds anything new; none while it is under way."""
        planned = self._planned.get(key)
        if planned is None or planned.running or planned.start == NEVER:
            return ()
        entry = planned.entry
        slot = latest(entry.cadence, planned.slot, planned.start) or planned.slot
        later = upcoming(entry.cadence, slot, count - 1, quiet_since=planned.quiet_since, blackout=entry.blackout)
        return (planned.start, *later)

    def overdue(self, now: datetime) -> tuple[str, ...]:
        """The entries that have not been run within their schedule."""
        return tuple(sorted(key for key, planned in self._planned.items() if now > planned.limit))

    def _begin(self, planned: _Planned, now: datetime) -> Due:
        entry = planned.entry
        if planned.anchor is not None:
            planned.slot = latest(entry.cadence, planned.anchor, now) or planned.slot
        planned.running = True
        self._busy.add(entry.watch)
        return Due(key=entry.key, watch=entry.watch, slot=planned.slot)

    def _put(self, key: str, planned: _Planned) -> None:
        self._planned[key] = planned
        heapq.heappush(self._heap, (planned.start, key))

    def _replan(self, now: datetime) -> None:
        """The clock was set back: what is planned by the old one is planned by the new one."""
        for key, planned in self._planned.items():
            if not planned.running:
                self._planned[key] = _plan(planned.entry, planned.anchor, now, planned.quiet_since)
        self._reheap()

    def _reheap(self) -> None:
        self._heap = [(planned.start, key) for key, planned in self._planned.items() if not planned.running]
        heapq.heapify(self._heap)
        running = {planned.entry.watch for planned in self._planned.values() if planned.running}
        self._busy = self._busy | running


@dataclass(slots=True)
class Publishing:
    """When reports are written: soon after a run and on a new day; once for a burst of runs, and once after its last.

    However long it takes, no more than a tenth of the time goes into it.
    """

    _changed: bool = True
    _day: date | None = None
    _written: datetime | None = None
    _again: datetime | None = None

    def changed(self) -> None:
        """There is something to write."""
        self._changed = True

    def due(self, now: datetime) -> bool:
        """Whether reports are to be written now; what is judged on a day is stale on the next."""
        if not self._changed and self._day == now.date():
            return False
        set_back = self._written is not None and now < self._written
        return self._again is None or now >= self._again or set_back

    def ended(self, begun: datetime, now: datetime, *, written: bool) -> None:
        """Writing is over. What could not be written is tried again no sooner than what was."""
        self._changed, self._day = not written, begun.date()
        self._written, self._again = now, now + max(PUBLISHED, (now - begun) * 9)


def upcoming(
    cadence: Cadence,
    after: datetime,
    count: int,
    *,
    quiet_since: datetime | None = None,
    blackout: tuple[Window, ...] = (),
    resumes: datetime | None = None,
) -> tuple[datetime, ...]:
    """When the runs after a slot begin, in UTC and but for their jitter, if none finds anything new."""
    slot, runs = after, list[datetime]()
    while len(runs) < count:
        due = due_after(cadence, slot, quiet_since)
        if due is None:
            break
        runs.append(opens(blackout, max(due, resumes) if resumes else due))
        slot = latest(cadence, due, runs[-1]) or due
    return tuple(runs)


def _plan(entry: Entry, anchor: datetime | None, now: datetime, quiet_since: datetime | None) -> _Planned:
    if anchor is None:
        return _missed(entry, None, now, now, quiet_since)
    if anchor > now + period(entry.cadence, now):
        anchor = now  # the log is from a clock that was far ahead
    slot = due_after(entry.cadence, anchor, quiet_since)
    if slot is None:
        return _Planned(entry=entry, anchor=anchor, start=NEVER, slot=NEVER, limit=NEVER)
    if slot < now - LATE:
        return _missed(entry, anchor, slot, now, quiet_since)
    late = _share(f"{entry.key} {slot.isoformat()}") * entry.jitter
    return _placed(
        _Planned(entry=entry, anchor=anchor, start=slot + late, slot=slot, limit=NEVER, quiet_since=quiet_since)
    )


def _missed(
    entry: Entry, anchor: datetime | None, slot: datetime, now: datetime, quiet_since: datetime | None
) -> _Planned:
    """A run that should have begun already: soon, and not all at once."""
    gap = following(entry.cadence, now)
    window = min(SPREAD, (gap - now) / 4) if gap is not None else SPREAD
    start = now + _share(entry.key) * window
    return _placed(
        _Planned(entry=entry, anchor=anchor, start=start, slot=slot, limit=NEVER, missed=True, quiet_since=quiet_since)
    )


def _placed(planned: _Planned) -> _Planned:
    """Let a run wait for the end of a pause and of a blackout, and say when it is overdue."""
    entry = planned.entry
    if entry.resumes is not None:
        planned.start = max(planned.start, entry.resumes)
    if entry.blackout:
        planned.start = opens(entry.blackout, planned.start)
    gap = following(entry.cadence, planned.start)
    allowance = max(OVERDUE, (gap - planned.start) / 2) if gap is not None else OVERDUE
    planned.limit = planned.start + allowance
    return planned


def _share(text: str) -> float:
    """A number from 0 to 1 that is the same for the same text, and spread evenly over different ones."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=6).digest(), "big") / 2**48
