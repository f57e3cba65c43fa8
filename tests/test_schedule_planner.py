"""The plan: every slot once, never two runs of a watch, what was missed is made up once and spread, on a clock of our own."""

import heapq
import os
import random
import time
import tracemalloc
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from tracker.planner import OVERDUE, SPREAD, Due, Entry, Planner
from tracker.watches.cadence import parse
from tracker.watches.moments import following, latest
from tracker.watches.windows import parse_window

START = datetime(2026, 1, 1, 0, 0, tzinfo=UTC)
FULL = os.environ.get("TRACKER_SCALE") == "full"

MIXED = (
    ("every 6 hours", "UTC"),
    ("daily at 06:30", "Europe/Berlin"),
    ("weekdays at 07:15", "America/New_York"),
    ("every 2 days", "UTC"),
    ("cron 0 9 31 * *", "Asia/Tokyo"),
    ("mondays at 02:30", "Australia/Sydney"),
    ("every 1 hour", "UTC"),
    ("daily at 02:30", "Europe/London"),
)


def entry(key: str, cadence: str, timezone: str = "UTC", **more: object) -> Entry:
    return Entry(key=key, watch=key.partition("/")[0], cadence=parse(cadence, timezone), **more)  # type: ignore[arg-type]


def planner(*entries: Entry, last: Mapping[str, datetime] | None = None, now: datetime = START) -> Planner:
    made = Planner()
    made.load(entries, last or {}, now)
    return made


def run_until(made: Planner, now: datetime, end: datetime) -> list[tuple[datetime, Due]]:
    """Let every run take no time, and tick whenever something is due."""
    runs: list[tuple[datetime, Due]] = []
    while (wake := made.wake()) is not None and wake <= end:
        now = max(now, wake)
        for due in made.due(now):
            runs.append((now, due))
            made.ended(due.key, now)
    return runs


def test_a_watch_that_was_never_run_is_run_soon() -> None:
    made = planner(entry("a", "daily at 06:30"))
    wake = made.wake()
    assert wake is not None
    assert START <= wake <= START + SPREAD


def test_what_is_under_way_is_not_begun_again() -> None:
    made = planner(entry("a", "every 1 hour"), last={"a": START - timedelta(hours=1)})
    (due,) = made.due(START)
    assert due.slot == START
    assert made.due(START + timedelta(hours=5)) == ()
    made.ended("a", START + timedelta(hours=5))
    (again,) = [one for _, one in run_until(made, START, START + timedelta(hours=5, minutes=20))]
    assert again.slot == START + timedelta(hours=5)


def test_two_cadences_of_one_watch_take_turns() -> None:
    last = {"a": START - timedelta(hours=1), "a/feed": START - timedelta(hours=1)}
    made = planner(entry("a", "every 1 hour"), entry("a/feed", "every 1 hour"), last=last)
    (first,) = made.due(START)
    made.ended(first.key, START)
    (second,) = made.due(START)
    assert {first.key, second.key} == {"a", "a/feed"}


def test_a_week_away_is_made_up_by_one_run_a_watch_and_not_all_at_once() -> None:
    entries = [entry(f"w{number}", "every 1 hour") for number in range(60)]
    made = planner(*entries, last={one.key: START - timedelta(days=7) for one in entries})
    runs = run_until(made, START, START + timedelta(minutes=16))
    assert Counter(due.key for _, due in runs) == {one.key: 1 for one in entries}
    assert len({moment.replace(second=0, microsecond=0) for moment, _ in runs}) > 8
    assert {due.slot for _, due in runs} == {START}


def test_a_machine_that_slept_makes_up_once() -> None:
    made = planner(entry("a", "daily at 06:30"), last={"a": START - timedelta(hours=17, minutes=30)})
    assert made.wake() == START.replace(hour=6, minute=30)
    woken = START + timedelta(days=9)
    assert made.due(woken) == ()  # it was missed: it is put off by its share of the spread
    runs = run_until(made, woken, woken + timedelta(hours=1))
    assert [due.slot for _, due in runs] == [(woken - timedelta(days=1)).replace(hour=6, minute=30)]
    assert made.wake() == woken.replace(hour=6, minute=30)


