"""Everything that was derived from the captures: readings, appearances of passages, changes, findings.

All of it can be rebuilt; each document's row names the code that derived it. Values are kept as JSON, compressed where
that is worth it, and readings as MessagePack, because they are read and written whole; the columns beside them are only what
is searched by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar

import msgspec
from sqlite_utils import Database

from tracker.assess import Reading
from tracker.findings.model import Finding
from tracker.history import Appearance, Release
from tracker.sections.model import Section
from tracker.store.compression import compress, decompress

_T = TypeVar("_T")

#: How many readings are kept at hand: a release is compared with the few before it.
READINGS_AT_HAND = 256

#: How many appearances are kept at hand: what one release shows is what the next is compared with.
APPEARANCES_AT_HAND = 1024


#: What a further capture of a document is: another route that it came by, or its own place, altered.
ROUTE, ALTERED = "route", "altered"


_EARLIER_AT_PLACE = """
    select sha256 from observations where watch = :watch and location = :location and source = :source
    and outcome = 'captured' and id < :number order by id desc"""
_EARLIER_OF_IDENTITY = """
    select sha256 from observations where watch = :watch and identity = :identity and source = :source
    and outcome = 'captured' and id < :number order by id desc"""
_PREVIOUS = """
    select (select sha256 from documents where watch = d.watch and same_as is null and stream = d.stream
    and position < d.position order by position desc limit 1)
    from documents d where watch = ? and sha256 = ? and same_as is null"""
_AFTER = """
    select sha256 from documents where watch = ? and same_as is null and stream = ? and position > ?
    order by position limit 1"""


_SECTION = msgspec.json.Decoder(Section)
#: A reading is of many small values, which are shorter in MessagePack than in JSON, and not worth compressing there.
_READING = msgspec.msgpack.Decoder(Reading)
#: How a value of MessagePack's begins that has named parts (https://github.com/msgpack/msgpack/blob/master/spec.md).
_MAP = b"\x80"

#: Fewer bytes than these gain little by being compressed, and most values have fewer.
_WORTH_COMPRESSING = 400


def pack(value: object) -> bytes:
    """A value as JSON, compressed where that is worth it."""
    plain = msgspec.json.encode(value)
    return compress(plain) if len(plain) >= _WORTH_COMPRESSING else plain


def unpack(packed: bytes, kind: type[_T]) -> _T:
    """The value that was packed."""
    return msgspec.json.decode(decompress(packed), type=kind)


@dataclass(frozen=True, slots=True)
class Kept:
    """A reading as the store keeps it: without its text, whose blocks have done their work, and the text by itself."""

    derived_by: str
    reading: bytes = field(repr=False)
    text: bytes = field(repr=False)


def keep(reading: Reading, text: str) -> Kept:
    """A reading whose document is without its text, and the text, packed."""
    packed = msgspec.msgpack.encode(reading)
    return Kept(reading.derived_by, packed, compress(text.encode("utf-8", "surrogatepass")))


def kept(packed: Kept) -> Reading:
    """The reading that was packed; as JSON, it was kept by a version before this one."""
    is_json = packed.reading[:1] < _MAP
    reading = unpack(packed.reading, Reading) if is_json else _READING.decode(packed.reading)
    text = decompress(packed.text).decode("utf-8", "surrogatepass")
    return replace(reading, document=replace(reading.document, text=text))


@lru_cache(APPEARANCES_AT_HAND)
def _appearance(passage: int, position: str, sha256: str, headed: int, section: str, digest: str) -> Appearance:
    return Appearance(
        passage=passage,
        position=position,
        sha256=sha256,
        headed=bool(headed),
        section=_SECTION.decode(section),
        digest=digest,
    )


class Derived:
    """The tables of documents, passages, appearances, changes and findings."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.reading = lru_cache(READINGS_AT_HAND)(self._reading)

    def add_document(self, watch: str, position: str, release: Release, kept: Kept, stream: str = "") -> None:
        """Keep a document that was read, and what was made of it; `stream` parts the versions of a page from releases."""
        self._add(watch, position, release, kept, stream, None)

    def add_capture(self, watch: str, of: str, place: str, release: Release, kept: Kept, *, altered: bool) -> None:
        """Keep a further capture of a document: by another route, or `altered` where it was published.

        `place` sorts the captures of one document, and names the capture that this one is compared with.
        """
        self._add(watch, place, release, kept, ALTERED if altered else ROUTE, of)

    def _add(self, watch: str, position: str, release: Release, kept: Kept, stream: str, same_as: str | None) -> None:
        # a release has some 500 bytes: compressing them saves a third, and costs more than all the rest here
        self._database.conn.execute(
            "insert into documents (watch, sha256, position, derived_by, late, release, reading, text, stream, same_as)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                watch,
                release.sha256,
                position,
                kept.derived_by,
                release.late,
                msgspec.json.encode(release),
                kept.reading,
                kept.text,
                stream,
                same_as,
            ],
        )

    def has_documents(self, watch: str) -> bool:
        """Whether anything of a watch was read."""
        return (
            self._database.conn.execute("select 1 from documents where watch = ? limit 1", [watch]).fetchone()
            is not None
        )

    def document_of(self, watch: str, sha256: str) -> tuple[str, str] | None:
        """The document that a capture is of, and its stream; None for a capture that was not read."""
        row = self._database.conn.execute(
            "select d.sha256, d.stream from documents c"
            " join documents d on d.watch = c.watch and d.sha256 = coalesce(c.same_as, c.sha256)"
            " where c.watch = ? and c.sha256 = ?",
            [watch, sha256],
        ).fetchone()
        return (row[0], row[1]) if row else None

    def earlier_at(self, watch: str, source: str, location: str, identity: str | None, number: int) -> str | None:
        """What a place showed before: the last capture there that was read, found before this observation."""
        asked = {"watch": watch, "source": source, "location": location, "identity": identity, "number": number}
        for query in (_EARLIER_AT_PLACE, _EARLIER_OF_IDENTITY)[: 1 if identity is None else 2]:
            for row in self._database.conn.execute(query, asked):
                if self.document_of(watch, row[0]) is not None:
                    return str(row[0])
        return None

    def add_marks(self, watch: str, marks: Iterable[int], day: date, sha256: str) -> None:
        """Let a document be found by these marks (`tracker.identity`)."""
        self._database.conn.executemany(
            "insert or ignore into gists (watch, mark, day, sha256) values (?, ?, ?, ?)",
            [[watch, mark, day.isoformat(), sha256] for mark in marks],
        )

    def with_marks(self, watch: str, marks: Sequence[int], first: date, last: date) -> tuple[str, ...]:
        """The documents of some days that share a mark, in the order of their days; a few at most."""
        rows = self._database.conn.execute(
            f"select distinct day, sha256 from gists where watch = ? and mark in ({','.join('?' * len(marks))})"  # noqa: S608 - places only
            " and day between ? and ? order by day, sha256 limit 16",
            [watch, *marks, first.isoformat(), last.isoformat()],
        )
        return tuple(row[1] for row in rows)

    def alterations(self, watch: str, sha256: str) -> tuple[tuple[str, str], ...]:
        """The captures of a document that were altered at their place, each with the capture before it, as they came."""
        rows = self._database.conn.execute(
            "select position, sha256 from documents indexed by idx_documents_same_as"
            " where watch = ? and same_as = ? and stream = ? order by position",
            [watch, sha256, ALTERED],
        )
        return tuple((row[0].rpartition(" ")[2], row[1]) for row in rows)

    def captures_of(self, watch: str, sha256: str) -> tuple[Release, ...]:
        """The further captures of a document, in the order in which they came."""
        rows = self._database.conn.execute(
            "select release from documents indexed by idx_documents_same_as"
            " where watch = ? and same_as = ? order by position",
            [watch, sha256],
        )
        return tuple(unpack(row[0], Release) for row in rows)

    def _reading(self, watch: str, sha256: str) -> Reading:
        row = self._database.conn.execute(
            "select derived_by, reading, text from documents where watch = ? and sha256 = ?", [watch, sha256]
        ).fetchone()
        return kept(Kept(*row))

    def place(self, watch: str, sha256: str) -> tuple[str, str] | None:
        """Where a document stands: its position, and its stream (the page whose versions it is one of, or "" for a release)."""
        row = self._database.conn.execute(
            "select position, stream from documents where watch = ? and sha256 = ? and same_as is null", [watch, sha256]
        ).fetchone()
        return (row[0], row[1]) if row else None

    def previous(self, watch: str, sha256: str) -> str | None:
        """The digest of the document just before another one in its stream."""
        row = self._database.conn.execute(_PREVIOUS, [watch, sha256]).fetchone()
        return row[0] if row else None

    def after(self, watch: str, position: str, stream: str = "") -> str | None:
        """The digest of the document of a stream just after a position."""
        row = self._database.conn.execute(_AFTER, [watch, stream, position]).fetchone()
        return row[0] if row else None

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

    def standing(self, watch: str, sha256: str) -> tuple[Appearance, ...]:
        """The passages of a release that are standing text, in the order of its text: by their role there, or shown before."""
        return self._appearances(
            "watch = ? and sha256 = ? and exists (select 1 from appearances known"
            " where known.watch = appearances.watch and known.passage = appearances.passage"
            " and known.position <= appearances.position and (known.headed or known.position < appearances.position))"
            " order by start",
            [watch, sha256],
        )

    def headed(self, watch: str, sha256: str) -> tuple[Appearance, ...]:
        """The passages of a release that are standing text by their role, in the order of its text."""
        return self._appearances("watch = ? and sha256 = ? and headed order by start", [watch, sha256])

    def row_before(self, watch: str, passage: int, position: str, count: int) -> tuple[Appearance, ...]:
        """A passage where each of the newest `count` releases before a position that show it does so first; newest first."""
        return self._appearances(
            "watch = ? and passage = ? and position < ? group by position having start = min(start)"
            " order by position desc limit ?",
            [watch, passage, position, count],
        )

    def shown_before(self, watch: str, sha256: str) -> dict[int, tuple[Appearance, ...]]:
        """Every passage that a release shows and an earlier one did, in the newest one before it that shows it."""
        found: dict[int, tuple[Appearance, ...]] = {}
        for one in self._appearances(
            "(watch, passage, position) in (select here.watch, here.passage, (select max(position) from appearances"
            " where watch = here.watch and passage = here.passage and position < here.position)"
            " from appearances here where here.watch = ? and here.sha256 = ?) order by passage, start",
            [watch, sha256],
        ):
            found[one.passage] = (*found.get(one.passage, ()), one)
        return found

    def first_after(self, watch: str, passage: int, position: str) -> tuple[Appearance, ...]:
        """A passage in the oldest release after a position that shows it."""
        return self._appearances(
            "watch = ?1 and passage = ?2 and position = (select min(position) from appearances"
            " where watch = ?1 and passage = ?2 and position > ?3) order by start",
            [watch, passage, position],
        )

    def at(self, watch: str, passage: int, position: str) -> tuple[Appearance, ...]:
        """A passage in the release at a position; nothing where that release does not show it."""
        return self._appearances(
            "watch = ? and passage = ? and position = ? order by start", [watch, passage, position]
        )

    def all_appearances(self, watch: str) -> tuple[Appearance, ...]:
        """Every appearance of every passage of a watch, passage by passage, in publication order."""
        return self._appearances("watch = ? order by passage, position, start", [watch])

    def _appearances(self, where: str, values: list[str | int]) -> tuple[Appearance, ...]:
        rows = self._database.conn.execute(
            f"select passage, position, sha256, headed, section, digest from appearances where {where}",  # noqa: S608 - ours
            values,
        )
        return tuple([_appearance(*row) for row in rows])

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
        for table in ("due", "findings", "changes", "appearances", "marks", "passages", "gists", "documents"):
            self._database.conn.execute(f"delete from {table} where watch = ?", [watch])  # noqa: S608 - our own names
        self.reading.cache_clear()
