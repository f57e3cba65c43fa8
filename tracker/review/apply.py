"""From events to what has become of each finding.

A decision holds for the content that was looked at. Where the content of a matter is no longer what it was, the decision is
kept, named (`was`), and the finding is open again with what differs. Where a release that arrived late took a statement
over, so that the same words now stand in another release and the old place says nothing any more, the decision goes with
the words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tracker.review import shown as digests
from tracker.review.model import DECISIONS, Action, Event, Review, Shown, Status

_STATUS = {
    Action.CONFIRMED: Status.CONFIRMED,
    Action.DISMISSED: Status.DISMISSED,
    Action.CORRECTED: Status.CORRECTED,
}


def threads(present: Sequence[Shown], events: Iterable[Event]) -> Mapping[int, tuple[Event, ...]]:
    """The events that count for each of the findings of one watch, by the finding's place in `present`.

    Args:
        present: Every finding that the watch has now.
        events: Every event about a finding of the watch, in their order.

    Returns:
        For each finding the events of its own content, those of contents that its matter no longer has, and those of the same
        content in a matter that is no longer there, where only one finding says it now.
    """
    keys = [(digests.matter(one), digests.content(one)) for one in present]
    here = set(keys)
    matters = {matter for matter, _ in keys}
    own: dict[tuple[str, str], list[Event]] = defaultdict(list)
    stale: dict[str, list[Event]] = defaultdict(list)
    orphans: dict[tuple[str, str], list[Event]] = defaultdict(list)
    alike = Counter((one.watch, content) for one, (_, content) in zip(present, keys, strict=True))
    for event in events:
        if (event.matter, event.content) in here:
            own[event.matter, event.content].append(event)
        elif event.matter in matters:
            stale[event.matter].append(event)
        else:
            orphans[event.watch, event.content].append(event)
    found = {}
    for place, (matter, content) in enumerate(keys):
        words = (present[place].watch, content)
        # words that now stand in two releases give no one to go with
        came = orphans[words] if alike[words] == 1 else []
        found[place] = tuple(sorted((*own[matter, content], *stale[matter], *came), key=lambda one: one.number))
    return found


def review(one: Shown, events: Sequence[Event], *, needs_approval: bool = False) -> Review:
    """What has become of a finding, from the events that count for it, in their order.

    `needs_approval` says that a decision waits until a second person has agreed with it.
    """
    content = digests.content(one)
    taken_back = {event.about for event in events if event.action is Action.SUPERSEDED}
    found = Review()
    for event in events:
        if event.number not in taken_back:
            found = _after(found, event, content, needs_approval=needs_approval)
    if found.was is not None and found.was.shown is not None:
        found = replace(found, differs=digests.differences(found.was.shown, one))
    return replace(found, version=max((event.number for event in events), default=0))


def _after(found: Review, event: Event, content: str, *, needs_approval: bool) -> Review:
    if event.action in _STATUS:
        return _decided(found, event, content, needs_approval=needs_approval)
    if event.action in {Action.APPROVED, Action.DECLINED}:
        return _judged(found, event)
    if event.action in {Action.ESCALATED, Action.REOPENED}:
        opened = _opened(found)
        return opened if event.action is Action.REOPENED else replace(opened, status=Status.ESCALATED)
    return _noted(found, event)


def _noted(found: Review, event: Event) -> Review:
    """What leaves a decision as it is."""
    match event.action:
        case Action.ASSIGNED:
            assigned = replace(found, assignee=event.assignee)
            return _opened(assigned) if found.status in {Status.OPEN, Status.ASSIGNED} else assigned
        case Action.DUE:
            return replace(found, due=event.due)
        case Action.COMMENTED:
            return replace(found, comments=(*found.comments, event))
        case _:
            return found


def _decided(found: Review, event: Event, content: str, *, needs_approval: bool) -> Review:
    if event.content != content:
        return replace(_opened(found), was=event)
    status = _STATUS[event.action]
    return replace(found, status=status, decision=event, approval=None, awaiting=needs_approval, was=None)


def _opened(found: Review) -> Review:
    status = Status.ASSIGNED if found.assignee else Status.OPEN
    return replace(found, status=status, decision=None, approval=None, awaiting=False)


def _judged(found: Review, event: Event) -> Review:
    """An approval or a refusal counts for the decision that it names, and only from somebody else."""
    decision = found.decision
    if decision is None or event.about != decision.number or same_person(event, decision):
        return found
    if event.action is Action.DECLINED:
        return replace(_opened(found), comments=(*found.comments, event))
    return replace(found, approval=event, awaiting=False)


def same_person(one: Event, other: Event) -> bool:
    """Whether two events have one author; whoever brings in a decision on behalf of another is an author of it too."""
    return bool({one.who, one.on_behalf} & {other.who, other.on_behalf} - {""})


def ever_mattered(events: Sequence[Event]) -> bool:
    """Whether somebody ever said that a finding mattered: confirmed, corrected or escalated it, and did not take that back."""
    taken_back = {event.about for event in events if event.action is Action.SUPERSEDED}
    telling = (DECISIONS - {Action.DISMISSED}) | {Action.ESCALATED}
    return any(event.action in telling and event.number not in taken_back for event in events)
