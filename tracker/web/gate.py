"""The gate: every route says who may come and what they must show; nobody gets behind it otherwise, and refusals are logged."""

from __future__ import annotations

import asyncio
import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tracker.desk.refusal import Cause, RefusedError
from tracker.errors import TrackerError, UsageError
from tracker.review.people import Role
from tracker.web import identity, rendering
from tracker.web.call import Call, Identity, RefusedRequestError
from tracker.web.guards import refused as log_refused
from tracker.web.site import Site

Endpoint = Callable[[Call], Response]

#: The field and the header in which a guard comes back.
GUARD_FIELD, GUARD_HEADER = "guard", "x-guard"

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

#: What a refused order is in HTTP.
_STATUS: Mapping[Cause, int] = {
    Cause.NOT_ALLOWED: 403,
    Cause.UNKNOWN: 404,
    Cause.CHANGED_SINCE: 409,
    Cause.INCOMPLETE: 422,
    Cause.NOTHING_TO_APPROVE: 409,
    Cause.OWN_DECISION: 403,
    Cause.TOO_LATE: 409,
    Cause.ONCE_MATTERED: 409,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in: a method and a path, the least role, and what stands behind it.

    `role` None lets everybody in. `scope` is what a token must be good for; a way without one takes no token.
    """

    method: str
    path: str
    endpoint: Endpoint
    role: Role | None = Role.VIEWER
    scope: str | None = None
    heavy: bool = False  # nobody waits behind it: hashing a password, testing a rule over the past

    @property
    def api(self) -> bool:
        """Whether programs come this way."""
        return self.path.startswith("/api/")

    @property
    def writes(self) -> bool:
        """Whether something may be different afterwards."""
        return self.method != "GET"


def handler(site: Site, ways: Mapping[str, Way]) -> Callable[[Request], object]:
    """The handler of the ways that share a path, by method."""

    async def handle(request: Request) -> Response:
        way = ways["GET" if request.method == "HEAD" else request.method]
        body = await request.body() if way.writes else b""
        form = await _form(request, way)
        pool = site.hasher if way.heavy else site.writer if way.writes else site.readers
        return await asyncio.get_running_loop().run_in_executor(pool, answer, site, way, request, body, form)

    return handle


async def _form(request: Request, way: Way) -> Mapping[str, Sequence[str]]:
    kind = request.headers.get("content-type", "").partition(";")[0]
    if not way.writes or way.api or kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return {}
    found: dict[str, list[str]] = {}
    async with request.form(max_files=1, max_fields=2000) as sent:
        for name, value in sent.multi_items():
            text = value if isinstance(value, str) else (await value.read()).decode("utf-8", "replace")
            found.setdefault(name, []).append(text)
    return found


def answer(site: Site, way: Way, request: Request, body: bytes, form: Mapping[str, Sequence[str]]) -> Response:
    """Let one request in or refuse it; runs in a thread that has a connection of its own."""
    now = site.clock()
    peer = request.client.host if request.client else ""
    trusted = site.serving.trusts(peer)
    address = request.headers.get("x-forwarded-for", peer).rpartition(",")[2].strip() if trusted else peer
    secure = request.url.scheme == "https" or (trusted and request.headers.get("x-forwarded-proto") == "https")
    call = Call(
        site=site,
        request=request,
        store=site.store(),
        now=now,
        form=form,
        body=body,
        address=address,
        secure=secure,
        who=None,
    )
    try:
        call = _identified(call, way, peer)
        _let_in(call, way)
        _refuse_control(call, way)
        return way.endpoint(call)
    except RefusedRequestError as refused:
        return _refused(call, way, refused)
    except RefusedError as refused:
        said = refused.message + (f" {refused.hint}" if refused.hint else "")
        return _refused(
            call, way, RefusedRequestError(_STATUS[refused.cause], refused.cause, said), since=refused.since
        )
    except UsageError as error:
        said = error.message + (f" {error.hint}" if error.hint else "")
        return _refused(call, way, RefusedRequestError(422, "unusable", said))
    except TrackerError as error:
        return _refused(call, way, RefusedRequestError(503, "store", error.message))


def _identified(call: Call, way: Way, peer: str) -> Call:
    serving, store = call.site.serving, call.store
    found: Identity | None = None
    if said := call.request.headers.get("authorization"):
        found = identity.by_token(store, said, call.now) if way.api else None
        if way.api and found is None:
            raise RefusedRequestError(401, "bad-token", "This token is not known, or has expired.")
    else:
        found = identity.by_proxy(store, call.request, peer, serving) or identity.by_session(
            store, call.request, call.now, serving, secure=call.secure
        )
    return Call(**{name: getattr(call, name) for name in Call.__slots__ if name != "who"}, who=found)


def _let_in(call: Call, way: Way) -> None:
    if way.role is None:
        return
    if call.who is None:
        raise RefusedRequestError(401, "no-session", "Sign in first.")
    if call.who.scopes is not None and way.scope not in call.who.scopes:
        raise RefusedRequestError(403, "out-of-scope", f"This token is not good for '{way.scope}'.")
    if not call.who.role.covers(way.role):
        raise RefusedRequestError(403, "wrong-role", f"This needs the role {way.role}; yours is {call.who.role}.")
    if way.writes and call.who.scopes is None:
        sent = call.request.headers.get(GUARD_HEADER, "") if way.api else call.sent(GUARD_FIELD)
        if not hmac.compare_digest(sent.encode(), call.who.guard.encode()):
            raise RefusedRequestError(403, "forged", "This form was not ours, or is too old. Open the page again.")


def _refuse_control(call: Call, way: Way) -> None:
    """What becomes an address of ours, and so a header, holds no line of its own."""
    carried = (value for name in ("to", "filters", "here") for value in call.form.get(name, ()))
    said = (*call.request.query_params.values(), *carried)
    if not way.api and any(_CONTROL.search(unquote(one)) for one in said):
        raise RefusedRequestError(422, "control-characters", "An address of ours holds no control characters.")


def _refused(call: Call, way: Way, refused: RefusedRequestError, since: Sequence[object] = ()) -> Response:
    who = call.who.name if call.who else "nobody"
    log_refused(refused.cause, call.request, who, call.address)
    if way.api:
        body = {"error": refused.cause, "message": refused.message}
        challenge = {"www-authenticate": "Bearer"} if refused.status == 401 else {}
        return JSONResponse(body, status_code=refused.status, headers={**challenge, **refused.headers})
    if refused.status == 401 and way.method == "GET":
        path = call.request.url.path
        query = f"?{call.request.url.query}" if call.request.url.query else ""
        return Response(status_code=303, headers={"location": f"/sign-in?to={quote(path + query, safe='')}"})
    found = rendering.page(
        call,
        "refused",
        status=refused.status,
        message=refused.message,
        cause=refused.cause,
        since=since,
        again=call.request.url.path if way.method == "GET" else call.sent("here"),
    )
    found.headers.update(refused.headers)
    return found
