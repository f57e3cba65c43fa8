"""Orders about rules: proposed by whoever dismissed, tested over the past, accepted or refused by an approver."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from tracker.desk.decide import REST, Person, refuse_texts, settle
from tracker.desk.refusal import Cause, RefusedError
from tracker.review import people, rules
from tracker.review import shown as digests
from tracker.review.model import Action, Event, Rule, Shown
from tracker.review.rules import BackTest, Breadth, RuleState
from tracker.store import Store
from tracker.store.inbox import Wanted

#: The name under which the desk's stamps say which rules its rows follow: the last event about one. No watch is called so.
_RULES = ""

#: Findings that are folded anew in one transaction.
_SLICE = 5


def all_rules(store: Store) -> tuple[RuleState, ...]:
    """Every rule that was ever proposed, with who decided on it."""
    return rules.states(store.reviews.about_rules())


def rule_state(store: Store, rule: str) -> RuleState:
    """One rule; raises `RefusedError` where there is none."""
    found = next((one for one in all_rules(store) if one.rule.id == rule), None)
    if found is None:
        raise RefusedError(Cause.UNKNOWN, f"There is no rule {rule}.", hint="'tracker review rules' lists them.")
    return found


def back_test(store: Store, rule: Rule) -> BackTest:
    """What a rule would have folded: of what is on the desk, and of what was ever decided on and is there no more."""
    by_place: dict[tuple[str, str], list[Event]] = defaultdict(list)
    gone: dict[tuple[str, str, str], Shown] = {}
    events = store.reviews.of_watch(rule.watch) if rule.watch else store.reviews.every()
    for event in events:
        if event.shown is not None and event.matter:  # a proposal shows its finding, and decides nothing about it
            by_place[event.watch, event.matter].append(event)
            gone[event.watch, event.matter, event.content] = event.shown
    past: list[tuple[Shown, list[Event]]] = []
    for row, shown in store.inbox.taken_in(rule):
        gone.pop((row.watch, row.matter, row.content), None)
        past.append((shown, by_place[row.watch, row.matter]))
    past += [
        (shown, [event for event in by_place[watch, matter] if event.content == content])
        for (watch, matter, content), shown in gone.items()
    ]
    return rules.back_test(rule, past)


def propose(store: Store, shown: Shown, breadth: Breadth, text: str, person: Person, at: datetime) -> Event:
    """Propose that findings like one are folded from now on."""
    rule = rules.propose(shown, breadth)
    if any(one.rule.id == rule.id and one.in_force for one in all_rules(store)):
        raise RefusedError(Cause.INCOMPLETE, f"The rule {rule.id} is in force already.")
    with store.deciding():
        return _say(store, Action.RULE_PROPOSED, rule, text, person, at, shown)


def propose_anew(store: Store, shown: Shown, breadth: Breadth, text: str, person: Person, at: datetime) -> Rule:
    """The same, for whoever dismisses and says "always like this": a rule that waits or is in force is not proposed twice."""
    rule = rules.propose(shown, breadth)
    waiting = {Action.RULE_PROPOSED, Action.RULE_ACCEPTED}
    if not any(one.rule.id == rule.id and one.status in waiting for one in all_rules(store)):
        propose(store, shown, breadth, text, person, at)
    return rule


def accept(
    store: Store, rule: str, text: str, person: Person, at: datetime, *, approvals: Collection[str] = ()
) -> BackTest:
    """Put a rule in force, if it passes its test over the past.

    Raises:
        RefusedError: it folds a finding that once mattered; the refusal is an event too.
    """
    state = rule_state(store, rule)
    with store.looking():
        tested, head = back_test(store, state.rule), store.reviews.head()[0]
    with store.deciding():
        # the test takes long, and somebody may have confirmed one of them in the meantime
        since = rules.back_test(
            state.rule,
            (
                (event.shown, [event])
                for event in store.reviews.following(head)
                if event.shown is not None and event.matter
            ),
        )
        tested = replace(tested, mattered=(*tested.mattered, *since.mattered))
        if tested.passes:
            _say(store, Action.RULE_ACCEPTED, state.rule, text, person, at)
        else:
            _say(store, Action.RULE_REFUSED, state.rule, "once-mattered", person, at)
    fold_anew(store, approvals)
    if not tested.passes:
        raise RefusedError(
            Cause.ONCE_MATTERED,
            f"The rule {rule} would fold {len(tested.mattered)} of {len(tested.folds)} past findings that somebody confirmed.",
            hint="Propose a narrower one.",
        )
    return tested


def end(
    store: Store,
    action: Action,
    rule: str,
    text: str,
    person: Person,
    at: datetime,
    *,
    approvals: Collection[str] = (),
) -> Event:
    """Refuse a rule that was proposed (`RULE_REFUSED`), or withdraw one that is in force (`RULE_WITHDRAWN`)."""
    state = rule_state(store, rule)
    fitting = Action.RULE_WITHDRAWN if state.in_force else Action.RULE_REFUSED
    if action is not fitting:
        raise RefusedError(Cause.INCOMPLETE, f"The rule {rule} is {'in force' if state.in_force else 'not in force'}.")
    with store.deciding():
        event = _say(store, action, state.rule, text, person, at)
    fold_anew(store, approvals)
    return event


def _say(
    store: Store, action: Action, rule: Rule, text: str, person: Person, at: datetime, shown: Shown | None = None
) -> Event:
    if not people.may(person.role, action):
        raise RefusedError(Cause.NOT_ALLOWED, f"'{person.name}' may not do this ({action}) as {person.role}.")
    refuse_texts(text)
    event = Event(
        number=0,
        at=at,
        who=person.name,
        action=action,
        via=person.via,
        text=text.strip(),
        rule=rule,
        shown=shown,
        looked=digests.looked(shown) if shown else "",
    )
    return store.reviews.append([event])[0]


def fold_anew(store: Store, approvals: Collection[str]) -> None:
    """Write where the findings now stand that rules take in, in short transactions.

    It begins after the last event about a rule that all rows follow already; what was interrupted is ended by the next call.
    """
    done, events = int(store.inbox.stamp(_RULES) or 0), store.reviews.about_rules()
    last = events[-1].number if events else 0
    if last <= done:
        return
    changed = {event.rule.id: event.rule for event in events if event.number > done and event.rule is not None}
    for rule in changed.values():
        wanted = Wanted(
            view="all", kind=rule.kind, subject=rule.subject or "", watch=rule.watch or "", cluster=rule.cluster or ""
        )
        place = ""
        while rows := store.inbox.find(wanted, after=place, limit=_SLICE):
            place = rows[-1].sort
            with store.deciding():
                settle(store, rows, approvals)
            time.sleep(REST)
    with store.deciding():
        store.inbox.stamped(_RULES, str(max(last, int(store.inbox.stamp(_RULES) or 0))))
