"""The inbox: one row a finding with what has become of it. Derived from findings and events; it can be made anew at any time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import msgspec
from sqlite_utils import Database

from tracker.findings.model import Severity
from tracker.review import shown as digests
from tracker.review.model import Review, Rule, Shown, Status

#: The order of the inbox: most urgent first.
RANKS = (Severity.CRITICAL, Severity.WARNING, Severity.NOTICE, Severity.INFO)

_NO_DAY = "9999-12-31"
#: Days are sorted newest first by what is left to this ordinal, that of the year 9999's last day.
_LAST_DAY = date.max.toordinal()

_COLUMNS = (
    "id, watch, finding, organisation, sentence, kind, subject, severity, standing, published, due, change, matter, content,"
    " cluster, overtaken, status, awaiting, differs, assignee, reviewer, rule, version, view, sort"
)
_NAMES = tuple(name.strip() for name in _COLUMNS.split(","))
_WRITTEN = (*_NAMES[1:], "shown")
_WRITE = (  # the names are ours
    f"insert into inbox ({', '.join(_WRITTEN)}) values ({', '.join(f':{name}' for name in _WRITTEN)})"  # noqa: S608
    " on conflict (watch, finding) do update set"
    f" {', '.join(f'{name} = excluded.{name}' for name in _WRITTEN if name not in ('watch', 'finding'))} returning id"
)


class View(StrEnum):
    """Where a finding stands on the desk."""

    OPEN = "open"
    AWAITING = "awaiting"  # decided, until a second person agrees
    DECIDED = "decided"
    FOLDED = "folded"  # by a rule, and undecided
    PAST = "past"  # overtaken by a later change, and undecided


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding with the words by which it is found, before anybody's decisions."""

    shown: Shown
    organisation: str
    sentence: str
    published: date | None = None
    change: str | None = None
    standing: str = ""
    overtaken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the inbox."""

    id: int
    watch: str
    finding: str
    organisation: str
    sentence: str
    kind: str
    subject: str
    severity: Severity
    standing: str
    published: str | None
    due: str | None
    change: str | None
    matter: str
    content: str
    cluster: str
    overtaken: bool
    status: Status
    awaiting: bool
    differs: bool
    assignee: str
    reviewer: str
    rule: str
    version: int
    view: View
    sort: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows: an empty field asks for nothing. `after` is the `sort` of the last row of the page before."""

    view: str = View.OPEN
    watch: str = ""
    subject: str = ""
    kind: str = ""
    standing: str = ""
    severity: str = ""
    status: str = ""
    assignee: str = ""
    reviewer: str = ""
    words: str = ""
    cluster: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is to be written: made before, so that nobody waits while it is. `words` is what it is searched by."""

    values: Mapping[str, Any]
    words: str

    @property
    def finding(self) -> str:
        """Which finding it is of."""
        return str(self.values["finding"])

    def says(self, known: Row, shown: bytes | None = None) -> bool:
        """Whether it says what is there already; `shown` is what is there of the finding as it is looked at, where that is known."""
        return shown in (None, self.values["shown"]) and all(
            _same(getattr(known, name), value) for name, value in self.values.items() if name != "shown"
        )


class Inbox:
    """The table of what is on the desk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, entry: Entry, review: Review, rule: str, known: Row | None = None) -> None:
        """Put a finding on the desk, or in the place of what is there of it; nothing is written where `known` says the same."""
        made = line(entry, review, rule)
        if known is None or not made.says(known):
            self.write(made)

    def write(self, made: Line) -> None:
        """Put a row on the desk, or in the place of what is there of its finding."""
        row = self._database.conn.execute(_WRITE, made.values).fetchone()
        known_words = self._database.conn.execute("select body from inbox_words where rowid = ?", [row[0]]).fetchone()
        if known_words is None:
            self._database.conn.execute("insert into inbox_words (rowid, body) values (?, ?)", [row[0], made.words])
        elif known_words[0] != made.words:
            self._database.conn.execute("update inbox_words set body = ? where rowid = ?", [made.words, row[0]])

    def settle(self, row: Row, shown: Shown, review: Review, rule: str) -> None:
        """What has become of a finding that is on the desk already."""
        entry = Entry(
            shown=shown,
            organisation=row.organisation,
            sentence=row.sentence,
            published=date.fromisoformat(row.published) if row.published else None,
            change=row.change,
            standing=row.standing,
            overtaken=row.overtaken,
        )
        self.put(entry, review, rule, row)

    def remove(self, row: Row) -> None:
        """Take from the desk what a watch no longer has; events about it stay where they are."""
        self._database.conn.execute("delete from inbox_words where rowid = ?", [row.id])
        self._database.conn.execute("delete from inbox where id = ?", [row.id])

    def row(self, watch: str, finding: str) -> Row | None:
        """The line of one finding."""
        return next(self._rows("watch = ? and finding = ?", [watch, finding]), None)

    def called(self, name: str, *, limit: int = 10) -> tuple[Row, ...]:
        """The findings whose id begins like this; "watch/id" names the watch too."""
        watch, _, beginning = name.rpartition("/")
        where = "substr(finding, 1, ?1) = ?2 and (?3 = '' or watch = ?3) order by sort limit ?4"
        return tuple(self._rows(where, [len(beginning), beginning, watch, limit])) if beginning else ()

    def shown(self, row: Row) -> Shown:
        """The finding of a line as it is looked at."""
        found = self._database.conn.execute("select shown from inbox where id = ?", [row.id]).fetchone()
        return msgspec.json.decode(found[0], type=Shown)

    def near(self, watch: str, matters: Iterable[str], contents: Iterable[str]) -> tuple[tuple[Row, Shown], ...]:
        """The findings of some matters of a watch, and those that say the same elsewhere in it, as they are looked at."""
        places, said = list(matters), list(contents)
        marks = ", ".join("?" * len(places)), ", ".join("?" * len(said))
        where = f"watch = ? and (matter in ({marks[0]}) or content in ({marks[1]})) order by id"
        return tuple(self._seen(where, [watch, *places, *said]))

    def find(self, wanted: Wanted, *, after: str = "", limit: int = 50) -> tuple[Row, ...]:
        """The rows that are wanted, in the order of the inbox, below one of them."""
        where, values = _where(wanted)
        if after:
            where, values = f"{where} and sort > ?", [*values, after]
        return tuple(self._rows(f"{where} order by sort limit ?", [*values, limit]))

    def neighbours(self, wanted: Wanted, sort: str) -> tuple[Row | None, Row | None]:
        """The rows before and after a place in the order of the inbox."""
        where, values = _where(wanted)
        before = next(self._rows(f"{where} and sort < ? order by sort desc limit 1", [*values, sort]), None)
        after = next(self._rows(f"{where} and sort > ? order by sort limit 1", [*values, sort]), None)
        return before, after

    def counts(self) -> Mapping[str, Mapping[Severity, int]]:
        """How many findings each view has, by severity."""
        found: dict[str, dict[Severity, int]] = {view.value: {} for view in View}
        for view, rank, count in self._database.conn.execute("select view, severity, count from inbox_counts"):
            if count:
                found[view][RANKS[rank]] = count
        return found

    def count(self, wanted: Wanted, *, most: int = 10_000) -> int:
        """How many rows are wanted, counted no further than `most`."""
        where, values = _where(wanted)
        sql = f"select count(*) from (select 1 from inbox where {where} limit ?)"  # noqa: S608 - ours
        return int(self._database.conn.execute(sql, [*values, most]).fetchone()[0])

    def stamp(self, watch: str) -> str:
        """What the inbox's rows of a watch were made from, as it was said then."""
        row = self._database.conn.execute("select stamp from inbox_stamps where watch = ?", [watch]).fetchone()
        return row[0] if row else ""

    def stamped(self, watch: str, stamp: str) -> None:
        """Say what the rows of a watch were made from."""
        self._database.conn.execute(
            "insert into inbox_stamps (watch, stamp) values (?, ?)"
            " on conflict (watch) do update set stamp = excluded.stamp",
            [watch, stamp],
        )

    def taken_in(self, rule: Rule) -> Iterator[tuple[Row, Shown]]:
        """Every finding that a rule takes in, as it is looked at."""
        asked = {"kind": rule.kind, "subject": rule.subject, "watch": rule.watch, "cluster": rule.cluster}
        named = {name: value for name, value in asked.items() if value is not None}
        return self._seen(f"{' and '.join(f'{name} = ?' for name in named)} order by id", list(named.values()))

    def of_watch(self, watch: str) -> Mapping[str, tuple[Row, bytes]]:
        """The lines of one watch, by finding, each with the bytes of its finding as it is looked at."""
        sql = f"select {_COLUMNS}, shown from inbox where watch = ?"  # noqa: S608 - ours
        found = ((_row(said), bytes(body)) for *said, body in self._database.conn.execute(sql, [watch]))
        return {row.finding: (row, body) for row, body in found}

    def organisations(self) -> Mapping[str, str]:
        """The watches that have findings on the desk, with their names, by name."""
        rows = self._database.conn.execute("select watch, max(organisation) from inbox group by watch order by 2, 1")
        return dict(rows.fetchall())

    def subjects(self) -> Sequence[str]:
        """What findings on the desk are about."""
        return [row[0] for row in self._database.conn.execute("select distinct subject from inbox order by 1")]

    def _seen(self, where: str, values: Sequence[Any]) -> Iterator[tuple[Row, Shown]]:
        sql = f"select {_COLUMNS}, shown from inbox where {where}"  # noqa: S608 - ours
        for *said, body in self._database.conn.execute(sql, values):
            yield _row(said), msgspec.json.decode(body, type=Shown)

    def _rows(self, where: str, values: Sequence[Any]) -> Iterator[Row]:
        rows = self._database.conn.execute(f"select {_COLUMNS} from inbox where {where}", values)  # noqa: S608 - ours
        return map(_row, rows)


