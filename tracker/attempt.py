"""One address, tried: what a look gives, and what each step makes of it. Nothing is recorded.

Enters: a file's path, or an address and what takes looks. Leaves: an `Attempt`. Promises: the steps are those of a check.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tracker import assess
from tracker.assess import Reading
from tracker.claims.schemes import Registry
from tracker.documents.fetch.asks import Ask, Expects
from tracker.documents.fetch.outcomes import Captured, Hop, Suspicious
from tracker.documents.interpret import interpret
from tracker.documents.masthead.dates import DateOrder
from tracker.documents.read import media_type_of
from tracker.documents.sources.contract import Discovery, Visitor
from tracker.documents.sources.folder import body_of
from tracker.documents.sources.kinds import WebSettings, source_of
from tracker.errors import ReadError
from tracker.gather.recording import observed
from tracker.gather.web import Web
from tracker.history import Observation, Outcome
from tracker.store.addresses import Remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class Captive:
    """The bytes that a look gave, and what came with them."""

    sha256: str
    media_type: str
    size: int
    location: str
    headers: tuple[tuple[str, str], ...] = ()
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What each step made of one address, as far as the steps went."""

    observation: Observation
    capture: Captive | None = None
    reading: Reading | None = field(default=None, repr=False)


def attempt_file(path: Path, registry: Registry, at: datetime, *, order: DateOrder | None = None) -> Attempt:
    """A file, through every step; `order` is how a source would be declared to write days as numbers."""
    try:
        body = body_of(path, name=str(path))
    except ReadError as error:
        return Attempt(observation=_unreadable(str(path), at, error, None))
    sha256 = hashlib.sha256(body).hexdigest()
    capture = Captive(sha256=sha256, media_type=media_type_of(path.name, body), size=len(body), location=str(path))
    found = Observation(source="", location=str(path), outcome=Outcome.CAPTURED, at=at, sha256=sha256)
    return _read(found, capture, body, registry, order)


def attempt_address(
    url: str, web: Web, registry: Registry, *, allow: frozenset[str] = frozenset(), order: DateOrder | None = None
) -> Attempt:
    """An address on the web, through every step; what is no document goes no further than its observation."""
    looked = web.fetcher().look(Ask(url=url, expects=Expects.DOCUMENT, allowed=allow))
    found = observed("", url, looked)
    evidence = looked.captured if isinstance(looked, Suspicious) else looked
    if not isinstance(evidence, Captured):
        return Attempt(observation=found)
    capture = Captive(
        sha256=evidence.sha256,
        media_type=evidence.media_type,
        size=len(evidence.body),
        location=evidence.final_url,
        headers=evidence.headers,
        hops=evidence.hops,
    )
    if found.outcome is not Outcome.CAPTURED:
        return Attempt(observation=found, capture=capture)
    return _read(found, capture, evidence.body, registry, order)


def listed(settings: WebSettings, web: Web) -> Discovery:
    """What a source with these settings would list at its first look.

    Raises:
        SourceError: It cannot be looked at as it is set up.
    """
    fetcher = web.fetcher()
    visitor = Visitor(
        look=fetcher.look,
        look_all=fetcher.look_all,
        memory=Remembered(),
        allowed=frozenset(settings.allow),
        contact=web.contact,
    )
    return source_of(settings).discover(visitor)


def _read(found: Observation, capture: Captive, body: bytes, registry: Registry, order: DateOrder | None) -> Attempt:
    media_type = capture.media_type or None
    try:
        document = interpret(body, sha256=capture.sha256, source=found.location, media_type=media_type, order=order)
    except ReadError as error:
        return Attempt(observation=_unreadable(found.location, found.at, error, capture.sha256), capture=capture)
    return Attempt(observation=found, capture=capture, reading=assess.read(document, registry))


def _unreadable(location: str, at: datetime, error: ReadError, sha256: str | None) -> Observation:
    return Observation(
        source="",
        location=location,
        outcome=Outcome.UNREADABLE,
        at=at,
        sha256=sha256,
        cause=error.cause,
        detail=error.message,
    )
