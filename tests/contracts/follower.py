"""Whoever follows one source as the product does: each pass is a day later, and what it left in the store is its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tracker.documents.fetch.fetcher import Fetcher
from tracker.gather import Gathered, Web, gather
from tracker.history import Observation, Outcome
from tracker.store import Store
from tracker.store.captures import Look
from tracker.watches.cadence import parse
from tracker.watches.model import SOURCE_KINDS, Settings, Source, Watch


@dataclass(frozen=True)
class Passed:
    """What one pass over one source gave."""

    look: Look
    refused: tuple[Observation, ...]
    captured: tuple[str, ...]  # the last parts of the places that gave bytes, in order
    unchanged: tuple[str, ...]  # and of those that were asked and had not changed

    @property
    def notices(self) -> tuple[str, ...]:
        return self.look.notices


def watch_of(settings: Settings, name: str = "orbelline") -> Watch:
    """A watch over one source."""
    kind = next(kind for kind, (of, _) in SOURCE_KINDS.items() if isinstance(settings, of))
    return Watch(
        id=name,
        name="Orbelline Valves",
        cadence=parse("every 6 hours"),
        sources=(Source(id=kind, kind=kind, settings=settings),),
        file=f"{name}.toml",
    )


class Follower:
    """Passes over sources, on one store; days go by between them."""

    def __init__(self, store: Store, fetcher_of: Callable[..., Fetcher]) -> None:
        self.store = store
        self.now = datetime(2031, 4, 20, 6, 0, tzinfo=UTC)
        self.settings: dict[str, object] = {}
        self._fetcher_of = fetcher_of

    def gather(self, *watches: Watch, full: bool = False) -> list[Gathered]:
        """One pass over some watches together. Every pass is a program of its own, which has forgotten its hosts."""
        self.now += timedelta(days=1)
        fetcher = self._fetcher_of(clock=lambda: self.now, contact="watch@buyer.example", **self.settings)
        web = Web(fetcher=lambda: fetcher, contact="watch@buyer.example")
        return list(gather(watches, self.store, self.now, web, full=full))

    def follow(self, settings: Settings, *, full: bool = False, name: str = "orbelline") -> Passed:
        """One pass over one source."""
        watch = watch_of(settings, name)
        (gathered,) = self.gather(watch, full=full)
        return Passed(
            look=gathered.looks[0],
            refused=gathered.refused,
            captured=self._places(watch, Outcome.CAPTURED),
            unchanged=self._places(watch, Outcome.NOT_MODIFIED),
        )

    def _places(self, watch: Watch, outcome: Outcome) -> tuple[str, ...]:
        rows = self.store.database.conn.execute(
            "select location from observations where watch = ? and at = ? and outcome = ?",
            [watch.id, self.now.isoformat(), outcome],
        )
        return tuple(sorted(location.rpartition("/")[2] for (location,) in rows))
