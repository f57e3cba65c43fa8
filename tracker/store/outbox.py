"""What is to be told, and what has been: written with the findings, delivered after them, each thing once a channel.

`news` is a log that only grows; a row is written in the transaction that derives its finding. A message puts some of it
together for one channel; composing is one transaction, and delivering is recorded in another. Whoever is killed between
delivering and recording it delivers again, with the same message id, by which the receiver knows it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlite_utils import Database

from tracker.findings.model import Finding, Severity
from tracker.store.derived import pack, unpack


class Mark(StrEnum):
    """Whether something is news. What a first look finds is the baseline; what a backfill brings is history."""

    NEWS = "news"
    BASELINE = "baseline"
    HISTORICAL = "historical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to tell: a finding with the release that it is about, or an alarm with what it is about.

    In the log, a finding's own part is where findings are kept; what is written there is what all of a release's share.
    """

    watch: str
    name: str  # the organisation's, or empty for an alarm about the service itself
    kind: str = ""
    severity: Severity = Severity.INFO
    finding: Finding | None = None
    release: str | None = None  # the release's title, or its place
    published: date | None = None
    subject: str = ""
    detail: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A finding's line in the log: its key there, its id, its kind and severity, and what its release's lines share, packed."""

    key: str
    finding: str
    kind: str
    severity: str
    shared: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An item that a channel has not been told yet; `id` is its place in the log, `key` names it for ever."""

    id: int
    key: str
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is sent to one channel at once. The same items make the same id, whenever they are put together."""

    id: str
    channel: str
    at: datetime
    keys: tuple[str, ...]
    items: tuple[Item, ...]
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """How far a channel has been served: the log up to `since` is settled, and the last digest was at `digested`."""

    since: int
    digested: datetime


class Outbox:
    """The tables of news, channels and messages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, key: str, item: Item, mark: Mark, at: datetime) -> None:
        """Write an alarm to the log; what is there already stays."""
        self._database.conn.execute(
            "insert or ignore into news (key, watch, kind, severity, mark, at, body) values (?, ?, ?, ?, ?, ?, ?)",
            [key, item.watch, item.kind, item.severity, mark, at.isoformat(), pack(item)],
        )

    def add_findings(self, watch: str, told: Iterable[Told], mark: Mark, at: datetime) -> None:
        """Write findings to the log; what is there already stays, and follows the finding that now says it."""
        moment = at.isoformat()
        self._database.conn.executemany(
            "insert into news (key, watch, finding, kind, severity, mark, at, body) values (?, ?, ?, ?, ?, ?, ?, ?)"
            " on conflict (key) do update set finding = excluded.finding, body = excluded.body",
            [(one.key, watch, one.finding, one.kind, one.severity, mark, moment, one.shared) for one in told],
        )

    def subscription(self, channel: str) -> Subscription | None:
        """How far a channel has been served; None for one that is new."""
        row = self._database.conn.execute("select since, digested from channels where name = ?", [channel]).fetchone()
        return Subscription(since=row[0], digested=datetime.fromisoformat(row[1])) if row else None

    def subscribe(self, channels: Iterable[str], at: datetime) -> None:
        """Know these channels; a new one is told what comes from now on, and nothing of what was before."""
        self._database.conn.executemany(
            "insert or ignore into channels (name, since, digested)"
            " values (?, (select coalesce(max(id), 0) from news), ?)",
            [[channel, at.isoformat()] for channel in channels],
        )

    def waiting(self, channel: str) -> tuple[Waiting, ...]:
        """The news that a channel has not been told, oldest first; without findings that no longer hold."""
        rows = self._database.query(
            "select n.id, n.key, n.body, n.kind, n.severity, f.body as finding from news n"
            " left join findings f on f.watch = n.watch and f.id = n.finding"
            " where n.id > (select since from channels where name = :channel) and n.mark = 'news'"
            " and not exists (select 1 from told t where t.channel = :channel and t.news = n.id)"
            " and (n.finding is null or f.id is not null)"
            " order by n.id",
            {"channel": channel},
        )
        return tuple(
            Waiting(
                id=row["id"],
                key=row["key"],
                item=replace(
                    unpack(row["body"], Item),
                    kind=row["kind"],
                    severity=Severity(row["severity"]),
                    finding=unpack(row["finding"], Finding) if row["finding"] else None,
                ),
            )
            for row in rows
        )

    def compose(self, channel: str, waiting: Sequence[Waiting], at: datetime) -> Message:
        """Put items together as one message, to be delivered from now on."""
        keys = tuple(one.key for one in waiting)
        message = Message(
            id=hashlib.blake2b("\x1f".join((channel, *keys)).encode(), digest_size=16).hexdigest(),
            channel=channel,
            at=at,
            keys=keys,
            items=tuple(one.item for one in waiting),
        )
        self._database.conn.execute(
            "insert into messages (id, channel, created, due, attempts, detail, body) values (?, ?, ?, ?, 0, '', ?)",
            [message.id, channel, at.isoformat(), at.isoformat(), pack(message)],
        )
        self._database.conn.executemany(
            "insert into told (channel, news, message) values (?, ?, ?)",
            [[channel, one.id, message.id] for one in waiting],
        )
        return message

    def digested(self, channel: str, upto: int, at: datetime) -> None:
        """A digest's moment has passed: the log up to here is settled for the channel, told or not worth telling."""
        self._database.conn.execute(
            "update channels set digested = ?, since = max(since, ?) where name = ?", [at.isoformat(), upto, channel]
        )

    def last(self) -> int:
        """The place of the newest entry in the log."""
        return int(self._database.conn.execute("select coalesce(max(id), 0) from news").fetchone()[0])

    def undelivered(self, now: datetime | None = None, pause: timedelta = timedelta.max) -> tuple[Message, ...]:
        """Messages that are still to be delivered, oldest first; only those whose next attempt is due, given a moment.

        One that is due after a longer pause than there is was put off by a clock that was ahead, and is due now.
        """
        far = None if now is None or pause == timedelta.max else now + pause
        rows = self._database.query(
            "select body, attempts from messages where delivered is null"
            " and (:now is null or due <= :now or due > :far) order by created, id",
            {"now": now.isoformat() if now else None, "far": far.isoformat() if far else None},
        )
        return tuple(_message(row["body"], row["attempts"]) for row in rows)

    def newest(self, channel: str, count: int) -> tuple[Message, ...]:
        """The last messages of a channel, newest first, delivered or not."""
        rows = self._database.query(
            "select body, attempts from messages where channel = ? order by created desc, id limit ?", [channel, count]
        )
        return tuple(_message(row["body"], row["attempts"]) for row in rows)

    def delivered(self, message: str, at: datetime) -> None:
        """A message has arrived."""
        self._database.conn.execute(
            "update messages set delivered = ?, attempts = attempts + 1, detail = '' where id = ?",
            [at.isoformat(), message],
        )

    def failed(self, message: str, due: datetime, detail: str) -> None:
        """A message did not arrive; it is tried again when it is due."""
        self._database.conn.execute(
            "update messages set attempts = attempts + 1, due = ?, detail = ? where id = ?",
            [due.isoformat(), detail, message],
        )


def _message(body: bytes, attempts: int) -> Message:
    message = unpack(body, Message)
    return Message(
        id=message.id,
        channel=message.channel,
        at=message.at,
        keys=message.keys,
        items=message.items,
        attempts=attempts,
    )


def finding_key(watch: str, finding: Finding, after: str) -> str:
    """What a change says, whichever earlier release it is now compared with: a release that arrives late tells nothing twice."""
    before = finding.evidence_before.quote if finding.evidence_before else ""
    now = finding.evidence_after.quote if finding.evidence_after else ""
    return _key(watch, "change", finding.kind, finding.subject, after, before, now)


def dated_key(watch: str, says: Sequence[str]) -> str:
    """What is true of a claim on a date, whichever release makes it: told once, and not again with every release."""
    return _key(watch, "dated", *says)


def alarm_key(watch: str, subject: str, kind: str, since: datetime, times: int) -> str:
    """One telling of one alarm."""
    return _key(watch, "alarm", subject, kind, since.isoformat(), str(times))


def _key(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
