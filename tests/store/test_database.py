"""Opening a store is safe: locked, newer, damaged and unwritable each give one sentence, and lose nothing."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tracker.errors import StoreDamagedError, StoreError, StoreLockedError, StoreTooNewError
from tracker.store import open_store, open_store_alone
from tracker.store.database import deriving, open_database


def test_a_store_is_made_where_there_is_none(tmp_path: Path) -> None:
    with open_store_alone(tmp_path / "tracker.db") as store:
        assert "captures" in store.database.table_names()
        assert store.database.journal_mode == "wal"


def test_a_second_run_on_one_workspace_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    with (
        open_store_alone(path),
        pytest.raises(StoreLockedError, match="Another tracker is at work"),
        open_store_alone(path),
    ):
        pass
    with open_store_alone(path):
        pass  # the first one has let go


def test_the_lock_goes_with_the_process_however_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    script = (
        "import os, sys; from pathlib import Path; from tracker.store import open_store_alone\n"
        "with open_store_alone(Path(sys.argv[1])): print('held', flush=True); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert (killed.stdout, killed.returncode) == ("held\n", -9)
    with open_store_alone(path):
        pass


def test_a_reader_is_let_in_while_a_run_is_at_work(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    with open_store_alone(path) as store, store.writing():
        store.captures.keep(b"half written", "0" * 64, "text/plain")
        with open_store(path) as reader:
            assert reader.captures.digests() == []


def test_a_transaction_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    with open_store(tmp_path / "tracker.db") as store:
        with pytest.raises(ZeroDivisionError), store.writing():
            assert store.captures.keep(b"gone", "0" * 64, "text/plain") / 0
        assert store.captures.digests() == []


@pytest.mark.parametrize("durable", [True, False])
def test_deriving_leaves_commits_to_wait_for_the_disk_as_they_did(tmp_path: Path, *, durable: bool) -> None:
    with closing(open_database(tmp_path / "tracker.db", durable=durable)) as database:
        before = database.execute("PRAGMA synchronous").fetchone()
        with deriving(database):
            assert database.execute("PRAGMA synchronous").fetchone() == (1,)
        assert database.execute("PRAGMA synchronous").fetchone() == before


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    with open_store(path) as store:
        store.database.conn.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at) values ('tracker', 'm999_later', '2030')"
        )
    before = path.read_bytes()
    with pytest.raises(StoreTooNewError, match="m999_later") as caught, open_store(path):
        pass
    assert "newer version" in caught.value.hint
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"not a database, but long enough to look at" * 40, b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tracker.db"
    path.write_bytes(content)
    with pytest.raises(StoreDamagedError, match=r"tracker\.db"), open_store(path):
        pass
    assert path.read_bytes() == content


def test_a_store_in_a_folder_that_is_not_there_is_an_error_with_a_next_step(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written"), open_store_alone(tmp_path / "nowhere" / "tracker.db"):
        pass


def test_sqlite_errors_inside_are_translated(tmp_path: Path) -> None:
    path = tmp_path / "tracker.db"
    with open_store(path) as store:
        store.database.conn.execute("drop table captures")
    with pytest.raises(StoreDamagedError, match="no such table"), open_store(path) as store:
        store.captures.digests()
    with closing(sqlite3.connect(path)) as raw, raw:
        assert raw.execute("select count(*) from observations").fetchone() == (0,)
