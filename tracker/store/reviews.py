"""The second truth: what people decided. Events are only ever added; the table refuses anything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import takewhile

from sqlite_utils import Database

from tracker.review.chain import UNREADABLE, Break, Flaw, Link, decode, first_break, link
from tracker.review.model import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """What one person did: how often each action, and when last."""

    who: str
    actions: tuple[tuple[str, int], ...]
    last: datetime


class Reviews:
    """The table of events."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Add events, in their order; gives them back with their numbers and the digests before them.

        Call it inside a transaction: whoever else adds events waits for its end.
        """
        row = self._database.conn.execute("select number, digest from events order by number desc limit 1").fetchone()
        number, digest = row or (0, "")
        added = []
        for event in events:
            number += 1
            one = replace(event, number=number, previous=digest)
            kept = link(one)
            digest = kept.digest
            self._database.conn.execute(
                "insert into events (number, at, who, action, watch, matter, content, rule, digest, body)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [number, *_columns(one), digest, kept.body],
            )
            added.append(one)
        return tuple(added)

    def event(self, number: int) -> Event | None:
        """The event with a number."""
        return next(self._events("number = ?", [number]), None)

    def of_matter(self, watch: str, matter: str, contents: Iterable[str]) -> tuple[Event, ...]:
        """Every event about a matter, and those about the same words in other matters of the watch, in their order."""
        said = list(contents)
        marks = ", ".join("?" * len(said))
        where = f"watch = ? and (matter = ? or content in ({marks})) order by number"
        return tuple(self._events(where, [watch, matter, *said]))

    def of_watch(self, watch: str) -> tuple[Event, ...]:
        """Every event about a finding of a watch, in their order."""
        return tuple(self._events("watch = ? and matter <> '' order by number", [watch]))

    def about_rules(self) -> tuple[Event, ...]:
        """Every event about a rule, in their order."""
        return tuple(self._events("rule <> '' order by number", []))

    def newest(self, *, before: int | None = None, who: str = "", limit: int = 100) -> tuple[Event, ...]:
        """The newest events below a number, newest first."""
        top = before if before is not None else 2**62
        if who:
            return tuple(self._events("who = ? and number < ? order by number desc limit ?", [who, top, limit]))
        return tuple(self._events("number < ? order by number desc limit ?", [top, limit]))

    def after(self, number: int, limit: int) -> tuple[Event, ...]:
        """The events above a number, in their order."""
        return tuple(self._events("number > ? order by number limit ?", [number, limit]))

    def following(self, number: int) -> Iterator[Event]:
        """The events above a number, in their order, however many."""
        return self._events("number > ? order by number", [number])

    def since(self, number: int, watch: str) -> tuple[Event, ...]:
        """The events above a number that are about findings of a watch, or about rules, in their order."""
        return tuple(
            self._events("number > ? and ((watch = ? and matter <> '') or rule <> '') order by number", [number, watch])
        )

    def around(self, event: Event) -> tuple[Event, ...]:
        """The events of one signature: an event, and those beside it that were written with it, in their order."""
        if not event.together:
            return (event,)
        below = self._events("number < ? order by number desc", [event.number])
        above = self._events("number > ? order by number", [event.number])
        with_it = partial(_written_with, event)
        return (*reversed(tuple(takewhile(with_it, below))), event, *takewhile(with_it, above))

    def every(self) -> Iterator[Event]:
        """Every event, in their order."""
        return self._events("true order by number", [])

    def links(self) -> Iterator[Link]:
        """Every event as it is kept, for whoever proves the chain."""
        sql = f"select number, {_as('body', 'blob')}, {_as('digest', 'text')} from events order by number"  # noqa: S608 - ours
        for number, body, digest in self._database.conn.execute(sql):
            yield Link(number, body, digest.decode("utf-8", "replace"))

    def head(self) -> tuple[int, str]:
        """The number and the digest of the last event: written down elsewhere, they prove the end of the chain too."""
        row = self._database.conn.execute("select number, digest from events order by number desc limit 1").fetchone()
        return (int(row[0]), str(row[1])) if row else (0, "")

    def activity(self) -> tuple[Activity, ...]:
        """What each person did, the latest first."""
        rows = self._database.conn.execute("select who, action, count(*), max(at) from events group by who, action")
        found: dict[str, list[tuple[str, int, str]]] = {}
        for who, action, count, at in rows:
            found.setdefault(who, []).append((action, count, at))
        made = [
            Activity(
                who=who,
                actions=tuple((action, count) for action, count, _ in sorted(acts)),
                last=datetime.fromisoformat(max(at for _, _, at in acts)),
            )
            for who, acts in found.items()
        ]
        return tuple(sorted(made, key=lambda one: (one.last, one.who), reverse=True))

    def flaw(self) -> Flaw | None:
        """The first event at which the chain no longer holds; None where all of it does.

        Beside the chain itself: the columns that are searched by must say what the events say, and no event may be missing
        at the end, which SQLite's own counter tells (https://www.sqlite.org/autoinc.html).
        """
        row = self._database.conn.execute("select seq from sqlite_sequence where name = 'events'").fetchone()
        broken = first_break(self.links(), last=row[0] if row else None)
        return min(filter(None, (broken, self._misfiled())), key=lambda flaw: flaw.number, default=None)

    def _misfiled(self) -> Flaw | None:
        columns = ", ".join([*(_as(name, "text") for name in _SEARCHED), _as("body", "blob")])
        rows = self._database.conn.execute(f"select number, {columns} from events order by number")  # noqa: S608 - ours
        for number, *said, body in rows:
            try:
                if said != [column.encode() for column in _columns(decode(body))]:
                    return Flaw(number, Break.ALTERED)
            except UNREADABLE:
                return Flaw(number, Break.UNREADABLE)
        return None

    def _events(self, where: str, values: Sequence[str | int]) -> Iterator[Event]:
        rows = self._database.conn.execute(f"select body from events where {where}", values)  # noqa: S608 - ours
        return (decode(bytes(row[0])) for row in rows)


def _written_with(event: Event, other: Event) -> bool:
    return (other.together, other.at, other.who) == (event.together, event.at, event.who)


def _as(column: str, kind: str) -> str:
    """The bytes of a column, or one that no text of ours has where it holds another type than we write.

    SQLite keeps any type in any column, and fails on a text that is none, so that nobody could say which event it was.
    """
    return f"case typeof({column}) when '{kind}' then cast({column} as blob) else x'00' end"


#: What an event is searched by, in the order of `_columns`.
_SEARCHED = ("at", "who", "action", "watch", "matter", "content", "rule")


def _columns(event: Event) -> tuple[str, ...]:
    """What an event is searched by."""
    rule = event.rule.id if event.rule else ""
    return (event.at.isoformat(), event.who, event.action.value, event.watch, event.matter, event.content, rule)
