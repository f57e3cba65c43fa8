"""A stretch of days: what was published in it, and how often each source was looked at in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.history import Looks


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `first` to `last`, both included; without one of them, everything before or after the other."""

    first: date | None = None
    last: date | None = None

    @property
    def limited(self) -> bool:
        """Whether any day lies outside."""
        return self.first is not None or self.last is not None

    def holds(self, on: date | None) -> bool:
        """Whether a day lies inside; an unknown day lies in the whole of time alone."""
        if on is None:
            return not self.limited
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)

    def of(self, looks: Iterable[Looks]) -> tuple[Looks, ...]:
        """Looks of which at least the first or the last was taken on a day inside."""
        return tuple(one for one in looks if self.holds(one.first.date()) or self.holds(one.last.date()))


#: Everything.
EVER = Period()
