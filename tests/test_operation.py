"""Runs of several watches: side by side, each with its own line in the log, and each failing by itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tracker.claims.schemes import Registry
from tracker.errors import StoreDamagedError
from tracker.gather import BATCH
from tracker.operation import TOGETHER, Slot, run_all
from tracker.store import Store, open_store
from tracker.store.runs import Ending
from tracker.watches.load import load
from tracker.watches.model import Watch


def watches_of(folder: Path, names: list[str]) -> list[Watch]:
    found = []
    for name in names:
        (folder / name).mkdir()
        text = f"{name} opens a plant\n\nTARN, May 4, 2031 - {name} today opened a plant.\n\nAbout {name}\n\n{name} makes rings.\n"
        (folder / name / "a.txt").write_text(text, encoding="utf-8")
        file = folder / f"{name.lower()}.toml"
        file.write_text(f'name = "{name}"\nsources = [{{kind = "folder", path = "{name}"}}]', encoding="utf-8")
        found.append(load(file))
    return found


def damage(store: Store, watch: str) -> None:
    """Let everything of a watch be read anew, and no capture of it have its digest."""
    store.derived.forget(watch)
    store.database.execute(
        "update captures set body = x'00' where sha256 in (select sha256 from observations where watch = ?)", [watch]
    )


def test_a_watch_that_fails_does_not_keep_the_others_from_being_checked(
    tmp_path: Path, registry: Registry, now: datetime
) -> None:
    names = ["Orlavex", "Pennwick", "Sarridge"]
    watches = watches_of(tmp_path, names)
    with open_store(tmp_path / "tracker.db") as store:
        slots = [Slot(watch=watch, key=watch.id, at=now) for watch in watches]
        list(run_all(slots, store, registry, lambda: now))
        damage(store, "pennwick")
        for name in names:
            (tmp_path / name / "b.txt").write_text(f"{name} says that it has opened another plant today.", "utf-8")
        checked = run_all(slots, store, registry, lambda: now)
        assert [(one.watch, len(one.documents)) for one in (next(checked), next(checked))] == [
            ("orlavex", 1),
            ("sarridge", 1),
        ]
        with pytest.raises(StoreDamagedError, match="digest"):
            next(checked)
        last = {key: run.outcome for key, run in store.runs.last().items()}
    assert last == {"orlavex": Ending.DONE, "pennwick": Ending.FAILED, "sarridge": Ending.DONE}


def test_more_watches_than_are_run_together_are_all_run_once(tmp_path: Path, registry: Registry, now: datetime) -> None:
    watches = watches_of(tmp_path, [f"Velmar{number}" for number in range(TOGETHER + 3)])
    with open_store(tmp_path / "tracker.db") as store:
        slots = [Slot(watch=watch, key=watch.id, at=now) for watch in watches]
        checked = list(run_all(slots, store, registry, lambda: now))
        assert [one.watch for one in checked] == [watch.id for watch in watches]
        assert all(one.complete and len(one.documents) == 1 for one in checked)
        assert store.runs.count(Ending.DONE) == len(watches)


def test_what_a_watch_gave_is_said_also_where_another_one_failed_before_it_was_done(
    tmp_path: Path, registry: Registry, now: datetime
) -> None:
    good, bad = watches_of(tmp_path, ["Orlavex", "Pennwick"])
    slots = [Slot(watch=watch, key=watch.id, at=now) for watch in (good, bad)]
    with open_store(tmp_path / "tracker.db") as store:
        list(run_all(slots[1:], store, registry, lambda: now))
        damage(store, bad.id)
        for number in range(BATCH + 3):
            (tmp_path / "Orlavex" / f"{number:03}.txt").write_text(
                f"Orlavex has cast ring {number} of the year.", "utf-8"
            )
        (tmp_path / "Orlavex" / "0-first.txt").write_bytes(b"")
        (tmp_path / "Orlavex" / "0-noise.txt").write_bytes(bytes(range(256)) * 20)
        checked = run_all(slots, store, registry, lambda: now)
        said = next(checked)
        assert (said.watch, len(said.documents)) == (good.id, BATCH + 4)
        assert sorted(one.location for one in said.unreadable) == ["0-first.txt", "0-noise.txt"]
        assert [look.new for look in said.looks] == [BATCH + 5]
        with pytest.raises(StoreDamagedError, match="digest"):
            next(checked)
        assert len(list(store.captures.looks(good.id))) == 1
