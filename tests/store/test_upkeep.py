"""A store is copied while it is used, put back whole, migrated after a copy, and not kept where locks do not hold."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.errors import StoreError
from tracker.history import Observation, Outcome
from tracker.store import Store, open_store
from tracker.store.captures import Look
from tracker.store.copies import backup, desk_of, remote_file_system, restore
from tracker.store.migrations import SCHEMA
from tracker.store.upkeep import growth, verify

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def keep(store: Store, body: bytes, at: datetime = NOW) -> str:
    import hashlib  # noqa: PLC0415 - one line of a test's own

    digest = hashlib.sha256(body).hexdigest()
    seen = Observation(source="s", location=digest, outcome=Outcome.CAPTURED, at=at, sha256=digest)
    look = Look(watch="w", source="s", at=at, outcome=Outcome.CAPTURED)
    with store.writing():
        store.captures.keep(body, digest, "text/plain")
        store.captures.observe("w", seen, "stamp")
        store.captures.looked(look)
    return digest


def test_a_backup_is_whole_while_somebody_writes(tmp_path: Path) -> None:
    with open_store(tmp_path / "tracker.db") as store:
        first = keep(store, b"one")
        with store.writing():
            store.captures.keep(b"half", "f" * 64, "text/plain")
            backup(tmp_path / "tracker.db", tmp_path / "copies" / "a.db")
        keep(store, b"two")
    with open_store(tmp_path / "copies" / "a.db") as copy:
        assert copy.captures.digests() == [first]
        assert verify(copy).sound


def test_a_restore_keeps_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    with open_store(path) as store:
        first = keep(store, b"one")
        backup(path, tmp_path / "a.db")
        second = keep(store, b"two")
    aside = restore(tmp_path / "a.db", path)
    with open_store(path) as store:
        assert store.captures.digests() == [first]
    assert aside is not None
    with open_store(aside) as old:
        assert sorted(old.captures.digests()) == sorted([first, second])


def test_a_restore_that_is_cut_short_leaves_the_old_store_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "tracker.db"
    with open_store(path) as store:
        first = keep(store, b"one")
        backup(path, tmp_path / "a.db")
        second = keep(store, b"two")
    put = Path.replace

    def cut_short(waiting: Path, place: Path) -> Path:
        if place == path:
            raise KeyboardInterrupt
        return put(waiting, place)

    monkeypatch.setattr(Path, "replace", cut_short)
    with pytest.raises(KeyboardInterrupt):
        restore(tmp_path / "a.db", path)
    monkeypatch.undo()
    with open_store(path) as store:
        assert sorted(store.captures.digests()) == sorted([first, second])
    restore(tmp_path / "a.db", path)
    with open_store(path) as store:
        assert store.captures.digests() == [first]


def test_a_backup_takes_the_place_of_a_store_that_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    with open_store(path) as store:
        first = keep(store, b"one")
        backup(path, tmp_path / "backups" / "b.db")
    _letter(path)
    aside = restore(tmp_path / "backups" / "b.db", path)
    with open_store(path) as store:
        assert store.captures.digests() == [first]
    assert aside is not None
    assert aside.read_bytes().startswith(b"Dear reader")


def test_a_store_that_is_being_read_gives_way_to_a_backup_and_is_kept_whole(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    with closing(sqlite3.connect(path)) as reader:
        with open_store(path) as store:
            first = keep(store, b"one")
            backup(path, tmp_path / "backups" / "b.db")
            reader.execute("begin")
            reader.execute("select count(*) from captures").fetchone()
            second = keep(store, b"two")
        aside = restore(tmp_path / "backups" / "b.db", path)
        assert aside is not None
        with open_store(aside) as old:
            assert sorted(old.captures.digests()) == sorted([first, second])
        with open_store(path) as store:
            assert store.captures.digests() == [first]


def _songs(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table songs (title text)")


def _letter(path: Path) -> None:
    path.write_bytes(b"Dear reader, this is no database, however long it is.\n" * 99)


def _newer(path: Path) -> None:
    with open_store(path) as store:
        store.database.table("_sqlite_migrations").insert({"migration_set": "tracker", "name": "m999_tomorrow"})


def _nothing(path: Path) -> None:
    path.unlink(missing_ok=True)


def _half(path: Path) -> None:
    """The desk's half of a backup, sound, beside a store that is not."""
    with open_store(path) as store:
        keep(store, b"another's")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("pragma wal_checkpoint(truncate)")
        (page,) = raw.execute("select rootpage from sqlite_master where name = 'captures'").fetchone()
        (size,) = raw.execute("pragma page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_songs, "is no backup of a store"),
        (_letter, "is no backup of a store"),
        (_newer, "newer version"),
        (_nothing, "There is no backup"),
        (_half, "is not sound|malformed"),
    ],
)
def test_what_is_no_backup_changes_nothing(tmp_path: Path, make: Callable[[Path], None], said: str) -> None:
    path = tmp_path / "here" / "tracker.db"
    path.parent.mkdir()
    with open_store(path) as store:
        first = keep(store, b"one")
    before = {file.name for file in path.parent.iterdir()}
    desk = desk_of(path).read_bytes()
    make(tmp_path / "other.db")
    with pytest.raises(StoreError, match=said):
        restore(tmp_path / "other.db", path)
    assert {file.name for file in path.parent.iterdir()} == before
    assert desk_of(path).read_bytes() == desk
    with open_store(path) as store:
        assert store.captures.digests() == [first]


