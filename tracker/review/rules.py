"""Rules that fold findings ("always like this"), and the test over the past that each must pass before it is accepted.

A rule ranks and folds; it never hides: what it folds stays in the record, is counted, and is shown to whoever asks. A rule
that would have folded a finding that somebody ever confirmed, corrected or escalated is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b

import msgspec

from tracker.review import shown as digests
from tracker.review.apply import ever_mattered
from tracker.review.model import Action, Event, Rule, Shown


class Breadth(StrEnum):
    """How much a rule takes in, from one edit of one organisation to every finding of a kind about a subject."""

    THIS_EDIT_HERE = "this-edit-here"
    THIS_EDIT = "this-edit"
    THIS_SUBJECT_HERE = "this-subject-here"
    THIS_SUBJECT = "this-subject"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest:
    """What a rule would have done: every past finding that it folds, and those among them that once mattered."""

    rule: Rule
    folds: tuple[Shown, ...]
    mattered: tuple[Shown, ...]

    @property
    def passes(self) -> bool:
        """Whether the rule may be accepted."""
        return not self.mattered


def propose(one: Shown, breadth: Breadth) -> Rule:
    """The rule that folds what is like a finding, as widely as is asked for. Its id is a digest of what it says."""
    edit = breadth in {Breadth.THIS_EDIT_HERE, Breadth.THIS_EDIT}
    here = breadth in {Breadth.THIS_EDIT_HERE, Breadth.THIS_SUBJECT_HERE}
    rule = Rule(
        id="",
        kind=one.kind,
        subject=one.subject,
        watch=one.watch if here else None,
        cluster=digests.cluster(one) if edit else None,
    )
    return replace(rule, id=blake2b(msgspec.json.encode(rule, order="deterministic"), digest_size=6).hexdigest())


def folds(rule: Rule, one: Shown) -> bool:
    """Whether a rule folds a finding."""
    return (
        one.kind is rule.kind
        and rule.subject in (None, one.subject)
        and rule.watch in (None, one.watch)
        and rule.cluster in (None, digests.cluster(one))
    )


def back_test(rule: Rule, past: Iterable[tuple[Shown, Sequence[Event]]]) -> BackTest:
    """What a rule would have folded of the past; `past` has each finding with every event that was ever about it."""
    folded = [(one, events) for one, events in past if folds(rule, one)]
    return BackTest(
        rule=rule,
        folds=tuple(one for one, _ in folded),
        mattered=tuple(one for one, events in folded if ever_mattered(events)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleState:
    """A rule with who proposed it, who decided on it, and whether it is in force."""

    rule: Rule
    proposed: Event
    decided: Event | None = None

    @property
    def status(self) -> Action:
        """The last thing that was said of the rule."""
        return self.decided.action if self.decided else self.proposed.action

    @property
    def in_force(self) -> bool:
        """Whether the rule folds findings now."""
        return self.status is Action.RULE_ACCEPTED


def states(events: Iterable[Event]) -> tuple[RuleState, ...]:
    """Every rule that was ever proposed, in the order in which they were; a rule may be proposed again."""
    found: dict[str, RuleState] = {}
    for event in events:
        rule = event.rule
        if rule is None:
            continue
        if event.action is Action.RULE_PROPOSED:
            known = found.get(rule.id)
            if known is None or not known.in_force:
                found[rule.id] = RuleState(rule=rule, proposed=event)
        elif rule.id in found:
            found[rule.id] = RuleState(rule=rule, proposed=found[rule.id].proposed, decided=event)
    return tuple(found.values())


def folding(rules: Iterable[Rule], one: Shown) -> Rule | None:
    """The first rule that folds a finding."""
    return next((rule for rule in rules if folds(rule, one)), None)
