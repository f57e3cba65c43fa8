"""What is kept: captures as they were received, and everything derived from them, in one SQLite file.

Enters: captures, observations and derived values. Leaves: the same values, and `WatchHistory` for a watch and a day.
Promises: one writer at a time; readers are never blocked; a capture is committed before anything looks inside it; what
is derived from one batch of captures is committed as one; every derived row names the version of the code behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from tracker.store.accounts import Accounts
from tracker.store.addresses import Addresses
from tracker.store.assessed import Assessments
from tracker.store.captures import Captures
from tracker.store.copies import desk_of
from tracker.store.database import deriving, exclusive, open_database, reading, taking_turns, translating, writing
from tracker.store.derived import Derived
from tracker.store.desk_schema import DESK
from tracker.store.inbox import Inbox
from tracker.store.ledger import Ledger
from tracker.store.outbox import Outbox
from tracker.store.reviews import Reviews
from tracker.store.runs import Runs


@dataclass(frozen=True, slots=True)
class Store:
    """An open store: what was captured, what was derived, and transactions over both."""

    path: Path
    database: Database
    captures: Captures
    addresses: Addresses
    derived: Derived
    assessments: Assessments
    outbox: Outbox
    runs: Runs
    ledger: Ledger
    reviews: Reviews
    inbox: Inbox
    accounts: Accounts
    desk: Database

    def writing(self) -> AbstractContextManager[None]:
        """One transaction: all of it is kept, or none."""
        return writing(self.database)

    def deriving(self) -> AbstractContextManager[None]:
        """One transaction over what can be derived again from the captures: it may be lost with the power, and is then derived again."""
        return deriving(self.database)

    def reading(self) -> AbstractContextManager[None]:
        """Everything read inside is of one moment, whatever a run commits meanwhile; inside a transaction, of that one's."""
        return reading(self.database)

    def deciding(self) -> AbstractContextManager[None]:
        """One transaction over what people decided (`reviews`, `inbox`, `accounts`); it waits for no run.

        Everybody who decides waits for its end: make ready outside what is to be written, and write it in parts if it is much.
        """
        return taking_turns(self.desk)

    def looking(self) -> AbstractContextManager[None]:
        """Everything read inside of what people decided is of one moment, as in `reading`."""
        return reading(self.desk)


@contextmanager
def open_store(path: Path, *, durable: bool = True) -> Iterator[Store]:
    """Open the store to read from it; it is made, or migrated, where that is needed.

    `durable` False is for whoever writes only what can be made again: it holds the desk's lock for less long.
    """
    database = open_database(path)
    try:
        desk = open_database(desk_of(path), DESK, durable=durable)
    except BaseException:
        database.close()
        raise
    try:
        with translating(path):
            yield Store(
                path,
                database,
                Captures(database),
                Addresses(database),
                Derived(database),
                Assessments(database),
                Outbox(database),
                Runs(database),
                Ledger(database),
                Reviews(desk),
                Inbox(desk),
                Accounts(desk),
                desk,
            )
    finally:
        desk.close()
        database.close()


@contextmanager
def open_store_alone(path: Path) -> Iterator[Store]:
    """Open the store for a run that writes to it; raises `StoreLockedError` while another run is at work."""
    with exclusive(path), open_store(path) as store:
        yield store