def test_a_clock_that_is_set_back_does_not_repeat_a_slot() -> None:
    made = planner(entry("a", "daily at 06:30"), last={"a": START - timedelta(days=1)})
    runs = run_until(made, START, START + timedelta(hours=7))
    back = START + timedelta(hours=6)
    assert made.due(back) == ()
    runs += run_until(made, back, START + timedelta(hours=31))
    assert Counter(due.slot for _, due in runs).most_common(1)[0][1] == 1
    assert runs[-1][1].slot == (START + timedelta(days=1)).replace(hour=6, minute=30)


def test_a_log_from_a_clock_that_was_far_ahead_does_not_silence_a_watch() -> None:
    made = planner(entry("a", "daily at 06:30"), last={"a": START + timedelta(days=900)})
    assert made.wake() == START.replace(hour=6, minute=30)


def test_in_a_blackout_nothing_begins() -> None:
    window = parse_window("mon-fri 08:00-18:00", "UTC")
    made = planner(
        entry("a", "every 1 hour", blackout=(window,), jitter=timedelta(seconds=30)), last={"a": START}, now=START
    )
    runs = run_until(made, START, START + timedelta(days=14))
    assert not [moment for moment, _ in runs if window.end(moment) is not None]
    slots = [due.slot for _, due in runs]
    assert len(slots) == len(set(slots))
    assert START.replace(hour=18) in slots


def test_what_has_not_run_within_its_schedule_is_overdue_until_it_has() -> None:
    made = planner(entry("a", "every 6 hours"), last={"a": START})
    due_at = START + timedelta(hours=6)
    assert made.overdue(due_at + OVERDUE) == ()
    (due,) = made.due(due_at)
    assert made.overdue(due_at + timedelta(hours=4)) == ("a",)  # begun, and hung
    made.ended(due.key, due_at + timedelta(hours=4))
    assert made.overdue(due_at + timedelta(hours=4)) == ()


def test_what_is_loaded_anew_keeps_its_plan_and_what_is_gone_is_forgotten() -> None:
    kept, gone = entry("kept", "every 6 hours"), entry("gone", "every 6 hours")
    made = planner(kept, gone, last={"kept": START, "gone": START})
    (first,) = planner(kept, last={"kept": START}).due(START + timedelta(hours=6))
    made.load([kept, entry("new", "daily at 12:00")], {"new": START}, START + timedelta(hours=1))
    assert made.next("kept") == START + timedelta(hours=6)
    assert made.next("gone") is None
    assert [one.key for one in made.due(START + timedelta(hours=6))] == [first.key]


def test_a_cadence_that_is_changed_while_its_watch_is_run_holds_from_the_next_run() -> None:
    made = planner(entry("a", "every 1 hour"), last={"a": START - timedelta(hours=1)})
    (due,) = made.due(START)
    made.load([entry("a", "every 2 hours")], {}, START)
    assert made.due(START + timedelta(hours=3)) == ()
    made.ended(due.key, START + timedelta(minutes=1))
    assert made.wake() == START + timedelta(hours=2)


def stretched(key: str, stretch: timedelta, **more: object) -> Entry:
    one = replace(entry(key, "every 1 hour"), **more)  # type: ignore[arg-type]
    return replace(one, cadence=replace(one.cadence, stretch=stretch))


def test_what_is_quiet_is_run_less_often_and_what_has_news_at_its_cadence_again() -> None:
    quiet_since = START - timedelta(days=20)
    made = Planner()
    made.load([stretched("a/feed", timedelta(days=7))], {"a/feed": START}, START, {"a/feed": quiet_since})
    due_at = START + timedelta(days=2)
    assert made.wake() == due_at
    assert made.upcoming("a/feed")[:2] == (due_at, due_at + timedelta(days=2, hours=4))
    (due,) = made.due(due_at)
    made.ended(due.key, due_at, quiet_since)
    assert made.wake() == due_at + timedelta(days=2, hours=4)
    (due,) = made.due(due_at + timedelta(days=2, hours=4))
    made.ended(due.key, due_at + timedelta(days=2, hours=4), due_at + timedelta(days=2, hours=4))
    assert made.wake() == due_at + timedelta(days=2, hours=5)


