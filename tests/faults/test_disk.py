"""A disk that is full at any write, and a database that may not be written, give one sentence and lose nothing."""

import os
import sqlite3
from pathlib import Path

import pytest
from receivers import web_server
from world import World, called, rounds

from tracker.claims.schemes import Registry
from tracker.errors import StoreError


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


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_database_that_may_not_be_written_is_one_sentence(tmp_path: Path, registry: Registry) -> None:
    with web_server() as receiver:
        world = World.make(tmp_path / "w", registry, receiver.url)
        world.receive(0)
        world.run()
    (world.folder / "tracker.db").chmod(0o400)
    with pytest.raises(StoreError, match="cannot be written"):
        world.run()
