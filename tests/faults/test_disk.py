"""A disk that is full at any write, and a database that may not be written, give one sentence and lose nothing."""

import os
import re
import sqlite3
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from receivers import web_server
from world import NOW, World, called, rounds

from tracker.claims.schemes import Registry
from tracker.desk.refresh import refresh
from tracker.errors import StoreError, TrackerError
from tracker.store import open_store
from tracker.store.inbox import Wanted

NOBODY = 65534


def test_a_disk_that_is_full_at_any_write_loses_nothing(
    tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store may grow by one page more at each attempt, until a run gets through."""
    connect = sqlite3.connect
    room = [0]

    def tight(*arguments: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)  # type: ignore[call-overload]
        if str(arguments[0]).endswith("tracker.db") and room[0]:
            connection.execute(f"pragma max_page_count = {room[0]}")
        return connection

    monkeypatch.setattr(sqlite3, "connect", tight)
    refused = 0
    with web_server() as receiver:
        world = World.make(tmp_path / "w", registry, receiver.url)
        reference = World.make(tmp_path / "r", registry, receiver.url)
        for number in rounds():
            reference.receive(number)
            reference.run()
        expected = called(receiver).keys()
        receiver.calls.clear()
        for number in rounds():
            world.receive(number)
            room[0] = 60
            while True:
                try:
                    world.run()
                except StoreError as error:
                    assert "full" in error.message  # noqa: PT017 - every attempt is asked
                    refused += 1
                    room[0] += 1
                else:
                    break
        room[0] = 0
        assert world.truth() == reference.truth()
        assert called(receiver).keys() == expected
    assert refused > 5


def on_the_desk(world: World) -> None:
    """Put what was found before people."""
    (history,) = world.tracker().histories(NOW.date())
    with open_store(world.folder / "tracker.db") as store:
        refresh(store, history, world.registry)
        assert store.inbox.find(Wanted(view=""))


#: What may not be written, below the workspace, and what is done then.
READ_ONLY: dict[str, tuple[tuple[str, ...], Callable[[World], None]]] = {
    "the store": (("tracker.db",), World.run),
    "the lock": (("tracker.lock",), World.run),
    "the folder": ((".",), World.run),
    "everything": ((".", "tracker.db", "tracker.desk.db", "tracker.lock"), World.run),
    "the file of decisions": (("tracker.desk.db",), on_the_desk),
    "the folder of the desk": ((".",), on_the_desk),
}


@pytest.mark.parametrize("what", READ_ONLY)
def test_a_database_that_may_not_be_written_is_one_sentence(registry: Registry, what: str) -> None:
    """Done as somebody who is not root, who may write everything; below a folder that everybody may pass through."""
    paths, work = READ_ONLY[what]
    with web_server() as receiver, TemporaryDirectory() as folder:
        world = World.make(Path(folder) / "w", registry, receiver.url)
        world.receive(0)
        world.run()
        before = world.truth()
        world.receive(1)
        _give_away(Path(folder))
        for path in paths:
            (world.folder / path).chmod(0o500 if path == "." else 0o400)
        said = _as_nobody(lambda: work(world))
        for file in (world.folder, *world.folder.glob("tracker.*")):  # SQLite makes its files beside one like that one
            file.chmod(0o700 if file.is_dir() else 0o600)
        assert re.fullmatch(r"StoreError: The store \S+/tracker.db cannot be written\.", said), said
        assert world.truth() == before
        assert _as_nobody(lambda: work(world)) == "done"
        assert _as_nobody(world.run) == "done"
        assert world.truth() != before


def _give_away(folder: Path) -> None:
    """Let a workspace belong to somebody who is not root, where we are."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def _as_nobody(work: Callable[[], None]) -> str:
    """What comes of some work that is done by somebody who is not root: the error that ends it, or "done"."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            work()
            os.write(writer, b"done")
        except TrackerError as error:
            os.write(writer, f"{type(error).__name__}: {error.message}".encode())
        except BaseException:  # noqa: BLE001 - this process may not go back into the test
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        said = answer.read().decode()
    os.waitpid(child, 0)
    return said
