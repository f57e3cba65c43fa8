"""One SQLite file: opening it safely, one writer at a time, and transactions that begin as writers.

Isolation: `BEGIN IMMEDIATE` at the start of every write (https://www.sqlite.org/lang_transaction.html), because a
transaction that reads first and writes later dies at once when somebody else has written in between.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from tracker.errors import StoreDamagedError, StoreError, StoreLockedError, StoreTooNewError
from tracker.store.copies import backup, remote_file_system
from tracker.store.migrations import SCHEMA, applied, unknown

#: Whatever the database itself raises, for those who must tell it from a fault of their own.
DatabaseError = sqlite3.DatabaseError

#: How long a writer waits for another one's transaction, in milliseconds. Runs are kept apart by `exclusive`;
#: this is for a reader that is just being promoted, and for SQLite's own checkpoints.
BUSY_TIMEOUT = 10_000

#: Seconds between two tries of a writer that waits its turn among short transactions. SQLite's own waiting grows to 100 ms
#: between two tries, and whoever sleeps that long finds the lock taken again by others who came later.
TRY_AGAIN = 0.001


def open_database(path: Path, schema: Migrations = SCHEMA, *, durable: bool = True) -> Database:
    """One of the store's files, migrated; made where there is none. Raises `StoreError` with what to do about it.

    `durable` lets each commit wait for the disk. Without it a power failure may take the last commits of this connection back,
    whole and from the end, but none that a durable connection made before or between them
    (https://www.sqlite.org/pragma.html#pragma_synchronous).
    """
    _refuse_remote(path)
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            return _ready(connection, path, schema, durable=durable)
        except BaseException:
            connection.close()
            raise
    except sqlite3.DatabaseError as error:
        raise _translated(error, path) from error


def _ready(connection: sqlite3.Connection, path: Path, schema: Migrations, *, durable: bool) -> Database:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    database = Database(connection)
    database.enable_wal()
    connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    connection.execute("PRAGMA foreign_keys = ON")
    _refuse_newer(database, path, schema)
    if schema.pending(database):
        _migrate(database, path, schema)
    return database


def open_to_read(path: Path) -> Database:
    """The store as it is, to read what is committed; for a process that works for the one that opened it."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    return Database(connection)


def _migrate(database: Database, path: Path, schema: Migrations) -> None:
    """Bring an older store up to date, after a copy of it is made beside it."""
    if done := applied(database, schema):
        backup(path, path.with_name(f"{path.name}.before-{max(done)}"))
    schema.apply(database)


def _refuse_remote(path: Path) -> None:
    try:
        kind = remote_file_system(path, Path("/proc/mounts").read_text(encoding="utf-8"))
    except OSError:
        return  # no such list on this system
    if kind is not None:
        raise StoreError(
            f"The store {path} is on a network file system ({kind}), whose locks cannot be relied upon.",
            hint="Keep the workspace on a disk of this machine; reports may be copied anywhere.",
        )


def _refuse_newer(database: Database, path: Path, schema: Migrations) -> None:
    if newer := unknown(database, schema):
        raise StoreTooNewError(
            f"The store {path} was written by a newer version of this program (it has {newer[-1]}).",
            hint="Nothing was changed. Use the newer version, or restore a backup made by this one.",
        )


def _translated(error: sqlite3.DatabaseError, path: Path) -> StoreError:
    match error.sqlite_errorcode & 0xFF if hasattr(error, "sqlite_errorcode") else None:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreLockedError(
                f"The store {path} is in use by another program.", hint="Try again when it has finished."
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return _unwritable(path)
        case sqlite3.SQLITE_FULL:
            return StoreError(
                f"The disk that holds {path} is full.",
                hint="What was committed before is safe; make room and run again.",
            )
        case sqlite3.SQLITE_IOERR:
            # among much else, what a full disk gives for the file that readers and writers share
            return StoreError(
                f"The store {path} could not be read or written: {error}.",
                hint="What was committed before is safe; check the disk and the room on it, and run again.",
            )
        case _:
            return StoreDamagedError(
                f"The store {path} is not a database that this program can read: {error}.",
                hint="Put a backup in its place, or move the file away to start anew.",
            )


def _unwritable(path: Path) -> StoreError:
    return StoreError(
        f"The store {path} cannot be written.",
        hint="Check that the folder exists and that everything in it is yours to write.",
    )


@contextmanager
def translating(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside into a `StoreError` that names the store and says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _translated(error, path) from error


@contextmanager
def writing(database: Database) -> Iterator[None]:
    """One transaction, begun as a writer: all of it is kept, or none."""
    database.conn.execute("BEGIN IMMEDIATE")
    with _ending(database.conn):
        yield


@contextmanager
def deriving(database: Database) -> Iterator[None]:
    """The same for what can be derived again, which is not waited for until it is on the disk.

    A write-ahead log is kept in order (https://www.sqlite.org/pragma.html#pragma_synchronous): when the power fails, the last
    of these may be as if they had not been, and everything that was committed by `writing` before them is there.
    """
    (usual,) = database.conn.execute("PRAGMA synchronous").fetchone()
    database.conn.execute("PRAGMA synchronous = NORMAL")
    try:
        with writing(database):
            yield
    finally:
        database.conn.execute(f"PRAGMA synchronous = {usual}")


@contextmanager
def _ending(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        # a full disk may have ended the transaction already
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def taking_turns(database: Database) -> Iterator[None]:
    """The same as `writing`, for a file whose writers all hold it for milliseconds: waits in short steps for its turn."""
    _begin(database.conn)
    with _ending(database.conn):
        yield


def _begin(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        given_up = time.monotonic() + BUSY_TIMEOUT / 1000
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > given_up:
                    raise
                time.sleep(TRY_AGAIN)
            else:
                return
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")


@contextmanager
def reading(database: Database) -> Iterator[None]:
    """Everything read inside is of one moment, whatever others commit meanwhile; inside a transaction, of that one's."""
    if database.conn.in_transaction:
        yield
        return
    database.conn.execute("BEGIN")
    try:
        yield
    finally:
        database.conn.execute("COMMIT")


@contextmanager
def exclusive(path: Path, *, patience: timedelta = timedelta()) -> Iterator[None]:
    """Keep every other run of this program away from the workspace; raises `StoreLockedError` if one is there.

    It waits for the other run to end as long as `patience` says, and not at all unless it does.

    The lock is an open transaction on a file of its own, so that it works wherever SQLite does and ends with the
    process, however that ends.
    """
    file = path.with_suffix(".lock")
    if file.exists() and not os.access(file, os.W_OK):
        # SQLite would take this lock for reading, together with everybody else (lang_transaction.html)
        raise _unwritable(path)
    with translating(path):
        lock = sqlite3.connect(file, isolation_level=None, timeout=patience.total_seconds())
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise StoreLockedError(
                    f"Another tracker is at work on {path.parent}.",
                    hint="Wait until it has finished, then run this again.",
                ) from error
            raise _translated(error, path) from error
        yield
    finally:
        lock.close()
