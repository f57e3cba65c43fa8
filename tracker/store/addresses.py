"""What is remembered of addresses on the web: what makes the next request for one conditional, and what its answers said."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from sqlite_utils import Database

from tracker.documents.fetch.outcomes import Captured, Hop, Validators

_NOTHING = Validators()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What earlier passes over one source left behind, read at once, so that other threads may ask it."""

    by_url: dict[str, Validators] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, int] = field(default_factory=dict)
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


class Addresses:
    """The tables of addresses and answers."""

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
