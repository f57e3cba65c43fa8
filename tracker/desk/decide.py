"""Orders about findings: what somebody wants done, checked against what is there now, and kept as events."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tracker.desk.refusal import Cause, RefusedError
from tracker.review import people, rules
from tracker.review import shown as digests
from tracker.review.apply import review, same_person, threads
from tracker.review.model import ABOUT_A_FINDING, Action, Event, Ground, Review, Rule, Shown, Via
from tracker.review.people import Role
from tracker.store import Store
from tracker.store.inbox import Row, View, Wanted

#: How long one's own last act can be undone.
UNDO = timedelta(minutes=1)

#: Seconds between two short transactions of whoever writes much, so that whoever waits to decide comes in between.
REST = 0.003

#: Texts longer than this are refused: a reason is read by people.
LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whoever acts, in what role, by which way."""

    name: str
    role: Role
    via: Via = Via.DESK
    on_behalf: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A finding as somebody saw it: `version` is that of its review; None takes whatever is there."""

    watch: str
    finding: str
    version: int | None = None
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done about one finding or several: all of it, or nothing."""

    action: Action
    targets: tuple[Target, ...]
    ground: Ground | None = None
    text: str = ""
    assignee: str = ""
    due: date | None = None
    correction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDesk:
    """A finding on the desk, with every event that counts for it and what has become of it."""

    row: Row
    shown: Shown
    events: tuple[Event, ...]
    review: Review


def on_desk(store: Store, watch: str, finding: str, *, approvals: Collection[str] = ()) -> OnDesk:
    """One finding with its events; raises `RefusedError` where the desk does not have it."""
    return _alike(store, watch, finding, approvals)[0]


def _alike(store: Store, watch: str, finding: str, approvals: Collection[str]) -> tuple[OnDesk, ...]:
    """A finding, and then those of its matter that say the same."""
    row = store.inbox.row(watch, finding)
    if row is None:
        raise RefusedError(
            Cause.UNKNOWN,
            f"There is no finding {finding} of '{watch}' on the desk.",
            hint="It may have been derived anew; look for it in the inbox.",
        )
    alike = [one for one in _matter(store, row, approvals) if one.row.content == row.content]
    return tuple(sorted(alike, key=lambda one: one.row.id != row.id))


def _matter(store: Store, row: Row, approvals: Collection[str]) -> tuple[OnDesk, ...]:
    """Every finding of one matter, with its events."""
    events = store.reviews.of_matter(row.watch, row.matter, [row.content])
    matters = {row.matter, *(event.matter for event in events)}
    near = store.inbox.near(row.watch, matters, {row.content, *(event.content for event in events)})
    contents = {one.content for one, _ in near if one.matter == row.matter}
    if contents - {row.content}:
        events = store.reviews.of_matter(row.watch, row.matter, contents)
    found = threads([shown for _, shown in near], events)
    needs = row.watch in approvals
    return tuple(
        OnDesk(row=one, shown=shown, events=found[place], review=review(shown, found[place], needs_approval=needs))
        for place, (one, shown) in enumerate(near)
        if one.matter == row.matter
    )


def decide(
    store: Store, order: Order, person: Person, at: datetime, *, approvals: Collection[str] = ()
) -> tuple[Event, ...]:
    """Do what is ordered, for all of its targets or for none.

    Args:
        store: An open store.
        order: What is to be done, and to which findings as somebody saw them.
        person: Who orders it.
        at: The moment, UTC.
        approvals: The watches whose decisions wait for a second person.

    Raises:
        RefusedError: with the cause; for `CHANGED_SINCE` with what others did in the meantime. Nothing is written.
    """
    _allowed(order, person)
    with store.looking():
        ready = _Ready(store, order.targets, approvals)
    events = [_event(order, seen[0], person, at) for seen in ready.seen]
    with store.deciding():
        for place in ready.renewed():
            events[place] = _event(order, ready.seen[place][0], person, at)
        if len(events) > 1:
            together = digests.together(sorted(event.looked for event in events))
            events = [replace(event, together=together) for event in events]
        return ready.keep(events)