def test_what_is_run_less_often_is_overdue_by_the_run_that_was_planned() -> None:
    made = Planner()
    quiet = {"a/feed": START - timedelta(days=20)}
    made.load([stretched("a/feed", timedelta(days=7))], {"a/feed": START}, START, quiet)
    assert made.overdue(START + timedelta(days=2)) == ()
    assert made.overdue(START + timedelta(days=2) + OVERDUE + timedelta(minutes=1)) == ("a/feed",)


def test_a_stretched_run_keeps_to_its_blackout_and_its_jitter() -> None:
    window = parse_window("00:00-05:00", "UTC")
    one = stretched("a/feed", timedelta(days=7), blackout=(window,), jitter=timedelta(minutes=10))
    made, now = Planner(), START
    made.load([one], {"a/feed": START}, START, {"a/feed": START - timedelta(days=20)})
    begun = []
    while now < START + timedelta(days=60):
        wake = made.wake()
        assert wake is not None
        now = wake
        for due in made.due(now):
            begun.append(now)
            assert timedelta() <= now - due.slot <= timedelta(minutes=10) or now.hour == 5
            made.ended(due.key, now, START - timedelta(days=20))
    assert not [moment for moment in begun if window.end(moment) is not None]
    assert all(timedelta(days=1) < later - earlier <= timedelta(days=7, hours=6) for earlier, later in pairwise(begun))


@pytest.mark.parametrize("seed", range(4))
def test_through_outages_every_slot_is_run_or_covered_by_a_later_one(seed: int) -> None:
    """Ticks come irregularly, runs take time, and the machine is off now and then."""
    chance = random.Random(seed)  # noqa: S311 - a table of chances, not a secret
    entries = [entry(f"w{number}", *MIXED[number % len(MIXED)], jitter=timedelta(minutes=1)) for number in range(24)]
    made, now = planner(*entries), START
    under_way: dict[str, tuple[datetime, Due]] = {}
    runs: dict[str, list[datetime]] = {one.key: [] for one in entries}
    while now < START + timedelta(days=45):
        away = now < START + timedelta(days=40) and chance.random() < 0.0005
        now += timedelta(days=chance.randint(1, 4)) if away else timedelta(minutes=5)
        for key, (over, _) in list(under_way.items()):
            if over <= now:
                del under_way[key]
                made.ended(key, over)
        for due in made.due(now):
            assert due.key not in under_way
            assert due.slot <= now
            runs[due.key].append(due.slot)
            under_way[due.key] = (now + timedelta(minutes=chance.randint(0, 90)), due)
    for one in entries:
        slots = runs[one.key]
        assert slots == sorted(set(slots))
        assert (latest(one.cadence, slots[-1], now - timedelta(hours=3)) if slots else None) is None


def held() -> int:
    """Memory, in bytes: what Python has allocated where that is traced, and what the process holds where it is not."""
    if tracemalloc.is_tracing():
        return tracemalloc.get_traced_memory()[0]
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _next(made: Planner, under_way: list[tuple[datetime, str]]) -> list[datetime]:
    """When something begins or ends next."""
    wake = made.wake()
    return [*([wake] if wake else []), *(over for over, _ in under_way[:1])]


