"""The run log: when each watch was looked at, for which moment of its schedule, and how that ended.

A run is written down before it begins and closed when it ends; one that is still open when the program starts was
broken off, and is closed as such. The scheduler asks this log, and nothing else, what was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import takewhile

from sqlite_utils import Database


class Ending(StrEnum):
    """How a run ended. Codes for machines."""

    DONE = "done"
    INCOMPLETE = "incomplete"  # ran, but a source or a document could not be read
    FAILED = "failed"  # a fault of ours, or the store's
    OVERRAN = "overran"  # stopped at its deadline
    BROKEN_OFF = "broken-off"  # the program ended under it


#: Ends that something about the watch brought about; what broke off with the program says nothing about it.
_UNFINISHED = frozenset({Ending.FAILED, Ending.OVERRAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of one watch: the moment that it was due (`slot`), when it began and ended, and how."""

    watch: str
    slot: datetime
    started: datetime
    ended: datetime | None = None
    outcome: Ending | None = None
    detail: str = ""
    releases: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """Runs of one watch, one after the other and up to the last, none of which came to its end; why is the last one's."""

    times: int
    since: datetime
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What a start found left behind by a program that was stopped: everything is finished by the next runs."""

    broken_off: tuple[str, ...] = ()  # watches whose last run was not finished
    uninterpreted: int = 0  # captures that are recorded and not interpreted yet
    uncompared: int = 0  # releases that are read and whose changes are not derived yet
    undelivered: int = 0  # messages that are written and not delivered yet

    @property
    def anything(self) -> bool:
        """Whether there is something to say."""
        return bool(self.broken_off or self.uninterpreted or self.uncompared or self.undelivered)


class Runs:
    """The table of runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, watch: str, slot: datetime, at: datetime) -> int:
        """Write down that a run begins; gives the number by which it is ended."""
        cursor = self._database.conn.execute(
            "insert into runs (watch, slot, started, detail, releases, findings) values (?, ?, ?, '', 0, 0)",
            [watch, slot.isoformat(), at.isoformat()],
        )
        assert cursor.lastrowid is not None  # noqa: S101 - an insert has a row
        return cursor.lastrowid

    def end(
        self, number: int, at: datetime, outcome: Ending, *, detail: str = "", releases: int = 0, findings: int = 0
    ) -> None:
        """Write down how a run ended. One that was ended already stays as it is."""
        self._database.conn.execute(
            "update runs set ended = ?, outcome = ?, detail = ?, releases = ?, findings = ? where id = ? and ended is null",
            [at.isoformat(), outcome, detail, releases, findings, number],
        )

    def stop(self, watch: str, at: datetime, outcome: Ending, detail: str) -> datetime | None:
        """Write down that the run of a watch that was under way was stopped; gives when it began, None where none was."""
        conn = self._database.conn
        (began,) = conn.execute("select min(started) from runs where watch = ? and ended is null", [watch]).fetchone()
        conn.execute(
            "update runs set ended = ?, outcome = ?, detail = ? where watch = ? and ended is null",
            [at.isoformat(), outcome, detail, watch],
        )
        return datetime.fromisoformat(began) if began else None

    def last(self) -> Mapping[str, Run]:
        """The last run of every watch that has one."""
        rows = self._database.query("select * from runs where id in (select max(id) from runs group by watch)")
        return {row["watch"]: _run(row) for row in rows}

    def unfinished(self) -> Mapping[str, Unfinished]:
        """The watches whose last runs failed or were stopped."""
        return {watch: self._streak(watch) for watch, run in self.last().items() if run.outcome in _UNFINISHED}

    def _streak(self, watch: str) -> Unfinished:
        rows = self._database.query("select * from runs where watch = ? order by started desc, id desc", [watch])
        streak = list(takewhile(lambda run: run.outcome in _UNFINISHED, map(_run, rows)))
        return Unfinished(times=len(streak), since=streak[-1].started, detail=streak[0].detail)

    def between(self, start: datetime, end: datetime) -> Iterator[Run]:
        """The runs that began in a period, oldest first."""
        rows = self._database.query(
            "select * from runs where started >= ? and started < ? order by id", [start.isoformat(), end.isoformat()]
        )
        yield from map(_run, rows)

    def count(self, outcome: Ending | None = None) -> int:
        """How many runs there were, or how many ended in one way."""
        where, values = ("", []) if outcome is None else ("where outcome = ?", [outcome])
        return int(self._database.conn.execute(f"select count(*) from runs {where}", values).fetchone()[0])  # noqa: S608 - ours

    def repair(self, at: datetime) -> Repaired:
        """Close what was broken off, and say what is still to be finished. Call it only where no other run is at work."""
        conn = self._database.conn
        broken = [row[0] for row in conn.execute("select distinct watch from runs where ended is null order by watch")]
        conn.execute("update runs set ended = ?, outcome = ? where ended is null", [at.isoformat(), Ending.BROKEN_OFF])
        uninterpreted = conn.execute(
            "select count(distinct o.watch || o.sha256) from observations o where o.outcome = 'captured'"
            " and not exists (select 1 from documents d where d.watch = o.watch and d.sha256 = o.sha256)"
            " and not exists (select 1 from observations u where u.watch = o.watch and u.sha256 = o.sha256"
            " and u.outcome = 'unreadable')"
        ).fetchone()[0]
        undelivered = conn.execute("select count(*) from messages where delivered is null").fetchone()[0]
        return Repaired(
            broken_off=tuple(broken),
            uninterpreted=uninterpreted,
            uncompared=conn.execute("select count(*) from due").fetchone()[0],
            undelivered=undelivered,
        )


def _run(row: Mapping[str, object]) -> Run:
    return Run(
        watch=str(row["watch"]),
        slot=datetime.fromisoformat(str(row["slot"])),
        started=datetime.fromisoformat(str(row["started"])),
        ended=datetime.fromisoformat(str(row["ended"])) if row["ended"] else None,
        outcome=Ending(str(row["outcome"])) if row["outcome"] else None,
        detail=str(row["detail"]),
        releases=int(str(row["releases"])),
        findings=int(str(row["findings"])),
    )
