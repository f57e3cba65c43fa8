"""Runs of watches as the service does them: logged, checked, its sources' health judged, its news told.

Enters: watches, a store, the moment. Leaves: a `Checked` and a line in the run log for each, alarms and messages. Promises: the run is
in the log before it begins and closed when it ends; an alarm is written with the news of it, in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from tracker import service
from tracker.claims.schemes import Registry
from tracker.errors import TrackerError
from tracker.findings.model import Severity
from tracker.gather import batches
from tracker.health import Alarm, Step, Trouble, health, step, trouble
from tracker.history import Outcome
from tracker.notify import deliver as notify
from tracker.notify.deliver import Delivered
from tracker.notify.model import Channel
from tracker.planner import Entry
from tracker.service import ALONE, Checked, SoFar, Ways
from tracker.store import Store
from tracker.store.captures import Look
from tracker.store.outbox import Item, Mark, alarm_key
from tracker.store.runs import Ending, Repaired
from tracker.store.upkeep import growth
from tracker.watches.model import Source, Watch

Clock = Callable[[], datetime]

#: Watches that are looked at side by side: enough to fill several processes and wait for several hosts at once.
TOGETHER = 64
#: Attempts after which a channel that takes nothing raises an alarm.
UNDELIVERED = 5


def entries(watch: Watch) -> tuple[Entry, ...]:
    """What is planned for a watch: itself, and each of its sources that has a cadence of its own.

    Nothing is planned for one that is paused without an end.
    """
    pause = watch.pause
    if pause is not None and pause.until is None:
        return ()
    resumes = datetime.combine(pause.until, time(), UTC) if pause and pause.until else None
    return tuple(
        Entry(
            key=key,
            watch=watch.id,
            cadence=sources[0].cadence or watch.cadence,
            blackout=watch.blackout,
            jitter=watch.jitter,
            resumes=resumes,
        )
        for key, sources in _groups(watch).items()
    )


def part(watch: Watch, key: str) -> Watch:
    """The watch with those of its sources that an entry stands for."""
    return replace(watch, sources=_groups(watch).get(key, watch.sources))


def quiet(store: Store, planned: Iterable[Entry]) -> dict[str, datetime]:
    """Since when those of the entries have shown nothing new whose cadence has a stretch, by key."""
    found = {}
    for entry in planned:
        source = entry.key.partition("/")[2]  # what has a stretch is one source
        if entry.cadence.stretch is not None and (since := store.ledger.quiet_since(entry.watch, source)):
            found[entry.key] = since
    return found


def _groups(watch: Watch) -> dict[str, tuple[Source, ...]]:
    found: dict[str, tuple[Source, ...]] = {}
    for source in watch.sources:
        key = watch.id if source.cadence is None else f"{watch.id}/{source.id}"
        found[key] = (*found.get(key, ()), source)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One slot of a schedule: a watch, or the part of it that an entry stands for, the entry's key, and when it is due."""

    watch: Watch
    key: str
    at: datetime


def run(
    watch: Watch,
    key: str,
    store: Store,
    registry: Registry,
    slot: datetime,
    clock: Clock,
    ways: Ways = ALONE,
) -> Checked:
    """Run a watch, or the part of it that an entry stands for, for one slot of its schedule; what ends it is in the log."""
    return next(run_all([Slot(watch=watch, key=key, at=slot)], store, registry, clock, ways))


def run_all(
    slots: Iterable[Slot], store: Store, registry: Registry, clock: Clock, ways: Ways = ALONE
) -> Iterator[Checked]:
    """Run what is due at some slots, `TOGETHER` of them at a time, side by side; a value for each, in their order.

    A watch that fails does so by itself: the others are run, and what the first one raised is raised at the end.
    """
    failed: TrackerError | None = None
    for together in batches(slots, TOGETHER):
        with store.writing():
            numbers = [store.runs.begin(slot.key, slot.at, clock()) for slot in together]
        attempted = _attempt(list(zip(together, numbers, strict=True)), SoFar(), store, registry, clock, ways)
        for begun, given in attempted:
            with store.writing():
                _close(begun, given, store, clock())
            if isinstance(given, TrackerError):
                failed = failed or given
            else:
                yield from given
    if failed is not None:
        raise failed


_Begun = Sequence[tuple[Slot, int]]  # with its number in the run log


def _attempt(
    begun: _Begun, so_far: SoFar, store: Store, registry: Registry, clock: Clock, ways: Ways
) -> Iterator[tuple[_Begun, list[Checked] | TrackerError]]:
    """Check some watches together; where that fails, one after the other, from where they are."""
    try:
        yield begun, service.check_all([slot.watch for slot, _ in begun], store, registry, clock(), ways, so_far)
    except TrackerError as error:
        if len(begun) == 1:
            yield begun, error
        else:
            for one in begun:
                yield from _attempt([one], so_far, store, registry, clock, ways)


def _close(begun: _Begun, given: list[Checked] | TrackerError, store: Store, at: datetime) -> None:
    """Write down how runs ended. Call it inside a transaction."""
    if isinstance(given, TrackerError):
        for _, number in begun:
            store.runs.end(number, at, Ending.FAILED, detail=given.message)
        return
    for (slot, number), one in zip(begun, given, strict=True):
        judge(slot.watch, store, at)
        ending = Ending.DONE if one.complete else Ending.INCOMPLETE
        store.runs.end(number, at, ending, releases=len(one.documents), findings=len(one.findings))


