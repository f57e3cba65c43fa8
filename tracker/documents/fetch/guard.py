"""Where a request may go: the public internet, and hosts that a watch file names.

A watch reads addresses out of other people's pages. One that leads to this machine, to its network or to a cloud's
metadata service is refused, wherever it came from: typed, redirected to, or resolved from a public name. The address
that was judged is the address that is connected to, so that a name cannot change its mind in between.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from time import monotonic
from typing import Any

import httpcore2

Address = IPv4Address | IPv6Address

_NAT64 = ip_network("64:ff9b::/96")

#: When the present look must be over, on the monotonic clock. A slow host sends a byte now and then for ever.
deadline: ContextVar[float] = ContextVar("deadline")


class RefusedAddressError(Exception):
    """The host is, or resolves to, an address that is not public."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host} is at {address}, which is not a public address")
        self.host = host
        self.address = address


class NoTrustError(Exception):
    """The host cannot be spoken to in secret, or does not prove that it is who it should be."""


class NoSuchHostError(Exception):
    """The name does not resolve."""


def is_public(address: Address) -> bool:
    """Whether an address is on the public internet; one that carries another inside is judged by both."""
    if isinstance(address, IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inside = IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None and not is_public(inside):
            return False
        if address.ipv4_mapped:
            return True
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_allowed(host: str, port: int, allowed: Iterable[str]) -> bool:
    """Whether a watch file names this host, as "host" or "host:port"."""
    names = {name.lower() for name in allowed}
    return host.lower() in names or f"{host.lower()}:{port}" in names


def refuse_literal(host: str, port: int, allowed: Iterable[str]) -> None:
    """Refuse a host that is written as an address that is not public; names are for whoever resolves them.

    Raises:
        RefusedAddressError: It is.
    """
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        if host.lower().rstrip(".") != "localhost" and not host.lower().rstrip(".").endswith(".localhost"):
            return
        address = ip_address("127.0.0.1")
    if not is_public(address) and not is_allowed(host, port, allowed):
        raise RefusedAddressError(host, str(address))


def resolve(host: str, port: int, allowed: Iterable[str]) -> list[str]:
    """The addresses of a host, all of them judged.

    Raises:
        NoSuchHostError: It has none.
        RefusedAddressError: One of them is not public, and the host is not allowed by name.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoSuchHostError(f"{host} does not resolve") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not is_allowed(host, port, allowed):
        for address in addresses:
            # A scoped address ("fe80::1%eth0") is of one link, and so never public.
            if not is_public(ip_address(address.partition("%")[0])):
                raise RefusedAddressError(host, address)
    return addresses


class GuardedStream(httpcore2.NetworkStream):
    """A connection whose every wait ends with the look that it is for."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most `max_bytes`; raises `ReadTimeout` at the deadline."""
        return self._inner.read(max_bytes, _left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it; raises `WriteTimeout` at the deadline."""
        self._inner.write(buffer, _left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted, the certificate held against the name that was asked for.

        Raises:
            NoTrustError: It cannot be.
        """
        left = _left(timeout, httpcore2.ConnectTimeout)
        try:
            return GuardedStream(self._inner.start_tls(ssl_context, server_hostname, left))
        except httpcore2.ConnectError as error:
            raise NoTrustError(str(error)) from error

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's own signature
        """What the library wants to know of a socket."""
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore2.NetworkBackend):
    """Opens connections to public addresses and to allowed hosts, and to nothing else, where it `judges`."""

    def __init__(self, allowed: frozenset[str], *, judges: bool = True) -> None:
        self._inner = httpcore2.SyncBackend()
        self._allowed = allowed
        self._judges = judges

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address that answers, of those that were judged.

        Raises:
            NoSuchHostError, RefusedAddressError: See `resolve`.
        """
        failure: Exception = NoSuchHostError(f"{host} has no address")
        for address in resolve(host, port, self._allowed if self._judges else (host,)):
            try:
                left = _left(timeout, httpcore2.ConnectTimeout)
                return GuardedStream(self._inner.connect_tcp(address, port, left, local_address, socket_options))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure


class PinnedStream(GuardedStream):
    """A connection within this machine: it is not encrypted, although an address may say https."""

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,  # noqa: ARG002 - the library's own signature
        server_hostname: str | None = None,  # noqa: ARG002
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """The same connection: there is nobody in between."""
        return self


class PinnedBackend(httpcore2.NetworkBackend):
    """Opens connections to a few names, each at one port of this machine, and to nothing else.

    For a program that brings the hosts that it looks at, as the demo does; no setting and no watch file leads here.
    """

    def __init__(self, pinned: Mapping[str, int]) -> None:
        self._inner = httpcore2.SyncBackend()
        self._pinned = pinned

    def connect_tcp(
        self,
        host: str,
        port: int,  # noqa: ARG002 - the library's own signature
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the port that a name leads to.

        Raises:
            NoSuchHostError: It leads to none.
        """
        if host not in self._pinned:
            raise NoSuchHostError(f"{host} does not resolve")
        stream = self._inner.connect_tcp("127.0.0.1", self._pinned[host], timeout, local_address, socket_options)
        return PinnedStream(stream)


def _left(timeout: float | None, error: type[httpcore2.TimeoutException]) -> float | None:
    """The shorter of a timeout and what is left of the look, in seconds."""
    until = deadline.get(None)
    if until is None:
        return timeout
    left = until - monotonic()
    if left <= 0:
        raise error("the look took too long")
    return left if timeout is None else min(timeout, left)
