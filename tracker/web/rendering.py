"""The desk's pages: its own templates laid over those of the reports, so that both look like one and neither has a script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.responses import Response

from tracker.reports.render import Voice, environment
from tracker.review.model import DECIDED, Action, Ground, Status
from tracker.review.people import Role, may
from tracker.store.inbox import RANKS, View
from tracker.web.call import Call

#: Scripts of the desk and of the reports' pages, and the templates that ask for each.
SCRIPTS = {"index": "index.js", "change": "change.js", "packet": "packet.js"}


@dataclass(frozen=True, slots=True)
class Page:
    """What the parts that the desk shares with the reports ask of a page."""

    at: date
    root: str = "/reports/"


@cache
def templates() -> Environment:
    """The reports' environment with the desk's templates over it."""
    over = environment().overlay(loader=ChoiceLoader([PackageLoader("tracker.web"), PackageLoader("tracker.reports")]))
    over.globals = {
        **over.globals,
        "asset": asset,
        "may": may,
        "Action": Action,
        "Role": Role,
        "Status": Status,
        "Ground": Ground,
        "View": View,
        "RANKS": RANKS,
        "DECIDED": DECIDED,
    }
    return over


def page(call: Call, template: str, *, status: int = 200, page: Any = None, **words: Any) -> Response:  # noqa: ANN401
    """A page as an answer. `page` is a page of the reports; the desk's own pages have none."""
    voice = Voice()
    text = (
        templates()
        .get_template(f"{template}.html.jinja")
        .render(
            page=page if page is not None else Page(call.today),
            voice=voice,
            say=voice.say,
            here=words.pop("here", template),
            script=None,
            script_hash=None,
            paper=False,
            scripts=[SCRIPTS[template]] if template in SCRIPTS else [],
            me=call.who,
            now=call.now,
            **words,
        )
    )
    return Response(text, status_code=status, media_type="text/html")


@cache
def static(name: str) -> tuple[bytes, str] | None:
    """A file that pages ask for, with its media type."""
    if name == "style.css":
        return environment().get_template("style.css").render().encode(), "text/css"
    if name in SCRIPTS.values():
        return environment().get_template(name).render().encode(), "text/javascript"
    if name in {"desk.css", "desk.js"}:
        body = files("tracker.web").joinpath("static", name).read_bytes()
        return body, "text/css" if name.endswith(".css") else "text/javascript"
    return None


@cache
def asset(name: str) -> str:
    """Where a file is: its address changes with its bytes, so that it may be kept for long."""
    found = static(name)
    digest = sha256(found[0]).hexdigest()[:12] if found else ""
    return f"/static/{digest}/{name}"
