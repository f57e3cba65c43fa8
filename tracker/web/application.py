"""The desk as an ASGI application."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import BrokenExecutor
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tracker.errors import TrackerError
from tracker.web.gate import Way, handler
from tracker.web.guards import Headers, Hosts, Sizes, refused
from tracker.web.settings import refuse_unsafe
from tracker.web.site import Site
from tracker.web.ways import WAYS

_LOG = logging.getLogger("tracker.web")

#: Seconds between two looks for what runs have derived.
IN_STEP = 15


def application(site: Site) -> Starlette:
    """The desk, ready to be served; raises `UsageError` where serving it like that would not be safe."""
    refuse_unsafe(site.serving)
    by_path: dict[str, dict[str, Way]] = {}
    for way in WAYS:
        by_path.setdefault(way.path, {})[way.method] = way
    routes = [Route(path, handler(site, ways), methods=list(ways)) for path, ways in by_path.items()]
    tls = site.serving.tls or bool(site.serving.proxies)
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Headers, tls=tls),
            Middleware(Hosts, names=site.serving.allowed_hosts),
            Middleware(Sizes),
        ],
        exception_handlers={HTTPException: _nowhere},
        lifespan=_lifespan(site),
    )


_CODES = {404: "no-page", 405: "no-method"}


async def _nowhere(request: Request, error: Exception) -> Response:
    """What the framework itself refuses: paths and methods that are not there, forms that are none."""
    status = getattr(error, "status_code", 404)
    client = request.client.host if request.client else ""
    refused(_CODES.get(status, "unusable"), request, "nobody", client)
    said = "There is nothing here.\n" if status in _CODES else "This cannot be read.\n"
    return PlainTextResponse(said, status_code=status, headers=getattr(error, "headers", None))


def _lifespan(site: Site) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def alive(_: Starlette) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, _in_step, site)
        task = asyncio.create_task(_keep_in_step(site))
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        site.close()

    return alive


async def _keep_in_step(site: Site) -> None:
    while True:
        await asyncio.sleep(IN_STEP)
        await asyncio.get_running_loop().run_in_executor(None, _in_step, site)


def _in_step(site: Site) -> None:
    try:
        site.sync()
    except (TrackerError, BrokenExecutor) as error:
        # the desk goes on with what it has; the next look may find the fault mended
        _LOG.error("the desk could not be brought in step: %s", error)
