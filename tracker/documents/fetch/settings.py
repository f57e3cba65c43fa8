"""How requests are made: limits, politeness, proxies, certificates, and what a host is told of who asks."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tracker.documents.read import MAX_BYTES
from tracker.errors import SourceError

#: The name by which robots.txt may address this program.
PRODUCT = "boilerplate-tracker"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """Limits and manners of all requests; times in seconds, sizes in bytes.

    `contact` is an address where the operator can be reached; it goes out with every request, and some hosts (the
    SEC's) serve nobody without one. `proxy` is used for every host; None takes the environment's.
    """

    version: str = "0"
    contact: str = ""
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    total_timeout: float = 90.0
    max_bytes: int = MAX_BYTES
    max_redirects: int = 10
    attempts: int = 3
    first_wait: float = 1.0
    longest_wait: float = 30.0
    interval: float = 1.0
    concurrency: int = 2
    hosts_at_once: int = 16
    proxy: str | None = None
    ca_file: str | None = None
    robots: bool = True

    @property
    def user_agent(self) -> str:
        """Who asks, and where the operator can be reached."""
        return f"{PRODUCT}/{self.version}" + (f" ({self.contact})" if self.contact else "")


class AuthenticationKind(StrEnum):
    """How a host wants to know who asks."""

    BASIC = "basic"
    HEADER = "header"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticationSettings:
    """What a watch file says of a host that wants to know who asks; the secret itself is in the environment.

    For `basic` the variable holds "user:password"; for `header` it holds the value of the header named here.
    """

    host: str
    kind: AuthenticationKind
    environment: str
    header: str = "Authorization"


@dataclass(frozen=True, slots=True)
class Credential:
    """One header for one host, never sent to another."""

    host: str
    header: str
    value: str = field(repr=False)


def credential(settings: AuthenticationSettings, environment: Mapping[str, str]) -> Credential:
    """The header to send.

    Raises:
        SourceError: The variable is not set.
    """
    secret = environment.get(settings.environment, "")
    if not secret:
        raise SourceError(
            f"{settings.host} needs the environment variable {settings.environment}, which is not set.",
            hint="Set it where the tracker runs.",
        )
    if settings.kind is AuthenticationKind.BASIC:
        encoded = base64.b64encode(secret.encode()).decode("ascii")
        return Credential(settings.host.lower(), "Authorization", f"Basic {encoded}")
    return Credential(settings.host.lower(), settings.header, secret)
