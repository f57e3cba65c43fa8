"""Watch files in the browser: looked at, tried and written as they are, comments and all, after the same checks as on disk."""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from starlette.responses import Response

from tracker.errors import Problem, UsageError, WatchFileError
from tracker.review.model import Action, Event, Via
from tracker.watches.edit import with_pause
from tracker.watches.load import load
from tracker.watches.model import Pause, Watch
from tracker.watches.moments import following
from tracker.web.call import Call, RefusedRequestError, see_other
from tracker.web.orders import day
from tracker.web.rendering import page

#: A watch's file is its name; nothing that could be a path is one.
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,80}")
_RESERVED = frozenset({"standards", "notify"})
_LARGEST = 100_000
_SHOWN = 3
_REASON = 200


def watches(call: Call) -> Response:
    """Every watch file, with what pauses it; a name that was asked for leads to its file, which may be none yet."""
    if name := call.asked("name"):
        return see_other(f"/watches/{_path(call, name).stem}")
    rows = [(watch, watch.paused(call.today), _digest(_read(Path(watch.file)))) for watch in call.site.look_again()]
    return page(call, "watches", rows=rows, asks=call.site.approvals())


def pause(call: Call) -> Response:
    """Let a watch not be looked at for a while, or let it be looked at again; its file says so from then on."""
    path = _path(call, call.at_path("name"))
    if not path.is_file():
        raise RefusedRequestError(404, "no-page", "There is no such watch.")
    said, text = call.sent("action"), _read(path)
    if said not in {"pause", "resume"}:
        raise UsageError("Say whether to pause or to resume.")
    until, reason = day(call.sent("until")), " ".join(call.sent("reason").split())[:_REASON]
    if until is not None and until <= call.today:
        raise UsageError("A pause ends on a day to come.", hint="Leave the day out for one without an end.")
    asked = Pause(reason=reason, until=until) if said == "pause" else None
    ended = f" until {until}" if until else ""
    _keep(call, path, text, with_pause(text, asked), f"paused{ended}: {reason}" if asked else "resumed")
    return see_other("/watches")


def watch_file(call: Call) -> Response:
    """One watch file, to be changed; a name that is none yet begins one."""
    path = _path(call, call.at_path("name"))
    text = _read(path)
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
        return _editor(call, path, text, call.sent("seen"), status=422, problems=error.problems)
    finally:
        trial.unlink(missing_ok=True)
    if call.sent("action") != "write":
        return _editor(call, path, text, call.sent("seen"), tried=tried)
    _keep(call, path, _read(path), text, "")
    return see_other("/watches")


def _keep(call: Call, path: Path, present: str, text: str, said: str) -> None:
    """Write a file over what somebody saw of it, and put on record what became what."""
    if _digest(present) != call.sent("seen"):
        raise RefusedRequestError(
            409, "changed-since", "Somebody changed this file since you opened it. Open it again."
        )
    trial = path.with_suffix(".toml.new")
    trial.write_text(text, encoding="utf-8")
    trial.replace(path)
    call.site.look_again()
    told = f"{path.name} {_digest(present) if present else 'new'} -> {_digest(text)}{f', {said}' if said else ''}"
    event = Event(
        number=0,
        at=call.now,
        who=call.me.name,
        action=Action.WATCH_CHANGED,
        via=Via.DESK,
        watch=path.stem,
        text=told,
    )
    with call.store.deciding():
        call.store.reviews.append([event])


def _path(call: Call, name: str) -> Path:
    if not _NAME.fullmatch(name) or name in _RESERVED:
        raise RefusedRequestError(
            404, "no-page", "That is no name for a watch: small letters, digits, dots and hyphens."
        )
    return call.site.schedules / f"{name}.toml"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
