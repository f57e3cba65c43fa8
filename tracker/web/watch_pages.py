"""Watch files in the browser: looked at, tried and written as they are, comments and all, after the same checks as on disk."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from starlette.responses import Response

from tracker.errors import Problem, WatchFileError
from tracker.review.model import Action, Event, Via
from tracker.watches.load import load
from tracker.watches.model import Watch
from tracker.watches.moments import following
from tracker.web.call import Call, RefusedRequestError, see_other
from tracker.web.rendering import page

#: A watch's file is its name; nothing that could be a path is one.
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,80}")
_RESERVED = frozenset({"standards", "notify"})
_LARGEST = 100_000
_SHOWN = 3


def watches(call: Call) -> Response:
    """Every watch file."""
    return page(call, "watches", watches=call.site.watches(), asks=call.site.approvals())


def watch_file(call: Call) -> Response:
    """One watch file, to be changed; a name that is none yet begins one."""
    path = _path(call, call.at_path("name"))
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return _editor(call, path, text, _digest(text))


def _editor(
    call: Call,
    path: Path,
    text: str,
    seen: str,
    *,
    status: int = 200,
    problems: tuple[Problem, ...] = (),
    tried: Watch | None = None,
) -> Response:
    upcoming: list[datetime] = []
    while tried and len(upcoming) < _SHOWN and (moment := following(tried.cadence, ([call.now, *upcoming])[-1])):
        upcoming.append(moment)
    return page(
        call,
        "watch_file",
        here="watches",
        status=status,
        name=path.stem,
        text=text,
        seen=seen,
        problems=problems,
        tried=tried,
        upcoming=upcoming,
    )


def write(call: Call) -> Response:
    """Try what was typed; write it where that is asked for and nothing is wrong with it."""
    path = _path(call, call.at_path("name"))
    text = call.sent("text").replace("\r\n", "\n")
    if len(text) > _LARGEST:
        raise RefusedRequestError(413, "oversized-body", "This is too long for a watch file.")
    trial = path.with_suffix(".toml.new")
    try:
        trial.write_text(text, encoding="utf-8")
        tried = load(trial)
    except WatchFileError as error:
        trial.unlink(missing_ok=True)
        return _editor(call, path, text, call.sent("seen"), status=422, problems=error.problems)
    if call.sent("action") != "write":
        trial.unlink()
        return _editor(call, path, text, call.sent("seen"), tried=tried)
    present = path.read_text(encoding="utf-8") if path.is_file() else ""
    if _digest(present) != call.sent("seen"):
        trial.unlink()
        raise RefusedRequestError(
            409, "changed-since", "Somebody changed this file since you opened it. Open it again."
        )
    trial.replace(path)
    call.site.look_again()
    with call.store.deciding():
        told = f"{path.name} {_digest(present) if present else 'new'} -> {_digest(text)}"
        event = Event(
            number=0,
            at=call.now,
            who=call.me.name,
            action=Action.WATCH_CHANGED,
            via=Via.DESK,
            watch=path.stem,
            text=told,
        )
        call.store.reviews.append([event])
    return see_other("/watches")


def _path(call: Call, name: str) -> Path:
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise RefusedRequestError(
            404, "no-page", "That is no name for a watch: small letters, digits, dots and hyphens."
        )
    return call.site.schedules / f"{name}.toml"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
