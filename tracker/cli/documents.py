"""The commands that answer about files, without a workspace: compare and claims."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from tracker.assess import Reading
from tracker.cli import contract, show
from tracker.cli.options import Session, answer, at_option, exit_code_option, json_option, pass_session
from tracker.errors import ReadError

SOMETHING_FOUND = 4
INCOMPLETE = 3


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@at_option("the day of each document")
@json_option
@exit_code_option
@pass_session
def compare(session: Session, old: Path, new: Path, at: date | None, *, as_json: bool, exit_code: bool) -> int:
    """Compare the standing text of two documents: what changed, and what it means for each certification."""
    tracker = session.tracker
    before, after = tracker.read(old), tracker.read(new)
    result = tracker.compare(before, after)
    days = (_day(before, at, tracker.today()), _day(after, at, tracker.today()))
    if as_json:
        answer(contract.compared(before, after, result, tracker.registry, days))
    else:
        show.compared(before, after, result, tracker.registry, days)
    return SOMETHING_FOUND if exit_code and result.findings else 0


@click.command()
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE...")
@at_option("today")
@json_option
@click.option("--text", is_flag=True, help="Print the text that spans lead into, and nothing else.")
@exit_code_option
@pass_session
def claims(
    session: Session, files: tuple[Path, ...], at: date | None, *, as_json: bool, text: bool, exit_code: bool
) -> int:
    """Show the certification claims of documents, and what each is worth on a day."""
    tracker = session.tracker
    readings: list[Reading] = []
    refused = 0
    for file in files:
        try:
            readings.append(tracker.read(file))
        except ReadError as error:
            if len(files) == 1:
                raise
            refused += 1
            click.echo(f"tracker: {error.message}", err=True)
    day = at or tracker.today()
    if text:
        for reading in readings:
            click.echo(reading.document.text, nl=False)
    elif as_json:
        answer(contract.claimed([(reading, day) for reading in readings], tracker.registry, day))
    else:
        show.claims(readings, tracker.registry, day)
    if refused:
        return INCOMPLETE
    return SOMETHING_FOUND if exit_code and any(reading.claims for reading in readings) else 0


def _day(reading: Reading, at: date | None, today: date) -> date:
    published = reading.document.published
    return at or (published.on if published else today)
