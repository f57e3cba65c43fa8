"""What the commands of `tracker review` share: an open desk, whoever stands at it, and how answers are said."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

import click
from rich.text import Text

from tracker.cli import show
from tracker.cli.options import Session, answer
from tracker.desk import ruling
from tracker.desk.decide import OnDesk, Order, Person, Target, decide
from tracker.desk.sync import approvals, sync
from tracker.errors import UsageError
from tracker.review.chain import Break
from tracker.review.model import Action, Event, Via
from tracker.review.people import Role
from tracker.store import Store, open_store
from tracker.store.inbox import Row

_F = TypeVar("_F", bound=Callable[..., Any])

_LONGEST_NAME = 100

#: What a flaw of the audit chain means, for whoever proves it.
FLAWS = {
    Break.ALTERED: "the event {number} was altered after it was written",
    Break.UNLINKED: "the event {number} does not follow the one before it: something before it was rewritten",
    Break.MISSING: "the event {number} is missing",
    Break.UNREADABLE: "the event {number} cannot be read",
}


def review_flaws(store: Store) -> tuple[str, ...]:
    """What is wrong with the audit chain, as sentences: none, or the first break."""
    flaw = store.reviews.flaw()
    return (f"audit chain: {FLAWS[flaw.kind].format(number=flaw.number)}",) if flaw else ()


@dataclass(frozen=True, slots=True)
class Desk:
    """An open desk, and whoever stands at it."""

    store: Store
    person: Person
    approvals: frozenset[str]
    session: Session

    def find(self, name: str) -> Row:
        """The finding that is called so; raises `UsageError` where none is, or several are."""
        found = self.store.inbox.called(name)
        if len(found) == 1:
            return found[0]
        if not found:
            raise UsageError(f"There is no finding '{name}' on the desk.", hint="'tracker review list' lists them.")
        ids = ", ".join(f"{row.watch}/{row.finding[:12]}" for row in found)
        raise UsageError(f"'{name}' is the beginning of several findings: {ids}.", hint="Give more of its letters.")

    def order(self, action: Action, rows: Sequence[Row], **fields: Any) -> tuple[Event, ...]:  # noqa: ANN401 - an order's
        """Do one thing to some findings."""
        targets = tuple(Target(watch=row.watch, finding=row.finding) for row in rows)
        order = Order(action=action, targets=targets, **fields)
        return decide(self.store, order, self.person, self.session.tracker.clock(), approvals=self.approvals)


@contextmanager
def open_desk(session: Session, who: str = "", role: Role = Role.ADMIN) -> Iterator[Desk]:
    """The desk of the workspace, in step with what was derived. Whoever has the file may decide; their name is kept."""
    if not session.settings.database.is_file():
        raise UsageError(f"Nothing is recorded in {session.settings.workspace} yet.", hint="Run 'tracker check' first.")
    tracker = session.tracker
    watches = tracker.watches()
    with open_store(session.settings.database) as store:
        sync(store, watches, tracker.registry, tracker.today())
        yield Desk(store, Person(name=who, role=role, via=Via.SHELL), approvals(watches), session)


def as_option(function: _F) -> _F:
    """The `--as` option."""
    return click.option(
        "--as",
        "who",
        envvar="TRACKER_REVIEWER",
        default=getpass.getuser,
        show_default="who is logged in here",
        callback=_named,
        help="Whose decision it is.",
    )(function)


def _named(_: click.Context, __: click.Parameter, said: str) -> str:
    """A name that stands on the record for good: one line that can be read."""
    if not said.strip() or not said.isprintable() or len(said) > _LONGEST_NAME:
        raise click.BadParameter(f"a name is one line of up to {_LONGEST_NAME} letters that can be read.")
    return said.strip()


def everywhere_option(function: _F) -> _F:
    """The `--everywhere` option."""
    return click.option("--everywhere", is_flag=True, help="Sign for the same edit in every place where it is open.")(
        function
    )


def say(one: OnDesk, others: Sequence[Row]) -> None:
    """One finding, its evidence and its events, for a person at a terminal."""
    out = show.console()
    out.print(Text(f"{one.row.severity}  {one.row.organisation}: {one.row.sentence}", style="bold"))
    for label, quote, sha in (
        ("before", one.shown.quote_before, one.shown.sha_before),
        ("after", one.shown.quote_after, one.shown.sha_after),
    ):
        if quote is not None:
            out.print(Text(f"{label:7}{quote}"))
            out.print(Text(f"       {sha}", style="dim"))
    out.print(Text(f"{one.review.status}{', awaiting approval' if one.review.awaiting else ''}"))
    for difference in one.review.differs:
        out.print(Text(f"  changed since: {difference.field}: {difference.was!r} is now {difference.now!r}"))
    for event in one.events:
        said = " ".join(
            filter(None, (event.ground, event.text, event.correction, event.assignee, str(event.due or "")))
        )
        out.print(Text(f"  #{event.number} {event.at:%Y-%m-%d %H:%M}Z {author(event)} {event.action} {said}".rstrip()))
    if others:
        out.print(Text(f"The same edit is open in {len(others)} other place(s); --everywhere signs for all."))


def author(event: Event) -> str:
    """Who did something, and for whom."""
    return f"{event.who} for {event.on_behalf}" if event.on_behalf else event.who


def row_record(row: Row) -> dict[str, Any]:
    """A line of the inbox as JSON has it."""
    return {key: value for key, value in asdict(row).items() if key not in ("id", "sort", "matter", "cluster")}


def event_record(event: Event) -> dict[str, Any]:
    """An event as JSON has it, without what was shown."""
    kept = {
        key: value for key, value in asdict(event).items() if value not in ("", None) and key not in ("shown", "rule")
    }
    return {**kept, "at": event.at.isoformat(), **({"due": event.due.isoformat()} if event.due else {})}


def finding_record(one: OnDesk) -> dict[str, Any]:
    """A finding with its events as JSON has it."""
    return {
        **row_record(one.row),
        "shown": asdict(one.shown),
        "differs": [asdict(difference) for difference in one.review.differs],
        "events": [event_record(event) for event in one.events],
    }


def done(session: Session, events: Sequence[Event], *, as_json: bool) -> None:
    """Say what was done."""
    if as_json:
        answer({"schema": 1, "events": [event_record(event) for event in events]})
    elif not session.quiet:
        for event in events:
            click.echo(f"#{event.number} {event.watch}: {event.action} by {author(event)}")


def say_test(desk: Desk, rule: str, *, as_json: bool) -> None:
    """Say what a rule would have folded."""
    tested = ruling.back_test(desk.store, ruling.rule_state(desk.store, rule).rule)
    mattered = {(one.watch, one.finding) for one in tested.mattered}
    if as_json:
        folds = [{**asdict(one), "mattered": (one.watch, one.finding) in mattered} for one in tested.folds]
        answer({"schema": 1, "rule": asdict(tested.rule), "passes": tested.passes, "folds": folds})
        return
    click.echo(
        f"{rule} would have folded {show.count(len(tested.folds), 'finding')}, {len(mattered)} of which somebody confirmed:"
    )
    for one in tested.folds:
        mark = "!" if (one.watch, one.finding) in mattered else " "
        said = " → ".join(filter(None, (one.quote_before, one.quote_after)))
        click.echo(f" {mark} {one.watch}/{one.finding[:12]} {one.kind} {one.subject}: {said}")
