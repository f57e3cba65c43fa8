"""Orders about rules: proposed by whoever dismissed, tested over the past, accepted or refused by an approver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from tracker.desk.decide import Person
from tracker.desk.refusal import Cause, RefusedError
from tracker.review import people, rules
from tracker.review import shown as digests
from tracker.review.apply import review, threads
from tracker.review.model import Action, Event, Rule, Shown
from tracker.review.rules import BackTest, Breadth, RuleState
from tracker.store import Store


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
        if event.shown is not None:
            by_place[event.watch, event.matter].append(event)
            gone[event.watch, event.matter, event.content] = event.shown
    past: list[tuple[Shown, list[Event]]] = []
    for row, shown in store.inbox.of_kind(rule.kind, rule.subject, rule.watch):
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


def accept(
    store: Store, rule: str, text: str, person: Person, at: datetime, *, approvals: Collection[str] = ()
) -> BackTest:
    """Put a rule in force, if it passes its test over the past.

    Raises:
        RefusedError: it folds a finding that once mattered; the refusal is an event too.
    """
    state = rule_state(store, rule)
    with store.deciding():
        tested = back_test(store, state.rule)
        if tested.passes:
            _say(store, Action.RULE_ACCEPTED, state.rule, text, person, at)
            _fold_anew(store, state.rule, approvals)
        else:
            _say(store, Action.RULE_REFUSED, state.rule, "once-mattered", person, at)
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
        _fold_anew(store, state.rule, approvals)
    return event


def _say(
    store: Store, action: Action, rule: Rule, text: str, person: Person, at: datetime, shown: Shown | None = None
) -> Event:
    if not people.may(person.role, action):
        raise RefusedError(Cause.NOT_ALLOWED, f"'{person.name}' may not do this ({action}) as {person.role}.")
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


def _fold_anew(store: Store, rule: Rule, approvals: Collection[str]) -> None:
    """Write where the findings that a rule takes in now stand."""
    folding = [state.rule for state in all_rules(store) if state.in_force]
    for row, shown in store.inbox.of_kind(rule.kind, rule.subject, rule.watch):
        if rules.folds(rule, shown):
            events = store.reviews.of_matter(row.watch, row.matter, [row.content])
            near = store.inbox.near(row.watch, {row.matter, *(event.matter for event in events)}, [row.content])
            place = next(place for place, (one, _) in enumerate(near) if one.id == row.id)
            thread = threads([one for _, one in near], events)[place]
            became = review(shown, thread, needs_approval=row.watch in approvals)
            now = rules.folding(folding, shown)
            store.inbox.settle(row, shown, became, now.id if now else "")