def view_of(review: Review, *, overtaken: bool, rule: str) -> View:
    """Where a finding stands on the desk: what somebody took up is never past or folded."""
    if review.awaiting:
        return View.AWAITING
    if review.settled:
        return View.DECIDED
    if review.status is not Status.OPEN or review.was is not None:
        return View.OPEN
    if rule:
        return View.FOLDED
    return View.PAST if overtaken else View.OPEN


def line(entry: Entry, review: Review, rule: str) -> Line:
    """The row of a finding, of what has become of it, and of the rule that folds it."""
    shown = entry.shown
    quotes = f"{shown.quote_before or ''} {shown.quote_after or ''}"
    return Line(_values(entry, review, rule), f"{entry.organisation} {entry.sentence} {shown.subject} {quotes}")


def _values(entry: Entry, review: Review, rule: str) -> dict[str, Any]:
    """A row's columns."""
    shown = entry.shown
    until = shown.until if shown.until and len(shown.until) == len(_NO_DAY) else None
    due = review.due.isoformat() if review.due else until
    rank = RANKS.index(shown.severity)
    newest = _LAST_DAY - (entry.published or date.min).toordinal()
    return {
        "watch": shown.watch,
        "finding": shown.finding,
        "organisation": entry.organisation,
        "sentence": entry.sentence,
        "kind": shown.kind.value,
        "subject": shown.subject,
        "severity": rank,
        "standing": entry.standing,
        "published": entry.published.isoformat() if entry.published else None,
        "due": due,
        "change": entry.change,
        "matter": digests.matter(shown),
        "content": digests.content(shown),
        "cluster": digests.cluster(shown),
        "overtaken": entry.overtaken,
        "status": review.status.value,
        "awaiting": review.awaiting,
        "differs": review.was is not None,
        "assignee": review.assignee,
        "reviewer": review.decision.who if review.decision else "",
        "rule": rule,
        "version": review.version,
        "view": view_of(review, overtaken=entry.overtaken, rule=rule).value,
        "sort": f"{rank}{due or _NO_DAY}{newest:07d}{shown.watch}/{shown.finding}",
        "shown": msgspec.json.encode(shown),
    }