@pytest.mark.parametrize("name", ["tracker.db", "tracker.desk.db", "elsewhere/../tracker.db", "elsewhere/tracker.db"])
def test_no_backup_takes_the_place_of_a_store_in_use(tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    with open_store(tmp_path / "tracker.db") as store, open_store(tmp_path / "elsewhere" / "tracker.db") as other:
        first, second = keep(store, b"one"), keep(other, b"two")
        with pytest.raises(StoreError, match="is a store that is in use"):
            backup(tmp_path / "tracker.db", tmp_path / name)
        third = keep(store, b"three")
    with open_store(tmp_path / "tracker.db") as store, open_store(tmp_path / "elsewhere" / "tracker.db") as other:
        assert sorted(store.captures.digests()) == sorted([first, third])
        assert other.captures.digests() == [second]


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    with open_store(tmp_path / "tracker.db") as store:
        digest = keep(store, b"one" * 100)
        keep(store, b"two" * 100)
        store.database.conn.execute("update captures set body = x'00' where sha256 = ?", [digest])
        found = verify(store)
    assert (found.captures, found.damaged, found.structure, found.sound) == (2, (digest,), (), False)


def test_an_older_store_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    with open_store(path) as store:
        first = keep(store, b"one")
        newest = max(migration.name for migration in SCHEMA.applied(store.database))
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("drop table searchable")
        raw.execute("drop table search")
        raw.execute("delete from _sqlite_migrations where name = 'm005_search'")
    with open_store(path) as store:
        assert "searchable" in store.database.table_names()
    (copy,) = tmp_path.glob("tracker.db.before-*")
    assert newest.startswith("m0")
    with closing(sqlite3.connect(copy)) as raw, raw:
        assert raw.execute("select sha256 from captures").fetchall() == [(first,)]
        assert raw.execute("select count(*) from sqlite_master where name = 'searchable'").fetchone() == (0,)


def test_looks_are_counted_as_they_are_written_and_were_before_there_was_a_count(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    with open_store(path) as store:
        keep(store, b"one", NOW)
        keep(store, b"two", NOW - timedelta(days=1))
        with store.writing():
            store.captures.looked(Look(watch="w", source="s", at=NOW, outcome=Outcome.FAILED, new=0))
            store.captures.looked(Look(watch="v", source="s", at=NOW, outcome=Outcome.CAPTURED, new=7))
        counted = list(store.ledger.tallies())
    assert [(one.watch, one.outcome, one.looks, one.releases, one.last) for one in counted] == [
        ("v", "captured", 1, 7, NOW),
        ("w", "captured", 2, 0, NOW),
        ("w", "failed", 1, 0, NOW),
    ]
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("drop trigger looks_tallied")
        raw.execute("drop table tallies")
        raw.execute("delete from _sqlite_migrations where name = 'm011_tallies'")
    with open_store(path) as store:
        assert list(store.ledger.tallies()) == counted


def test_growth_is_forecast_from_the_last_months(tmp_path: Path) -> None:
    import random  # noqa: PLC0415 - one line of a test's own

    chance = random.Random(1)  # noqa: S311 - bytes that do not compress
    with open_store(tmp_path / "tracker.db") as store:
        for day in range(60):
            keep(store, chance.randbytes(20_000), NOW - timedelta(days=60 - day))
        half = growth(store, NOW)
        for day in range(60):
            keep(store, chance.randbytes(20_000), NOW + timedelta(days=day))
        full = growth(store, NOW + timedelta(days=60))
    forecast = half.size + half.a_day * 60
    assert abs(forecast - full.size) < 0.15 * full.size


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/share/work/tracker.db", "nfs4"),
        ("/srv/tracker.db", None),
        ("/srv/sharework/tracker.db", None),
        ("/mnt/with space/tracker.db", "cifs"),
    ],
)
def test_a_network_file_system_is_known(path: str, kind: str | None) -> None:
    mounts = "/dev/sda / ext4 rw 0 0\nhost:/x /srv/share nfs4 rw 0 0\n//host/y /mnt/with\\040space cifs rw 0 0\n"
    assert remote_file_system(Path(path), mounts) == kind
