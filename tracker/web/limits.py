"""How often somebody may fail to sign in. In memory: a restart forgives, which costs an attacker more than it gives."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=15)

#: Failures in a window: for one name from one address, for one address, and for one name from anywhere.
MOST = (5, 30, 50)

#: Names and addresses that are remembered; the oldest are forgotten first.
_REMEMBERED = 10_000


class Failures:
    """Failed attempts, by name and address."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], deque[datetime]] = {}
        self._lock = Lock()

    def wait(self, name: str, address: str, at: datetime) -> timedelta:
        """How long this name must wait at this address before it may try again; nothing where it need not."""
        with self._lock:
            waits = [self._wait(key, most, at) for key, most in zip(_keys(name, address), MOST, strict=True)]
        return max(waits)

    def failed(self, name: str, address: str, at: datetime) -> None:
        """Somebody failed."""
        with self._lock:
            for key in _keys(name, address):
                self._seen.setdefault(key, deque(maxlen=max(MOST))).append(at)
            while len(self._seen) > _REMEMBERED:
                del self._seen[next(iter(self._seen))]

    def succeeded(self, name: str, address: str) -> None:
        """Somebody came in: what they mistyped before is forgiven at their own address."""
        with self._lock:
            self._seen.pop(_keys(name, address)[0], None)

    def _wait(self, key: tuple[str, str], most: int, at: datetime) -> timedelta:
        recent = [one for one in self._seen.get(key, ()) if at - one < WINDOW]
        return recent[-most] + WINDOW - at if len(recent) >= most else timedelta()


def _keys(name: str, address: str) -> tuple[tuple[str, str], tuple[str, str], tuple[str, str]]:
    folded = name.casefold()
    return (folded, address), ("", address), (folded, "")
