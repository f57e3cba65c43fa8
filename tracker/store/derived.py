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
from tracker.sections.model import Role

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

    def add_passage(self, watch: str, passage: str, role: Role, subject: str | None) -> None:
        """Know a passage; nothing happens when it is known already."""
        self._database.conn.execute(
            "insert or ignore into passages (watch, id, role, subject) values (?, ?, ?, ?)",
            [watch, passage, role, subject],
        )

    def add_appearance(self, watch: str, appearance: Appearance) -> None:
        """Record that a release shows a passage."""
        self._database.conn.execute(
            "insert or replace into appearances (watch, passage, position, sha256, section, digest) values (?, ?, ?, ?, ?, ?)",
            [watch, appearance.passage, appearance.position, appearance.sha256, appearance.section, appearance.digest],
        )

    def appearances(self, watch: str, sha256: str) -> tuple[Appearance, ...]:
        """The passages that one release shows, in the order of its text."""
        return self._appearances("watch = ? and sha256 = ? order by section", [watch, sha256])

    def last_before(self, watch: str, passage: str, position: str) -> Appearance | None:
        """The newest appearance of a passage before a position."""
        found = self._appearances(
            "watch = ? and passage = ? and position < ? order by position desc limit 1", [watch, passage, position]
        )
        return found[0] if found else None

    def first_after(self, watch: str, passage: str, position: str) -> Appearance | None:
        """The oldest appearance of a passage after a position."""
        found = self._appearances(
            "watch = ? and passage = ? and position > ? order by position limit 1", [watch, passage, position]
        )
        return found[0] if found else None

    def _appearances(self, where: str, values: list[str]) -> tuple[Appearance, ...]:
        rows = self._database.conn.execute(
            f"select passage, position, sha256, section, digest from appearances where {where}",  # noqa: S608 - ours
            values,
        )
        return tuple(
            Appearance(passage=row[0], position=row[1], sha256=row[2], section=row[3], digest=row[4]) for row in rows
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
