"""The review desk in a shell: list, show, decide, approve."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click
from rich.text import Text

from tracker.cli import show
from tracker.cli.options import Day, Session, answer, json_option, pass_session
from tracker.cli.reviewing import (
    as_option,
    done,
    everywhere_option,
    finding_record,
    open_desk,
    row_record,
    say,
    say_test,
)
from tracker.desk import ruling
from tracker.desk.decide import on_desk, same_edit, undo
from tracker.review.model import Action, Event, Ground
from tracker.review.rules import Breadth
from tracker.store.inbox import RANKS, View, Wanted


@click.group()
def review() -> None:
    """Work through findings, decide, and prove what was decided."""


@review.command("list")
@click.option(
    "--view", type=click.Choice([*(view.value for view in View), "all"]), default=View.OPEN.value, show_default=True
)
@click.option("--watch", default="", help="Only of this watch.")
@click.option("--scheme", "subject", default="", help="Only about this scheme or fact.")
@click.option("--severity", type=click.Choice([rank.value for rank in RANKS]), default=None)
@click.option("--standing", default="", help="Only claims of this standing, such as expired.")
@click.option("--assignee", default="", help="Only what is this person's.")
@click.option("--reviewer", default="", help="Only what this person decided.")
@click.option("--search", "words", default="", help="Only what has these words.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True)
@json_option
@pass_session
def list_(session: Session, /, *, limit: int, as_json: bool, severity: str | None, **filters: str) -> None:
    """What is on the desk, most urgent first."""
    with open_desk(session) as desk:
        wanted = Wanted(severity=severity or "", **filters)
        rows = desk.store.inbox.find(wanted, limit=limit)
        if as_json:
            count = desk.store.inbox.count(wanted)
            answer({"schema": 1, "view": wanted.view, "count": count, "findings": [row_record(row) for row in rows]})
            return
        table = show.table("finding", "severity", "due", "organisation", "what", "status", "who")
        for row in rows:
            who = row.assignee or row.reviewer
            status = row.status + (
                " (awaiting approval)" if row.awaiting else " (changed since)" if row.differs else ""
            )
            cells = (row.finding[:12], row.severity, row.due or "", row.organisation, row.sentence, status, who)
            table.add_row(*(Text(cell) for cell in cells))
        show.console().print(table if rows else "Nothing here.")
        counts = desk.store.inbox.counts()
        click.echo(" · ".join(f"{sum(counts[view].values())} {view}" for view in View), err=True)


@review.command("show")
@click.argument("finding")
@json_option
@pass_session
def show_(session: Session, finding: str, *, as_json: bool) -> None:
    """One finding, its evidence, and everything that was done about it."""
    with open_desk(session) as desk:
        row = desk.find(finding)
        one = on_desk(desk.store, row.watch, row.finding, approvals=desk.approvals)
        others = same_edit(desk.store, row)
        if as_json:
            answer(
                {
                    "schema": 1,
                    **finding_record(one),
                    "same_edit": [f"{other.watch}/{other.finding}" for other in others],
                }
            )
            return
        say(one, others)


def _act(
    session: Session,
    action: Action,
    findings: Sequence[str],
    who: str,
    **options: Any,  # noqa: ANN401
) -> tuple[Event, ...]:
    """Do one thing to the findings that are named, and where asked to the same edit everywhere."""
    everywhere, as_json = options.pop("everywhere", False), options.pop("as_json")
    with open_desk(session, who) as desk:
        rows = [desk.find(name) for name in findings]
        if everywhere:
            rows += [other for row in tuple(rows) for other in same_edit(desk.store, row)]
        unique = list({row.id: row for row in rows}.values())
        events = desk.order(action, unique, **options)
        done(session, events, as_json=as_json)
    return events


findings_argument = click.argument("findings", nargs=-1, required=True, metavar="FINDING...")
text_option = click.option("-m", "--message", "text", default="", help="Why, in words.")


@review.command()
@findings_argument
@text_option
@everywhere_option
@as_option
@json_option
@pass_session
def confirm(session: Session, /, findings: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """The finding is right, and it matters."""
    _act(session, Action.CONFIRMED, findings, **options)


@review.command()
@findings_argument
@click.option("--reason", "ground", type=click.Choice([ground.value for ground in Ground]), required=True)
@click.option(
    "--always",
    "breadth",
    type=click.Choice([one.value for one in Breadth]),
    help="Propose to fold what is like it from now on, and show what that would have folded.",
)
@text_option
@everywhere_option
@as_option
@json_option
@pass_session
def dismiss(
    session: Session,
    /,
    findings: tuple[str, ...],
    ground: str,
    breadth: str | None,
    **options: Any,  # noqa: ANN401
) -> None:
    """The finding needs nothing, for one of the reasons."""
    events = _act(session, Action.DISMISSED, findings, ground=Ground(ground), **options)
    if breadth is None:
        return
    now = session.tracker.clock()
    with open_desk(session, options["who"]) as desk:
        alike = {
            ruling.propose_anew(desk.store, event.shown, Breadth(breadth), options["text"], desk.person, now).id: None
            for event in events
            if event.shown is not None
        }
        for rule in () if options["as_json"] else alike:
            say_test(desk, rule, as_json=False)


@review.command()
@findings_argument
@click.option("--to", "correction", required=True, help="What the finding should have said.")
@text_option
@as_option
@json_option
@pass_session
def correct(session: Session, /, findings: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """The finding should have said something else."""
    _act(session, Action.CORRECTED, findings, **options)


@review.command()
@findings_argument
@text_option
@as_option
@json_option
@pass_session
def escalate(session: Session, /, findings: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """Somebody else must look at once."""
    _act(session, Action.ESCALATED, findings, **options)


@review.command()
@findings_argument
@text_option
@as_option
@json_option
@pass_session
def reopen(session: Session, /, findings: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """What was decided no longer holds; it stays on record."""
    _act(session, Action.REOPENED, findings, **options)


@review.command()
@findings_argument
@click.option("--to", "assignee", required=True, help="Whose it is from now on; empty for nobody's.")
@as_option
@json_option
@pass_session
def assign(session: Session, /, findings: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """Give findings to somebody."""
    _act(session, Action.ASSIGNED, findings, **options)


@review.command()
@findings_argument
@click.option("--on", "due", type=Day(), required=True, metavar="DAY", help="The day.")
@as_option
@json_option
@pass_session
def due(session: Session, /, findings: tuple[str, ...], due: date, **options: Any) -> None:  # noqa: ANN401
    """Say by when findings must be decided."""
    _act(session, Action.DUE, findings, due=due, **options)


@review.command()
@findings_argument
@click.option("-m", "--message", "text", required=True, help="What you want to say.")
@as_option
@json_option
@pass_session
def comment(session: Session, /, findings: tuple[str, ...], **options: Any) -> None:  # noqa: ANN401
    """Say something, and decide nothing."""
    _act(session, Action.COMMENTED, findings, **options)


@review.command()
@findings_argument
@click.option("--decline", is_flag=True, help="Do not agree; the finding is open again.")
@text_option
@as_option
@json_option
@pass_session
def approve(session: Session, /, findings: tuple[str, ...], *, decline: bool, **options: Any) -> None:  # noqa: ANN401
    """Agree, as a second person, with what was decided."""
    _act(session, Action.DECLINED if decline else Action.APPROVED, findings, **options)


@review.command("undo")
@click.argument("number", type=click.IntRange(1, 2**63 - 1))
@as_option
@json_option
@pass_session
def undo_(session: Session, number: int, who: str, *, as_json: bool) -> None:
    """Take back your own act, by its number, within a minute; it stays on record as superseded."""
    with open_desk(session, who) as desk:
        added = undo(desk.store, number, desk.person, session.tracker.clock(), approvals=desk.approvals)
        done(session, added, as_json=as_json)
