"""The claim timeline of one organisation, as geometry: one row a certification, in units of an SVG view box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from tracker.changes.facts.names import Named, named
from tracker.claims.model import Modality, Standing
from tracker.claims.schemes import Registry
from tracker.history import ClaimSeen, Passage, Release, WatchHistory
from tracker.reports import schemes
from tracker.reports.claimed import own
from tracker.reports.drawing import Bar, Lane, Look, Tick, Timeline
from tracker.reports.succession import Gone, gone
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
#: Where there are more releases than this, the bars alone are drawn.
_DOTS = 80
#: Releases nearer to each other than this are drawn as one; the table of releases has them all.
_APART = 6.0


_LOOKS = {
    Standing.CURRENT: Look.GOOD,
    Standing.IN_TRANSITION: Look.TRANSITION,
    Standing.EXPIRED: Look.OVER,
    Standing.WITHDRAWN: Look.OVER,
    Standing.NOT_YET_PUBLISHED: Look.OVER,
    Standing.UNSTATED: Look.OPEN,
    Standing.UNKNOWN: Look.OPEN,
}


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
    seen = [one for one in own(history) if one.published and one.claim.modality is not Modality.NEGATED]
    if not seen:
        return None
    scale = _scale(history, seen)
    read = about(history)
    went = gone(history, book)
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
            went.get(scheme),
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
        if passage.role is Role.ABOUT and not _is_guest(passage, history)
        for version in passage.versions
        for sha256 in version.seen_in
    )


def _is_guest(passage: Passage, history: WatchHistory) -> bool:
    """Whether a passage is the About section of somebody else, as a joint release has one."""
    subject = passage.subject
    issuers = {release.organisation for release in history.releases if release.organisation} | {history.name}
    return bool(subject) and all(named(str(subject), issuer) is Named.OTHER for issuer in issuers)


def _lane(
    number: int,
    name: str,
    shown: list[tuple[Release, ClaimSeen | None]],
    scale: _Scale,
    at: date,
    went: Gone | None,
) -> Lane:
    seen = [one for _, one in shown if one]
    while shown and shown[0][1] is None:
        shown.pop(0)
    onward = None
    if went and went.instead:
        last = max(place for place, (_, one) in enumerate(shown) if one)
        onward = replace(_tick(shown[min(last + 1, len(shown) - 1)][0], scale), label=went.instead)
        shown = shown[: last + 1]
    bars: list[Bar] = []
    for claimed, run in groupby(shown, key=lambda pair: pair[1] is not None):
        if claimed:
            bars.extend(_bars([one for _, one in run if one], scale))
    newest = None if onward or not seen else seen[-1].now.until
    ends = [newest] if newest and scale.first <= newest <= scale.last else []
    return Lane(
        name=name,
        y=TOP + ROW * number + ROW // 2 + 4,
        bars=_labelled(bars),
        dots=_thinned(_tick(release, scale) for release, one in shown if one) if len(shown) <= _DOTS else (),
        gaps=_thinned(_gaps(shown, scale)),
        deadlines=tuple(
            Tick(x=scale.x(end), on=end, anchor=_anchor(scale.x(end)), label=end.isoformat() if end > at else "")
            for end in ends
        ),
        still=(scale.x(seen[-1].published or at), scale.x(at)) if not onward and shown and shown[-1][1] else None,
        onward=onward,
    )


def _gaps(shown: Sequence[tuple[Release, ClaimSeen | None]], scale: _Scale) -> Iterable[Tick]:
    """One mark a run of releases that do not name it, at the first of them."""
    for named_there, run in groupby(shown, key=lambda pair: pair[1] is not None):
        if not named_there:
            yield _tick(next(run)[0], scale)


def _thinned(ticks: Iterable[Tick]) -> tuple[Tick, ...]:
    """Ticks without those that would be drawn on top of the one before."""
    found: list[Tick] = []
    for tick in ticks:
        if not found or tick.x - found[-1].x >= _APART:
            found.append(tick)
    return tuple(found)


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
    return replace(bar, label="")


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
