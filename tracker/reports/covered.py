"""The nouns of coverage: what was looked at, what that gave, where nothing was learnt; typed values, as in `pages`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.history import Observation, Paused
from tracker.reports.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One place that could not be read at the last look."""

    watch: str
    watch_href: str
    observation: Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """How often the sources of some organisations were looked at in a period, and how often nothing could be learnt."""

    sources: int
    looks: int
    failed: int
    unread: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What the looks at one source in one calendar month gave; `mark` is the worst of it, for a table."""

    first: date
    mark: str
    looks: int
    new: int
    unread: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch in which nothing is known of a source: no look was taken, or none succeeded, and why."""

    watch: str
    href: str
    source: str
    first: datetime
    last: datetime
    cause: str
    detail: str = ""
    looks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source, month by month: one entry for each month of the table."""

    watch: str
    href: str
    source: str
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How well one organisation is covered: what was looked at, what was read."""

    name: str
    href: str
    checked: datetime | None
    places: int
    troubles: int
    releases: int
    standing_text: int
    undated: int
    late: int
    first: date | None
    last: date | None
    paused: Paused | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """What was looked at, and what came of it, for every organisation, every source and every place."""

    at: date
    period: Period
    rows: tuple[Coverage, ...]
    months: tuple[date, ...]
    sources: tuple[SourceRow, ...]
    gaps: tuple[Gap, ...]
    more_gaps: int
    troubles: tuple[Trouble, ...]
    looked: int
    root: str = ""
