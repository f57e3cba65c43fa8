"""What every answer carries and every request must keep to, whatever page it is for."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REFUSED = logging.getLogger("tracker.web.refused")

#: The largest body that is read, in bytes: a packet of decisions is the largest thing that is sent.
LARGEST = 8_000_000

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def refused(cause: str, request: Request, who: str, address: str) -> None:
    """Log that a request was refused: a code, what was asked for, who asked, and from where."""
    _REFUSED.warning("%s %s %r by %r from %s", cause, request.method, request.url.path, who, address)


def _stranger(cause: str, scope: Scope) -> None:
    request = Request(scope)
    refused(cause, request, "nobody", request.client.host if request.client else "")


class Hosts:
    """Refuses a request that addresses the desk by a name that is not its own: what a page of another site may be made to do."""

    def __init__(self, app: ASGIApp, *, names: Sequence[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] == "http":
            said = Request(scope).headers.get("host", "")
            name = said if said.endswith("]") else said.rpartition(":")[0] or said
            if name.lower() not in self._names:
                _stranger("unknown-host", scope)
                await PlainTextResponse("There is no such host.\n", status_code=400)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class Headers:
    """Puts the security headers on every answer; HSTS (RFC 6797) where the desk is behind TLS."""

    def __init__(self, app: ASGIApp, *, tls: bool) -> None:
        self._app = app
        self._headers = dict(_HEADERS)
        if tls:
            self._headers["strict-transport-security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await self._app(scope, receive, answer)


class _TooLargeError(Exception):
    pass


class Sizes:
    """Refuses a body that is too large: at its announcement, or where it goes beyond."""

    def __init__(self, app: ASGIApp, *, largest: int = LARGEST) -> None:
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if not said.isdigit() or int(said) > self._largest:
            await self._refuse(scope, receive, send)
            return
        counted = _counting(receive, self._largest)
        try:
            await self._app(scope, counted, send)
        except _TooLargeError:
            await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        _stranger("oversized-body", scope)
        await PlainTextResponse("The body is too large.\n", status_code=413)(scope, receive, send)


def _counting(receive: Receive, largest: int) -> Callable[[], Awaitable[Message]]:
    total = 0

    async def counted() -> Message:
        nonlocal total
        message = await receive()
        total += len(message.get("body", b""))
        if total > largest:
            raise _TooLargeError
        return message

    return counted