def judge(watch: Watch, store: Store, at: datetime) -> None:
    """Raise, repeat or clear the alarms of a watch's sources. Call it inside a transaction."""
    for source in watch.sources:
        found = health(store.ledger.record(watch.id, source.id), at)
        sound(store, watch.id, watch.name, source.id, trouble(found), at)


def stop(store: Store, watch: Watch, key: str, at: datetime, why: str) -> None:
    """Close the run of an entry that was stopped: what it had not looked at yet could not be looked at. Call it inside a transaction."""
    began = store.runs.stop(key, at, Ending.OVERRAN, why)
    for source in part(watch, key).sources:
        last = store.ledger.record(watch.id, source.id).last
        if began is not None and (last is None or last < began):
            store.captures.looked(Look(watch=watch.id, source=source.id, at=at, outcome=Outcome.FAILED, detail=why))


def retire(store: Store, watches: Iterable[Watch]) -> None:
    """Drop the alarms about sources that are looked at no longer: nothing mended them, and nothing will."""
    known = {(watch.id, source.id) for watch in watches for source in watch.sources}
    gone = [
        alarm
        for alarm in store.ledger.alarms()
        if alarm.kind.startswith("source-") and (alarm.watch, alarm.subject) not in known
    ]
    if gone:
        with store.writing():
            for alarm in gone:
                store.ledger.clear_alarm(alarm.watch, alarm.subject)


def sound(store: Store, watch: str, name: str, subject: str, now: Trouble | None, at: datetime) -> None:
    """Let an alarm follow a trouble: told when it is new or old and unmended, cleared when it is gone."""
    known = store.ledger.alarm(watch, subject)
    match step(known, now, at):
        case Step.TELL if now is not None:
            times = known.times + 1 if known is not None and known.kind == now.kind else 1
            alarm = Alarm(
                watch=watch, subject=subject, kind=now.kind, since=now.since, told=at, times=times, detail=now.detail
            )
            store.ledger.raise_alarm(alarm)
            _tell(store, name, alarm, Severity.WARNING, at)
        case Step.CLEAR if known is not None:
            store.ledger.clear_alarm(watch, subject)
            _tell(store, name, replace(known, kind="recovered", times=known.times), Severity.NOTICE, at)
        case _:
            pass


def _tell(store: Store, name: str, alarm: Alarm, severity: Severity, at: datetime) -> None:
    item = Item(
        watch=alarm.watch,
        name=name,
        kind=alarm.kind,
        severity=severity,
        subject=alarm.subject,
        detail=alarm.detail,
        since=alarm.since,
    )
    key = alarm_key(alarm.watch, alarm.subject, alarm.kind, alarm.since, alarm.times)
    store.outbox.add(key, item, Mark.NEWS, at)


def repair(store: Store, at: datetime) -> Repaired:
    """Close what a program that was stopped left open, and say what the next runs will finish."""
    with store.writing():
        return store.runs.repair(at)


def subscribe(store: Store, channels: Sequence[Channel], at: datetime) -> None:
    """Know the channels before anything is looked at: one that is new hears of what comes from now on."""
    if any(store.outbox.subscription(channel.name) is None for channel in channels):
        with store.writing():
            store.outbox.subscribe([channel.name for channel in channels], at)


def deliver(
    store: Store, channels: Sequence[Channel], named: Mapping[str, tuple[str, ...]], registry: Registry, at: datetime
) -> Delivered:
    """Tell every channel what is due; a channel that takes nothing for long raises an alarm in the others."""
    delivered = notify.deliver(store, channels, named, registry, at)
    known = {channel.name for channel in channels}
    waiting = [one for one in store.outbox.undelivered() if one.attempts >= UNDELIVERED and one.channel in known]
    troubled = {message.channel: message for message in reversed(waiting)}
    why = {message.channel: detail for message, detail in delivered.failed}
    standing = {alarm.subject for alarm in store.ledger.alarms() if alarm.kind == "undelivered"}
    if troubled or standing:
        with store.writing():
            for name in sorted(standing | set(troubled)):
                trouble_now = None
                if (oldest := troubled.get(name)) is not None:
                    trouble_now = Trouble(kind="undelivered", since=oldest.at, detail=why.get(name, ""))
                sound(store, "", "", name, trouble_now, at)
    return delivered


def watch_quota(store: Store, quota_mb: int | None, at: datetime) -> None:
    """Raise an alarm while the store is larger than its quota, in megabytes. Call it inside a transaction."""
    grown = growth(store, at) if quota_mb is not None else None
    over = None
    if grown is not None and quota_mb is not None and grown.size > quota_mb * 2**20:
        detail = f"{grown.size / 2**20:.0f} of {quota_mb} MB; {grown.in_a_year / 2**20:.0f} MB in a year at this pace"
        known = store.ledger.alarm("", "store")
        over = Trouble(kind="quota", since=known.since if known else at, detail=detail)
    sound(store, "", "", "store", over, at)


def routes(watches: Iterable[Watch]) -> dict[str, tuple[str, ...]]:
    """The channels of those watches that name their own."""
    return {watch.id: watch.notify for watch in watches if watch.notify is not None}
