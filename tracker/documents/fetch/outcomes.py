"""What one look at one address gave: one of six values, each with all that the record needs.

Only `Captured` is news. An error page, a wall or a page that collapsed is never a version of a document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias


class Cause(StrEnum):
    """Why a look gave no document. Codes for machines; the sentence is in `detail`."""

    # blocked: the host does not want us, or we do not want to go there
    ROBOTS = "robots"
    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    RATE_LIMITED = "rate-limited"
    PRIVATE_ADDRESS = "private-address"
    # failed: this time it did not work
    BAD_ADDRESS = "bad-address"
    NO_SUCH_HOST = "no-such-host"
    NO_CONNECTION = "no-connection"
    TLS = "tls"
    TIMED_OUT = "timed-out"
    TOO_LARGE = "too-large"
    TRUNCATED = "truncated"
    BAD_COMPRESSION = "bad-compression"
    BAD_PROTOCOL = "bad-protocol"
    REDIRECTED_ROUND = "redirected-round"
    SERVER_ERROR = "server-error"
    UNEXPECTED_STATUS = "unexpected-status"
    # gone: the host says that it is not there
    NOT_FOUND = "not-found"
    REMOVED = "removed"
    # suspicious: an answer that is not what it says
    EMPTY = "empty"
    LOGIN_PAGE = "login-page"
    CONSENT_PAGE = "consent-page"
    CHALLENGE_PAGE = "challenge-page"
    SOFT_NOT_FOUND = "soft-not-found"
    ERROR_PAGE = "error-page"
    NOT_A_FEED = "not-a-feed"
    COLLAPSED = "collapsed"


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: where it was found, and its status."""

    url: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What makes the next request conditional: RFC 9110's validators as the server gave them, and our own digest."""

    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A document's bytes, with the content coding undone, and everything that says where they came from.

    `media_type` is the whole Content-Type, or empty; `headers` are those of the last answer, in its order.
    """

    url: str
    final_url: str
    at: datetime
    status: int
    media_type: str
    body: bytes = field(repr=False)
    sha256: str
    validators: Validators
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The same as before: the host said so (304), or sent the same bytes again."""

    url: str
    final_url: str
    at: datetime
    validators: Validators
    confirmed_by_host: bool
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """The host, its robots.txt or our own guard said no. `retry_after` is in seconds, where the host named a time."""

    url: str
    at: datetime
    cause: Cause
    detail: str
    retry_after: float | None = None
    status: int | None = None
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """It did not work this time; nothing follows about the document."""

    url: str
    at: datetime
    cause: Cause
    detail: str
    retry_after: float | None = None
    status: int | None = None
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """The host says that there is no such document; asked twice, where there was one before."""

    url: str
    at: datetime
    cause: Cause
    detail: str
    status: int
    hops: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicious:
    """An answer that is not the document, though its status says so; `captured` is kept as evidence, never as a version."""

    url: str
    at: datetime
    cause: Cause
    detail: str
    captured: Captured


@dataclass(frozen=True, slots=True)
class RobotsText:
    """The robots.txt of one origin ("https://orbelline.example") as it was at a moment; None where there was none."""

    origin: str
    at: datetime
    text: str | None


Looked: TypeAlias = Captured | NotModified | Blocked | Failed | Gone | Suspicious