class _Ready:
    """What some orders are about, read before anybody waits for it, so that the desk's lock is held for little more than to write.

    `seen` has for each target its finding, and then those of the same place that say the same: what is decided of one is
    decided of all of them.
    """

    def __init__(self, store: Store, targets: Sequence[Target], approvals: Collection[str]) -> None:
        self._store, self._targets, self._approvals = store, targets, approvals
        self._head, self._folding = store.reviews.head()[0], in_force(store)
        self.seen = [_seen(store, target, approvals) for target in targets]

    def renewed(self) -> list[int]:
        """Look again, inside a transaction, at what is no longer as it was read; gives which targets that was so for."""
        since = tuple(self._store.reviews.following(self._head))
        if any(event.rule is not None for event in since):
            self._folding = in_force(self._store)
        touched = {(event.watch, key) for event in since for key in (event.matter, event.content) if key}
        stale = [place for place, seen in enumerate(self.seen) if self._is_stale(seen, touched)]
        for place in stale:
            self.seen[place] = _seen(self._store, self._targets[place], self._approvals)
        return stale

    def _is_stale(self, seen: tuple[OnDesk, ...], touched: Collection[tuple[str, str]]) -> bool:
        row = seen[0].row
        if (row.watch, row.matter) in touched or (row.watch, row.content) in touched:
            return True
        return any(self._store.inbox.row(one.row.watch, one.row.finding) != one.row for one in seen)

    def keep(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Add the events, one for each target, and write what has become of the findings."""
        added = self._store.reviews.append(events)
        by_words: dict[tuple[str, str, str], list[Event]] = {}
        for event in added:
            by_words.setdefault((event.watch, event.matter, event.content), []).append(event)
        for one in {one.row.id: one for seen in self.seen for one in seen}.values():
            row = one.row
            thread = (*one.events, *by_words[row.watch, row.matter, row.content])
            became = review(one.shown, thread, needs_approval=row.watch in self._approvals)
            rule = rules.folding(self._folding, one.shown)
            self._store.inbox.settle(row, one.shown, became, rule.id if rule else "")
        return added


def in_force(store: Store) -> tuple[Rule, ...]:
    """The rules that fold findings now."""
    return tuple(state.rule for state in rules.states(store.reviews.about_rules()) if state.in_force)


def _allowed(order: Order, person: Person) -> None:
    if order.action not in ABOUT_A_FINDING or not people.may(person.role, order.action):
        raise RefusedError(Cause.NOT_ALLOWED, f"'{person.name}' may not do this ({order.action}) as {person.role}.")
    if not order.targets:
        raise RefusedError(Cause.INCOMPLETE, "No finding is named.", hint="Choose at least one.")
    if missing := _missing(order):
        raise RefusedError(Cause.INCOMPLETE, missing)
    refuse_texts(order.text, order.correction, order.assignee)


def refuse_texts(*texts: str) -> None:
    """Raise `RefusedError` for a text that is too long to be read by people, or that cannot be kept."""
    if max(map(len, texts)) > LONGEST:
        raise RefusedError(Cause.INCOMPLETE, f"A text may have {LONGEST:,} characters.", hint="Shorten it.")
    try:
        "".join(texts).encode()
    except UnicodeEncodeError as error:
        raise RefusedError(Cause.INCOMPLETE, "A text is not UTF-8.", hint="Type it again.") from error


def _missing(order: Order) -> str:
    match order.action:
        case Action.DISMISSED if order.ground is None:
            return "Dismissing needs a reason from the list."
        case Action.DISMISSED if order.ground is Ground.OTHER and not order.text.strip():
            return "Dismissing for another reason needs that reason in words."
        case Action.CORRECTED if not order.correction.strip():
            return "A correction says what the finding should have said."
        case Action.COMMENTED | Action.DECLINED if not order.text.strip():
            return "Say it in words."
        case Action.SUPERSEDED:
            return "An act is taken back by its number."
        case _:
            return ""


def _seen(store: Store, target: Target, approvals: Collection[str]) -> tuple[OnDesk, ...]:
    one, *others = _alike(store, target.watch, target.finding, approvals)
    changed = target.version is not None and one.review.version != target.version
    if changed or (target.content and target.content != one.row.content):
        since = tuple(event for event in one.events if event.number > (target.version or 0))
        who = ", ".join(dict.fromkeys(f"{event.who} ({event.action})" for event in since))
        raise RefusedError(
            Cause.CHANGED_SINCE,
            f"{one.row.organisation}: somebody was here since you looked: {who}."
            if who
            else f"{one.row.organisation}: the finding says something else than when you looked.",
            hint="Nothing of yours was written. Look again, and decide on what is there now.",
            since=since,
        )
    return (one, *others)


def _event(order: Order, one: OnDesk, person: Person, at: datetime) -> Event:
    event = Event(
        number=0,
        at=at,
        who=person.name,
        on_behalf=person.on_behalf,
        action=order.action,
        via=person.via,
        watch=one.row.watch,
        matter=one.row.matter,
        content=one.row.content,
        looked=digests.looked(one.shown),
        shown=one.shown,
        ground=order.ground if order.action is Action.DISMISSED else None,
        text=order.text.strip(),
        assignee=order.assignee.strip(),
        due=order.due,
        correction=order.correction.strip(),
    )
    if order.action not in {Action.APPROVED, Action.DECLINED}:
        return event
    return _judging(event, one)


def _judging(event: Event, one: OnDesk) -> Event:
    """An approval or a refusal names the decision that it is about, and is somebody else's."""
    decision = one.review.decision
    if decision is None or not one.review.awaiting:
        raise RefusedError(Cause.NOTHING_TO_APPROVE, f"{one.row.organisation}: nothing waits for approval here.")
    if same_person(event, decision):
        raise RefusedError(
            Cause.OWN_DECISION, "A decision is approved by a second person.", hint="Ask a colleague to look."
        )
    return replace(event, about=decision.number)


def settle(store: Store, rows: Sequence[Row], approvals: Collection[str]) -> None:
    """Write what has become of the findings of some matters; call it inside a transaction."""
    folding = in_force(store)
    done: set[tuple[str, str]] = set()
    for row in rows:
        if (row.watch, row.matter) not in done:
            done.add((row.watch, row.matter))
            for one in _matter(store, row, approvals):
                rule = rules.folding(folding, one.shown)
                store.inbox.settle(one.row, one.shown, one.review, rule.id if rule else "")


def undo(
    store: Store, number: int, person: Person, at: datetime, *, approvals: Collection[str] = ()
) -> tuple[Event, ...]:
    """Take back one's own act within a minute, by superseding it; one signature under several is taken back as a whole.

    Raises:
        RefusedError: it is somebody else's, too long ago, or something came after it.
    """
    with store.looking():
        acts = _acts(store, number, person, at)
        ready = _Ready(store, [_target(store, act) for act in acts], approvals)
    _last(ready, acts)
    with store.deciding():
        ready.renewed()
        _last(ready, acts)
        return ready.keep([_superseding(act, person, at) for act in acts])


def _target(store: Store, act: Event) -> Target:
    """The finding that an act is about, as it is called now."""
    near = store.inbox.near(act.watch, [act.matter], [])
    row = next((row for row, _ in near if row.content == act.content), None)
    if row is None:
        raise _built_on()
    return Target(watch=row.watch, finding=row.finding)


def _last(ready: _Ready, acts: Sequence[Event]) -> None:
    numbers = {act.number for act in acts}
    if any(seen[0].review.version not in numbers for seen in ready.seen):
        raise _built_on()


def _built_on() -> RefusedError:
    return RefusedError(
        Cause.CHANGED_SINCE, "Something came after it.", hint="Reopen the finding instead; both stay on record."
    )


def _acts(store: Store, number: int, person: Person, at: datetime) -> tuple[Event, ...]:
    act = store.reviews.event(number)
    if act is None or act.action not in ABOUT_A_FINDING - {Action.SUPERSEDED} or act.who != person.name:
        raise RefusedError(Cause.NOT_ALLOWED, "Only one's own last act can be undone.")
    if not timedelta(0) <= at - act.at <= UNDO:
        raise RefusedError(
            Cause.TOO_LATE, "It is more than a minute ago.", hint="Reopen the finding instead; both stay on record."
        )
    return store.reviews.around(act)


def _superseding(act: Event, person: Person, at: datetime) -> Event:
    return Event(
        number=0,
        at=at,
        who=person.name,
        action=Action.SUPERSEDED,
        via=person.via,
        watch=act.watch,
        matter=act.matter,
        content=act.content,
        looked=act.looked,
        shown=act.shown,
        about=act.number,
    )


def same_edit(store: Store, row: Row) -> tuple[Row, ...]:
    """The other findings that are the same edit and that nobody has settled: one signature can settle them all."""
    found = store.inbox.find(Wanted(view="all", cluster=row.cluster), limit=1000)
    return tuple(one for one in found if one.id != row.id and one.view in {View.OPEN, View.PAST, View.FOLDED})
