"""The inbox, and decisions on several of its findings at once, looked over before they are made."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from tracker.desk.decide import UNDO, Target, decide
from tracker.desk.refusal import Cause, RefusedError
from tracker.review.model import ABOUT_A_FINDING, Action, Event
from tracker.store.inbox import Row, View
from tracker.web import filters
from tracker.web.call import Call, see_other
from tracker.web.orders import order_of
from tracker.web.rendering import page

#: Findings on one page: as many as somebody works through at a time.
ON_A_PAGE = 50

#: Organisations in a list to choose from.
LISTED = 200

#: Findings in one order; more are a rule's work.
AT_ONCE = 500


def inbox(call: Call) -> Response:
    """What is on the desk, most urgent first."""
    wanted = filters.wanted(dict(call.request.query_params))
    rows = call.store.inbox.find(wanted, after=call.asked("after")[:400], limit=ON_A_PAGE + 1)
    shown = rows[:ON_A_PAGE]
    return page(
        call,
        "inbox",
        wanted=wanted,
        query=filters.query(wanted),
        rows=[(row, filters.finding_place(row, wanted)) for row in shown],
        more=filters.inbox_place(wanted, after=shown[-1].sort) if len(rows) > ON_A_PAGE else "",
        counts=call.store.inbox.counts(),
        views={view: filters.inbox_place(filters.wanted({"view": view})) for view in (*wanted_views(), "all")},
        organisations=organisations(call),
        subjects=subjects(call),
        done=done_event(call),
        done_count=call.asked("count"),
    )


def wanted_views() -> tuple[str, ...]:
    """The views, in their order."""
    return tuple(view.value for view in View)


def organisations(call: Call) -> list[tuple[str, str]]:
    """The organisations to choose from; none where they are too many for a list, and are named instead."""
    watches = call.site.watches()
    if len(watches) > LISTED:
        return []
    return sorted(((watch.id, watch.name) for watch in watches), key=lambda one: one[1].casefold())


def subjects(call: Call) -> list[tuple[str, str]]:
    """The certifications and facts to choose from: those that findings on the desk are about."""
    known = call.site.registry.schemes
    names = ((one, known[one].name if one in known else one.replace("-", " ")) for one in call.site.subjects)
    return sorted(names, key=lambda one: one[1].casefold())


def done_event(call: Call) -> Event | None:
    """What whoever asks has just done, while it can still be undone."""
    number = call.asked("done")
    event = (
        call.store.reviews.event(int(number)) if number.isascii() and number.isdigit() and len(number) < 16 else None
    )
    if event is None or event.who != call.me.name or not timedelta(0) <= call.now - event.at <= UNDO:
        return None
    return event


def preview(call: Call) -> Response:
    """The findings that were ticked, and what is to be done about them, before it is."""
    rows = _ticked(call)
    action = _action(call)
    return page(
        call,
        "bulk",
        here="inbox",
        rows=rows,
        action=action,
        filters=filters.query(filters.parsed(call.sent("filters"))),
        back=filters.inbox_place(filters.parsed(call.sent("filters"))),
    )


def bulk(call: Call) -> Response:
    """Do it: all of it, or nothing."""
    names = call.form.get("finding", ())
    if len(names) > AT_ONCE:
        raise RefusedError(Cause.INCOMPLETE, f"One order takes {AT_ONCE} findings.", hint="Take fewer.")
    targets = []
    for name in names:
        key, _, version = name.rpartition("@")
        watch, _, finding = key.rpartition("/")
        targets.append(Target(watch=watch, finding=finding, version=int(version) if version.isdigit() else -1))
    order = order_of(call, _action(call), tuple(targets))
    events = decide(call.store, order, call.person(), call.now, approvals=call.site.approvals())
    wanted = filters.parsed(call.sent("filters"))
    return see_other(filters.inbox_place(wanted, done=events[-1].number, count=len(events)))


def _action(call: Call) -> Action:
    said = call.sent("action")
    if said not in {action.value for action in ABOUT_A_FINDING}:
        raise RefusedError(Cause.INCOMPLETE, "Say what is to be done.")
    return Action(said)


def _ticked(call: Call) -> list[Row]:
    rows = []
    for name in call.form.get("finding", ())[:AT_ONCE]:
        watch, _, finding = name.rpartition("@")[0].rpartition("/")
        row = call.store.inbox.row(watch, finding)
        if row is not None:
            rows.append(row)
    if not rows:
        raise RefusedError(Cause.INCOMPLETE, "No finding is ticked.", hint="Tick those that belong together.")
    return rows
