"""A decision holds for what was looked at: it survives what does not change that, and nothing else."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looking import Book, headcount, iso, upgraded

from tracker.findings.model import Kind, Severity
from tracker.review.apply import ever_mattered, review, threads
from tracker.review.model import DECIDED, Action, Review, Shown, Status


def became(book: Book, one: Shown, *others: Shown, needs_approval: bool = False) -> Review:
    present = (one, *others)
    return review(one, threads(present, book.events)[0], needs_approval=needs_approval)


def test_nobody_has_looked_yet() -> None:
    assert became(Book(), upgraded()) == Review()


@pytest.mark.parametrize(
    ("action", "status"),
    [
        (Action.CONFIRMED, Status.CONFIRMED),
        (Action.DISMISSED, Status.DISMISSED),
        (Action.CORRECTED, Status.CORRECTED),
        (Action.ESCALATED, Status.ESCALATED),
        (Action.COMMENTED, Status.OPEN),
        (Action.DUE, Status.OPEN),
        (Action.REOPENED, Status.OPEN),
        (Action.APPROVED, Status.OPEN),
        (Action.DECLINED, Status.OPEN),
        (Action.SUPERSEDED, Status.OPEN),
    ],
)
def test_what_one_event_makes_of_a_finding(action: Action, status: Status) -> None:
    book = Book()
    event = book.add(action, upgraded())
    found = became(book, upgraded())
    assert (found.status, found.version) == (status, event.number)


def test_the_last_word_counts_and_the_ones_before_stay_in_the_record() -> None:
    book = Book()
    book.add(Action.CONFIRMED, upgraded())
    book.add(Action.DISMISSED, upgraded(), who="odile")
    found = became(book, upgraded())
    assert (found.status, found.version, len(book.events)) == (Status.DISMISSED, 2, 2)


def test_a_mistake_is_superseded_and_what_was_before_holds_again() -> None:
    book = Book()
    book.add(Action.DISMISSED, upgraded())
    mistake = book.add(Action.CONFIRMED, upgraded())
    book.add(Action.SUPERSEDED, upgraded(), about=mistake.number)
    assert became(book, upgraded()).status is Status.DISMISSED


@pytest.mark.parametrize(
    "same",
    [
        pytest.param({}, id="derived anew"),
        pytest.param({"finding": "another-id"}, id="another id from an upgraded recogniser"),
        pytest.param({"sha_before": "b" * 64}, id="a late release in between says the same as the one before"),
        pytest.param({"severity": Severity.WARNING}, id="ranked otherwise"),
        pytest.param({"reasons": ("newer-edition",)}, id="more reasons given"),
    ],
)
def test_a_verdict_survives_what_does_not_change_what_is_said(same: dict[str, Any]) -> None:
    book = Book()
    book.add(Action.CONFIRMED, upgraded())
    found = became(book, upgraded(**same))
    assert (found.status, found.differs) == (Status.CONFIRMED, ())


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"kind": Kind.CLAIM_REWORDED}, "kind"),
        ({"after": iso("2015", scope="design only")}, "after.scope"),
        ({"before": None}, "before"),
        ({"quote_after": "ISO 9001:2015 (pending)"}, "quote_after"),
        ({"until": "2027-03-01"}, "until"),
    ],
)
def test_what_changed_reopens_a_finding_and_says_what_differs(other: dict[str, Any], field: str) -> None:
    book = Book()
    book.add(Action.ASSIGNED, upgraded(), assignee="mara")
    decision = book.add(Action.CONFIRMED, upgraded())
    found = became(book, upgraded(**other))
    assert (found.status, found.was) == (Status.ASSIGNED, decision)
    assert [one.field for one in found.differs] == [field]


def test_a_reopened_finding_can_be_decided_again() -> None:
    book = Book()
    book.add(Action.CONFIRMED, upgraded())
    now = upgraded(quote_after="ISO 9001: 2015 certified")
    book.add(Action.DISMISSED, now)
    found = became(book, now)
    assert (found.status, found.was, found.differs) == (Status.DISMISSED, None, ())


def test_a_statement_that_a_late_release_took_over_keeps_its_verdict() -> None:
    book = Book()
    book.add(Action.CONFIRMED, upgraded(place="c" * 64))
    assert became(book, upgraded(place="b" * 64)).status is Status.CONFIRMED


def test_the_same_change_made_again_later_is_another_finding() -> None:
    book = Book()
    first, again = upgraded(place="c" * 64), upgraded(place="e" * 64)
    book.add(Action.DISMISSED, first)
    assert became(book, again, first).status is Status.OPEN
    assert became(book, first, again).status is Status.DISMISSED


def test_a_verdict_goes_to_nobody_where_two_could_have_it() -> None:
    book = Book()
    book.add(Action.CONFIRMED, upgraded(place="c" * 64))
    assert became(book, upgraded(place="b" * 64), upgraded(place="e" * 64)).status is Status.OPEN


def test_the_same_change_of_another_watch_is_another_finding() -> None:
    book = Book()
    book.add(Action.DISMISSED, upgraded("quillon"))
    assert became(book, upgraded("tarn")).status is Status.OPEN


def test_two_findings_about_one_subject_in_one_release_do_not_lend_each_other_verdicts() -> None:
    book = Book()
    first = headcount(now="1,250")
    second = headcount(was="40", now="45")
    book.add(Action.CONFIRMED, first)
    assert became(book, first, second).status is Status.CONFIRMED
    assert became(book, second, first) == Review()


def test_a_second_person_agrees_before_it_is_settled() -> None:
    book = Book()
    decision = book.add(Action.CONFIRMED, upgraded(), who="mara")
    waiting = became(book, upgraded(), needs_approval=True)
    assert (waiting.status, waiting.awaiting, waiting.settled) == (Status.CONFIRMED, True, False)
    book.add(Action.APPROVED, upgraded(), who="mara", about=decision.number)
    assert became(book, upgraded(), needs_approval=True).awaiting
    book.add(Action.APPROVED, upgraded(), who="odile", about=decision.number)
    assert became(book, upgraded(), needs_approval=True).settled


def test_whoever_brings_in_a_decision_does_not_approve_it() -> None:
    book = Book()
    decision = book.add(Action.CONFIRMED, upgraded(), who="odile", on_behalf="mara")
    book.add(Action.APPROVED, upgraded(), who="mara", about=decision.number)
    assert became(book, upgraded(), needs_approval=True).awaiting


def test_an_approval_is_of_one_decision_and_not_of_the_next() -> None:
    book = Book()
    decision = book.add(Action.CONFIRMED, upgraded())
    book.add(Action.APPROVED, upgraded(), who="odile", about=decision.number)
    book.add(Action.DISMISSED, upgraded())
    assert became(book, upgraded(), needs_approval=True).awaiting


def test_declining_opens_a_finding_again_with_the_reason() -> None:
    book = Book()
    decision = book.add(Action.CONFIRMED, upgraded())
    book.add(Action.DECLINED, upgraded(), who="odile", about=decision.number, text="The certificate names one site.")
    found = became(book, upgraded(), needs_approval=True)
    assert (found.status, [one.text for one in found.comments]) == (Status.OPEN, ["The certificate names one site."])


def test_what_once_mattered_is_remembered_unless_it_was_taken_back() -> None:
    book = Book()
    event = book.add(Action.CONFIRMED, upgraded())
    book.add(Action.DISMISSED, upgraded())
    assert ever_mattered(book.events)
    book.add(Action.SUPERSEDED, upgraded(), about=event.number)
    assert not ever_mattered(book.events)


_ABOUT = st.sampled_from(
    [Action.ASSIGNED, Action.CONFIRMED, Action.DISMISSED, Action.ESCALATED, Action.REOPENED, Action.COMMENTED]
)
_SHOWN = st.sampled_from([upgraded(), upgraded(quote_after="ISO 9001"), headcount(), headcount(now="1,300")])


@given(st.lists(st.tuples(_ABOUT, _SHOWN), max_size=12), st.permutations([upgraded(), headcount()]))
def test_the_order_in_which_findings_are_derived_does_not_matter(
    acts: list[tuple[Action, Shown]], present: list[Shown]
) -> None:
    book = Book()
    for action, one in acts:
        book.add(action, one, assignee="mara" if action is Action.ASSIGNED else "")
    found = threads(present, book.events)
    plain = threads([upgraded(), headcount()], book.events)
    assert {present[place].finding: events for place, events in found.items()} == {
        upgraded().finding: plain[0],
        headcount().finding: plain[1],
    }


@given(st.lists(st.tuples(_ABOUT, _SHOWN), max_size=12))
def test_taking_everything_back_leaves_nothing_decided(acts: list[tuple[Action, Shown]]) -> None:
    book = Book()
    for action, one in acts:
        book.add(action, one)
    for event in tuple(book.events):
        book.add(Action.SUPERSEDED, event.shown, about=event.number)
    found = became(book, upgraded(), headcount())
    assert replace(found, version=0) == Review()
    assert found.status not in DECIDED
