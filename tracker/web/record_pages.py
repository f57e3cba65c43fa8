"""The record: every event, who did what, and the rules."""

from __future__ import annotations

from starlette.responses import Response

from tracker.desk import ruling
from tracker.desk.refusal import Cause, RefusedError
from tracker.reports import sentences
from tracker.review.chain import encode
from tracker.review.model import Action, Shown
from tracker.review.rules import Breadth
from tracker.web import filters
from tracker.web.call import Call, see_other
from tracker.web.finding_pages import finding_of
from tracker.web.inbox_pages import done_event
from tracker.web.rendering import page

ON_A_PAGE = 100


def audit(call: Call) -> Response:
    """Every event, newest first, and whether the chain over them holds."""
    before, who = call.asked("before"), call.asked("who")[:200]
    top = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    events = call.store.reviews.newest(before=top, who=who, limit=ON_A_PAGE)
    return page(
        call,
        "audit",
        events=events,
        who=who,
        older=events[-1].number if len(events) == ON_A_PAGE else 0,
        head=call.store.reviews.head(),
    )


def proof(call: Call) -> Response:
    """Prove the chain now, from its first event to its last."""
    return page(call, "proof", here="audit", flaw=call.store.reviews.flaw(), head=call.store.reviews.head())


def export(call: Call) -> Response:
    """The record as JSON Lines."""
    body = b"".join(encode(event) + b"\n" for event in call.store.reviews.every())
    headers = {"content-disposition": 'attachment; filename="events.jsonl"'}
    return Response(body, media_type="application/jsonl", headers=headers)


def activity(call: Call) -> Response:
    """What each person did."""
    return page(call, "activity", people=call.store.reviews.activity())


def rules(call: Call) -> Response:
    """Every rule with what it folds now."""
    states = [(one, _sentence(call, one.proposed.shown)) for one in ruling.all_rules(call.store)]
    return page(call, "rules", states=states, names=_names(call))


def _sentence(call: Call, shown: Shown | None) -> str:
    """What a finding says, in words."""
    return sentences.line(finding_of(shown, call.site.registry), call.site.registry) if shown else ""


def _names(call: Call) -> dict[str, str]:
    return {watch.id: watch.name for watch in call.site.watches()}


def rule(call: Call) -> Response:
    """One rule, with every past finding that it would have folded."""
    state = ruling.rule_state(call.store, call.at_path("rule"))
    wanted = filters.wanted(dict(call.request.query_params))
    watch, _, finding = call.asked("ahead").rpartition("/")
    tested = ruling.back_test(call.store, state.rule)
    ahead = call.store.inbox.row(watch, finding)
    return page(
        call,
        "rule",
        here="rules",
        state=state,
        tested=tested,
        sentence=_sentence(call, state.proposed.shown),
        folds=[(one, _sentence(call, one), one in tested.mattered) for one in tested.folds[:ON_A_PAGE]],
        names=_names(call),
        done=done_event(call),
        filters=filters.query(wanted),
        ahead=filters.finding_place(ahead, wanted) if ahead else "",
        inbox=filters.inbox_place(wanted),
    )


def propose(call: Call) -> Response:
    """Propose that what is like a finding is folded from now on."""
    row = call.store.inbox.row(call.sent("watch"), call.sent("finding"))
    if row is None or call.sent("breadth") not in set(Breadth):
        raise RefusedError(Cause.UNKNOWN, "There is nothing to make a rule of.")
    shown = call.store.inbox.shown(row)
    event = ruling.propose(call.store, shown, Breadth(call.sent("breadth")), call.sent("text"), call.person(), call.now)
    return see_other(f"/rules/{event.rule.id if event.rule else ''}")


def judge(call: Call) -> Response:
    """Accept, refuse or withdraw a rule."""
    name = ruling.rule_state(call.store, call.at_path("rule")).rule.id
    said, text, asks = call.sent("action"), call.sent("text"), call.site.approvals()
    if said == Action.RULE_ACCEPTED:
        ruling.accept(call.store, name, text, call.person(), call.now, approvals=asks)
    elif said in {Action.RULE_REFUSED, Action.RULE_WITHDRAWN}:
        ruling.end(call.store, Action(said), name, text, call.person(), call.now, approvals=asks)
    else:
        raise RefusedError(Cause.INCOMPLETE, "Say what is to become of the rule.")
    return see_other(f"/rules/{name}")
