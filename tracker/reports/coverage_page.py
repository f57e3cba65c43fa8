"""Coverage and source health: what was looked at, what was read, and what could not be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.history import WatchHistory
from tracker.reports import index_page, links
from tracker.reports.pages import Coverage, CoveragePage
from tracker.reports.timeline import about


def build(histories: Sequence[WatchHistory], *, at: date) -> CoveragePage:
    """One row an organisation, and every place that could not be read."""
    return CoveragePage(
        at=at,
        rows=tuple(_row(history) for history in sorted(histories, key=lambda one: (one.name.lower(), one.id))),
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
    )
