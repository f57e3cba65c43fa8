"""Looks at sources, told by the month: years of daily looks that gave nothing new are a few values and not thousands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tracker.history import Looks
from tracker.store.captures import Look


def by_month(looks: Iterable[Look]) -> tuple[Looks, ...]:
    """Looks in the order of time as `Looks`: by source, and for each source in the order of time."""
    runs: dict[str, list[Looks]] = {}
    for look in looks:
        run = runs.setdefault(look.source, [])
        one = _one(look, run[-1] if run else None)
        if run and _same(run[-1], one):
            run[-1] = _joined(run[-1], one)
        else:
            run.append(one)
    return tuple(one for source in sorted(runs) for one in runs[source])


def _one(look: Look, before: Looks | None) -> Looks:
    return Looks(
        source=look.source,
        outcome=look.outcome,
        first=look.at,
        last=look.at,
        seen=look.seen,
        new=look.new,
        unreadable=look.unreadable,
        detail=look.detail,
        pause=look.at - before.last if before else None,
        notices=look.notices,
        resumed=look.at if before else None,
    )


def _same(run: Looks, one: Looks) -> bool:
    """Whether a look gave what the run before it gave, in the same month; what could not be read is told each time."""
    return (
        (run.outcome, run.detail, run.notices, run.last.year, run.last.month)
        == (one.outcome, one.detail, one.notices, one.first.year, one.first.month)
        and not run.unreadable
        and not one.unreadable
    )


def _joined(run: Looks, one: Looks) -> Looks:
    longest = one if run.pause is None or (one.pause is not None and one.pause > run.pause) else run
    return replace(
        run,
        last=one.last,
        count=run.count + 1,
        seen=one.seen,
        new=run.new + one.new,
        pause=longest.pause,
        resumed=longest.resumed,
    )
