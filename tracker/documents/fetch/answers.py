"""One request on the wire: the answer's head, and its body under limits, whole or not at all."""

from __future__ import annotations

import ssl
import urllib.request
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

import httpcore2
import httpx2

from tracker.documents.fetch.guard import (
    GuardedBackend,
    NoSuchHostError,
    NoTrustError,
    PinnedBackend,
    RefusedAddressError,
    deadline,
    refuse_literal,
)
from tracker.documents.fetch.outcomes import Cause
from tracker.documents.fetch.settings import FetchSettings

_CODINGS = {"gzip": 16 + zlib.MAX_WBITS, "x-gzip": 16 + zlib.MAX_WBITS, "deflate": zlib.MAX_WBITS}
ACCEPTED_CODINGS = "gzip, deflate"
_CHUNK = 64 * 2**10


class NoAnswerError(Exception):
    """There is no whole answer; the cause is a code, the message a sentence about the host."""

    def __init__(self, cause: Cause, sentence: str) -> None:
        super().__init__(sentence)
        self.cause = cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A whole answer, with its content coding undone."""

    status: int
    headers: httpx2.Headers
    body: bytes = field(repr=False)


class Wire:
    """Connections to hosts that one set of watches may reach; used by many threads. `pinned`: see `Fetcher`."""

    def __init__(
        self, settings: FetchSettings, allowed: frozenset[str], pinned: Mapping[str, int] | None = None
    ) -> None:
        self._settings = settings
        self._allowed = allowed
        self._pinned = pinned
        self._tls = ssl.create_default_context(cafile=settings.ca_file)
        self._direct = httpcore2.ConnectionPool(
            ssl_context=self._tls,
            max_connections=settings.hosts_at_once * settings.concurrency,
            keepalive_expiry=30.0,
            network_backend=GuardedBackend(allowed) if pinned is None else PinnedBackend(pinned),
        )
        self._through: dict[str, httpcore2.HTTPProxy] = {}

    def close(self) -> None:
        """Close every connection."""
        self._direct.close()
        for proxy in self._through.values():
            proxy.close()

    def ask(self, url: httpx2.URL, headers: httpx2.Headers) -> Answer:
        """GET, without following redirects, within the time and size that the settings allow.

        Raises:
            NoAnswerError: There is no whole answer.
        """
        until = deadline.set(monotonic() + self._settings.total_timeout)
        try:
            with _translated(url.host):
                return self._ask(url, headers)
        finally:
            deadline.reset(until)

    def _ask(self, url: httpx2.URL, headers: httpx2.Headers) -> Answer:
        refuse_literal(url.host, url.port or (443 if url.scheme == "https" else 80), self._allowed)
        wait = {"connect": self._settings.connect_timeout, "read": self._settings.read_timeout}
        request = httpcore2.Request(
            "GET",
            httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=[(b"Host", url.netloc), *headers.raw],
            extensions={"timeout": {**wait, "write": wait["read"], "pool": wait["connect"]}},
        )
        response = self._pool(url).handle_request(request)
        try:
            received = httpx2.Headers(response.headers)
            body = self._body(response.iter_stream(), received)
        finally:
            response.close()
        return Answer(status=response.status, headers=received, body=body)

    def _pool(self, url: httpx2.URL) -> httpcore2.ConnectionPool:
        if self._pinned is not None:
            return self._direct
        proxy = self._settings.proxy or _proxy_of_environment(url)
        if proxy is None:
            return self._direct
        if proxy not in self._through:
            address = httpx2.URL(proxy)
            self._through[proxy] = httpcore2.HTTPProxy(
                proxy_url=httpcore2.URL(
                    scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=b"/"
                ),
                proxy_auth=(address.username, address.password) if address.username else None,
                ssl_context=self._tls,
                # A proxy is often inside; where it may lead is for whoever runs it.
                network_backend=GuardedBackend(self._allowed, judges=False),
            )
        return self._through[proxy]

    def _body(self, chunks: Iterable[bytes], headers: httpx2.Headers) -> bytes:
        """The body, decoded as it comes, so that neither a flood nor a bomb is ever held whole."""
        decoded = _decoded(_whole(chunks), headers.get("content-encoding", ""))
        received = bytearray()
        for chunk in decoded:
            received += chunk
            if len(received) > self._settings.max_bytes:
                limit = self._settings.max_bytes / 2**20
                raise NoAnswerError(Cause.TOO_LARGE, f"sends more than the {limit:.0f} MB that are read")
        return bytes(received)


def _proxy_of_environment(url: httpx2.URL) -> str | None:
    """The proxy that HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, or the system's own settings, say."""
    proxies = urllib.request.getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(url.host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _whole(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks of a body; a connection that closes before the promised end is a body cut off."""
    try:
        yield from chunks
    except (httpcore2.RemoteProtocolError, httpcore2.ReadError):
        raise NoAnswerError(Cause.TRUNCATED, "breaks off in the middle of the page") from None


def _decoded(chunks: Iterable[bytes], coding: str) -> Iterator[bytes]:
    codings = [one.strip().lower() for one in coding.split(",") if one.strip().lower() not in {"", "identity"}]
    if not codings:
        yield from chunks
        return
    if len(codings) > 1 or codings[0] not in _CODINGS:
        raise NoAnswerError(Cause.BAD_COMPRESSION, f"uses the coding {coding}, which was not asked for")
    try:
        yield from _inflated(chunks, _CODINGS[codings[0]])
    except zlib.error:
        raise NoAnswerError(Cause.BAD_COMPRESSION, f"sends a damaged {codings[0]} stream") from None


def _inflated(chunks: Iterable[bytes], window: int) -> Iterator[bytes]:
    """Decompressed in pieces of bounded size; a stream without its end is an error, not a shorter page."""
    inflate = zlib.decompressobj(window)
    started = False
    for chunk in chunks:
        if window == zlib.MAX_WBITS and not started and chunk[:1] and chunk[0] & 0x0F != zlib.DEFLATED:
            # Some servers send deflate without zlib's wrapper.
            inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        started = started or bool(chunk)
        waiting = chunk
        while waiting and not inflate.eof:
            yield inflate.decompress(waiting, _CHUNK)
            waiting = inflate.unconsumed_tail
        # A gzip stream may have several members, one after the other.
        while inflate.eof and window != zlib.MAX_WBITS and inflate.unused_data.strip(b"\x00"):
            waiting = inflate.unused_data
            inflate = zlib.decompressobj(window)
            while waiting and not inflate.eof:
                yield inflate.decompress(waiting, _CHUNK)
                waiting = inflate.unconsumed_tail
    if started and not inflate.eof:
        raise NoAnswerError(Cause.TRUNCATED, "breaks off in the middle of a compressed page")


#: Every foreign exception that a request can end in, the narrower before the wider, with its cause and what is said
#: of the host.
_FOREIGN: tuple[tuple[type[Exception], Cause, str], ...] = (
    (NoTrustError, Cause.TLS, "cannot be trusted"),
    (httpcore2.ConnectTimeout, Cause.TIMED_OUT, "does not take up the connection"),
    (httpcore2.TimeoutException, Cause.TIMED_OUT, "does not finish its answer"),
    (httpcore2.ConnectError, Cause.NO_CONNECTION, "cannot be connected to"),
    (httpcore2.ProxyError, Cause.NO_CONNECTION, "cannot be reached through the proxy"),
    (httpcore2.UnsupportedProtocol, Cause.BAD_ADDRESS, "is asked by an unknown protocol"),
    (httpcore2.ProtocolError, Cause.BAD_PROTOCOL, "does not answer in HTTP"),
    (httpcore2.NetworkError, Cause.NO_CONNECTION, "breaks the connection"),
    (OSError, Cause.NO_CONNECTION, "breaks the connection"),
)


@contextmanager
def _translated(host: str) -> Iterator[None]:
    """The one place where foreign exceptions become causes."""
    try:
        yield
    except RefusedAddressError as error:
        raise NoAnswerError(Cause.PRIVATE_ADDRESS, f"{error}") from None
    except NoSuchHostError as error:
        raise NoAnswerError(Cause.NO_SUCH_HOST, f"{error}") from None
    except NoAnswerError as error:
        raise NoAnswerError(error.cause, f"{host} {error}") from None
    except tuple(foreign for foreign, _, _ in _FOREIGN) as error:
        cause, sentence = next((cause, words) for foreign, cause, words in _FOREIGN if isinstance(error, foreign))
        raise NoAnswerError(cause, f"{host} {sentence} ({_reason(error)})") from None


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
