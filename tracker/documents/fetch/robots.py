"""What a host lets robots read. Source: RFC 9309, and the crawl-delay line that many hosts add to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from tracker.documents.fetch.outcomes import RobotsText
from tracker.documents.fetch.settings import PRODUCT

#: RFC 9309 asks for 500 kibibytes at least; what stands further on is not read.
MOST_BYTES = 512 * 2**10
#: RFC 9309: not to be used for longer than a day.
_GOOD_FOR = timedelta(hours=24)
#: A host that wants minutes between two requests is asked at the next pass instead.
LONGEST_DELAY = 60.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says to us."""

    text: Protego | None

    def allow(self, url: str) -> bool:
        """Whether this address may be read; no file allows everything."""
        return self.text is None or self.text.can_fetch(url, PRODUCT)

    @property
    def delay(self) -> float:
        """Seconds to leave between two requests; 0 where the host does not say."""
        wanted = self.text.crawl_delay(PRODUCT) if self.text is not None else None
        return min(float(wanted or 0.0), LONGEST_DELAY)


class RobotsFiles:
    """The rules of every host asked so far, each file fetched once a day.

    `fetch` gives the text of the robots.txt of an origin, or None where there is none; what it raises goes through, and is
    not remembered. `clock` gives the moment, in UTC.
    """

    def __init__(self, fetch: Callable[[str], str | None], clock: Callable[[], datetime]) -> None:
        self._fetch = fetch
        self._clock = clock
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._texts: dict[str, RobotsText] = {}
        self._rules: dict[str, Rules] = {}

    def rules(self, origin: str) -> Rules:
        """What the origin's robots.txt says."""
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            known, now = self._texts.get(origin), self._clock()
            # a clock that was set back must not keep a file for good
            if known is None or not timedelta() <= now - known.at <= _GOOD_FOR:
                known = RobotsText(origin, now, self._fetch(origin))
                self._texts[origin] = known
                self._rules.pop(origin, None)
            if origin not in self._rules:
                self._rules[origin] = Rules(Protego.parse(known.text) if known.text is not None else None)
            return self._rules[origin]

    def remember(self, texts: Iterable[RobotsText]) -> None:
        """Take files that were fetched before, by whoever looked then."""
        self._texts.update((one.origin, one) for one in texts)

    def texts(self) -> tuple[RobotsText, ...]:
        """Every file that is known, to be remembered."""
        return tuple(self._texts.values())
