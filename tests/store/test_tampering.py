"""Every byte of the audit trail and of a capture is changed behind the program's back, one at a time, and each change is found."""

import hashlib
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

sys.path.insert(0, str(Path(__file__).parents[1] / "review"))

from looking import headcount, upgraded

from tracker.review.model import Action, Event
from tracker.store import Store, open_store
from tracker.store.upkeep import verify

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
COLUMNS = ("at", "who", "action", "watch", "matter", "content", "rule", "digest", "body")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.db") as opened:
        told = [(Action.CONFIRMED, upgraded()), (Action.COMMENTED, headcount()), (Action.ESCALATED, upgraded())]
        with opened.deciding():
            opened.reviews.append(
                Event(
                    number=0,
                    at=NOON,
                    who="mara",
                    action=action,
                    watch=shown.watch,
                    matter="m" * 32,
                    content="c" * 32,
                    text="Asked — and “answered”.",
                    shown=shown,
                )
                for action, shown in told
            )
        for verb in ("update", "delete"):
            opened.desk.conn.execute(f"drop trigger events_no_{verb}")
        yield opened


@contextmanager
def undone(database: Database) -> Iterator[None]:
    """Whatever is done inside is taken back."""
    database.conn.execute("begin")
    yield
    database.conn.execute("rollback")


def found(store: Store) -> int:
    """The event at which the chain breaks first; 0 where it holds."""
    flaw = store.reviews.flaw()
    return flaw.number if flaw else 0


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_byte_of_every_column_of_an_event(store: Store, column: str, number: int) -> None:
    assert found(store) == 0
    (said,) = store.desk.conn.execute(f"select {column} from events where number = ?", [number]).fetchone()  # noqa: S608
    kept = said if isinstance(said, bytes) else said.encode()
    for place in range(len(kept)):
        for mask in (1, 128):
            changed = kept[:place] + bytes([kept[place] ^ mask]) + kept[place + 1 :]
            kind = "text" if isinstance(said, str) else "blob"
            with undone(store.desk):
                store.desk.conn.execute(
                    f"update events set {column} = cast(? as {kind}) where number = ?",  # noqa: S608 - ours
                    [changed, number],
                )
                assert found(store) == number, (place, mask)


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("value", ["null", "0", "''", "x''", "x'80'"])
def test_another_value_of_any_type_in_any_column(store: Store, column: str, value: str) -> None:
    if (column, value) == ("rule", "''"):
        return  # that is what it says
    with undone(store.desk):
        store.desk.conn.execute("create table loose as select * from events")
        store.desk.conn.execute("drop table events")
        store.desk.conn.execute("alter table loose rename to events")
        store.desk.conn.execute(f"update events set {column} = {value} where number = 2")  # noqa: S608
        assert found(store) == 2


@pytest.mark.parametrize("column", COLUMNS)
def test_the_same_bytes_as_another_type(store: Store, column: str) -> None:
    kind = "text" if column == "body" else "blob"
    with undone(store.desk):
        store.desk.conn.execute(f"update events set {column} = cast({column} as {kind}) where number = 2")  # noqa: S608
        (now,) = store.desk.conn.execute(f"select typeof({column}) from events where number = 2").fetchone()  # noqa: S608
        assert now == kind
        assert found(store) == 2


@pytest.mark.parametrize(
    ("sql", "number"),
    [
        ("delete from events where number = 1", 1),
        ("delete from events where number = 2", 2),
        ("delete from events where number = 3", 3),
        ("delete from events", 1),
        ("update events set number = number + 10 where number = 3", 3),
        ("update events set number = 4 - number where number <> 2", 1),
        (
            "insert into events select 4, at, who, action, watch, matter, content, rule, digest, body from events limit 1",
            4,
        ),
        ("update sqlite_sequence set seq = 4 where name = 'events'", 4),
    ],
)
def test_events_that_are_left_out_moved_or_added(store: Store, sql: str, number: int) -> None:
    with undone(store.desk):
        if "4 - number" in sql:
            store.desk.conn.execute("update events set number = -number")
            sql = "update events set number = case number when -1 then 3 when -3 then 1 else 2 end"
        store.desk.conn.execute(sql)
        assert found(store) == number


def test_every_byte_of_a_capture(store: Store) -> None:
    body = "Orbelline Valves is certified to ISO 9001:2015 — and says so. ".encode() * 3
    digest = hashlib.sha256(body).hexdigest()
    with store.writing():
        store.captures.keep(body, digest, "text/plain")
    assert verify(store).sound
    (kept,) = store.database.conn.execute("select body from captures").fetchone()
    for place in range(len(kept)):
        for mask in (1, 2, 4, 8, 16, 32, 64, 128, 255):
            changed = kept[:place] + bytes([kept[place] ^ mask]) + kept[place + 1 :]
            with undone(store.database):
                store.database.conn.execute("update captures set body = ?", [changed])
                # the last bits of a compressed block say nothing (RFC 1951, 3.2.3): what was received is still all there
                same = decompressed(changed) == body
                assert verify(store).damaged == (() if same else (digest,)), (place, mask)
                assert not same or mask < 255


def decompressed(body: bytes) -> bytes | None:
    try:
        return zlib.decompress(body)
    except zlib.error:
        return None


@pytest.mark.parametrize("value", ["null", "0", "'text'", "x''", "cast(body as text)"])
def test_another_value_of_any_type_as_a_capture(store: Store, value: str) -> None:
    body = b"Orbelline Valves is certified to ISO 9001:2015."
    digest = hashlib.sha256(body).hexdigest()
    with store.writing():
        store.captures.keep(body, digest, "text/plain")
        store.database.conn.execute("create table loose as select * from captures")
        store.database.conn.execute("drop table captures")
        store.database.conn.execute("alter table loose rename to captures")
        store.database.conn.execute(f"update captures set body = {value}")  # noqa: S608
    assert verify(store).damaged == (digest,)
