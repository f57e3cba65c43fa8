"""Every way into the desk, with who may go it. What is not here is not there."""

from __future__ import annotations

from starlette.responses import Response

from tracker.review.people import Role
from tracker.web import (
    account_pages,
    api,
    finding_pages,
    inbox_pages,
    record_pages,
    rendering,
    report_pages,
    watch_pages,
)
from tracker.web.call import Call, RefusedRequestError
from tracker.web.gate import Way
from tracker.web.identity import DECIDE, READ


def static(call: Call) -> Response:
    """A style sheet or a script of ours; its address changes with its bytes."""
    found = rendering.static(call.at_path("name"))
    if found is None:
        raise RefusedRequestError(404, "no-page", "There is no such page.")
    body, kind = found
    return Response(body, media_type=kind, headers={"cache-control": "public, max-age=31536000, immutable"})


def health(_: Call) -> Response:
    """That the desk is there; nothing else."""
    return Response("ok\n", media_type="text/plain")


def manual(call: Call) -> Response:
    """The keys."""
    return rendering.page(call, "keys")


_ADMIN, _APPROVER, _REVIEWER = Role.ADMIN, Role.APPROVER, Role.REVIEWER

WAYS = (
    Way(method="GET", path="/health", endpoint=health, role=None),
    Way(method="GET", path="/static/{digest}/{name}", endpoint=static, role=None),
    Way(method="GET", path="/sign-in", endpoint=account_pages.sign_in_page, role=None),
    Way(method="POST", path="/sign-in", endpoint=account_pages.sign_in, role=None, heavy=True),
    Way(method="POST", path="/sign-out", endpoint=account_pages.sign_out),
    Way(method="GET", path="/", endpoint=inbox_pages.inbox),
    Way(method="POST", path="/bulk/preview", endpoint=inbox_pages.preview, role=_REVIEWER),
    Way(method="POST", path="/bulk", endpoint=inbox_pages.bulk, role=_REVIEWER),
    Way(method="GET", path="/finding/{watch}/{finding}", endpoint=finding_pages.finding),
    Way(method="POST", path="/finding/{watch}/{finding}", endpoint=finding_pages.act, role=_REVIEWER),
    Way(method="POST", path="/undo", endpoint=finding_pages.take_back, role=_REVIEWER),
    Way(method="GET", path="/reports/{path:path}", endpoint=report_pages.report),
    Way(method="GET", path="/audit", endpoint=record_pages.audit),
    Way(method="GET", path="/audit/proof", endpoint=record_pages.proof),
    Way(method="GET", path="/audit/events.jsonl", endpoint=record_pages.export),
    Way(method="GET", path="/activity", endpoint=record_pages.activity),
    Way(method="GET", path="/keys", endpoint=manual),
    Way(method="GET", path="/rules", endpoint=record_pages.rules),
    Way(method="POST", path="/rules", endpoint=record_pages.propose, role=_REVIEWER),
    Way(method="GET", path="/rules/{rule}", endpoint=record_pages.rule),
    Way(method="POST", path="/rules/{rule}", endpoint=record_pages.judge, role=_APPROVER, heavy=True),
    Way(method="GET", path="/account", endpoint=account_pages.account),
    Way(method="POST", path="/account/password", endpoint=account_pages.change_password, heavy=True),
    Way(method="POST", path="/account/tokens", endpoint=account_pages.add_token),
    Way(method="POST", path="/account/tokens/drop", endpoint=account_pages.drop_token),
    Way(method="GET", path="/users", endpoint=account_pages.users, role=_ADMIN),
    Way(method="POST", path="/users", endpoint=account_pages.put_user, role=_ADMIN, heavy=True),
    Way(method="GET", path="/watches", endpoint=watch_pages.watches, role=_ADMIN),
    Way(method="GET", path="/watches/{name}", endpoint=watch_pages.watch_file, role=_ADMIN),
    Way(method="POST", path="/watches/{name}", endpoint=watch_pages.write, role=_ADMIN),
    Way(method="POST", path="/watches/{name}/pause", endpoint=watch_pages.pause, role=_ADMIN),
    Way(method="GET", path=f"{api.BASE}/openapi.json", endpoint=api.openapi, scope=READ),
    Way(method="GET", path=f"{api.BASE}/watches", endpoint=api.watches, scope=READ),
    Way(method="GET", path=f"{api.BASE}/documents", endpoint=api.documents, scope=READ),
    Way(method="GET", path=f"{api.BASE}/passages", endpoint=api.passages, scope=READ),
    Way(method="GET", path=f"{api.BASE}/claims", endpoint=api.claims, scope=READ),
    Way(method="GET", path=f"{api.BASE}/coverage", endpoint=api.coverage, scope=READ),
    Way(method="GET", path=f"{api.BASE}/events", endpoint=api.events, scope=READ),
    Way(method="GET", path=f"{api.BASE}/findings", endpoint=api.findings, scope=READ),
    Way(method="GET", path=f"{api.BASE}/findings/{{watch}}/{{finding}}", endpoint=api.finding, scope=READ),
    Way(method="GET", path=f"{api.BASE}/findings/{{watch}}/{{finding}}/verdicts", endpoint=api.verdicts, scope=READ),
    Way(
        method="POST",
        path=f"{api.BASE}/findings/{{watch}}/{{finding}}/verdicts",
        endpoint=api.decide_on,
        role=_REVIEWER,
        scope=DECIDE,
    ),
)
