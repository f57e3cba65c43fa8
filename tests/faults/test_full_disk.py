"""A disk that is full at any write of the service, wherever it writes: one sentence, nothing lost, and the next run finishes.

Some dozen points of each thing that is done here; every page with TRACKER_FULL_DISK=all.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from receivers import web_server
from small_disk import fill, make_room, on_a_small_disk
from world import NOW, World, copies, rounds

from tracker.claims.schemes import Registry
from tracker.desk.decide import Order, Person, Target, decide
from tracker.desk.refresh import refresh
from tracker.errors import PublishError, StoreError, TrackerError
from tracker.review.model import Action
from tracker.review.people import Role
from tracker.store import open_store
from tracker.store.copies import backup, restore
from tracker.store.inbox import View, Wanted
from tracker.store.upkeep import verify

SIZE = 32 << 20
#: Pages of room from one attempt to the next, on the average.
STRIDE = 1 if os.environ.get("TRACKER_FULL_DISK") == "all" else 20
LATER = NOW + timedelta(hours=2)
MARA = Person(name="mara", role=Role.REVIEWER)


@dataclass(frozen=True)
class Scene:
    """A workspace on a small disk, and beside it, where there is room, what it is to become."""

    world: World
    after: World

    @property
    def store(self) -> Path:
        return self.world.folder / "tracker.db"

    @property
    def copy(self) -> Path:
        return self.world.folder / "copies" / "tracker.db"

    def check(self) -> None:
        """A look at everything, and whoever is told; what could not be delivered is delivered two hours later."""
        tracker = self.world.tracker()
        tracker.check(tracker.watches(), lambda _: None)
        with open_store(self.store) as store:
            if waiting := store.outbox.undelivered():
                raise TrackerError(f"The channel {waiting[0].channel} could not be written.")

    def check_again(self) -> None:
        tracker = self.world.tracker(LATER)
        tracker.check(tracker.watches(), lambda _: None)

    def is_checked(self) -> None:
        assert self.world.truth() == self.after.truth()
        assert self.world.shelf().keys() == self.after.shelf().keys() == self.world.feed()

    def report(self) -> None:
        self.world.tracker().report(NOW.date())

    def is_reported(self) -> None:
        assert not list(self.world.folder.rglob("*.part-*"))
        assert self.world.reports(self.world.folder / "reports") == self.after.reports(self.after.folder / "reports")

    def back_up(self) -> None:
        backup(self.store, self.copy)

    def is_backed_up(self) -> None:
        with open_store(self.copy) as copy:
            assert verify(copy).sound
            assert copy.captures.digests() == self.after.truth()["captures"]

    def put_back(self) -> None:
        restore(self.after.folder / "tracker.db", self.store)

    def is_put_back(self) -> None:
        assert self.world.truth() == self.after.truth()

    def decide(self) -> None:
        """Confirm everything that is on the desk, one by one."""
        (history,) = self.world.tracker().histories(NOW.date())
        with open_store(self.store) as store:
            refresh(store, history, self.world.registry)
            for row in store.inbox.find(Wanted(), limit=500):
                if not row.version:
                    target = Target(watch=row.watch, finding=row.finding, version=row.version)
                    decide(store, Order(action=Action.CONFIRMED, targets=(target,)), MARA, NOW)

    def is_decided(self) -> None:
        with open_store(self.store) as store:
            decided = store.inbox.find(Wanted(view=View.DECIDED), limit=500)
            assert store.inbox.find(Wanted()) == ()
            assert store.reviews.flaw() is None
            assert store.reviews.head()[0] == len(decided) > 0

    def is_well(self) -> None:
        """After a refusal: what was there is whole."""
        for path in (self.store, self.copy):
            with open_store(path) as store:
                assert verify(store).sound


@dataclass(frozen=True)
class Deed:
    """What is done and what must be so then; how it is done again; in which state of the workspace, and what is the disk."""

    do: Callable[[Scene], None]
    done: Callable[[Scene], None]
    state: str
    again: Callable[[Scene], None] | None = None
    disk: str = "."
    stride: int = STRIDE


DEEDS = {
    "check": Deed(do=Scene.check, again=Scene.check_again, done=Scene.is_checked, state="received"),
    "tell": Deed(
        do=Scene.check, again=Scene.check_again, done=Scene.is_checked, state="received", disk="told", stride=1
    ),
    "report": Deed(do=Scene.report, done=Scene.is_reported, state="checked"),
    "backup": Deed(do=Scene.back_up, done=Scene.is_backed_up, state="checked"),
    "restore": Deed(do=Scene.put_back, done=Scene.is_put_back, state="received"),
    "desk": Deed(do=Scene.decide, done=Scene.is_decided, state="checked"),
}


def put(saved: Path, folder: Path, disk: Path) -> None:
    """Put a workspace as it was saved into the place of another; what is a disk stays one."""
    for path in (*(() if disk == folder else folder.iterdir()), *disk.iterdir()):
        if path.is_dir() and path != disk:
            shutil.rmtree(path)
        elif path != disk:
            path.unlink()
    shutil.copytree(saved, folder, dirs_exist_ok=True)


def sweep(scene: Scene, saved: Path, deed: Deed) -> dict[str, int]:
    """Do something with more room at each attempt until there is enough; gives what was said, and how often."""
    chance = random.Random(deed.state)  # noqa: S311 - a table of chances, not a secret
    said: Counter[str] = Counter()
    folder, room = scene.world.folder, 0
    disk = folder / deed.disk
    while True:
        put(saved, folder, disk)
        fill(disk, room)
        try:
            deed.do(scene)
        except TrackerError as error:
            make_room(disk)
            assert re.fullmatch(r"[^\n]+\.", error.message)  # noqa: PT017 - every attempt is asked
            assert type(error) in (StoreError, PublishError, TrackerError)  # noqa: PT017 - and none says "damaged"
            said[re.sub(r"/\S+/", "", error.message)] += 1
            scene.is_well()
            (deed.again or deed.do)(scene)
            deed.done(scene)
        else:
            deed.done(scene)
            return dict(said)
        room += chance.randint(1, 2 * deed.stride - 1)


@pytest.mark.parametrize("what", DEEDS)
def test_a_disk_that_is_full_at_any_write(tmp_path: Path, registry: Registry, what: str) -> None:
    with web_server() as receiver:
        world = World.make(tmp_path / "w", registry, receiver.url)
        for number in list(rounds())[:2]:
            world.receive(number)
            world.run()
        backup(world.folder / "tracker.db", world.folder / "copies" / "tracker.db")
        world.receive(2)
        copies(world.folder, tmp_path / "received")
        tracker = world.tracker()
        tracker.check(tracker.watches(), lambda _: None)
        copies(world.folder, tmp_path / "checked")
        tracker.report(NOW.date())
        copies(world.folder, tmp_path / "after")
        scene = Scene(world=world, after=World(folder=tmp_path / "after", registry=registry))
        deed = DEEDS[what]
        said = on_a_small_disk(world.folder / deed.disk, SIZE, lambda: sweep(scene, tmp_path / deed.state, deed))
    for sentence, times in said.items():
        print(f"{what}: {times:>4} x {sentence}")  # noqa: T201 - the figures
    assert said
