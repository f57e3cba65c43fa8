"""Taking over the decisions of a reviewer packet."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.claims.schemes import Registry
from tracker.desk.decide import Order, Person, Target, decide
from tracker.desk.refusal import RefusedError
from tracker.history import WatchHistory
from tracker.reports.exports import packet
from tracker.reports.exports.packet import Decision, Decisions, Refusal, Verdict
from tracker.review.model import Action, Event, Ground, Via
from tracker.store import Store

_ACTIONS: Mapping[Verdict, Action] = {Verdict.CONFIRMED: Action.CONFIRMED, Verdict.DISMISSED: Action.DISMISSED}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """What became of a packet's decisions: those that count now, and those that do not, each with its reason."""

    events: tuple[Event, ...]
    refused: tuple[tuple[Decision, str], ...]
    later: int  # decisions to decide later, which are none


def take_over(
    store: Store,
    decisions: Decisions,
    history: WatchHistory,
    registry: Registry,
    person: Person,
    at: datetime,
    *,
    approvals: Collection[str] = (),
) -> TakenOver:
    """Keep a packet's decisions as events: by whoever brings them in, on behalf of whoever made them.

    A decision about a finding that is not known, or says something else now, is refused by name. A packet that is taken over
    twice adds nothing the second time.
    """
    bearer = replace(person, via=Via.PACKET, on_behalf=decisions.reviewer.strip())
    bad: dict[str, str] = {one.finding: _cause(cause) for one, cause in packet.refused(decisions, history, registry)}
    added: list[Event] = []
    refused: list[tuple[Decision, str]] = []
    later = 0
    for one in decisions.decisions:
        if one.finding in bad:
            refused.append((one, bad[one.finding]))
        elif one.verdict not in _ACTIONS:
            later += 1
        else:
            try:
                added += _take(store, one, decisions.watch, bearer, at, approvals)
            except RefusedError as error:
                refused.append((one, error.cause))
    return TakenOver(events=tuple(added), refused=tuple(refused), later=later)


def _cause(cause: Refusal) -> str:
    return cause.value


def _take(
    store: Store, one: Decision, watch: str, bearer: Person, at: datetime, approvals: Collection[str]
) -> Sequence[Event]:
    action = _ACTIONS[one.verdict]
    row = store.inbox.row(watch, one.finding)
    known = store.reviews.of_matter(watch, row.matter, [row.content]) if row else ()
    if any(
        event.via is Via.PACKET
        and (event.action, event.on_behalf, event.text) == (action, bearer.on_behalf, one.note.strip())
        for event in known
        if row and event.content == row.content
    ):
        return ()
    ground = (Ground.OTHER if one.note.strip() else Ground.NOT_MATERIAL) if action is Action.DISMISSED else None
    target = Target(watch=watch, finding=one.finding)
    order = Order(action=action, targets=(target,), ground=ground, text=one.note)
    return decide(store, order, bearer, at, approvals=approvals)
