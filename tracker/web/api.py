"""The desk for programs: JSON, read page by page, with ETags (RFC 9110, 8.8.3). `openapi.json` describes all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import msgspec
from msgspec import Struct
from starlette.responses import Response

from tracker.desk.decide import OnDesk, Order, Target, decide, on_desk
from tracker.desk.refusal import Cause, RefusedError
from tracker.documents.typography import encodable
from tracker.history import Release, WatchHistory
from tracker.reports import coverage_page
from tracker.reports.exports import records
from tracker.review.model import Action, Event, Ground, Via
from tracker.store.derived import unpack
from tracker.store.inbox import Row
from tracker.watches.model import Pause
from tracker.web import filters
from tracker.web.call import Call, RefusedRequestError

BASE = "/api/v1"

_MOST = 500
_USUAL = 100


class Verdict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a program sends to do something about a finding; `version` is the one that it saw."""

    action: str
    version: int
    ground: str | None = None
    text: str = ""
    assignee: str = ""
    due: date | None = None
    correction: str = ""


def openapi(call: Call) -> Response:
    """The description of everything here."""
    return _answer(call, _description())


@cache
def _description() -> bytes:
    return files("tracker.web").joinpath("openapi.json").read_bytes()


def watches(call: Call) -> Response:
    """Every watch."""
    asks = call.site.approvals()
    return _page(
        call,
        [
            {
                "id": one.id,
                "name": one.name,
                "aliases": list(one.aliases),
                "cadence": one.cadence.text,
                "approval": one.id in asks,
                "paused": _paused(one.paused(call.today)),
            }
            for one in call.site.watches()
        ],
    )


def _paused(pause: Pause | None) -> dict[str, object] | None:
    return None if pause is None else {"reason": pause.reason, "until": pause.until}


def documents(call: Call) -> Response:
    """The releases of a watch, in publication order, without their texts."""
    watch = _watch(call)
    limit, after = _limit(call), call.asked("after")[:200]
    rows = call.store.database.conn.execute(
        "select position, release from documents where watch = ? and position > ? order by position limit ?",
        [watch, after, limit + 1],
    ).fetchall()
    found = [_release(unpack(row[1], Release)) for row in rows[:limit]]
    return _answer(call, _encoded(found, rows[limit - 1][0] if len(rows) > limit else None, call))


def _release(one: Release) -> dict[str, Any]:
    names = ("sha256", "source", "location", "media_type", "size", "reader", "title", "organisation", "late")
    said = {name: getattr(one, name) for name in names}
    published = one.published.isoformat() if one.published else None
    return {**said, "published": published, "retrieved": one.retrieved.isoformat()}


def passages(call: Call) -> Response:
    """The passages of a watch with their versions."""
    known = _history(call)
    made = [
        {
            "id": one.id,
            "role": one.role,
            "subject": one.subject,
            "versions": [
                {
                    "digest": version.digest,
                    "text": encodable(version.text),
                    "heading": version.heading,
                    "seen_in": list(version.seen_in),
                    "first": version.first,
                    "last": version.last,
                    "returns_to": version.returns_to,
                }
                for version in one.versions
            ],
        }
        for one in known.passages
    ]
    return _page(call, made)


def claims(call: Call) -> Response:
    """What an organisation claims now."""
    return _page(call, list(records.claims(_history(call), call.site.registry)))


def coverage(call: Call) -> Response:
    """What was looked at, what was read, and what could not be, of one watch or of all."""
    chosen = [_watch(call)] if call.asked("watch") else [one.id for one in call.site.watches()]
    known = [one for watch in chosen if (one := call.site.history(call.store, watch, call.today)) is not None]
    made = coverage_page.build(known, at=call.today)
    rows = [{key: value for key, value in asdict(row).items() if key != "href"} for row in made.rows]
    return _page(call, rows)


def findings(call: Call) -> Response:
    """Findings on the desk, most urgent first."""
    wanted = filters.wanted({"view": "all", **dict(call.request.query_params)})
    limit = _limit(call)
    rows = call.store.inbox.find(wanted, after=call.asked("after")[:400], limit=limit + 1)
    following = rows[limit - 1].sort if len(rows) > limit else None
    return _answer(call, _encoded([_row(row) for row in rows[:limit]], following, call))


def finding(call: Call) -> Response:
    """One finding as it is looked at, with what has become of it."""
    return _answer(call, msgspec.json.encode(_finding(_on_desk(call))))


