"""What became of each release, as rows: its changes, their findings, and what there is to tell; and which are yet to be assessed.

A release is `due` from the moment that something put before it, or into it, may change what it changed, until its changes are
derived anew. The queue is on disk, so that a run that is broken off between the two is finished by the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from tracker.findings.model import Finding
from tracker.history import Change
from tracker.store.derived import pack, unpack
from tracker.store.outbox import Item, Mark, Told, dated_key, finding_key

#: (id, change, document, kind, severity, subject, body), as the table of findings has them.
_FindingRow = tuple[str, str | None, str, str, str, str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A release whose changes are to be derived anew, and whether what they say is news, as what asked for it is."""

    sha256: str
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """What one release changed and what that means, packed: made wherever there is time, written where the store is."""

    sha256: str
    changes: tuple[tuple[str, str, bytes], ...]  # id, the release before, the whole
    findings: tuple[_FindingRow, ...]
    told: tuple[Told, ...]


def assessed(
    item: Item, sha256: str, changes: Sequence[Change], dated: Sequence[tuple[Finding, Sequence[str]]]
) -> Assessed:
    """Pack what a release changed, and what was true of its claims on its day, each with what it says.

    `item` has what every telling of it shares: the watch, and the release by name and day.
    """
    whole = {change.id: change for change in changes}
    shared = pack(item) if dated or any(change.findings for change in whole.values()) else b""
    told = [
        Told(finding_key(item.watch, finding, change.after), finding.id, finding.kind, finding.severity, shared)
        for change in whole.values()
        for finding in change.findings
    ] + [
        Told(dated_key(item.watch, says), finding.id, finding.kind, finding.severity, shared) for finding, says in dated
    ]
    rows = [_row(finding, change.id, change.after) for change in whole.values() for finding in change.findings]
    rows += [_row(finding, None, sha256) for finding, _ in dated]
    return Assessed(
        sha256=sha256,
        changes=tuple((change.id, change.before, pack(change)) for change in whole.values()),
        findings=tuple(rows),
        told=tuple(told),
    )


def _row(finding: Finding, change: str | None, document: str) -> _FindingRow:
    return (finding.id, change, document, finding.kind, finding.severity, finding.subject, pack(finding))


class Assessments:
    """The tables of changes and findings, and the queue of releases that are due."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def ask(self, watch: str, releases: Iterable[str], mark: Mark) -> None:
        """Let the changes of some releases be derived anew. What was asked for first says whether it is news."""
        self._connection.executemany(
            "insert or ignore into due (watch, sha256, mark) values (?, ?, ?)",
            [(watch, sha256, mark) for sha256 in releases],
        )

    def due(self, watch: str) -> tuple[Due, ...]:
        """The releases of a watch that are due, in the order of their publication."""
        rows = self._connection.execute(
            "select q.sha256, q.mark from due q join documents d on d.watch = q.watch and d.sha256 = q.sha256"
            " where q.watch = ? order by d.position",
            [watch],
        )
        return tuple(Due(sha256=row[0], mark=Mark(row[1])) for row in rows)

    def done(self, releases: Iterable[tuple[str, str]]) -> None:
        """Some releases, each of a watch, are due no longer."""
        self._connection.executemany("delete from due where watch = ? and sha256 = ?", releases)

    def put(self, watch: str, rows: Assessed) -> tuple[Finding, ...]:
        """Keep what one release changed in the place of whatever was derived for it before; gives the findings that are new."""
        held = self._held(watch, [row[0] for row in rows.findings])
        known = self._connection.execute("select id from changes where watch = ? and after = ?", [watch, rows.sha256])
        for (change,) in known.fetchall():
            self._connection.execute("delete from findings where watch = ? and change = ?", [watch, change])
            self._connection.execute("delete from changes where watch = ? and id = ?", [watch, change])
        self._connection.executemany(
            "insert into changes (watch, id, before, after, body) values (?, ?, ?, ?, ?)",
            [(watch, change, before, rows.sha256, body) for change, before, body in rows.changes],
        )
        self._connection.executemany(
            "insert or replace into findings (watch, id, change, document, kind, severity, subject, body)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [(watch, *row) for row in rows.findings],
        )
        return tuple(unpack(row[-1], Finding) for row in rows.findings if row[0] not in held)

    def _held(self, watch: str, findings: Sequence[str]) -> set[str]:
        """Those of some findings that are kept already."""
        if not findings:
            return set()
        places = ",".join("?" * len(findings))
        rows = self._connection.execute(
            f"select id from findings where watch = ? and id in ({places})",  # noqa: S608 - places only
            [watch, *findings],
        )
        return {row[0] for row in rows}
