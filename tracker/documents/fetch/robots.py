"""What a host lets robots read. Source: RFC 9309, and the crawl-delay line that many hosts add to it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from protego import Protego

from tracker.documents.fetch.settings import PRODUCT

#: RFC 9309 asks for 500 kibibytes at least; what stands further on is not read.
MOST_BYTES = 512 * 2**10
#: RFC 9309: not to be used for longer than a day.
_GOOD_FOR = 24 * 3600.0
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

    `fetch` gives the text of the robots.txt of an origin ("https://orbelline.example"), or None where there is none; what
    it raises goes through, and is not remembered.
    """

    def __init__(self, fetch: Callable[[str], str | None]) -> None:
        self._fetch = fetch
        self._lock = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, tuple[float, Rules]] = {}

    def rules(self, origin: str) -> Rules:
        """What the origin's robots.txt says."""
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            since, rules = self._rules.get(origin, (0.0, None))
            if rules is None or monotonic() - since > _GOOD_FOR:
                text = self._fetch(origin)
                rules = Rules(Protego.parse(text) if text is not None else None)
                self._rules[origin] = (monotonic(), rules)
            return rules