def verdicts(call: Call) -> Response:
    """What was done about one finding, oldest first."""
    return _page(call, [event_record(event) for event in _on_desk(call).events])


def decide_on(call: Call) -> Response:
    """Do something about one finding."""
    try:
        sent = msgspec.json.decode(call.body, type=Verdict)
    except msgspec.MsgspecError as error:
        raise RefusedRequestError(422, "unusable", f"This is no verdict: {error}") from error
    except UnicodeDecodeError as error:
        raise RefusedRequestError(422, "unusable", "This is not UTF-8.") from error
    if sent.action not in set(Action) or (sent.ground is not None and sent.ground not in set(Ground)):
        raise RefusedError(Cause.INCOMPLETE, "There is no such action, or no such reason.")
    target = Target(watch=call.at_path("watch"), finding=call.at_path("finding"), version=sent.version)
    order = Order(
        action=Action(sent.action),
        targets=(target,),
        ground=Ground(sent.ground) if sent.ground else None,
        text=sent.text,
        assignee=sent.assignee,
        due=sent.due,
        correction=sent.correction,
    )
    (event,) = decide(call.store, order, call.person(Via.API), call.now, approvals=call.site.approvals())
    return Response(msgspec.json.encode(event_record(event)), status_code=201, media_type="application/json")


def events(call: Call) -> Response:
    """Every event, oldest first, after a number."""
    after, limit = call.asked("after"), _limit(call)
    if after and not (after.isascii() and after.isdigit() and len(after) < 16):
        raise RefusedRequestError(422, "unusable", "'after' is the number of an event.")
    rows = call.store.reviews.after(int(after or 0), limit + 1)
    following = str(rows[limit - 1].number) if len(rows) > limit else None
    return _answer(call, _encoded([event_record(event) for event in rows[:limit]], following, call))


def _on_desk(call: Call) -> OnDesk:
    return on_desk(call.store, call.at_path("watch"), call.at_path("finding"), approvals=call.site.approvals())


def _watch(call: Call) -> str:
    said = call.asked("watch")
    if not any(watch.id == said for watch in call.site.watches()):
        raise RefusedRequestError(404, "unknown", "Name a watch that there is with 'watch'.")
    return said


def _history(call: Call) -> WatchHistory:
    known = call.site.history(call.store, _watch(call), call.today)
    assert known is not None  # noqa: S101 - the watch is there
    return known


def _row(row: Row) -> dict[str, Any]:
    said = asdict(row)
    for name in ("id", "sort", "cluster", "matter"):
        del said[name]
    return said


def _finding(one: OnDesk) -> dict[str, Any]:
    shown = asdict(one.shown)
    return {**_row(one.row), "shown": shown, "differs": [asdict(difference) for difference in one.review.differs]}


def event_record(event: Event) -> dict[str, Any]:
    """An event, without what was shown, which its finding has."""
    said = asdict(event)
    for name in ("shown", "rule"):
        del said[name]
    return {**said, "rule": event.rule.id if event.rule else None}


def _limit(call: Call) -> int:
    said = call.asked("limit")
    if not said:
        return _USUAL
    if not (said.isascii() and said.isdigit() and len(said) < 5 and 0 < int(said) <= _MOST):
        raise RefusedRequestError(422, "unusable", f"'limit' is a number from 1 to {_MOST}.")
    return int(said)


def _page(call: Call, found: Sequence[object]) -> Response:
    """What is all at hand, page by page: `after` is a place in it."""
    limit, after = _limit(call), call.asked("after")
    if after and not (after.isascii() and after.isdigit() and len(after) < 10):
        raise RefusedRequestError(422, "unusable", "'after' is what 'next' said.")
    start = int(after or 0)
    following = str(start + limit) if len(found) > start + limit else None
    return _answer(call, _encoded(found[start : start + limit], following, call))


def _encoded(found: Sequence[object], following: str | None, call: Call) -> bytes:
    """One page; `next` is where the next one is."""
    place = None
    if following is not None:
        kept = [(key, value) for key, value in call.request.query_params.multi_items() if key != "after"]
        query = "&".join(f"{quote(key)}={quote(value, safe='')}" for key, value in [*kept, ("after", following)])
        place = f"{call.request.url.path}?{query}"
    body: Mapping[str, object] = {"items": found, "next": place}
    return msgspec.json.encode(body)


def _answer(call: Call, body: bytes) -> Response:
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "authorization, cookie"}
    known = [one.strip().removeprefix("W/") for one in call.request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
