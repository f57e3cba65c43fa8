"""How the desk is served, and what is refused before it begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address, ip_network

from tracker.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How the desk is served.

    `proxies` are the networks from which `X-Forwarded-For` and `X-Forwarded-Proto` are believed; `user_header` is the header in
    which such a proxy names who is signed in, where it does.
    """

    host: str = "127.0.0.1"
    port: int = 8730
    names: tuple[str, ...] = ()
    tls: bool = False
    proxies: tuple[str, ...] = ()
    user_header: str = ""
    idle: timedelta = timedelta(hours=1)
    longest: timedelta = timedelta(hours=12)

    @property
    def loopback(self) -> bool:
        """Whether only this machine can come."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """The names by which the desk may be addressed."""
        own = ("localhost", "127.0.0.1", "[::1]") if self.loopback else ()
        return tuple(dict.fromkeys((*self.names, *own)))

    def trusts(self, client: str) -> bool:
        """Whether a peer is a declared proxy."""
        try:
            address = ip_address(client)
        except ValueError:
            return False
        return any(address in ip_network(one, strict=False) for one in self.proxies)


def refuse_unsafe(serving: Serving) -> None:
    """Raise `UsageError` for what would put passwords on a network in plain text, or believe anybody's header."""
    for one in serving.proxies:
        try:
            ip_network(one, strict=False)
        except ValueError as error:
            raise UsageError(f"'{one}' is no network address.", hint="Write it as in 10.1.0.0/16.") from error
    if serving.user_header and not serving.proxies:
        raise UsageError(
            f"Anybody could send the header {serving.user_header}.",
            hint="Declare the proxy that sets it with --proxy ADDRESS.",
        )
    if serving.loopback:
        return
    if not serving.tls and not serving.proxies:
        raise UsageError(
            f"Serving on {serving.host} would send passwords in plain text.",
            hint="Give --tls-certificate and --tls-key, or declare the proxy that ends TLS with --proxy ADDRESS.",
        )
    if not serving.names:
        raise UsageError(
            "A desk that others can reach must know its name.",
            hint="Give --name desk.example.org, as browsers address it.",
        )
