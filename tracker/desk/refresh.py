"""From histories to the desk: every finding of a watch with what has become of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.claims.currency import assess
from tracker.claims.schemes import Registry
from tracker.findings.model import Finding
from tracker.history import Change, WatchHistory
from tracker.reports import attention, sentences
from tracker.review import rules
from tracker.review.apply import review, threads
from tracker.review.shown import shown
from tracker.store import Store
from tracker.store.inbox import Entry


def entries(history: WatchHistory, registry: Registry) -> Iterator[Entry]:
    """Every finding of a watch with the words by which it is found; one that is there twice counts once."""
    current = {line.finding.id for line in attention.open_lines(history, registry)}
    days = {release.sha256: release.published for release in history.releases}
    made: dict[str, Entry] = {}
    for change in history.changes:
        for finding in change.findings:
            made[finding.id] = _entry(history, finding, change, days.get(change.after), registry, current)
    for finding in history.standing_findings:
        made[finding.id] = _entry(history, finding, None, history.at, registry, current)
    yield from made.values()


def _entry(
    history: WatchHistory,
    finding: Finding,
    change: Change | None,
    published: date | None,
    registry: Registry,
    current: set[str],
) -> Entry:
    claim = finding.after or finding.before
    return Entry(
        shown=shown(history.id, finding, after=change.after if change else "", before=change.before if change else ""),
        organisation=_storable(history.name),
        sentence=_storable(sentences.line(finding, registry)),
        published=published,
        change=change.id if change else None,
        standing=assess(claim, registry, history.at).standing.value if claim else "",
        overtaken=finding.id not in current,
    )


def _storable(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def refresh(store: Store, history: WatchHistory, registry: Registry, *, needs_approval: bool = False) -> int:
    """Put what a watch has now on the desk; gives how many findings that is.

    What was decided stays with what it was decided about. Only rows that say something else than before are written.
    """
    made = tuple(entries(history, registry))
    with store.deciding():
        put(store, history.id, made, needs_approval=needs_approval)
    return len(made)


def put(store: Store, watch: str, made: tuple[Entry, ...], *, needs_approval: bool = False) -> None:
    """Put these in the place of what the desk has of a watch; call it inside a transaction."""
    present = [one.shown for one in made]
    found = threads(present, store.reviews.of_watch(watch))
    folding = [state.rule for state in rules.states(store.reviews.about_rules()) if state.in_force]
    known = store.inbox.of_watch(watch)
    for place, entry in enumerate(made):
        became = review(entry.shown, found[place], needs_approval=needs_approval)
        rule = rules.folding(folding, entry.shown)
        store.inbox.put(entry, became, rule.id if rule else "", known.get(entry.shown.finding))
    store.inbox.keep_only(watch, [one.finding for one in present])
