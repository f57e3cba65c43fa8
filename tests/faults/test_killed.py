"""A run that is killed anywhere is finished by the next: nothing recorded is lost, nothing found is lost or doubled, and
whoever is told is told everything, once, if they drop what they have had already.

520 points here; as many as TRACKER_KILLS says on demand (-rP prints how many at which step, and what starts found).
"""

import os
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from receivers import Called, web_server
from world import STEPS, World, called, copies, points, rounds

from tracker.claims.schemes import Registry

WORLDS = 4
KILLS = int(os.environ.get("TRACKER_KILLS", "520")) // WORLDS
#: Kills one after another before a run is let through to its end.
IN_A_ROW = 6
#: How often the pages are compared with pages that are written anew, which takes longer than all the rest.
PAGES = 0.2


@pytest.mark.parametrize("seed", range(WORLDS))
def test_a_run_that_is_killed_anywhere_is_finished_by_the_next(tmp_path: Path, registry: Registry, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a table of chances, not a secret
    killed: Counter[str] = Counter()
    found: Counter[str] = Counter()
    with web_server() as receiver:
        world = World.make(tmp_path / "w", registry, receiver.url)
        for number in rounds():
            world.receive(number)
            copies(world.folder, tmp_path / "before")
            calls = len(receiver.calls)
            counted = world.count()
            expected, keys = world.truth(), called(receiver).keys()
            copies(world.folder, tmp_path / "after")
            assert set(keys.values()) <= {1}
            before = receiver.calls[:calls]
            while killed.total() < KILLS * (number + 1) // len(list(rounds())):
                copies(tmp_path / "before", world.folder)
                receiver.calls[:] = before
                for _ in range(IN_A_ROW):
                    step, point = points(chance, counted, killed)
                    if world.run_killed(point):
                        killed[step] += 1
                        found += world.left_behind()
                world.run()
                _same(world, receiver, expected, keys)
                if chance.random() < PAGES:
                    assert world.reports(world.folder / "reports") == world.reported_anew(tmp_path / "anew")

            receiver.calls[:] = before
            copies(tmp_path / "before", world.folder)
            world.run()
    print(f"{killed.total():,} kills: {_said(killed)}; starts found {_said(found)}")  # noqa: T201 - the figures
    assert killed.total() >= KILLS
    assert set(killed) == set(STEPS)
    assert len(found) == 4
    shutil.rmtree(tmp_path)


def _said(counted: Counter[str]) -> str:
    return ", ".join(f"{count:,} {what}" for what, count in sorted(counted.items()))


def _same(world: World, receiver: Called, expected: dict[str, object], keys: Counter[str]) -> None:
    found = world.truth()
    for what, value in expected.items():
        assert found[what] == value, what
    assert called(receiver).keys() == keys
    shelf = world.shelf()
    assert shelf.keys() == keys
    assert set(shelf.times.values()) <= {1}
    assert world.feed() == keys
