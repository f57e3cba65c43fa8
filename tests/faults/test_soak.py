"""Check after check for a long time, with a fault in every hundred: memory stays flat, and nothing is left open.

400 checks here; as many as TRACKER_SOAK says on demand (100,000 take about twenty minutes).
"""

import os
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker import operation
from tracker.claims.schemes import Registry
from tracker.history import Outcome
from tracker.store import open_store_alone
from tracker.store.upkeep import growth
from tracker.watches.load import load

START = datetime(2026, 1, 1, tzinfo=UTC)
CHECKS = int(os.environ.get("TRACKER_SOAK", "400"))
RELEASE = """Ashdown Gears Cuts Gear {number}

LEEDS, England, {day} /PRNewswire/ -- Ashdown Gears today cut gear number {number}.

About Ashdown Gears

Ashdown Gears cuts gears. It employs {people} people and is certified to ISO 9001:2015.
"""


def resident() -> int:
    """Memory of this process, in bytes."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_check_after_check(tmp_path: Path, registry: Registry) -> None:
    chance = random.Random(1)  # noqa: S311 - a table of chances, not a secret
    source = tmp_path / "in"
    source.mkdir()
    file = tmp_path / "ashdown.toml"
    file.write_text('name = "Ashdown Gears"\nsources = [{kind = "folder", path = "in"}]', encoding="utf-8")
    watch, now, outcomes = load(file), START, Counter[str]()
    sizes: list[tuple[int, int]] = []
    for number in range(CHECKS):
        now += timedelta(hours=6)
        if number % 50 == 0:
            people = 100 + number // 100
            text = RELEASE.format(number=number, day=f"{now:%B %-d, %Y}", people=people)
            (source / f"{number}.txt").write_text(text, encoding="utf-8")
        fault = chance.random() < 0.01
        if fault:
            source.rename(tmp_path / "away")
        with open_store_alone(tmp_path / "tracker.db") as store:
            checked = operation.run(watch, watch.id, store, registry, now, lambda moment=now: moment)  # type: ignore[misc]
            outcomes.update(look.outcome for look in checked.looks)
        if fault:
            (tmp_path / "away").rename(source)
        if number % max(CHECKS // 10, 1) == 0:
            sizes.append((resident(), len(list(Path("/proc/self/fd").iterdir()))))
    with open_store_alone(tmp_path / "tracker.db") as store:
        assert store.runs.count() == CHECKS
        forecast = growth(store, now)
    early, late = sizes[2], sizes[-1]
    figures = (
        f"{CHECKS} checks: {dict(outcomes)}, {early[0] / 2**20:.1f} -> {late[0] / 2**20:.1f} MB, {late[1]} descriptors",
        f"store {forecast.size / 2**20:.2f} MB, {forecast.a_day / 1024:.1f} KB a day forecast",
    )
    print("\n".join(figures))  # noqa: T201 - the figures
    assert outcomes[Outcome.FAILED] > 0
    assert late[1] == early[1]
    assert late[0] < early[0] * 1.25 + 2**23
