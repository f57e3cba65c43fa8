"""A mail server and a web address of our own, on loopback, that keep what they are sent."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Mailbox:
    """What a mail server took."""

    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    refuse: bool = False


@contextmanager
def mail_server(port: int = 0) -> Iterator[Mailbox]:
    """As much of RFC 5321 as a client needs to hand over a letter; at a port of its own, or where it was before."""
    box = Mailbox()

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 mail.example")
            while line := self.rfile.readline():
                verb = line.split()[0].upper() if line.split() else b""
                if verb == b"DATA":
                    self.say("354 go on")
                    self.take()
                elif verb == b"RCPT" and box.refuse:
                    self.say("550 nobody of that name")
                elif verb == b"QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 well")

        def take(self) -> None:
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            letter = message_from_bytes(b"".join(lines), policy=policy.default)
            box.letters.append(letter)
            self.say("250 taken")

        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True

    with _serving(Server(("127.0.0.1", port), Session)) as box.port:
        yield box


@dataclass
class Called:
    """What a web address was sent: headers and body of each call; `status` is what it answers."""

    port: int = 0
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    status: int = 204

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?team=quality"


@contextmanager
def web_server() -> Iterator[Called]:
    called = Called()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:
                return  # whoever called was killed in the middle: nothing has arrived
            called.calls.append(({key.lower(): value for key, value in self.headers.items()}, body))
            self.send_response(called.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            pass

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        called.port = port
        yield called


@contextmanager
def _serving(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
