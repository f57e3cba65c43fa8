"""Coverage and source health: what was looked at, what was read, what could not be, and when nobody looked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.history import WatchHistory
from tracker.reports import index_page, links, looked
from tracker.reports.covered import Coverage, CoveragePage
from tracker.reports.period import EVER, Period
from tracker.reports.timeline import about

#: Columns of the table of months: as many as a year has and the month that is not over.
MONTHS = 13
#: Gaps that are listed; the table of months has them all.
_GAPS = 200


def build(histories: Sequence[WatchHistory], *, at: date, period: Period = EVER) -> CoveragePage:
    """One row an organisation, one a source with its months, every gap, and every place that could not be read.

    Without a period, the months are the newest thirteen.
    """
    columns = looked.months(histories, period, at=at)
    columns = columns if period.limited else columns[-MONTHS:]
    ordered = sorted(histories, key=lambda one: (one.name.lower(), one.id))
    gaps = sorted(
        (gap for history in ordered for gap in looked.gaps(history, period, at=at)),
        key=lambda gap: gap.last,
        reverse=True,
    )
    return CoveragePage(
        at=at,
        period=period,
        rows=tuple(_row(history) for history in ordered),
        months=columns,
        sources=tuple(row for history in ordered for row in looked.rows(history, columns)),
        gaps=tuple(gaps[:_GAPS]),
        more_gaps=max(len(gaps) - _GAPS, 0),
        troubles=tuple(one for history in histories for one in index_page.troubles(history)),
        looked=sum(len(history.observations) for history in histories),
    )


def _row(history: WatchHistory) -> Coverage:
    days = sorted(release.published for release in history.releases if release.published)
    read = about(history)
    return Coverage(
        name=history.name,
        href=links.watch(history.id),
        checked=history.checked,
        places=len(history.observations),
        troubles=len(index_page.troubles(history)),
        releases=len(history.releases),
        standing_text=sum(release.sha256 in read for release in history.releases),
        undated=len(history.releases) - len(days),
        late=sum(release.late for release in history.releases),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        paused=history.paused,
    )
