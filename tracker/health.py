"""How sources do, and when somebody is to be told: states from the looks that were taken, alarms from the states. Pure.

An alarm is raised after a few failures and not after one, said again when nobody has mended it for days, and cleared when
what was wrong is well again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.history import Outcome

#: Failures in a row after which an alarm is raised, and how long after it was last said it is said again.
AFTER = 3
AGAIN = timedelta(days=7)
#: A source that has shown nothing new for this long is quiet, which is no trouble.
QUIET = timedelta(days=90)


class State(StrEnum):
    """How a source does. Codes for machines."""

    UNKNOWN = "unknown"  # not looked at yet
    HEALTHY = "healthy"
    QUIET = "quiet"
    FAILING = "failing"
    BLOCKED = "blocked"
    SUSPICIOUS = "suspicious"
    PAUSED = "paused"  # somebody said not to look


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """What the log of looks says about one source."""

    watch: str
    source: str
    looks: int = 0
    last: datetime | None = None
    last_outcome: Outcome | None = None
    last_seen: int = 0  # documents that the last look showed
    most_seen: int = 0  # documents that any look showed
    last_good: datetime | None = None
    last_new: datetime | None = None
    failures: int = 0  # in a row, up to the last look
    failing_since: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How one source does, since when, and what was said about it."""

    record: SourceRecord
    state: State
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that somebody should mend: its kind (a code), since when, and one sentence."""

    kind: str
    since: datetime
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A trouble that was told, when it was last told, and how often."""

    watch: str
    subject: str
    kind: str
    since: datetime
    told: datetime
    times: int
    detail: str


class Step(StrEnum):
    """What becomes of an alarm."""

    NOTHING = "nothing"
    TELL = "tell"
    CLEAR = "clear"


def health(record: SourceRecord, at: datetime, *, paused: bool = False) -> SourceHealth:
    """How a source does at a moment; nothing is said against one that is paused."""
    if paused:
        return SourceHealth(record=record, state=State.PAUSED)
    if record.last_outcome is None:
        return SourceHealth(record=record, state=State.UNKNOWN)
    if record.failures:
        state = {Outcome.BLOCKED: State.BLOCKED, Outcome.SUSPICIOUS: State.SUSPICIOUS}.get(
            record.last_outcome, State.FAILING
        )
        return SourceHealth(record=record, state=state, since=record.failing_since)
    if record.most_seen and not record.last_seen:
        # "nothing there" where there used to be something is how a rebuilt page looks to a reader of the old one
        return SourceHealth(record=record, state=State.SUSPICIOUS, since=record.last)
    if record.last_new is None or at - record.last_new > QUIET:
        return SourceHealth(record=record, state=State.QUIET, since=record.last_new)
    return SourceHealth(record=record, state=State.HEALTHY, since=record.last_new)


def trouble(one: SourceHealth) -> Trouble | None:
    """What there is to mend about a source; None while it may still mend itself."""
    record = one.record
    match one.state:
        case State.FAILING | State.BLOCKED | State.SUSPICIOUS if record.failures >= AFTER and one.since is not None:
            return Trouble(kind=f"source-{one.state}", since=one.since, detail=record.detail)
        case State.SUSPICIOUS if not record.failures and one.since is not None:
            shown = f"it showed {record.most_seen} documents, and now none"
            return Trouble(kind="source-suspicious", since=one.since, detail=shown)
        case _:
            return None


def step(known: Alarm | None, now: Trouble | None, at: datetime) -> Step:
    """Whether an alarm is told (raised, or told again), cleared, or left as it is."""
    if now is None:
        return Step.NOTHING if known is None else Step.CLEAR
    # what was told far in the future was told by a clock that was wrong
    if known is None or known.kind != now.kind or abs(at - known.told) >= AGAIN:
        return Step.TELL
    return Step.NOTHING
