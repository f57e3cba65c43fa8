"""The first truth: what was published, byte for byte, and each look that was taken for it. Only ever added to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from tracker.errors import StoreDamagedError
from tracker.history import Observation, Outcome
from tracker.store.compression import compress, restored

#: Bytes of captures that are held, at most, from when they are recorded until they are read.
AT_HAND = 16 * 2**20

#: Looks that say how things are at a source; every other outcome says that it could not be looked at.
SUCCESSFUL = frozenset({Outcome.CAPTURED, Outcome.NOT_MODIFIED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at one source: how many documents it showed, how many were new, how many could not be read."""

    watch: str
    source: str
    at: datetime
    outcome: Outcome
    seen: int = 0
    new: int = 0
    unreadable: int = 0
    detail: str = ""
    notices: tuple[str, ...] = ()  # codes of what the source's operator should know, each with its count: "empty:1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a listing declares of a document: by what it knows it, whatever its address, and its day."""

    identity: str | None = None
    published: date | None = None


NOTHING = Declared()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A capture that is recorded and has not been interpreted yet."""

    sha256: str
    source: str
    location: str
    media_type: str
    retrieved: datetime
    size: int
    baseline: bool = False  # found by the first look at its source
    historical: bool = False  # brought by a backfill
    published: date | None = None  # as the listing has it that it was found in
    identity: str | None = None  # that by which the listing knows it, whatever its address
    number: int = 0  # of the observation


class Captures:
    """The tables of captures, observations, looks and places."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._historical = False
        self._at_hand: dict[str, bytes] = {}
        self._room = AT_HAND

    @contextmanager
    def backfilling(self) -> Iterator[None]:
        """What is observed inside is history: it is kept, read and compared like everything, and it is not news."""
        self._historical = True
        try:
            yield
        finally:
            self._historical = False

    def stamps(self, watch: str, source: str) -> dict[str, str]:
        """Every place of a source that has been looked at, with the stamp that it had then."""
        rows = self._database.query(
            "select location, stamp from places where watch = ? and source = ?", [watch, source]
        )
        return {row["location"]: row["stamp"] for row in rows}

    def keep(self, body: bytes, sha256: str, media_type: str) -> bool:
        """Keep these bytes; whether they are new to the store."""
        cursor = self._database.conn.execute(
            "insert or ignore into captures (sha256, media_type, size, body) values (?, ?, ?, ?)",
            [sha256, media_type, len(body), compress(body)],
        )
        is_new = cursor.rowcount == 1
        if is_new and sha256 not in self._at_hand and len(body) <= self._room:
            self._at_hand[sha256] = body
            self._room -= len(body)
        return is_new

    def observe(self, watch: str, observation: Observation, stamp: str) -> None:
        """Record what a look at one place gave, and the stamp by which to tell whether it has changed since."""
        self.add_observation(watch, observation)
        self.settle(watch, observation.source, observation.location, stamp)

    def settle(self, watch: str, source: str, place: str, stamp: str) -> None:
        """Remember the stamp under which a place, or what a listing calls it, was dealt with."""
        self._database.conn.execute(
            "insert into places (watch, source, location, stamp) values (?, ?, ?, ?)"
            " on conflict (watch, source, location) do update set stamp = excluded.stamp",
            [watch, source, place, stamp],
        )

    def add_observation(self, watch: str, observation: Observation, declared: Declared = NOTHING) -> int:
        """Record what was found out about one place, as its number; what was recorded of it before stays."""
        cursor = self._database.conn.execute(
            "insert into observations"
            " (watch, source, location, outcome, at, sha256, cause, detail, historical, identity, published)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                watch,
                observation.source,
                observation.location,
                observation.outcome,
                observation.at.isoformat(),
                observation.sha256,
                observation.cause,
                observation.detail,
                self._historical,
                declared.identity,
                declared.published.isoformat() if declared.published else None,
            ],
        )
        return int(cursor.lastrowid or 0)

    def observation_of(self, watch: str, sha256: str) -> Observation:
        """How a capture was first found."""
        row = self._database.conn.execute(
            "select source, location, at from observations where sha256 = ? and watch = ? and outcome = 'captured'"
            " order by id limit 1",
            [sha256, watch],
        ).fetchone()
        return Observation(
            source=row[0],
            location=row[1],
            outcome=Outcome.CAPTURED,
            at=datetime.fromisoformat(row[2]),
            sha256=sha256,
        )

    def is_refused(self, watch: str, sha256: str) -> bool:
        """Whether it is recorded that these bytes could not be read."""
        row = self._database.conn.execute(
            "select 1 from observations where sha256 = ? and watch = ? and outcome = 'unreadable' limit 1",
            [sha256, watch],
        ).fetchone()
        return row is not None

    def is_known(self, watch: str, source: str, sha256: str | None) -> bool:
        """Whether a source of a watch showed these bytes before, at whatever place."""
        row = self._database.conn.execute(
            "select 1 from observations where sha256 = ? and watch = ? and source = ? and outcome = 'captured' limit 1",
            [sha256, watch, source],
        ).fetchone()
        return row is not None

    def looked(self, look: Look) -> None:
        """Record one look at one source, whatever it gave; the first that succeeds sets the source's baseline."""
        if look.outcome in SUCCESSFUL and not self._historical:
            # by number and not by time, because a clock may be set back
            self._database.conn.execute(
                "insert or ignore into baselines (watch, source, upto)"
                " values (?, ?, (select coalesce(max(id), 0) from observations))",
                [look.watch, look.source],
            )
        self._database.conn.execute(
            "insert into looks (watch, source, at, outcome, seen, new, unreadable, detail, notices)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                look.watch,
                look.source,
                look.at.isoformat(),
                look.outcome,
                look.seen,
                look.new,
                look.unreadable,
                look.detail,
                " ".join(look.notices),
            ],
        )

    def pending(self, watch: str, *, anew: bool = False) -> tuple[Pending, ...]:
        """Captures of a watch that are neither a document yet nor known to be unreadable, in the order they came.

        `anew` takes in those that could not be read, as other code may read them.
        """
        rows = self._database.query(
            "select o.sha256, o.source, o.location, o.at, c.media_type, c.size, o.historical,"
            " o.id <= coalesce(b.upto, o.id) as baseline, o.published, o.identity, o.id from observations o"
            " join captures c on c.sha256 = o.sha256"
            " left join baselines b on b.watch = o.watch and b.source = o.source"
            " where o.watch = :watch and o.outcome = 'captured'"
            " and not exists (select 1 from documents d where d.watch = o.watch and d.sha256 = o.sha256)"
            " and (:anew or not exists (select 1 from observations u where u.watch = o.watch and u.sha256 = o.sha256"
            " and u.outcome = 'unreadable'))"
            " group by o.sha256 having o.id = min(o.id) order by o.id",
            {"watch": watch, "anew": anew},
        )
        return tuple(
            Pending(
                sha256=row["sha256"],
                source=row["source"],
                location=row["location"],
                media_type=row["media_type"],
                retrieved=datetime.fromisoformat(row["at"]),
                size=row["size"],
                baseline=bool(row["baseline"]),
                historical=bool(row["historical"]),
                published=date.fromisoformat(row["published"]) if row["published"] else None,
                identity=row["identity"],
                number=row["id"],
            )
            for row in rows
        )

    def body(self, sha256: str) -> bytes:
        """The bytes as received; raises `StoreDamagedError` when they no longer have their digest."""
        # SQLite keeps any type in any column, and cannot give a text that is none
        sql = "select case typeof(body) when 'blob' then body else x'' end from captures where sha256 = ?"
        row = self._database.conn.execute(sql, [sha256]).fetchone()
        if row is None:
            raise StoreDamagedError(f"The capture {sha256[:12]} is missing from the store.", hint="Restore a backup.")
        if (body := restored(row[0], sha256)) is None:
            raise StoreDamagedError(
                f"The capture {sha256[:12]} no longer has its digest: its bytes were changed after they were recorded.",
                hint="Restore a backup; reports made before still quote what was captured.",
            )
        return body

    def take(self, sha256: str) -> bytes:
        """The same, to be read for the first time: what was just recorded here is not unpacked for it."""
        body = self._at_hand.pop(sha256, None)
        if body is None:
            return self.body(sha256)
        self._room += len(body)
        return body

    def observations(self, watch: str) -> tuple[Observation, ...]:
        """The newest observation of each place of a watch, by place."""
        rows = self._database.query(
            "select * from observations where id in"
            " (select max(id) from observations where watch = ? group by source, location) order by location",
            [watch],
        )
        return tuple(
            Observation(
                source=row["source"],
                location=row["location"],
                outcome=Outcome(row["outcome"]),
                at=datetime.fromisoformat(row["at"]),
                sha256=row["sha256"],
                cause=row["cause"],
                detail=row["detail"],
            )
            for row in rows
        )

    def looks(self, watch: str) -> Iterator[Look]:
        """Every look at every source of a watch, oldest first."""
        for row in self._database.query("select * from looks where watch = ? order by id", [watch]):
            yield Look(
                watch=row["watch"],
                source=row["source"],
                at=datetime.fromisoformat(row["at"]),
                outcome=Outcome(row["outcome"]),
                seen=row["seen"],
                new=row["new"],
                unreadable=row["unreadable"],
                detail=row["detail"],
                notices=tuple(row["notices"].split()),
            )

    def digests(self) -> Sequence[str]:
        """Every capture's digest, for `tracker verify`."""
        return [row["sha256"] for row in self._database.query("select sha256 from captures order by sha256")]
