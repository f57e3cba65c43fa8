"""Keeping the store: checking every digest, and how fast it grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.errors import StoreDamagedError
from tracker.store import Store
from tracker.store.copies import Step, unheard

#: The period over which growth is measured, and how far ahead it is forecast.
MEASURED = timedelta(days=90)
AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a check of the whole store found: how many captures it holds, and the digests of what is damaged, listings too."""

    captures: int
    damaged: tuple[str, ...]
    structure: tuple[str, ...]  # what SQLite says of its own file; empty when it is sound

    @property
    def sound(self) -> bool:
        """Whether everything is as it was written."""
        return not self.damaged and not self.structure


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """How large the store is, how fast it grew lately, and how large it will be in a year at that pace. Bytes."""

    size: int
    captured: int  # raw bytes captured in the period measured
    a_day: float
    in_a_year: int


def verify(store: Store, step: Step = unheard) -> Verified:
    """Read every capture and compare it with its digest, and let SQLite check its own file; `step` hears of the captures."""
    digests = store.captures.digests()
    return Verified(
        captures=len(digests),
        damaged=tuple(_damaged(store, digests, step)),
        structure=tuple(
            row[0] for row in store.database.conn.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"
        ),
    )


def _damaged(store: Store, digests: Sequence[str], step: Step) -> Iterator[str]:
    for number, digest in enumerate(digests):
        step(number, len(digests))
        try:
            store.captures.body(digest)
        except StoreDamagedError:
            yield digest
    yield from store.addresses.damaged_listings()


def growth(store: Store, now: datetime) -> Growth:
    """How fast the store grows: its size shared out over the captures of the last months."""
    conn = store.database.conn
    page = conn.execute("PRAGMA page_size").fetchone()[0]
    size = conn.execute("PRAGMA page_count").fetchone()[0] * page
    since = (now - MEASURED).isoformat()
    first = conn.execute("select min(at) from looks").fetchone()[0]
    total, lately = conn.execute(
        "select coalesce(sum(c.size), 0), coalesce(sum(case when o.first >= ? then c.size end), 0)"
        " from captures c join (select sha256, min(at) as first from observations where sha256 is not null group by sha256) o"
        " on o.sha256 = c.sha256",
        [since],
    ).fetchone()
    looks, lately_looks = conn.execute("select count(*), coalesce(sum(at >= ?), 0) from looks", [since]).fetchone()
    if first is None or not total:
        return Growth(size=size, captured=lately, a_day=0.0, in_a_year=size)
    days = max(1.0, min(MEASURED, now - datetime.fromisoformat(first)) / timedelta(days=1))
    # most of the file is captures and what is derived from them; a look costs about a quarter of a kilobyte, and a page of
    # each table and index is there from the beginning
    pages = conn.execute("select count(*) from sqlite_master where rootpage > 0").fetchone()[0]
    by_captures = max(size - pages * page - 256 * looks, 0)
    a_day = (by_captures * lately / total + 256 * lately_looks) / days
    return Growth(size=size, captured=lately, a_day=a_day, in_a_year=size + int(a_day * AHEAD.days))
