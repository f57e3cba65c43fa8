"""Everything that was derived from the captures: readings, appearances of passages, changes, findings.

All of it can be rebuilt; each document's row names the code that derived it. Values are kept as compressed JSON, because
they are read and written whole; the columns beside them are only what is searched by.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

import msgspec
from sqlite_utils import Database

from tracker.assess import Reading
from tracker.findings.model import Finding
from tracker.history import Appearance, Change, Release
from tracker.sections.model import Section

_T = TypeVar("_T")

#: How many readings are kept at hand: a release is compared with the few before it.
READINGS_AT_HAND = 256


def pack(value: object) -> bytes:
    """A value as compressed JSON."""
    return zlib.compress(msgspec.json.encode(value), 1)


def unpack(packed: bytes, kind: type[_T]) -> _T:
    """The value that was packed."""
    return msgspec.json.decode(zlib.decompress(packed), type=kind)


class Derived:
    """The tables of documents, passages, appearances, changes and findings."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.reading = lru_cache(READINGS_AT_HAND)(self._reading)

    def add_document(self, watch: str, position: str, release: Release, reading: Reading) -> None:
        """Keep a document that was read, and what was made of it."""
        document = reading.document
        self._database.conn.execute(
            "insert into documents (watch, sha256, position, derived_by, late, release, reading, text)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                watch,
                document.sha256,
                position,
                reading.derived_by,
                release.late,
                pack(replace(release, text="")),
                pack(replace(reading, document=replace(document, text="", blocks=()))),
                zlib.compress(document.text.encode("utf-8", "surrogatepass"), 1),
            ],
        )

    def _reading(self, watch: str, sha256: str) -> Reading:
        row = self._database.conn.execute(
            "select reading, text from documents where watch = ? and sha256 = ?", [watch, sha256]
        ).fetchone()
        reading = unpack(row[0], Reading)
        text = zlib.decompress(row[1]).decode("utf-8", "surrogatepass")
        return replace(reading, document=replace(reading.document, text=text))

    def position(self, watch: str, sha256: str) -> str | None:
        """Where a document stands among the releases of its watch; None when it is not there."""
        row = self._database.conn.execute(
            "select position from documents where watch = ? and sha256 = ?", [watch, sha256]
        ).fetchone()
        return row[0] if row else None

    def neighbours(self, watch: str, position: str) -> tuple[str | None, str | None]:
        """The digests of the releases just before and just after a position."""
        before = self._database.conn.execute(
            "select sha256 from documents where watch = ? and position < ? order by position desc limit 1",
            [watch, position],
        ).fetchone()
        after = self._database.conn.execute(
            "select sha256 from documents where watch = ? and position > ? order by position limit 1", [watch, position]
        ).fetchone()
        return (before[0] if before else None, after[0] if after else None)

    def add_appearances(self, watch: str, shown: Iterable[Appearance]) -> None:
        """Record that a release shows these passages."""
        self._database.conn.executemany(
            "insert into appearances (watch, passage, position, start, sha256, headed, section, digest)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                [
                    watch,
                    one.passage,
                    one.position,
                    one.section.span.start,
                    one.sha256,
                    one.headed,
                    msgspec.json.encode(one.section).decode(),
                    one.digest,
                ]
                for one in shown
            ],
        )

    def appearances(self, watch: str, sha256: str) -> tuple[Appearance, ...]:
        """The passages that one release shows, in the order of its text."""
        return self._appearances("watch = ? and sha256 = ? order by start", [watch, sha256])

    def last_before(self, watch: str, passage: int, position: str) -> tuple[Appearance, ...]:
        """A passage in the newest release before a position that shows it."""
        return self._appearances(
            "watch = ?1 and passage = ?2 and position = (select max(position) from appearances"
            " where watch = ?1 and passage = ?2 and position < ?3) order by start",
            [watch, passage, position],
        )

    def first_after(self, watch: str, passage: int, position: str) -> tuple[Appearance, ...]:
        """A passage in the oldest release after a position that shows it."""
        return self._appearances(
            "watch = ?1 and passage = ?2 and position = (select min(position) from appearances"
            " where watch = ?1 and passage = ?2 and position > ?3) order by start",
            [watch, passage, position],
        )

    def releases_of(self, watch: str, passages: Iterable[int]) -> tuple[str, ...]:
        """The releases that show any of these passages, in publication order."""
        found = {
            (row[0], row[1])
            for passage in passages
            for row in self._database.conn.execute(
                "select position, sha256 from appearances where watch = ? and passage = ?", [watch, passage]
            )
        }
        return tuple(sha256 for _, sha256 in sorted(found))

    def all_appearances(self, watch: str) -> tuple[Appearance, ...]:
        """Every appearance of every passage of a watch, passage by passage, in publication order."""
        return self._appearances("watch = ? order by passage, position, start", [watch])

    def _appearances(self, where: str, values: list[str | int]) -> tuple[Appearance, ...]:
        rows = self._database.conn.execute(
            f"select passage, position, sha256, headed, section, digest from appearances where {where}",  # noqa: S608 - ours
            values,
        )
        return tuple(
            Appearance(
                passage=row[0],
                position=row[1],
                sha256=row[2],
                headed=bool(row[3]),
                section=msgspec.json.decode(row[4], type=Section),
                digest=row[5],
            )
            for row in rows
        )

    def replace_changes(self, watch: str, after: str, changes: Iterable[Change]) -> None:
        """Put these in the place of every change that was derived for one release, with their findings."""
        self._database.conn.execute(
            "delete from findings where watch = :watch and change in"
            " (select id from changes where watch = :watch and after = :after)",
            {"watch": watch, "after": after},
        )
        self._database.conn.execute("delete from changes where watch = ? and after = ?", [watch, after])
        for change in changes:
            self._database.conn.execute(
                "insert into changes (watch, id, before, after, body) values (?, ?, ?, ?, ?)",
                [watch, change.id, change.before, change.after, pack(change)],
            )
            self._add_findings(watch, change.id, change.after, change.findings)

    def derived_by(self, watch: str) -> tuple[str, ...]:
        """The names of all code that anything of a watch was derived by."""
        rows = self._database.conn.execute("select distinct derived_by from documents where watch = ?", [watch])
        return tuple(row[0] for row in rows)

    def findings(self, watch: str) -> dict[str, Finding]:
        """Every finding of a watch, by id."""
        rows = self._database.conn.execute("select id, body from findings where watch = ? order by id", [watch])
        return {row[0]: unpack(row[1], Finding) for row in rows}

    def forget(self, watch: str) -> None:
        """Take out everything that was derived for a watch; its captures stay, and everything can be derived again."""
        for table in ("findings", "changes", "appearances", "marks", "passages", "documents"):
            self._database.conn.execute(f"delete from {table} where watch = ?", [watch])  # noqa: S608 - our own names
        self.reading.cache_clear()

    def add_dated(self, watch: str, sha256: str, findings: Iterable[Finding]) -> None:
        """Keep what a release's claims were worth on its own date."""
        self._add_findings(watch, None, sha256, findings)

    def _add_findings(self, watch: str, change: str | None, document: str, findings: Iterable[Finding]) -> None:
        self._database.conn.executemany(
            "insert or replace into findings (watch, id, change, document, kind, severity, subject, body)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                [watch, finding.id, change, document, finding.kind, finding.severity, finding.subject, pack(finding)]
                for finding in findings
            ],
        )
