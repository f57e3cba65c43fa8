"""Orders: kept whole or not at all, refused with what happened since, taken back within a minute; rules; packets."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))

from invented import AT, newsroom, quillon

from tracker.claims.schemes import Registry
from tracker.desk import ruling
from tracker.desk.decide import Order, Person, Target, decide, on_desk, same_edit, undo
from tracker.desk.packets import take_over
from tracker.desk.refresh import refresh
from tracker.desk.refusal import Cause, RefusedError
from tracker.reports import attention
from tracker.reports.exports import packet
from tracker.review.model import Action, Ground, Status
from tracker.review.people import Role
from tracker.review.rules import Breadth
from tracker.store import Store, open_store
from tracker.store.inbox import Row, View, Wanted

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MARA = Person(name="mara", role=Role.REVIEWER)
ODILE = Person(name="odile", role=Role.APPROVER)
VIEWER = Person(name="vic", role=Role.VIEWER)


@pytest.fixture
def store(tmp_path: Path, registry: Registry) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.db") as opened:
        for history in newsroom():
            refresh(opened, history, registry)
        yield opened


def row(store: Store, place: int = 0, **wanted: Any) -> Row:  # noqa: ANN401 - any filter
    return store.inbox.find(Wanted(**wanted))[place]


def order(action: Action, *rows: Row, **other: Any) -> Order:  # noqa: ANN401 - any field
    targets = tuple(Target(watch=one.watch, finding=one.finding, version=one.version) for one in rows)
    if action is Action.DISMISSED:
        other = {"ground": Ground.ALREADY_KNOWN, **other}
    return Order(action=action, targets=targets, **other)


def refused(call: Any, *arguments: Any, **other: Any) -> Cause:  # noqa: ANN401 - any call
    with pytest.raises(RefusedError) as caught:
        call(*arguments, **other)
    return caught.value.cause


def test_what_is_open_is_what_the_reports_call_open(store: Store, registry: Registry) -> None:
    for history in newsroom():
        shown = {one.finding for one in store.inbox.find(Wanted(watch=history.id), limit=500)}
        assert shown == {line.finding.id for line in attention.open_lines(history, registry)}


def test_putting_the_same_on_the_desk_again_writes_nothing(store: Store, registry: Registry) -> None:
    before = store.desk.conn.total_changes
    for history in newsroom():
        refresh(store, history, registry)
    assert store.desk.conn.total_changes == before


def test_a_decision_is_an_event_and_moves_the_finding(store: Store) -> None:
    one = row(store)
    (event,) = decide(store, order(Action.CONFIRMED, one), MARA, NOON)
    found = on_desk(store, one.watch, one.finding)
    assert (found.row.view, found.row.reviewer, found.row.version) == (View.DECIDED, "mara", event.number)
    assert (event.who, event.at, found.review.status) == ("mara", NOON, Status.CONFIRMED)
    assert store.reviews.flaw() is None


@pytest.mark.parametrize(
    ("action", "other", "cause"),
    [
        (Action.DISMISSED, {"ground": None}, Cause.INCOMPLETE),
        (Action.DISMISSED, {"ground": Ground.OTHER}, Cause.INCOMPLETE),
        (Action.CORRECTED, {}, Cause.INCOMPLETE),
        (Action.COMMENTED, {"text": "  "}, Cause.INCOMPLETE),
        (Action.COMMENTED, {"text": "x" * 5000}, Cause.INCOMPLETE),
        (Action.APPROVED, {}, Cause.NOT_ALLOWED),
        (Action.RULE_ACCEPTED, {}, Cause.NOT_ALLOWED),
        (Action.SUPERSEDED, {}, Cause.INCOMPLETE),
    ],
)
def test_an_order_that_says_too_little_or_too_much_is_refused(
    store: Store, action: Action, other: dict[str, Any], cause: Cause
) -> None:
    assert refused(decide, store, order(action, row(store), **other), MARA, NOON) is cause
    assert store.reviews.head() == (0, "")


def test_a_viewer_decides_nothing(store: Store) -> None:
    assert refused(decide, store, order(Action.CONFIRMED, row(store)), VIEWER, NOON) is Cause.NOT_ALLOWED


def test_the_second_of_two_people_is_told_and_nothing_is_overwritten(store: Store) -> None:
    one = row(store)
    decide(store, order(Action.CONFIRMED, one), MARA, NOON)
    with pytest.raises(RefusedError, match="mara") as caught:
        decide(store, order(Action.DISMISSED, one), ODILE, NOON)
    assert [event.action for event in caught.value.since] == [Action.CONFIRMED]
    assert on_desk(store, one.watch, one.finding).review.status is Status.CONFIRMED
    assert store.reviews.head()[0] == 1


def test_many_are_decided_together_or_not_at_all(store: Store) -> None:
    rows = store.inbox.find(Wanted(), limit=3)
    decide(store, order(Action.COMMENTED, rows[2], text="Mine."), ODILE, NOON)
    assert refused(decide, store, order(Action.CONFIRMED, *rows), MARA, NOON) is Cause.CHANGED_SINCE
    assert store.reviews.head()[0] == 1
    events = decide(store, order(Action.CONFIRMED, *store.inbox.find(Wanted(), limit=3)), MARA, NOON)
    assert len({event.together for event in events}) == 1
    assert events[0].together


def test_ones_own_act_is_undone_within_a_minute_by_superseding_it(store: Store) -> None:
    rows = store.inbox.find(Wanted(), limit=2)
    events = decide(store, order(Action.CONFIRMED, *rows), MARA, NOON)
    undone = undo(store, events[0].number, MARA, NOON + timedelta(seconds=59))
    assert [event.about for event in undone] == [1, 2]
    assert all(on_desk(store, one.watch, one.finding).review.status is Status.OPEN for one in rows)
    assert store.reviews.head()[0] == 4


@pytest.mark.parametrize(
    ("person", "later", "cause"),
    [
        (ODILE, 10, Cause.NOT_ALLOWED),
        (MARA, 61, Cause.TOO_LATE),
        (MARA, -1, Cause.TOO_LATE),
    ],
)
def test_what_cannot_be_undone(store: Store, person: Person, later: int, cause: Cause) -> None:
    (event,) = decide(store, order(Action.CONFIRMED, row(store)), MARA, NOON)
    assert refused(undo, store, event.number, person, NOON + timedelta(seconds=later)) is cause


def test_nothing_is_undone_once_somebody_built_on_it(store: Store) -> None:
    one = row(store)
    (event,) = decide(store, order(Action.CONFIRMED, one), MARA, NOON)
    decide(
        store,
        replace(order(Action.COMMENTED, one, text="Agreed."), targets=(Target(watch=one.watch, finding=one.finding),)),
        ODILE,
        NOON,
    )
    assert refused(undo, store, event.number, MARA, NOON) is Cause.CHANGED_SINCE


def test_a_second_person_approves(store: Store) -> None:
    one = row(store)
    asks = {one.watch}
    decide(store, order(Action.CONFIRMED, one), ODILE, NOON, approvals=asks)
    waiting = on_desk(store, one.watch, one.finding, approvals=asks).row
    assert waiting.view is View.AWAITING
    assert refused(decide, store, order(Action.APPROVED, waiting), ODILE, NOON, approvals=asks) is Cause.OWN_DECISION
    boss = Person(name="petra", role=Role.APPROVER)
    decide(store, order(Action.APPROVED, waiting), boss, NOON, approvals=asks)
    settled = on_desk(store, one.watch, one.finding, approvals=asks).row
    assert settled.view is View.DECIDED
    assert (
        refused(decide, store, order(Action.APPROVED, settled), boss, NOON, approvals=asks) is Cause.NOTHING_TO_APPROVE
    )


def test_the_same_edit_elsewhere_is_offered_for_one_signature(store: Store, registry: Registry) -> None:
    refresh(store, quillon("Quillon Two", "quillon-two"), registry)
    one = row(store, watch="quillon")
    others = same_edit(store, one)
    assert {other.watch for other in others} >= {"quillon-two"}
    assert len({other.cluster for other in (one, *others)}) == 1
    decide(store, order(Action.CONFIRMED, one, *others), MARA, NOON)
    assert same_edit(store, one) == ()


def test_what_changed_is_open_again_and_says_what_differs(store: Store, registry: Registry) -> None:
    history = quillon()
    one = next(found for found in store.inbox.find(Wanted(watch="quillon")) if found.change)
    decide(store, order(Action.CONFIRMED, one), MARA, NOON)
    refresh(store, history, registry)
    assert on_desk(store, one.watch, one.finding).row.view is View.DECIDED
    changes = tuple(
        replace(
            change,
            findings=tuple(
                replace(found, id="anew", evidence_after=replace(found.evidence_after, quote="otherwise"))
                if found.id == one.finding and found.evidence_after
                else replace(found, id="anew", evidence_before=replace(found.evidence_before, quote="otherwise"))
                if found.id == one.finding and found.evidence_before
                else found
                for found in change.findings
            ),
        )
        for change in history.changes
    )
    refresh(store, replace(history, changes=changes), registry)
    found = on_desk(store, one.watch, "anew")
    assert (found.row.view, found.row.differs) == (View.OPEN, True)
    assert {difference.now for difference in found.review.differs} == {"otherwise"}


def test_a_rule_folds_what_it_would_have_folded_and_nothing_is_hidden(store: Store) -> None:
    one = row(store)
    shown = store.inbox.shown(one)
    everything = store.inbox.count(Wanted(view="all"))
    event = ruling.propose(store, shown, Breadth.THIS_EDIT, "Always like this.", MARA, NOON)
    assert event.rule
    tested = ruling.back_test(store, event.rule)
    assert shown in tested.folds
    assert refused(ruling.accept, store, event.rule.id, "", MARA, NOON) is Cause.NOT_ALLOWED
    ruling.accept(store, event.rule.id, "", ODILE, NOON)
    assert store.inbox.row(one.watch, one.finding).view is View.FOLDED  # type: ignore[union-attr]
    assert store.inbox.count(Wanted(view="all")) == everything
    ruling.end(store, Action.RULE_WITHDRAWN, event.rule.id, "It was not.", ODILE, NOON)
    assert store.inbox.row(one.watch, one.finding).view is View.OPEN  # type: ignore[union-attr]


def test_a_rule_over_what_somebody_confirmed_is_refused_and_the_refusal_kept(store: Store) -> None:
    one = row(store)
    decide(store, order(Action.CONFIRMED, one), MARA, NOON)
    rule = ruling.propose(store, store.inbox.shown(one), Breadth.THIS_SUBJECT, "", MARA, NOON).rule
    assert rule
    assert refused(ruling.accept, store, rule.id, "", ODILE, NOON) is Cause.ONCE_MATTERED
    assert [state.status for state in ruling.all_rules(store)] == [Action.RULE_REFUSED]


def test_what_somebody_confirmed_counts_when_the_finding_is_gone(store: Store, registry: Registry) -> None:
    one = row(store, watch="quillon")
    shown = store.inbox.shown(one)
    decide(store, order(Action.CONFIRMED, one), MARA, NOON)
    refresh(store, replace(quillon(), changes=(), standing_findings=()), registry)
    rule = ruling.propose(store, shown, Breadth.THIS_SUBJECT, "", MARA, NOON).rule
    assert rule
    assert not ruling.back_test(store, rule).passes


def decisions(registry: Registry, **verdicts: str) -> packet.Decisions:
    binds = packet.bindings(quillon(), registry)
    lines = [line.finding.id for line in attention.open_lines(quillon(), registry)]
    made = [
        {"finding": lines[int(place[1:])], "binds": binds[lines[int(place[1:])]], "verdict": verdict, "note": "Seen."}
        for place, verdict in verdicts.items()
    ]
    body = {"schema": 1, "watch": "quillon", "at": AT.isoformat(), "reviewer": "A. Reader", "decisions": made}
    return packet.read(msgspec.json.encode(body))


def test_a_packet_is_taken_over_once_and_on_behalf_of_its_reader(store: Store, registry: Registry) -> None:
    brought = decisions(registry, _0="confirmed", _1="dismissed", _2="later")
    taken = take_over(store, brought, quillon(), registry, MARA, NOON)
    assert [(event.who, event.on_behalf, event.action) for event in taken.events] == [
        ("mara", "A. Reader", Action.CONFIRMED),
        ("mara", "A. Reader", Action.DISMISSED),
    ]
    assert (taken.refused, taken.later) == ((), 1)
    again = take_over(store, brought, quillon(), registry, MARA, NOON)
    assert (again.events, again.refused) == ((), ())


def test_a_packet_about_something_that_changed_is_refused_by_name(store: Store, registry: Registry) -> None:
    brought = decisions(registry, _0="confirmed", _1="confirmed")
    forged = tuple(
        msgspec.structs.replace(one, **other)
        for one, other in zip(brought.decisions, [{"binds": "0" * 64}, {"finding": "nobody"}], strict=True)
    )
    taken = take_over(store, msgspec.structs.replace(brought, decisions=forged), quillon(), registry, MARA, NOON)
    assert [cause for _, cause in taken.refused] == ["changed-since", "unknown-finding"]
    assert taken.events == ()
