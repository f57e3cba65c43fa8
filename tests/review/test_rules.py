"""Rules fold what is like a finding, as widely as asked; one that folds what ever mattered is refused."""

from typing import Any

import pytest
from looking import Book, headcount, upgraded

from tracker.findings.model import Kind
from tracker.review import clusters
from tracker.review.model import Action, Event, Shown
from tracker.review.rules import Breadth, back_test, folding, folds, propose, states


@pytest.mark.parametrize(
    ("breadth", "one", "folded"),
    [
        (Breadth.THIS_EDIT_HERE, headcount(), True),
        (Breadth.THIS_EDIT_HERE, headcount("tarn"), False),
        (Breadth.THIS_EDIT_HERE, headcount(now="1,300"), False),
        (Breadth.THIS_EDIT, headcount("tarn"), True),
        (Breadth.THIS_EDIT, headcount("tarn", now="1,300"), False),
        (Breadth.THIS_SUBJECT_HERE, headcount(now="1,300"), True),
        (Breadth.THIS_SUBJECT_HERE, headcount("tarn"), False),
        (Breadth.THIS_SUBJECT, headcount("tarn", now="9"), True),
        (Breadth.THIS_SUBJECT, headcount(subject="sites"), False),
        (Breadth.THIS_SUBJECT, headcount(kind=Kind.NAME_CHANGED), False),
        (Breadth.THIS_SUBJECT, upgraded(), False),
    ],
)
def test_a_rule_is_as_wide_as_it_says(breadth: Breadth, one: Shown, *, folded: bool) -> None:
    assert folds(propose(headcount(), breadth), one) is folded


def test_the_same_rule_has_the_same_id() -> None:
    wide = [propose(one, Breadth.THIS_SUBJECT).id for one in (headcount(), headcount("tarn", now="7"))]
    assert len(set(wide)) == 1
    assert len({propose(headcount(), breadth).id for breadth in Breadth}) == len(Breadth)


def test_the_back_test_shows_every_past_finding_that_it_would_have_folded() -> None:
    past: list[tuple[Shown, list[Event]]] = [(headcount(now=str(number)), []) for number in range(5)]
    tested = back_test(propose(headcount(), Breadth.THIS_SUBJECT_HERE), [*past, (upgraded(), [])])
    assert tested.passes
    assert len(tested.folds) == 5


@pytest.mark.parametrize(
    ("action", "passes"),
    [
        (Action.CONFIRMED, False),
        (Action.CORRECTED, False),
        (Action.ESCALATED, False),
        (Action.DISMISSED, True),
        (Action.COMMENTED, True),
        (Action.ASSIGNED, True),
    ],
)
def test_a_rule_that_folds_what_ever_mattered_is_refused(action: Action, *, passes: bool) -> None:
    book = Book()
    book.add(action, headcount("tarn"))
    book.add(Action.DISMISSED, headcount("tarn"))
    tested = back_test(propose(headcount(), Breadth.THIS_EDIT), [(headcount("tarn"), book.events), (headcount(), [])])
    assert tested.passes is passes
    assert len(tested.folds) == 2


def test_a_rule_is_in_force_from_its_acceptance_to_its_withdrawal() -> None:
    book = Book()
    rule = propose(headcount(), Breadth.THIS_SUBJECT)
    told = []
    for action in (Action.RULE_PROPOSED, Action.RULE_ACCEPTED, Action.RULE_WITHDRAWN, Action.RULE_PROPOSED):
        book.add(action, rule=rule)
        (state,) = states(book.events)
        told.append(state.in_force)
    assert told == [False, True, False, False]


def test_a_rule_that_nobody_proposed_is_none() -> None:
    book = Book()
    book.add(Action.RULE_ACCEPTED, rule=propose(headcount(), Breadth.THIS_SUBJECT))
    assert states(book.events) == ()


def test_only_what_a_rule_is_about_is_folded() -> None:
    rule = propose(headcount(), Breadth.THIS_SUBJECT)
    assert folding([rule], headcount("tarn")) == rule
    assert folding([rule], upgraded()) is None
    assert folding([], headcount()) is None


def test_the_same_edit_in_several_places_stands_together() -> None:
    many = [
        upgraded("quillon"),
        headcount(),
        upgraded("tarn", quote_after="to ISO 9001:2015"),
        upgraded(place="e" * 64),
    ]
    together = clusters.clusters(many)
    assert [len(group) for group in together] == [3, 1]
    assert clusters.signature(together[0]) == clusters.signature(reversed(together[0]))


def test_a_wording_is_the_same_edit_only_in_the_same_words() -> None:
    wording: dict[str, Any] = {
        "kind": Kind.WORDING_CHANGED,
        "subject": "about",
        "said_before": None,
        "said_after": None,
    }
    one, other = headcount(quote_after="a", **wording), headcount(quote_after="b", **wording)
    assert len(clusters.clusters([one, other])) == 2