def _same(known: object, value: object) -> bool:
    return known == (RANKS[value] if isinstance(known, Severity) and isinstance(value, int) else value)


def _where(wanted: Wanted) -> tuple[str, list[Any]]:
    parts: list[str] = ["true"]
    values: list[Any] = []
    for name in ("view", "watch", "subject", "kind", "standing", "status", "assignee", "reviewer", "cluster", "rule"):
        value = getattr(wanted, name)
        if value and not (name == "view" and value == "all"):
            parts.append(f"{name} = ?")
            values.append(str(value))
    if wanted.severity in set(RANKS):
        rank = RANKS.index(Severity(wanted.severity))
        # the severity is the first character of `sort`, so that the index on it serves
        parts += ["sort >= ?", "sort < ?"]
        values += [str(rank), str(rank + 1)]
    if query := _match(wanted.words):
        parts.append("id in (select rowid from inbox_words where inbox_words match ?)")
        values.append(query)
    return " and ".join(parts), values


def _match(words: str) -> str:
    """What was typed as an FTS5 query: every word as a phrase of its own, the last one as a beginning."""
    typed = [word.replace('"', " ").replace("\0", " ").strip() for word in words.split()[:20]]
    quoted = [f'"{word}"' for word in typed if any(map(str.isalnum, word))]
    return " ".join(quoted) + "*" if quoted else ""


def _row(values: Sequence[Any]) -> Row:
    said = dict(zip(_NAMES, values, strict=True))
    said["severity"] = RANKS[said["severity"]]
    said["status"] = Status(said["status"])
    said["view"] = View(said["view"])
    for name in ("overtaken", "awaiting", "differs"):
        said[name] = bool(said[name])
    return Row(**said)
