"""A real web site on a loopback port, down to the bytes on the wire, which remembers every request that it saw."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

#: The moment of every look.
AT = datetime(2031, 4, 2, 12, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Seen:
    """One request as the site saw it, with when it began and ended on the monotonic clock."""

    path: str
    headers: Mapping[str, str]
    began: float
    ended: list[float] = field(default_factory=list)


Route = Callable[[socket.socket, Seen], None]


def answer(
    body: bytes | str = b"", status: int = 200, media_type: str = "text/html; charset=utf-8", **headers: str
) -> Route:
    """An ordinary answer; header names are written with underscores."""
    content = body.encode() if isinstance(body, str) else body

    def send(connection: socket.socket, _seen: Seen) -> None:
        lines = [f"HTTP/1.1 {status} x", "Connection: close"]
        if status not in {304, 204}:
            lines += [f"Content-Type: {media_type}"] if media_type else []
            lines += [f"Content-Length: {len(content)}"] if "Content_Length" not in headers else []
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + content)

    return send


def redirect(to: str, status: int = 301) -> Route:
    """A redirect."""
    return answer(b"", status, Location=to)


def wire(*pieces: bytes | float) -> Route:
    """Bytes as they are; a number waits for that many seconds."""

    def send(connection: socket.socket, _seen: Seen) -> None:
        for piece in pieces:
            if isinstance(piece, bytes):
                connection.sendall(piece)
            else:
                threading.Event().wait(piece)

    return send


def conditional(body: str, *, etag: str = "", modified: str = "", media_type: str = "text/html") -> Route:
    """An answer that is 304 for who has it already."""

    def send(connection: socket.socket, seen: Seen) -> None:
        fresh = (etag and seen.headers.get("if-none-match") == etag) or (
            modified and seen.headers.get("if-modified-since") == modified
        )
        validators = {name: value for name, value in (("ETag", etag), ("Last_Modified", modified)) if value}
        content, status = ("", 304) if fresh else (body, 200)
        answer(content, status, media_type, **validators)(connection, seen)

    return send


def in_turn(*routes: Route) -> Route:
    """The first route first, and so on; the last one from then on."""
    waiting = list(routes)

    def send(connection: socket.socket, seen: Seen) -> None:
        route = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        route(connection, seen)

    return send


class Site:
    """One host. `routes` may be changed at any time; paths that have none are 404."""

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        self.routes: dict[str, Route] = {}
        self.seen: list[Seen] = []
        self._tls = tls
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.host = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def url(self, path: str) -> str:
        """The address of a path of this site."""
        return f"{'https' if self._tls else 'http'}://{self.host}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, but for robots.txt, in their order."""
        return [seen.path for seen in self.seen if seen.path != "/robots.txt"]

    def close(self) -> None:
        """Take no more connections."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, ssl.SSLError):
            connection.settimeout(10)
            with connection if self._tls is None else self._tls.wrap_socket(connection, server_side=True) as stream:
                self._answer(stream)

    def _answer(self, stream: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            received = stream.recv(65536)
            if not received:
                return
            head += received
            if head[:1] == b"\x16":  # a client that wants TLS, where there is none
                stream.sendall(b"HTTP/1.1 400 x\r\n\r\n")
                return
        first, *rest = head.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
        seen = Seen(first.split(" ")[1], headers, monotonic())
        with self._lock:
            self.seen.append(seen)
        try:
            self.routes.get(seen.path, answer("not here", 404))(stream, seen)
        finally:
            seen.ended.append(monotonic())


@contextlib.contextmanager
def site(**routes: Route) -> Iterator[Site]:
    """A site for the length of a block."""
    made = Site()
    made.routes.update(routes)
    try:
        yield made
    finally:
        made.close()
