"""The desk follows what runs derive while people decide: in short transactions, and as if it had been done at once."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "reports"))

from invented import newsroom, quillon

from tracker.claims.schemes import Registry
from tracker.desk import refresh as following
from tracker.desk import ruling
from tracker.desk.decide import Order, Person, Target, decide
from tracker.desk.refresh import refresh
from tracker.history import WatchHistory
from tracker.review.model import Action
from tracker.review.people import Role
from tracker.review.rules import Breadth
from tracker.store import Store, open_store
from tracker.store.inbox import View, Wanted

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MARA = Person(name="mara", role=Role.REVIEWER)
ODILE = Person(name="odile", role=Role.APPROVER)


@pytest.fixture(autouse=True)
def one_row_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "SLICE", 1)
    monkeypatch.setattr(following, "SETTLED", 1)


@pytest.fixture
def store(tmp_path: Path, registry: Registry) -> Iterator[Store]:
    with open_store(tmp_path / "tracker.db") as opened:
        for history in newsroom():
            assert refresh(opened, history, registry, stamp="first")
        yield opened


@contextmanager
def another(store: Store) -> Iterator[Store]:
    with open_store(store.path) as opened:
        yield opened


def renamed() -> WatchHistory:
    """The same organisation under another name: every row of it says something else."""
    return replace(quillon(), name="Quillon Renamed")


def rows(store: Store, watch: str = "quillon") -> list[dict[str, Any]]:
    found = [asdict(one) for one in store.inbox.find(Wanted(view="all", watch=watch), limit=1000)]
    return [{name: value for name, value in one.items() if name != "id"} for one in found]


def made_anew(store: Store, history: WatchHistory, registry: Registry) -> list[dict[str, Any]]:
    """What the desk would have of a watch, had nothing been there but the events."""
    with store.deciding():
        for one in store.inbox.find(Wanted(view="all", watch=history.id), limit=1000):
            store.inbox.remove(one)
        store.inbox.stamped(history.id, "")
    assert refresh(store, history, registry, stamp="anew")
    return rows(store)


def confirm(store: Store, finding: str) -> None:
    order = Order(action=Action.CONFIRMED, targets=(Target(watch="quillon", finding=finding),))
    decide(store, order, MARA, NOON)


def once(act: Callable[[], object]) -> Callable[[float], None]:
    """Do something in the first pause, and nothing in those after it."""
    waiting = [act]

    def rest(_: float) -> None:
        if waiting:
            waiting.pop()()

    return rest


def test_what_is_decided_meanwhile_stays_decided(store: Store, registry: Registry) -> None:
    findings = [one.finding for one in store.inbox.find(Wanted(watch="quillon"), limit=1000)]
    assert len(findings) > 3
    with another(store) as theirs:
        waiting = list(findings)

        def rest(_: float) -> None:
            if waiting:
                confirm(theirs, waiting.pop())
                assert store.inbox.count(Wanted(view=View.DECIDED)) == len(findings) - len(waiting)

        assert refresh(store, renamed(), registry, stamp="second", rest=rest)
    assert not waiting
    assert store.inbox.stamp("quillon") == "second"
    assert store.inbox.count(Wanted(view=View.DECIDED, watch="quillon")) == len(findings)
    assert {one["organisation"] for one in rows(store)} == {"Quillon Renamed"}
    assert rows(store) == made_anew(store, renamed(), registry)
    assert store.reviews.flaw() is None


def test_a_decision_stays_where_its_finding_leaves_the_desk_and_comes_back(store: Store, registry: Registry) -> None:
    gone = replace(quillon(), changes=(), standing_findings=())
    (first, *_) = store.inbox.find(Wanted(watch="quillon"), limit=1000)
    with another(store) as theirs:
        last = store.inbox.find(Wanted(watch="quillon"), limit=1000)[-1].finding
        known = {first.finding, last}

        def decide_on_one_that_is_left() -> None:
            left = next(one.finding for one in theirs.inbox.find(Wanted(watch="quillon")) if one.finding in known)
            confirm(theirs, left)

        assert refresh(store, gone, registry, rest=once(decide_on_one_that_is_left))
    assert rows(store) == []
    assert refresh(store, quillon(), registry)
    assert store.inbox.count(Wanted(view=View.DECIDED, watch="quillon")) == 1


def test_what_was_interrupted_is_ended_by_the_next(store: Store, registry: Registry) -> None:
    pauses = iter(range(2))

    def rest(_: float) -> None:
        if next(pauses, None) is None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refresh(store, renamed(), registry, stamp="second", rest=rest)
    assert {one["organisation"] for one in rows(store)} == {"Quillon Interconnect", "Quillon Renamed"}
    assert store.inbox.stamp("quillon") not in {"first", "second"}
    assert refresh(store, renamed(), registry, stamp="second")
    assert store.inbox.stamp("quillon") == "second"
    assert rows(store) == made_anew(store, renamed(), registry)


def test_of_two_that_follow_at_once_one_gives_up(store: Store, registry: Registry) -> None:
    newer = replace(quillon(), name="Quillon Newest")
    with another(store) as theirs:

        def the_other() -> None:
            assert refresh(theirs, newer, registry, stamp="third")

        assert not refresh(store, renamed(), registry, stamp="second", rest=once(the_other))
    assert store.inbox.stamp("quillon") == "third"
    assert rows(store) == made_anew(store, newer, registry)


def test_a_rule_that_is_made_meanwhile_is_followed(store: Store, registry: Registry) -> None:
    one = store.inbox.find(Wanted(watch="quillon"))[0]
    shown = store.inbox.shown(one)
    with another(store) as theirs:

        def fold() -> None:
            rule = ruling.propose(theirs, shown, Breadth.THIS_EDIT, "", MARA, NOON).rule
            assert rule
            ruling.accept(theirs, rule.id, "", ODILE, NOON)

        assert not refresh(store, renamed(), registry, stamp="second", rest=once(fold))
    assert refresh(store, renamed(), registry, stamp="second")
    found = store.inbox.row("quillon", one.finding)
    assert found
    assert (found.view, found.organisation) == (View.FOLDED, "Quillon Renamed")


def test_a_rule_whose_folding_was_interrupted_is_followed_by_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = store.inbox.shown(store.inbox.find(Wanted(watch="quillon"))[0])
    rule = ruling.propose(store, shown, Breadth.THIS_EDIT, "", MARA, NOON).rule
    assert rule
    with monkeypatch.context() as patched:
        patched.setattr(ruling, "settle", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            ruling.accept(store, rule.id, "", ODILE, NOON)
    assert store.inbox.count(Wanted(view=View.FOLDED)) == 0
    ruling.fold_anew(store, ())
    assert store.inbox.count(Wanted(view=View.FOLDED)) > 0
