"""The demo: the sample newsroom arrives, round by round, in a workspace of its own, and is checked and reported.

Three of its organisations publish on the web: the demo serves their sites itself, at their own names, while it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from tracker import sample
from tracker.app import Tracker, build
from tracker.cli import show
from tracker.cli.options import Session, pass_session
from tracker.errors import UsageError
from tracker.findings.model import Finding, Severity
from tracker.history import WatchHistory
from tracker.sample.online import served
from tracker.service import Checked
from tracker.store.captures import SUCCESSFUL
from tracker.store.histories import says


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), default="tracker-demo")
@pass_session
def demo(session: Session, directory: Path) -> None:
    """Watch the sample newsroom that comes with this program, and write its reports into DIRECTORY."""
    if directory.exists() and any(directory.iterdir()) and not (directory / "newsroom").is_dir():
        raise UsageError(
            f"{directory} holds something else.", hint="Name another folder for the demo, or an empty one."
        )
    tracker = build(replace(session.settings, workspace=directory))
    sample.write_schedules(directory, online=True)
    with served(directory / "newsroom") as hosts:
        unread = _watched(_at_home(tracker, hosts), directory)
    today = tracker.today()
    for history in tracker.histories(today):
        click.echo(f"\n{history.name}")
        for day, found in _told(history):
            if not session.quiet or found.severity is not Severity.INFO:
                click.echo(f"  {day}  {show.finding(found, tracker.registry)}")
    for refused in unread:
        click.echo(f"\nCould not be read: {refused}")
    click.echo(f"\nThe reports: {tracker.report(today).index}")


def _at_home(tracker: Tracker, hosts: Mapping[str, int]) -> Tracker:
    """The tracker with these hosts for its web, one request after the other, and no waiting between two of them."""
    fetch = replace(tracker.workspace.fetch, interval=0.0, concurrency=1)
    return replace(tracker, workspace=replace(tracker.workspace, fetch=fetch), pinned=hosts)


def _watched(tracker: Tracker, directory: Path) -> list[str]:
    """Let the newsroom arrive, round by round, with a check after each; gives what could not be read."""
    unread: list[str] = []

    def told(one: Checked) -> None:
        failed = (f"{look.source}: {look.detail}" for look in one.looks if look.outcome not in SUCCESSFUL)
        refused = (f"{refused.location}: {refused.detail}" for refused in one.unreadable)
        unread.extend((*failed, *refused))

    for number, _ in enumerate(sample.rounds(), start=1):
        received = sample.receive(directory, number)
        click.echo(
            f"Round {number}: {len(received)} releases arrive; checking {len(tracker.watches())} organisations ...",
            err=True,
        )
        tracker.check(tracker.watches(), told)
    return unread


def _told(history: WatchHistory) -> list[tuple[str, Finding]]:
    """Every finding of a watch with the day that it is about, oldest first."""
    published = {release.sha256: str(release.published or "") for release in history.releases}
    told = [(published[change.after], found) for change in history.changes for found in change.findings]
    told += [
        (published[found.evidence_after.sha256], found) for found in history.dated if found.evidence_after is not None
    ]
    known = {says(found) for found in history.dated}
    told += [(history.at.isoformat(), found) for found in history.standing_findings if says(found) not in known]
    return sorted(told, key=lambda row: row[0])
