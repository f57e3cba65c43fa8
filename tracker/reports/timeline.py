"""The claim timeline of one organisation, as geometry: one row a certification, in units of an SVG view box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from tracker.claims.model import Modality, Standing
from tracker.claims.schemes import Registry
from tracker.history import ClaimSeen, Release, WatchHistory
from tracker.reports import own, schemes
from tracker.sections.model import Role

WIDTH = 920
LEFT = 150
RIGHT = 24
TOP = 30
ROW = 44
BAR = 12
#: A deadline further away than this is named beside the row and not drawn, so that the past stays legible.
_HORIZON = timedelta(days=4 * 366)
_LABEL = 7.2


class Look(StrEnum):
    """How a bar is drawn."""

    GOOD = "good"
    TRANSITION = "transition"
    OVER = "over"
    OPEN = "open"


_LOOKS = {
    Standing.CURRENT: Look.GOOD,
    Standing.IN_TRANSITION: Look.TRANSITION,
    Standing.EXPIRED: Look.OVER,
    Standing.WITHDRAWN: Look.OVER,
    Standing.NOT_YET_PUBLISHED: Look.OVER,
    Standing.UNSTATED: Look.OPEN,
    Standing.UNKNOWN: Look.OPEN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One edition of one certification, from the first release that names it to the last."""

    edition: str | None
    look: Look
    first: date
    last: date
    x: float
    width: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A place on the axis: a release, a year, a deadline, the report's day."""

    x: float
    on: date
    label: str = ""
    anchor: str = "middle"
    lift: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One certification: its bars, the releases that name it, where it is not named, and its next deadline."""

    name: str
    y: int
    bars: tuple[Bar, ...]
    dots: tuple[Tick, ...]
    gaps: tuple[Tick, ...]
    deadlines: tuple[Tick, ...]
    still: tuple[float, float] | None
    """From the newest release to the report's day, where that release names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole drawing, in units of its view box."""

    width: int
    height: int
    left: int
    lanes: tuple[Lane, ...]
    years: tuple[Tick, ...]
    today: Tick


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, on: date) -> float:
        whole = max((self.last - self.first).days, 1)
        share = min(max((on - self.first).days / whole, 0.0), 1.0)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def draw(history: WatchHistory, book: Registry) -> Timeline | None:
    """The timeline of every asserted, dated claim; None where there is none."""
    seen = [one for one in own.claims(history) if one.published and one.claim.modality is not Modality.NEGATED]
    if not seen:
        return None
    scale = _scale(history, seen)
    read = about(history)
    dated = sorted((one for one in history.releases if one.published), key=lambda one: one.published or date.min)
    claims = {(one.sha256, one.claim.scheme): one for one in reversed(seen)}
    order = sorted({one.claim.scheme for one in seen}, key=lambda one: (schemes.name(one, book).lower(), one))
    lanes = tuple(
        _lane(
            number,
            schemes.name(scheme, book),
            [
                (release, claims.get((release.sha256, scheme)))
                for release in dated
                if (release.sha256, scheme) in claims or release.sha256 in read
            ],
            scale,
            history.at,
        )
        for number, scheme in enumerate(order)
    )
    return Timeline(
        width=WIDTH,
        height=TOP + ROW * len(lanes) + 26,
        left=LEFT,
        lanes=lanes,
        years=_years(scale),
        today=Tick(x=scale.x(history.at), on=history.at, anchor=_anchor(scale.x(history.at))),
    )


def _scale(history: WatchHistory, seen: Sequence[ClaimSeen]) -> _Scale:
    days = [one.published for one in seen if one.published]
    ends = [one.now.until for one in seen if one.now.until and one.now.until <= history.at + _HORIZON]
    first, last = min(days), max(*days, history.at, *ends, history.at)
    margin = max(timedelta(days=30), (last - first) // 30)
    return _Scale(first - margin, last + margin)


def about(history: WatchHistory) -> frozenset[str]:
    """Releases whose standing text was read, so that what they do not name is a gap and not ignorance."""
    return frozenset(
        sha256
        for passage in history.passages
        if passage.role is Role.ABOUT and not own.is_guest(passage, history)
        for version in passage.versions
        for sha256 in version.seen_in
    )


def _lane(number: int, name: str, named: list[tuple[Release, ClaimSeen | None]], scale: _Scale, at: date) -> Lane:
    seen = [one for _, one in named if one]
    while named and named[0][1] is None:
        named.pop(0)
    bars: list[Bar] = []
    for claimed, run in groupby(named, key=lambda pair: pair[1] is not None):
        if claimed:
            bars.extend(_bars([one for _, one in run if one], scale))
    newest = seen[-1].now.until if seen else None
    ends = [newest] if newest and newest <= scale.last else []
    return Lane(
        name=name,
        y=TOP + ROW * number + ROW // 2 + 4,
        bars=_labelled(bars),
        dots=tuple(_tick(release, scale) for release, one in named if one),
        gaps=tuple(_tick(release, scale) for release, one in named if not one),
        deadlines=tuple(
            Tick(x=scale.x(end), on=end, anchor=_anchor(scale.x(end)), label=end.isoformat() if end > at else "")
            for end in ends
        ),
        still=(scale.x(seen[-1].published or at), scale.x(at)) if named and named[-1][1] else None,
    )


def _bars(seen: Sequence[ClaimSeen], scale: _Scale) -> Iterable[Bar]:
    """Bars of one unbroken run: a new one where the edition or its standing changes; each reaches the next."""
    runs = [list(run) for _, run in groupby(seen, key=lambda one: (one.claim.edition, _LOOKS[one.then.standing]))]
    for at, run in enumerate(runs):
        first = run[0].published or date.min
        last = run[-1].published or date.min
        reach = (runs[at + 1][0].published or last) if at + 1 < len(runs) else last
        x = scale.x(first)
        new_edition = at == 0 or runs[at - 1][-1].claim.edition != run[0].claim.edition
        yield Bar(
            edition=run[0].claim.edition,
            look=_LOOKS[run[0].then.standing],
            first=first,
            last=last,
            x=x,
            width=round(max(scale.x(reach) - x, 4.0), 1),
            label=(run[0].claim.edition or "") if new_edition else "",
        )


def _labelled(bars: Sequence[Bar]) -> tuple[Bar, ...]:
    """Bars without the labels that would run into the one before; the table beside the drawing has them all."""
    found: list[Bar] = []
    free = 0.0
    for bar in bars:
        keep = bool(bar.label) and bar.x >= free
        if keep:
            free = bar.x + len(bar.label) * _LABEL + 6
        found.append(bar if keep or not bar.label else _bare(bar))
    return tuple(found)


def _bare(bar: Bar) -> Bar:
    return Bar(edition=bar.edition, look=bar.look, first=bar.first, last=bar.last, x=bar.x, width=bar.width, label="")


def _tick(release: Release, scale: _Scale) -> Tick:
    on = release.published or date.min
    return Tick(x=scale.x(on), on=on, label=release.title or "")


def _anchor(x: float) -> str:
    """Which end of a label stands at its mark, so that it stays inside the drawing."""
    if x > WIDTH - 90:
        return "end"
    return "start" if x < LEFT + 60 else "middle"


def _years(scale: _Scale) -> tuple[Tick, ...]:
    span = range(scale.first.year + 1, scale.last.year + 1)
    step = max(1, -(-len(span) // 10))
    return tuple(
        Tick(x=scale.x(date(year, 1, 1)), on=date(year, 1, 1), label=str(year)) for year in span if year % step == 0
    )
