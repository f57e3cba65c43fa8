"""What was looked at, read back: how each source does, and which alarms stand. The looks themselves are the captures' table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.health import Alarm, SourceRecord
from tracker.history import Outcome
from tracker.store.captures import SUCCESSFUL, Look

_GOOD = "('captured', 'not-modified')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many looks at a source gave one outcome, how many new documents they found, and when the last of them was."""

    watch: str
    source: str
    outcome: Outcome
    looks: int
    releases: int
    last: datetime

    @property
    def good(self) -> bool:
        """Whether these looks were looks at what the source had."""
        return self.outcome in SUCCESSFUL


class Ledger:
    """Questions to the table of looks, and the table of alarms."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, watch: str, source: str) -> SourceRecord:
        """What the looks at one source say about it; asked by index, however long the history."""
        conn, place = self._database.conn, {"watch": watch, "source": source}
        here = "from looks where watch = :watch and source = :source"
        last = conn.execute(f"select id, at, outcome, seen, detail {here} order by id desc limit 1", place).fetchone()
        if last is None:
            return SourceRecord(watch=watch, source=source)
        good = conn.execute(
            f"select id, at {here} and outcome in {_GOOD} order by id desc limit 1",
            place,
        ).fetchone()
        looks, most, new = conn.execute(
            f"select count(*), max(seen), max(case when new > 0 then at end) {here}",
            place,
        ).fetchone()
        failures, since = conn.execute(
            f"select count(*), min(at) {here} and id > :good",
            {**place, "good": good[0] if good else 0},
        ).fetchone()
        return SourceRecord(
            watch=watch,
            source=source,
            looks=looks,
            last=datetime.fromisoformat(last[1]),
            last_outcome=Outcome(last[2]),
            last_seen=last[3],
            most_seen=most,
            last_good=datetime.fromisoformat(good[1]) if good else None,
            last_new=datetime.fromisoformat(new) if new else None,
            failures=failures,
            failing_since=datetime.fromisoformat(since) if since else None,
            detail=last[4],
        )

    def quiet_since(self, watch: str, source: str) -> datetime | None:
        """When a look at a source last found something new, or the first look where none has.

        None for a source that was never looked at, and while it cannot be: what fails is not quiet.
        """
        conn, place = self._database.conn, {"watch": watch, "source": source}
        here = "from looks where watch = :watch and source = :source"
        last = conn.execute(f"select outcome in {_GOOD} {here} order by at desc limit 1", place).fetchone()
        if last is None or not last[0]:
            return None
        new = conn.execute(f"select at {here} and new > 0 order by at desc limit 1", place).fetchone()
        first = new or conn.execute(f"select at {here} order by at limit 1", place).fetchone()
        return datetime.fromisoformat(first[0])

    def tallies(self) -> Iterator[Tally]:
        """The looks at every source that was ever looked at, counted by what they gave; by watch, source and outcome."""
        for row in self._database.query("select * from tallies order by watch, source, outcome"):
            yield Tally(**{**row, "outcome": Outcome(row["outcome"]), "last": datetime.fromisoformat(row["last"])})

    def looks(self, watch: str, source: str, start: datetime, end: datetime) -> Iterator[Look]:
        """The looks at one source in a period, oldest first."""
        for row in self._database.query(
            "select * from looks where watch = ? and source = ? and at >= ? and at < ? order by at, id",
            [watch, source, start.isoformat(), end.isoformat()],
        ):
            yield _look(row)

    def last_good_before(self, watch: str, source: str, moment: datetime) -> datetime | None:
        """When a source was last looked at with success before a moment."""
        row = self._database.conn.execute(
            f"select max(at) from looks where watch = ? and source = ? and at < ? and outcome in {_GOOD}",  # noqa: S608
            [watch, source, moment.isoformat()],
        ).fetchone()
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    def alarm(self, watch: str, subject: str) -> Alarm | None:
        """The alarm that stands about a subject of a watch."""
        rows = list(self._database.query("select * from alarms where watch = ? and subject = ?", [watch, subject]))
        return _alarm(rows[0]) if rows else None

    def alarms(self) -> tuple[Alarm, ...]:
        """Every alarm that stands, oldest first."""
        return tuple(map(_alarm, self._database.query("select * from alarms order by since, watch, subject")))

    def raise_alarm(self, alarm: Alarm) -> None:
        """Let an alarm stand, in the place of the one that stood for the subject."""
        self._database.conn.execute(
            "insert or replace into alarms (watch, subject, kind, since, told, times, detail) values (?, ?, ?, ?, ?, ?, ?)",
            [
                alarm.watch,
                alarm.subject,
                alarm.kind,
                alarm.since.isoformat(),
                alarm.told.isoformat(),
                alarm.times,
                alarm.detail,
            ],
        )

    def clear_alarm(self, watch: str, subject: str) -> None:
        """Let an alarm stand no longer."""
        self._database.conn.execute("delete from alarms where watch = ? and subject = ?", [watch, subject])


def _look(row: dict[str, object]) -> Look:
    return Look(
        watch=str(row["watch"]),
        source=str(row["source"]),
        at=datetime.fromisoformat(str(row["at"])),
        outcome=Outcome(str(row["outcome"])),
        seen=int(str(row["seen"])),
        new=int(str(row["new"])),
        unreadable=int(str(row["unreadable"])),
        detail=str(row["detail"]),
    )


def _alarm(row: dict[str, object]) -> Alarm:
    return Alarm(
        watch=str(row["watch"]),
        subject=str(row["subject"]),
        kind=str(row["kind"]),
        since=datetime.fromisoformat(str(row["since"])),
        told=datetime.fromisoformat(str(row["told"])),
        times=int(str(row["times"])),
        detail=str(row["detail"]),
    )
