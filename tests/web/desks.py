"""A desk for tests: an invented newsroom on it, four people who may come, and clients that behave like browsers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from tracker import sample
from tracker.claims.registry import load
from tracker.review.people import Role
from tracker.store import Store, open_store
from tracker.store.accounts import Account
from tracker.web.application import application
from tracker.web.passwords import hashed
from tracker.web.settings import Serving
from tracker.web.site import Site

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PASSWORD = "a long sentence that nobody guesses"  # noqa: S105 - of nobody
#: Argon2 is slow on purpose, so the same hash serves everybody here.
HASH = hashed(PASSWORD)
PEOPLE = {"vic": Role.VIEWER, "mara": Role.REVIEWER, "odile": Role.APPROVER, "petra": Role.ADMIN}


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Desk:
    """A desk that runs, and the way to it."""

    site: Site
    client: TestClient
    clock: Clock
    workspace: Path
    clients: dict[str, TestClient] = field(default_factory=dict)

    @contextmanager
    def store(self) -> Iterator[Store]:
        with open_store(self.site.database) as store:
            yield store

    def another(self, **options: Any) -> TestClient:  # noqa: ANN401 - a client's
        """Somebody else's browser."""
        return TestClient(self.client.app, base_url="http://localhost", follow_redirects=False, **options)

    def as_(self, name: str) -> TestClient:
        """A browser in which somebody is signed in."""
        if name not in self.clients:
            client = self.another()
            assert signed_in(client, name).status_code == 303
            self.clients[name] = client
        return self.clients[name]


def signed_in(client: TestClient, name: str, password: str = PASSWORD, to: str = "") -> Any:  # noqa: ANN401 - a response
    """Fill in the form for signing in."""
    form = client.get("/sign-in", params={"to": to} if to else None)
    token = hidden(form.text, "token")
    return client.post(
        "/sign-in", data={"name": name, "password": password, "token": token, "to": hidden(form.text, "to")}
    )


def hidden(page: str, name: str) -> str:
    """What a hidden field of a page says."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1].replace("&amp;", "&") if found else ""


def guard(client: TestClient) -> str:
    """The guard that a browser's forms carry."""
    return hidden(client.get("/account").text, "guard")


def workspace(target: Path) -> None:
    """The sample newsroom, all of it received and checked."""
    from tracker import service  # noqa: PLC0415 - only where it is needed
    from tracker.store import open_store_alone  # noqa: PLC0415
    from tracker.watches.load import load_folder  # noqa: PLC0415

    sample.write_schedules(target)
    for number, _ in enumerate(sample.rounds(), start=1):
        sample.receive(target, number)
    with open_store_alone(target / "tracker.db") as store:
        for watch in load_folder(target / "schedules"):
            service.check(watch, store, load(), NOON)


def people(database: Path) -> None:
    """Four people who may come, put there without an event, so that a test's own events begin at 1."""
    with open_store(database) as store, store.deciding():
        for name, role in PEOPLE.items():
            store.accounts.put(Account(name=name, password=HASH, role=role), NOON)


def site(target: Path, clock: Callable[[], datetime], serving: Serving | None = None) -> Site:
    return Site(
        database=target / "tracker.db",
        schedules=target / "schedules",
        registry=load(),
        clock=clock,
        serving=serving or Serving(),
    )


@contextmanager
def desk(target: Path, serving: Serving | None = None) -> Iterator[Desk]:
    """A desk on a workspace that is there already."""
    clock = Clock()
    made = site(target, clock, serving)
    with TestClient(application(made), base_url="http://localhost", follow_redirects=False) as client:
        yield Desk(site=made, client=client, clock=clock, workspace=target)
