"""What is remembered of addresses on the web: what makes the next request for one conditional, and what its answers said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlite_utils import Database

from tracker.documents.fetch.outcomes import Captured, Cause, Hop, RobotsText, Validators
from tracker.documents.sources.contract import Item
from tracker.errors import StoreDamagedError
from tracker.store.compression import compress, restored

_NOTHING = Validators()

#: How often a document is asked for that is gone, blocked or none, and one that failed, before both are left to the next
#: full pass. A host that says "later" is asked later, however often it says so.
TRIES = 3
PATIENCE = 10

#: The listings that are kept: the newest of each address, so that two can be compared, and so many packed bytes of a
#: source, which a sitemap of a million addresses would otherwise pass in a week.
LISTINGS_OF_ADDRESS = 3
LISTINGS_OF_SOURCE = 16 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What earlier passes over one source left behind, read at once, so that other threads may ask it."""

    by_url: dict[str, Validators] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
    open: tuple[Item, ...] = ()
    new: bool = True

    def validators(self, url: str) -> Validators:
        """What makes a request for this address conditional."""
        return self.by_url.get(url, _NOTHING)

    def stamp(self, identity: str) -> str | None:
        """The stamp under which an identity was last dealt with."""
        return self.stamps.get(identity)

    def usual_length(self, url: str) -> int | None:
        """The length of the last text that was read from an address, in code points."""
        return self.lengths.get(url)

    def is_new(self) -> bool:
        """Whether the source was never looked at with success."""
        return self.new

    def unfinished(self) -> tuple[Item, ...]:
        """What was listed and could not be had, but for what was given up."""
        return self.open


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One of a source's own pages, as it was when it was last seen to be another than before."""

    url: str
    at: datetime
    sha256: str
    media_type: str
    size: int  # bytes, as received
    number: int  # in the order in which they were kept


