"""Copies of the store: a backup while it is in use, putting one back, and where a store may not be."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeAlias

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from tracker.errors import StoreDamagedError, StoreError, StoreTooNewError
from tracker.store.desk_schema import DESK
from tracker.store.migrations import SCHEMA, applied, unknown

#: Pages copied at once, so that a writer is never kept waiting for long.
PAGES = 512

#: File systems on which SQLite's locks cannot be relied upon (https://www.sqlite.org/wal.html, "all on the same host").
_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "afs", "ncpfs"})


#: Hears how much of something long is done, and of how much.
Step: TypeAlias = Callable[[int, int], None]


def unheard(done: int, total: int) -> None:
    """Nobody asks how far it is."""


def desk_of(path: Path) -> Path:
    """The file beside a store that holds what people decided: tracker.desk.db beside tracker.db."""
    return path.with_name(f"{path.stem}.desk{path.suffix}")


def backup(path: Path, target: Path, step: Step = unheard) -> None:
    """Copy the store while it is in use, whole or not at all; the copy is checked before it takes its name.

    What people decided is copied with it, into the file beside the target (`desk_of`). `step` hears how many pages of the
    store are copied, and of how many.

    Raises:
        StoreError: the target is a store that is in use, or cannot be written, or the copy is not sound.
    """
    own = {path.resolve(), desk_of(path).resolve()}
    for copy in (target, desk_of(target)):
        # SQLite would go on writing to the file that is replaced, or take that one's log for this one's
        if copy.resolve() in own or _log_of(copy).exists():
            raise StoreError(f"{copy} is a store that is in use.", hint="Give the copy another name.")
    if desk_of(path).is_file():
        _copy(desk_of(path), desk_of(target))
    _copy(path, target, step)


def _copy(path: Path, target: Path, step: Step = unheard) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(part)) as copy,
        ):
            source.backup(copy, pages=PAGES, sleep=0.01, progress=lambda _, left, total: step(total - left, total))
            copy.execute("PRAGMA journal_mode = DELETE")
            found = copy.execute("PRAGMA integrity_check").fetchall()
        if found != [("ok",)]:
            raise StoreDamagedError(f"The copy of {path} is not sound: {found[0][0]}.", hint="Run 'tracker verify'.")
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"{path} could not be copied to {target}: {error}.", hint="Check the place and its room."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def restore(source: Path, path: Path, step: Step = unheard) -> Path | None:
    """Put a backup into the place of the store; gives where the store that stood there was moved to.

    Call it under the lock of the workspace. What people decided is put back with it, where the backup has it.

    Raises:
        StoreError: the backup is none, is of a newer version, or is not sound; nothing is changed then.
    """
    if not source.is_file():
        raise StoreError(f"There is no backup {source}.", hint="Check the path.")
    desk = desk_of(source) if desk_of(source).is_file() else None
    _refuse_other(source, SCHEMA)
    if desk is not None:
        _refuse_other(desk, DESK)
        _copy(desk, _fresh(desk_of(path)))
    try:
        _copy(source, _fresh(path), step)
    except StoreError:
        _fresh(desk_of(path)).unlink(missing_ok=True)
        raise
    if desk is not None:
        _put(desk_of(path))
    return _put(path)


def _refuse_other(source: Path, schema: Migrations) -> None:
    """Refuse a file that is no store, or one of a newer version."""
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            database = Database(connection)
            ours, newer = applied(database, schema), unknown(database, schema)
    except sqlite3.Error:
        ours, newer = [], []
    if not ours:
        raise StoreError(f"{source} is no backup of a store.", hint="Name a file that 'tracker backup' wrote.")
    if newer:
        raise StoreTooNewError(
            f"{source} was written by a newer version of this program (it has {newer[-1]}).",
            hint="Nothing was changed. Use the newer version, or another backup.",
        )


def _fresh(path: Path) -> Path:
    """Where a backup waits, whole, to be put into the place of a file."""
    return path.with_name(f".{path.name}.restored")


def _put(path: Path) -> Path | None:
    """Put what waits for a place into it; gives where the file that stood there was moved to.

    The place is never empty, whenever this is cut short: whoever opened the store then would begin a new one.
    """
    aside = None
    if path.exists():
        aside = _free(path)
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try:
            aside.hardlink_to(path)
        except OSError:  # a file system without hard links
            path.replace(aside)
        if _log_of(path).exists():  # of a store that is damaged, or still being read
            _log_of(path).replace(_log_of(aside))
    for beside in (_log_of(path), path.with_name(f"{path.name}-shm")):
        beside.unlink(missing_ok=True)
    _fresh(path).replace(path)
    return aside


def _log_of(path: Path) -> Path:
    """The file in which SQLite keeps what is not yet in the database; it is there while a store is open."""
    return path.with_name(f"{path.name}-wal")


def _free(path: Path) -> Path:
    number = 1
    while (name := path.with_name(f"{path.name}.before-restore-{number}")).exists():
        number += 1
    return name


def remote_file_system(path: Path, mounts: str) -> str | None:
    """The kind of network file system that a path is on; None for a local one. `mounts` is the text of /proc/mounts."""
    best, kind = -1, ""
    place = str(path.resolve())
    for line in mounts.splitlines():
        fields = line.split()
        point = fields[1].replace("\\040", " ") if len(fields) > 2 else ""
        if point and (place == point or place.startswith(point.rstrip("/") + "/")) and len(point) >= best:
            best, kind = len(point), fields[2]
    return kind if kind in _REMOTE else None
