"""One request, with everything that a page may ask: who it is, what they sent, an open store, the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from tracker.desk.decide import Person
from tracker.review.model import Via
from tracker.review.people import Role
from tracker.store import Store

if TYPE_CHECKING:
    from tracker.web.site import Site


class RefusedRequestError(Exception):
    """A request that is refused: with a status, a code for the log, and a sentence for whoever asked."""

    def __init__(self, status: int, cause: str, message: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.cause = cause
        self.message = message
        self.headers = dict(headers or {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who asks. `guard` proves that a form is ours; a token has scopes and no guard."""

    name: str
    role: Role
    guard: str = ""
    session: str = ""
    scopes: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request."""

    site: Site
    request: Request
    store: Store
    now: datetime
    form: Mapping[str, Sequence[str]]
    body: bytes
    address: str
    secure: bool
    who: Identity | None

    @property
    def me(self) -> Identity:
        """Whoever asks; a page that needs nobody does not ask for this."""
        assert self.who is not None  # noqa: S101 - the gate lets nobody else in
        return self.who

    @property
    def today(self) -> date:
        """The day on which claims are judged."""
        return self.now.date()

    def person(self, via: Via = Via.DESK) -> Person:
        """Whoever asks, as the author of events."""
        return Person(name=self.me.name, role=self.me.role, via=via)

    def sent(self, name: str) -> str:
        """What a form's field says; empty where it was not sent."""
        values = self.form.get(name)
        return values[0] if values else ""

    def asked(self, name: str) -> str:
        """What the address says after its question mark; empty where it does not."""
        return self.request.query_params.get(name, "")

    def at_path(self, name: str) -> str:
        """A part of the address."""
        return str(self.request.path_params[name])


def see_other(place: str) -> Response:
    """Go and look there: after something was done. `place` is always one of our own paths."""
    return Response(status_code=303, headers={"location": place})
