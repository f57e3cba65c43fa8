"""One finding with its evidence, what was done about it, and what can be."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from tracker.claims.model import Claim, Holder, Modality, Status
from tracker.claims.schemes import Registry
from tracker.desk import ruling
from tracker.desk.decide import OnDesk, Order, Target, decide, on_desk, same_edit, undo
from tracker.desk.refusal import Cause, RefusedError
from tracker.documents.model import Span
from tracker.findings.model import Finding
from tracker.history import Release
from tracker.reports import attention, links
from tracker.review.model import Action, Shown, Statement
from tracker.review.rules import Breadth
from tracker.store.derived import unpack
from tracker.web import filters
from tracker.web.call import Call, see_other
from tracker.web.inbox_pages import done_event
from tracker.web.orders import order_of
from tracker.web.rendering import page

#: Code points of a document that are shown on each side of a quote.
_AROUND = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A quote with the words around it, and the release that holds it."""

    quote: str
    before: str
    after: str
    offset: int | None
    sha256: str
    release: Release | None


def finding(call: Call) -> Response:
    """One finding."""
    one = on_desk(call.store, call.at_path("watch"), call.at_path("finding"), approvals=call.site.approvals())
    wanted = filters.wanted(dict(call.request.query_params))
    before, after = call.store.inbox.neighbours(wanted, one.row.sort)
    row, shown = one.row, one.shown
    line = attention.line(finding_of(shown, call.site.registry), call.site.registry)
    change = _change_page(call, one)
    return page(
        call,
        "finding",
        here="inbox",
        one=one,
        line=line,
        proofs=[
            ("before", "was", _proof(call, shown.watch, shown.quote_before, shown.sha_before)),
            ("after", "is", _proof(call, shown.watch, shown.quote_after, shown.sha_after)),
        ],
        change=change,
        watch_page=f"/reports/{links.watch(row.watch)}",
        others=[(other, filters.finding_place(other, wanted)) for other in same_edit(call.store, row)],
        path=filters.finding_path(row),
        filters=filters.query(wanted),
        previous=filters.finding_place(before, wanted) if before else "",
        following=filters.finding_place(after, wanted) if after else "",
        inbox=filters.inbox_place(wanted),
        people=[account.name for account in call.store.accounts.accounts() if not account.disabled],
        asks=row.watch in call.site.approvals(),
        done=done_event(call),
    )


def _change_page(call: Call, one: OnDesk) -> str:
    if one.row.change is None:
        return ""
    release = _release(call, one.row.watch, one.shown.place)
    return f"/reports/{links.change(one.row.watch, release.published if release else None, one.row.change)}"


def act(call: Call) -> Response:
    """Do something about a finding, and go on to the next one."""
    watch, name = call.at_path("watch"), call.at_path("finding")
    said, version = call.sent("action"), call.sent("version")
    if said not in {action.value for action in Action} or not version.isdigit():
        raise RefusedError(Cause.INCOMPLETE, "Say what is to be done.")
    wanted = filters.parsed(call.sent("filters"))
    row = call.store.inbox.row(watch, name)
    following = call.store.inbox.neighbours(wanted, row.sort)[1] if row else None
    targets = [Target(watch=watch, finding=name, version=int(version), content=call.sent("content"))]
    if row and call.sent("everywhere"):
        targets += [
            Target(watch=one.watch, finding=one.finding, version=one.version) for one in same_edit(call.store, row)
        ]
    order = order_of(call, Action(said), tuple(targets))
    always = _always(call, order)
    events = decide(call.store, order, call.person(), call.now, approvals=call.site.approvals())
    if always is not None and (shown := events[0].shown):
        rule = ruling.propose_anew(call.store, shown, always, order.text, call.person(), call.now)
        ahead = f"{following.watch}/{following.finding}" if following else ""
        asked = filters.query(wanted, done=events[0].number, ahead=ahead)
        return see_other(f"/rules/{rule.id}?{asked}")
    stays = order.action in {Action.COMMENTED, Action.ASSIGNED, Action.DUE, Action.REOPENED, Action.ESCALATED}
    if stays and row:
        return see_other(filters.finding_place(row, wanted, done=events[0].number))
    if following is not None:
        return see_other(filters.finding_place(following, wanted, done=events[0].number))
    return see_other(filters.inbox_place(wanted, done=events[0].number))


def _always(call: Call, order: Order) -> Breadth | None:
    """How widely what is dismissed is to be folded from now on, where that is asked for."""
    if order.action is not Action.DISMISSED or not call.sent("always"):
        return None
    if call.sent("breadth") not in set(Breadth):
        raise RefusedError(Cause.INCOMPLETE, "Say how widely a rule is to fold what is like this.")
    return Breadth(call.sent("breadth"))


def take_back(call: Call) -> Response:
    """Undo one's own last act, and look at its finding again."""
    number = call.sent("number")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise RefusedError(Cause.INCOMPLETE, "Say what is to be undone.")
    events = undo(call.store, int(number), call.person(), call.now, approvals=call.site.approvals())
    wanted = filters.parsed(call.sent("filters"))
    shown = events[0].shown
    row = call.store.inbox.row(shown.watch, shown.finding) if shown else None
    return see_other(filters.finding_place(row, wanted) if row else filters.inbox_place(wanted))


def _release(call: Call, watch: str, sha256: str) -> Release | None:
    found = call.store.database.conn.execute(
        "select release from documents where watch = ? and sha256 = ?", [watch, sha256]
    ).fetchone()
    return unpack(found[0], Release) if found else None


def _proof(call: Call, watch: str, quote: str | None, sha256: str) -> Proof | None:
    if quote is None:
        return None
    release = _release(call, watch, sha256) if sha256 else None
    text = call.store.derived.reading(watch, sha256).document.text if release else ""
    offset = text.find(quote)
    found = offset >= 0
    return Proof(
        quote=quote,
        before=text[max(0, offset - _AROUND) : offset] if found else "",
        after=text[offset + len(quote) : offset + len(quote) + _AROUND] if found else "",
        offset=offset if found else None,
        sha256=sha256,
        release=release,
    )


def finding_of(shown: Shown, registry: Registry) -> Finding:
    """The finding that was shown, for the sentences that say it; where its quotes stood is not kept."""
    return Finding(
        id=shown.finding,
        kind=shown.kind,
        severity=shown.severity,
        subject=shown.subject,
        reasons=shown.reasons,
        before=_claim(shown.before, shown.quote_before, registry),
        after=_claim(shown.after, shown.quote_after, registry),
        said_before=shown.said_before,
        said_after=shown.said_after,
        until=shown.until,
    )


def _claim(said: Statement | None, quote: str | None, registry: Registry) -> Claim | None:
    if said is None:
        return None
    scheme = registry.scheme(said.scheme)
    return Claim(
        scheme=said.scheme,
        family=scheme.family if scheme else said.scheme,
        edition=said.edition,
        level=said.level,
        status=Status(said.status),
        modality=Modality(said.modality),
        scope=said.scope,
        sites=said.sites,
        holder=Holder.THIRD_PARTY if said.holder else Holder.ORGANISATION,
        holder_name=said.holder,
        registrar=said.registrar,
        quote=quote or "",
        span=Span(0, 0),
    )
