"""The record of reviewing in a shell: packets taken over, events exported, rules tested and put in force."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from tracker.cli.options import Session, answer, json_option, pass_session
from tracker.cli.review import text_option
from tracker.cli.reviewing import (
    Desk,
    as_option,
    done,
    event_record,
    open_desk,
    say_test,
)
from tracker.desk import packets, ruling
from tracker.errors import UsageError
from tracker.reports.exports import packet
from tracker.review.chain import encode
from tracker.review.model import Action
from tracker.review.rules import Breadth
from tracker.store.histories import history
from tracker.store.inbox import View, Wanted


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@as_option
@json_option
@pass_session
def import_(session: Session, file: Path, who: str, *, as_json: bool) -> int:
    """Take over the decisions of a reviewer packet. Ends with 3 where some of them could not be."""
    parts = packet.parts(packet.read(file.read_bytes()))
    tracker = session.tracker
    watches = {watch.id: watch for watch in tracker.watches([part.watch for part in parts])}
    with open_desk(session, who) as desk:
        taken = [
            packets.take_over(
                desk.store,
                part,
                history(desk.store, watches[part.watch], tracker.registry, part.at),
                tracker.registry,
                desk.person,
                tracker.clock(),
                approvals=desk.approvals,
            )
            for part in parts
        ]
        events = [event for one in taken for event in one.events]
        later = sum(one.later for one in taken)
        refused = [
            {"watch": part.watch, "finding": one.finding, "cause": cause}
            for part, took in zip(parts, taken, strict=True)
            for one, cause in took.refused
        ]
        if as_json:
            records = [event_record(event) for event in events]
            answer({"schema": 1, "events": records, "refused": refused, "later": later})
        else:
            done(session, events, as_json=False)
            click.echo(f"{len(events)} taken over, {later} for later, {len(refused)} refused")
    for one in refused:
        click.echo(f"{one['watch']}: {one['finding']} was not taken over: {one['cause']}", err=True)
    return 3 if refused else 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), default="-")
@pass_session
def export(session: Session, file: Path) -> None:
    """Write every event as JSON Lines, oldest first; each holds the digest of the line before (SHA-256 of its bytes)."""
    with open_desk(session) as desk:
        lines = b"".join(encode(event) + b"\n" for event in desk.store.reviews.every())
        number, digest = desk.store.reviews.head()
    if str(file) == "-":
        click.echo(lines, nl=False)
    else:
        try:
            file.write_bytes(lines)
        except OSError as error:
            raise UsageError(
                f"{file} cannot be written: {error.strerror}.", hint="Name a file in a folder that is yours to write."
            ) from error
    click.echo(f"{number} events; the digest of the last is {digest or 'none'}", err=True)


@click.command()
@click.option("--propose", metavar="FINDING", help="Propose to fold what is like this finding.")
@click.option(
    "--like", "breadth", type=click.Choice([one.value for one in Breadth]), default=Breadth.THIS_EDIT_HERE.value
)
@click.option("--test", "tested", metavar="RULE", help="Show every past finding that a rule would have folded.")
@click.option("--accept", metavar="RULE", help="Put a rule in force, if it passes its test over the past.")
@click.option("--refuse", metavar="RULE", help="Refuse a rule that was proposed.")
@click.option("--withdraw", metavar="RULE", help="Take a rule out of force.")
@text_option
@as_option
@json_option
@pass_session
def rules(session: Session, /, text: str, who: str, *, as_json: bool, **options: Any) -> None:  # noqa: ANN401
    """List the rules that fold findings, or propose, test, accept, refuse or withdraw one."""
    now = session.tracker.clock()
    with open_desk(session, who) as desk:
        if options["propose"]:
            shown = desk.store.inbox.shown(desk.find(options["propose"]))
            event = ruling.propose(desk.store, shown, Breadth(options["breadth"]), text, desk.person, now)
            options["tested"] = event.rule.id if event.rule else None
        if options["accept"]:
            ruling.accept(desk.store, options["accept"], text, desk.person, now, approvals=desk.approvals)
        for name, action in (("refuse", Action.RULE_REFUSED), ("withdraw", Action.RULE_WITHDRAWN)):
            if options[name]:
                ruling.end(desk.store, action, options[name], text, desk.person, now, approvals=desk.approvals)
        if options["tested"]:
            say_test(desk, options["tested"], as_json=as_json)
        else:
            _rules(desk, as_json=as_json)


def _rules(desk: Desk, *, as_json: bool) -> None:
    states = ruling.all_rules(desk.store)
    if as_json:
        rows = [{**asdict(one.rule), "status": one.status, "proposed_by": one.proposed.who} for one in states]
        answer({"schema": 1, "rules": rows})
        return
    for one in states:
        rule = one.rule
        where = rule.watch or "everywhere"
        count = desk.store.inbox.count(Wanted(view=View.FOLDED, rule=rule.id))
        what = "this edit" if rule.cluster else "whatever it says"
        click.echo(f"{rule.id}  {one.status}  {rule.kind} {rule.subject}, {what}, {where}; folds {count} now")
    if not states:
        click.echo("There are no rules.")
