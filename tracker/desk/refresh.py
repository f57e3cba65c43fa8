"""From histories to the desk: every finding of a watch with what has become of it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.claims.currency import assess
from tracker.claims.schemes import Registry
from tracker.desk.decide import REST, in_force, settle
from tracker.findings.model import Finding
from tracker.history import Change, WatchHistory
from tracker.reports import attention, sentences
from tracker.review import rules
from tracker.review.apply import review, threads
from tracker.review.shown import shown
from tracker.store import Store
from tracker.store.inbox import Entry, Line, Row, line

#: Rows that are written in one transaction, and matters that are settled in one: some five milliseconds of work.
SLICE = 25
SETTLED = 4


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


def refresh(
    store: Store,
    history: WatchHistory,
    registry: Registry,
    *,
    stamp: str = "",
    needs_approval: bool = False,
    rest: Callable[[float], object] = time.sleep,
) -> bool:
    """Put what a watch has now on the desk, in short transactions; gives whether it did.

    What was decided stays with what it was decided about. Only rows that say something else than before are written.
    It is given up where somebody else does the same at this moment, or where a rule was made in the meantime; whatever was begun
    by then does no harm, and the next call ends it, because `stamp` is kept only with the last row. `rest` lets the seconds pass
    that lie between two transactions.
    """
    made = tuple(entries(history, registry))
    with store.looking():
        plan = _plan(store, history.id, made, needs_approval=needs_approval)
    if not plan.steps and plan.stamp == stamp:
        return True
    return _Writing(store, history.id, plan, needs_approval=needs_approval).all(stamp, rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """One row to be written or, where there is no line, to be taken away; `matter` and `content` are what events name it by."""

    matter: str
    content: str
    line: Line | None = None
    gone: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is to be written, and what it was made ready from: the desk's stamp and its last event at that moment."""

    steps: tuple[_Step, ...]
    stamp: str
    head: int


def _plan(store: Store, watch: str, made: tuple[Entry, ...], *, needs_approval: bool) -> _Plan:
    known = dict(store.inbox.of_watch(watch))
    found = threads([one.shown for one in made], store.reviews.of_watch(watch))
    folding = in_force(store)
    steps = []
    for place, entry in enumerate(made):
        became = review(entry.shown, found[place], needs_approval=needs_approval)
        rule = rules.folding(folding, entry.shown)
        written = line(entry, became, rule.id if rule else "")
        if (there := known.pop(written.finding, None)) is None or not written.says(*there):
            steps.append(
                _Step(matter=str(written.values["matter"]), content=str(written.values["content"]), line=written)
            )
    steps += [_Step(matter=row.matter, content=row.content, gone=row) for row, _ in known.values()]
    # what is said in one place changes in one transaction, as long as it is not very much
    steps.sort(key=lambda one: one.matter)
    return _Plan(steps=tuple(steps), stamp=store.inbox.stamp(watch), head=store.reviews.head()[0])


class _GivenUpError(Exception):
    """Somebody else is at it, or what was made ready no longer holds."""


class _Writing:
    """A plan that is carried out: slice by slice, with everybody else's transactions in between."""

    def __init__(self, store: Store, watch: str, plan: _Plan, *, needs_approval: bool) -> None:
        self._store, self._watch = store, watch
        self._approvals = {watch} if needs_approval else set()
        self._plan = plan
        self._stamp, self._head = plan.stamp, plan.head
        self._mark, self._slice = secrets.token_hex(8), 0
        self._touched: dict[str, set[str]] = {}  # contents of events that came meanwhile, by their matter
        self._left: list[_Step] = []  # steps about what such events touch

    def all(self, stamp: str, rest: Callable[[float], object]) -> bool:
        """Carry it out, and keep the stamp of what it was made from."""
        try:
            for start in range(0, len(self._plan.steps), SLICE):
                self._write(self._plan.steps[start : start + SLICE])
                rest(REST)
            while not self._ended(stamp):
                rest(REST)
        except _GivenUpError:
            return False
        return True

    def _write(self, steps: Sequence[_Step]) -> None:
        with self._store.deciding():
            self._look_again()
            for step in steps:
                if self._is_touched(step):
                    self._left.append(step)
                else:
                    self._put(step)
            # while rows are half new, the stamp is nobody's: whoever comes next knows that they are
            self._slice += 1
            self._say(f"writing {self._mark} {self._slice}")

    def _ended(self, stamp: str) -> bool:
        """Settle some of what was decided meanwhile; where nothing is left to settle, keep the stamp."""
        with self._store.deciding():
            self._look_again()
            some = {matter: self._touched.pop(matter) for matter in list(self._touched)[:SETTLED]}
            contents = set().union(*some.values())
            for step in self._left:
                if step.matter in some or step.content in contents:
                    self._put(step)
            self._left = [one for one in self._left if one.matter not in some and one.content not in contents]
            rows = [row for row, _ in self._store.inbox.near(self._watch, some, contents)]
            settle(self._store, rows, self._approvals)
            if self._touched:
                return False
            self._say(stamp)
            return True

    def _look_again(self) -> None:
        if self._store.inbox.stamp(self._watch) != self._stamp:
            raise _GivenUpError
        for event in self._store.reviews.since(self._head, self._watch):
            if event.rule is not None:
                raise _GivenUpError
            self._touched.setdefault(event.matter, set()).add(event.content)
            self._head = event.number

    def _is_touched(self, step: _Step) -> bool:
        return step.matter in self._touched or any(step.content in said for said in self._touched.values())

    def _put(self, step: _Step) -> None:
        if step.line is not None:
            self._store.inbox.write(step.line)
        elif step.gone is not None:
            self._store.inbox.remove(step.gone)

    def _say(self, stamp: str) -> None:
        self._store.inbox.stamped(self._watch, stamp)
        self._stamp = stamp