def test_many_watches_for_a_long_time() -> None:
    """2,000 watches for a year with TRACKER_SCALE=full; a hundredth of that otherwise. Runs take up to forty minutes."""
    watches, days = (2000, 365) if FULL else (200, 30)
    entries = {
        f"w{number}": entry(f"w{number}", *MIXED[number % len(MIXED)], jitter=timedelta(minutes=1))
        for number in range(watches)
    }
    takes = {key: timedelta(minutes=1 + number % 40) for number, key in enumerate(entries)}
    made, now, end = planner(*entries.values()), START, START + timedelta(days=days)
    last: dict[str, datetime] = {}
    ran: Counter[str] = Counter()
    under_way: list[tuple[datetime, str]] = []  # a heap
    busy: set[str] = set()
    ticks: Counter[int] = Counter()  # by how many hundredths of a millisecond they took
    sizes: list[int] = []
    whole = time.process_time()
    if not FULL:
        tracemalloc.start()
    while (moment := min(_next(made, under_way))) <= end:
        now = max(now, moment)
        begun = time.perf_counter()
        while under_way and under_way[0][0] <= now:
            _, key = heapq.heappop(under_way)
            busy.remove(key)
            made.ended(key, now)
        dues = made.due(now)
        ticks[int((time.perf_counter() - begun) * 1e5)] += 1
        for due in dues:
            assert due.key not in busy  # none overlaps
            busy.add(due.key)
            heapq.heappush(under_way, (now + takes[due.key], due.key))
            if due.key in last:
                assert following(entries[due.key].cadence, last[due.key]) == due.slot  # none left out, none twice
                assert timedelta() <= now - due.slot <= timedelta(minutes=1)
            last[due.key] = due.slot
            ran[due.key] += 1
        if len(sizes) < 3 and now >= START + (len(sizes) + 1) * (end - START) / 4:
            sizes.append(held())
    sizes.append(held())
    tracemalloc.stop()
    for key, one in entries.items():
        assert latest(one.cadence, last[key], end - timedelta(minutes=1)) is None
    assert made.overdue(end) == ()
    slow = next(
        time
        for time, upto in zip(sorted(ticks), accumulate(ticks[one] for one in sorted(ticks)), strict=True)
        if upto >= 0.99 * ticks.total()
    )
    print(  # noqa: T201 - the figures
        f"{watches:,} watches, {days} days: {ran.total():,} runs and {ticks.total():,} ticks"
        f" in {time.process_time() - whole:.0f} s of a processor, tick p99 {(slow + 1) / 100:.2f} ms, longest {(max(ticks) + 1) / 100:.2f} ms,"
        f" {'resident' if FULL else 'allocated'} at each quarter {', '.join(f'{size / 2**20:.1f}' for size in sizes)} MB"
    )
    assert sizes[-1] < 1.2 * sizes[0] + 2**20


def test_a_year_of_busy_and_quiet_sources() -> None:
    """Sources that publish from daily to once a year: each look is within its bounds, and the busy ones have more of them."""
    chance = random.Random(7)  # noqa: S311 - a table of chances, not a secret
    stretch, end = timedelta(days=7), START + timedelta(days=365)
    pauses = [1, 7, 30, 90, 365]  # days between two releases, on average
    entries = [stretched(f"w{number}/feed", stretch, jitter=timedelta(minutes=1)) for number in range(10 * len(pauses))]
    releases = {
        one.key: [
            START + timedelta(days=day + chance.random())
            for day in range(365)
            if chance.random() < 1 / pauses[number % len(pauses)]
        ]
        for number, one in enumerate(entries)
    }
    made, looks = Planner(), {one.key: [START] for one in entries}
    made.load(entries, dict.fromkeys(looks, START), START, dict.fromkeys(looks, START))
    newest = dict.fromkeys(looks, START)
    while (wake := made.wake()) is not None and wake <= end:
        for due in made.due(wake):
            before = looks[due.key][-1]
            assert timedelta(hours=1) <= due.slot - before <= stretch
            looks[due.key].append(due.slot)
            found = [one for one in releases[due.key] if before < one <= due.slot]
            for one in found:
                assert due.slot - one <= max((one - newest[due.key]) / 10, timedelta(hours=1))
            newest[due.key] = due.slot if found else newest[due.key]
            made.ended(due.key, wake, newest[due.key])
        assert made.overdue(wake) == ()
    counts = [sum(len(looks[one.key]) for one in entries[group :: len(pauses)]) for group in range(len(pauses))]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 2 * counts[-1]
    shown = dict(zip(pauses, counts, strict=True))
    print(f"looks by days between releases, of {10 * 365 * 24} without a stretch: {shown}")  # noqa: T201 - the figure
