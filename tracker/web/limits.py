"""How often somebody may fail to sign in. It is kept with the accounts, so that a restart forgives nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

from tracker.store import Store

WINDOW = timedelta(minutes=15)

#: Failures in a window: for one name from one address, for one address, and for one name from anywhere.
MOST = (5, 30, 50)


def wait(store: Store, name: str, address: str, at: datetime) -> timedelta:
    """How long this name must wait at this address before it may try again; nothing where it need not."""
    since, folded = at - WINDOW, name.casefold()
    found = (
        store.accounts.failures(since, name=folded, address=address),
        store.accounts.failures(since, address=address),
        store.accounts.failures(since, name=folded),
    )
    waits = (times[most - 1] + WINDOW - at for times, most in zip(found, MOST, strict=True) if len(times) >= most)
    return max(waits, default=timedelta())


def failed(store: Store, name: str, address: str, at: datetime) -> None:
    """Somebody failed."""
    with store.deciding():
        store.accounts.forget_failures(at - WINDOW)
        store.accounts.failed(name.casefold(), address, at)


def succeeded(store: Store, name: str, address: str, at: datetime) -> None:
    """Somebody came in: what they mistyped before is forgiven at their own address."""
    if store.accounts.failures(at - WINDOW, name=name.casefold(), address=address):
        with store.deciding():
            store.accounts.forgive(name.casefold(), address)