class Addresses:
    """The tables of addresses, answers and listings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def remembered(self, watch: str, source: str) -> Remembered:
        """Everything that is remembered of one source."""
        conn, place = self._database.conn, [watch, source]
        rows = conn.execute(
            "select url, etag, last_modified, sha256, length from addresses where watch = ? and source = ?", place
        ).fetchall()
        good = conn.execute(
            "select 1 from looks where watch = ? and source = ? and outcome in ('captured', 'not-modified') limit 1",
            place,
        ).fetchone()
        return Remembered(
            by_url={row[0]: Validators(etag=row[1], last_modified=row[2], sha256=row[3]) for row in rows},
            stamps=dict(conn.execute("select location, stamp from places where watch = ? and source = ?", place)),
            lengths={row[0]: row[4] for row in rows if row[4] is not None},
            open=tuple(item for item in self._refused(watch, source) if not self.is_given_up(watch, source, item.url)),
            new=good is None,
        )

    def keep(self, watch: str, source: str, url: str, validators: Validators) -> None:
        """Remember what makes the next request for an address conditional; the length of its text stays."""
        self._database.conn.execute(
            "insert into addresses (watch, source, url, etag, last_modified, sha256) values (?, ?, ?, ?, ?, ?)"
            " on conflict (watch, source, url) do update set etag = excluded.etag,"
            " last_modified = excluded.last_modified, sha256 = excluded.sha256",
            [watch, source, url, validators.etag, validators.last_modified, validators.sha256],
        )

    def forget(self, watch: str, source: str, url: str) -> None:
        """Ask for an address unconditionally the next time."""
        self._database.conn.execute(
            "delete from addresses where watch = ? and source = ? and url = ?", [watch, source, url]
        )

    def _refused(self, watch: str, source: str) -> Iterator[Item]:
        """Every document of a source whose newest look gave none, and that came by no other address since."""
        rows = self._database.conn.execute(
            "select o.location, o.identity, o.published from observations o where o.watch = ? and o.source = ?"
            " and o.outcome in ('failed', 'blocked', 'gone', 'suspicious') and o.identity is not null"
            " and not exists (select 1 from observations n where n.watch = o.watch and n.source = o.source"
            " and n.location = o.location and n.id > o.id)"
            " and not exists (select 1 from observations n where n.watch = o.watch and n.identity = o.identity"
            " and n.source = o.source and n.outcome in ('captured', 'not-modified') and n.id > o.id) order by o.id",
            [watch, source],
        )
        for location, identity, published in rows:
            yield Item(identity=identity, url=location, published=date.fromisoformat(published) if published else None)

    def is_given_up(self, watch: str, source: str, url: str) -> bool:
        """Whether a document was refused so often since it was last had that it is left to the next full pass."""
        firm, failed = self._database.conn.execute(
            "select coalesce(sum(outcome != 'failed'), 0), coalesce(sum(outcome = 'failed'), 0) from observations"
            " where watch = :watch and source = :source and location = :url and cause != :later"
            " and outcome in ('failed', 'blocked', 'gone', 'suspicious')"
            " and id > (select coalesce(max(id), 0) from observations where watch = :watch and source = :source"
            " and location = :url and outcome in ('captured', 'not-modified'))",
            {"watch": watch, "source": source, "url": url, "later": Cause.RATE_LIMITED},
        ).fetchone()
        return bool(firm >= TRIES or failed >= PATIENCE)

    def robots(self) -> tuple[RobotsText, ...]:
        """What each host that was asked lets robots read, and when it said so."""
        rows = self._database.conn.execute("select origin, at, text from robots order by origin")
        return tuple(RobotsText(origin, datetime.fromisoformat(at), text) for origin, at, text in rows)

    def keep_robots(self, texts: Iterable[RobotsText]) -> None:
        """Remember what hosts let robots read."""
        self._database.conn.executemany(
            "insert or replace into robots (origin, at, text) values (?, ?, ?)",
            [(one.origin, one.at.isoformat(), one.text) for one in texts],
        )

    def keep_listing(self, watch: str, source: str, captured: Captured) -> None:
        """Keep the bytes of a source's own page where they differ from what was kept last, and let old ones go."""
        conn, place = self._database.conn, [watch, source, captured.url]
        newest = conn.execute(
            "select sha256 from listings where watch = ? and source = ? and url = ? order by number desc limit 1", place
        ).fetchone()
        if newest is not None and newest[0] == captured.sha256:
            return
        conn.execute(
            "insert into listings (watch, source, url, at, sha256, media_type, size, body) values (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                *place,
                captured.at.isoformat(),
                captured.sha256,
                captured.media_type,
                len(captured.body),
                compress(captured.body),
            ],
        )
        conn.execute(
            "delete from listings where watch = :watch and source = :source and url = :url and number not in"
            " (select number from listings where watch = :watch and source = :source and url = :url"
            " order by number desc limit :most)",
            {"watch": watch, "source": source, "url": captured.url, "most": LISTINGS_OF_ADDRESS},
        )
        conn.execute(
            "delete from listings where number in (select number from (select number, sum(length(body))"
            " over (order by number desc) as bytes from listings where watch = ? and source = ?) where bytes > ?)",
            [watch, source, LISTINGS_OF_SOURCE],
        )

    def listings(self, watch: str, source: str) -> tuple[Listing, ...]:
        """The pages of a source that are kept, the newest first."""
        rows = self._database.conn.execute(
            "select url, at, sha256, media_type, size, number from listings where watch = ? and source = ?"
            " order by number desc",
            [watch, source],
        )
        return tuple(
            Listing(
                url=row[0],
                at=datetime.fromisoformat(row[1]),
                sha256=row[2],
                media_type=row[3],
                size=row[4],
                number=row[5],
            )
            for row in rows
        )

    def listed(self, number: int) -> bytes:
        """The bytes of a listing as received; raises `StoreDamagedError` when they no longer have their digest."""
        row = self._database.conn.execute("select body, sha256 from listings where number = ?", [number]).fetchone()
        if (body := restored(row[0], row[1])) is None:
            raise StoreDamagedError(f"The listing {row[1][:12]} no longer has its digest.", hint="Restore a backup.")
        return body

    def damaged_listings(self) -> Iterator[str]:
        """The digests of listings whose bytes were changed after they were kept."""
        for number, sha256 in self._database.conn.execute(
            "select number, sha256 from listings order by number"
        ).fetchall():
            try:
                self.listed(number)
            except StoreDamagedError:
                yield sha256

    def measured(self, watch: str, sha256: str, length: int) -> None:
        """Remember how long the text of a capture is, for every address that it came from."""
        self._database.conn.execute(
            "update addresses set length = ? where watch = ? and sha256 = ?", [length, watch, sha256]
        )

    def answered(self, observation: int, captured: Captured) -> None:
        """Keep what an answer said beside its bytes: where they came from in the end, and its headers."""
        self._database.conn.execute(
            "insert into answers (observation, final_url, status, headers, hops) values (?, ?, ?, ?, ?)",
            [
                observation,
                captured.final_url,
                captured.status,
                json.dumps(captured.headers, ensure_ascii=False),
                json.dumps([[hop.url, hop.status] for hop in captured.hops]),
            ],
        )

    def answer(self, observation: int) -> tuple[str, tuple[tuple[str, str], ...], tuple[Hop, ...]] | None:
        """Where the bytes of an observation came from in the end, with which headers, over which redirects."""
        row = self._database.conn.execute(
            "select final_url, headers, hops from answers where observation = ?", [observation]
        ).fetchone()
        if row is None:
            return None
        headers = tuple((name, value) for name, value in json.loads(row[1]))
        return row[0], headers, tuple(Hop(url, status) for url, status in json.loads(row[2]))
