"""The commands that work on a workspace: init, check, replay, run, report, lint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import click

from tracker.cli import show
from tracker.cli.documents import INCOMPLETE, SOMETHING_FOUND
from tracker.cli.options import Session, answer, at_option, exit_code_option, json_option, pass_session
from tracker.cli.progress import progress
from tracker.errors import UsageError
from tracker.findings.model import Finding
from tracker.history import Observation, Outcome
from tracker.operation import entries, quiet
from tracker.planner import Entry
from tracker.schedule import next_runs
from tracker.service import Checked, Replayed
from tracker.store import open_store
from tracker.store.captures import SUCCESSFUL
from tracker.watches.model import Watch

#: How many of the next runs are shown.
_RUNS = 5
#: Places of one host that fail for one reason, up to which each has a line of its own.
_ALIKE = 3


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), default=".")
@pass_session
def init(session: Session, directory: Path) -> None:
    """Make a workspace: a folder for watch files, one for reports, and a first watch file to change."""
    target = (session.settings.workspace / directory).resolve()
    example = files("tracker.watches").joinpath("example.toml").read_text(encoding="utf-8")
    if any((target / "schedules").glob("*.toml")):
        raise UsageError(
            f"{target} is a workspace already.", hint="Nothing was changed; add watch files to its schedules/."
        )
    try:
        for folder in ("schedules", "reports", "releases"):
            (target / folder).mkdir(parents=True, exist_ok=True)
        path = target / "schedules" / "example.toml"
        path.write_text(example, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{target} cannot be written: {error.strerror}.", hint="Name a folder that is yours to write."
        ) from error
    click.echo(f"Made a workspace in {target}.")
    click.echo(f"Change {path} to your organisation, put releases into its folder, and run 'tracker check'.")


@click.command()
@click.argument("watches", nargs=-1, metavar="[WATCH...]")
@click.option("--full", is_flag=True, help="Look at everything that sources list, and not only at what is new.")
@click.option("--backfill", is_flag=True, help="What is found is history: it is kept and compared, and nobody is told.")
@json_option
@exit_code_option
@pass_session
def check(
    session: Session, watches: tuple[str, ...], *, full: bool, backfill: bool, as_json: bool, exit_code: bool
) -> int:
    """Look once at all watches, or at the named ones; record and compare what is new."""
    tracker = session.tracker
    chosen = tracker.watches(watches)
    if not watches:  # whoever names a watch wants it looked at
        today = tracker.today()
        for watch in chosen:
            if pause := watch.paused(today):
                click.echo(f"{watch.id}: {show.paused(pause)}", err=True)
        chosen = tuple(watch for watch in chosen if watch.paused(today) is None)
    passes = _checked_all(session, chosen, full=full, backfill=backfill, say_each=not as_json)
    if as_json:
        answer({"schema": 1, "watches": [_checked(one) for one in passes]})
    if not all(one.complete for one in passes):
        return INCOMPLETE
    return SOMETHING_FOUND if exit_code and any(one.findings for one in passes) else 0


def _checked_all(
    session: Session, chosen: tuple[Watch, ...], *, full: bool, backfill: bool, say_each: bool
) -> list[Checked]:
    passes: list[Checked] = []
    with progress("Checking watches", len(chosen), quiet=session.quiet) as bar:

        def told(one: Checked) -> None:
            passes.append(one)
            if say_each:
                with bar.aside():
                    say(session, one)
            bar.at(len(passes), len(chosen))

        session.tracker.check(chosen, told, full=full, backfill=backfill)
    return passes


def say(session: Session, one: Checked) -> None:
    """Say what one pass over one watch gave: what is wrong to standard error, findings to standard output."""
    # a look that failed with its only document is told by the document's own line
    told = {refused.detail for refused in one.unreadable}
    for look in one.looks:
        if look.outcome not in SUCCESSFUL and look.detail not in told:
            click.echo(f"{one.watch}: {look.source} could not be looked at ({look.outcome}): {look.detail}", err=True)
        for code, _, times in (notice.partition(":") for notice in look.notices):
            click.echo(f"{one.watch}: {look.source}: {show.notice(code, int(times))}", err=True)
    for refused, more in _alike(one.unreadable):
        how = "read" if refused.outcome is Outcome.UNREADABLE else f"had ({refused.outcome})"
        and_more = f" So it is with {more} more of this host." if more else ""
        click.echo(f"{one.watch}: {refused.location} could not be {how}: {refused.detail}{and_more}", err=True)
    if not session.quiet:
        new = show.count(len(one.documents), "new release") if one.documents else "no new releases"
        click.echo(f"{one.watch}: {new}, {show.count(len(one.findings), 'finding')}")
        show.findings(one.findings, session.tracker.registry)


def _alike(refused: Sequence[Observation]) -> Iterator[tuple[Observation, int]]:
    """Each place that gave no document; where many of one host gave none for one reason, the first, and how many more."""
    groups: dict[tuple[str, ...], list[Observation]] = {}
    for one in refused:
        host = urlsplit(one.location).netloc if one.outcome is not Outcome.UNREADABLE else one.location
        groups.setdefault((one.outcome, one.cause or "", host), []).append(one)
    for group in groups.values():
        if len(group) > _ALIKE:
            yield group[0], len(group) - 1
        else:
            yield from ((one, 0) for one in group)


def _checked(one: Checked) -> dict[str, object]:
    return {
        "watch": one.watch,
        "at": one.at.isoformat(),
        "sources": [
            {
                "source": look.source,
                "outcome": look.outcome,
                "seen": look.seen,
                "new": look.new,
                "unreadable": look.unreadable,
                "detail": look.detail,
                "notices": list(look.notices),
            }
            for look in one.looks
        ],
        "documents": list(one.documents),
        "unreadable": [
            {
                "location": refused.location,
                "outcome": refused.outcome,
                "cause": refused.cause,
                "detail": refused.detail,
            }
            for refused in one.unreadable
        ],
        "findings": [_brief(found) for found in one.findings],
    }


@click.command()
@click.argument("watches", nargs=-1, metavar="[WATCH...]")
@json_option
@pass_session
def replay(session: Session, watches: tuple[str, ...], *, as_json: bool) -> None:
    """Derive everything anew from the captures, and say what our own code changed."""
    tracker = session.tracker
    passes: list[Replayed] = []
    asked = tracker.watches(watches)
    with progress("Deriving watches anew", len(asked), quiet=session.quiet) as bar:

        def told(one: Replayed) -> None:
            passes.append(one)
            bar.at(len(passes), len(asked))

        tracker.replay(asked, told)
    if as_json:
        answer({"schema": 1, "watches": [_replayed(one) for one in passes]})
        return
    for one in passes:
        click.echo(
            f"{one.watch}: {show.count(one.documents, 'release')} read anew, "
            f"{show.count(len(one.gone), 'finding')} gone, {len(one.new)} new"
        )
        for sign, findings in (("-", one.gone), ("+", one.new)):
            for found in findings:
                click.echo(f"  {sign} {show.finding(found, tracker.registry)}")


def _replayed(one: Replayed) -> dict[str, object]:
    return {
        "watch": one.watch,
        "documents": one.documents,
        "gone": [_brief(found) for found in one.gone],
        "new": [_brief(found) for found in one.new],
    }


def _brief(found: Finding) -> dict[str, object]:
    return {"id": found.id, "kind": found.kind, "severity": found.severity, "subject": found.subject}


@click.command()
@at_option("today")
@pass_session
def report(session: Session, at: date | None) -> None:
    """Write the HTML reports from what is recorded."""
    tracker = session.tracker
    if not session.settings.database.is_file():
        raise UsageError(f"Nothing is recorded in {session.settings.workspace} yet.", hint="Run 'tracker check' first.")
    with progress("Reading watches", quiet=session.quiet) as bar:
        published = tracker.report(at or tracker.today(), bar.at)
    click.echo(str(published.index))


@click.command()
@json_option
@pass_session
def lint(session: Session, *, as_json: bool) -> None:
    """Check the watch files and the workspace's own standards, and show when each watch is due next."""
    tracker = session.tracker
    now = tracker.clock().replace(second=0, microsecond=0) + timedelta(minutes=1)
    watches = tracker.watches()
    tracker.routed(watches)
    due = {watch.id: _due(session, watch, now) for watch in watches}
    if as_json:
        answer(
            {
                "schema": 1,
                "watches": [
                    {
                        "watch": watch.id,
                        "name": watch.name,
                        "paused": watch.paused(now.date()) is not None,
                        "next": sorted(moment for _, runs in due[watch.id] for moment in runs)[:_RUNS],
                    }
                    for watch in watches
                ],
            }
        )
        return
    for watch in watches:
        click.echo(f"{watch.id}: {watch.name}")
        if pause := watch.paused(now.date()):
            click.echo(f"  {show.paused(pause)}")
        for entry, runs in due[watch.id]:
            click.echo(f"  {_pace(entry)}")
            for moment in runs:
                click.echo(f"    {moment}")
    click.echo(f"{len(watches)} watch file{'' if len(watches) == 1 else 's'}, no problem found.")


def _due(session: Session, watch: Watch, now: datetime) -> list[tuple[Entry, list[str]]]:
    """What of a watch is looked at together, and the next five runs of it; what is stretched asks the store, if there is one."""
    planned = entries(watch)
    last: dict[str, datetime] = {}
    since: dict[str, datetime] = {}
    if any(entry.cadence.stretch for entry in planned) and session.settings.database.is_file():
        with open_store(session.settings.database) as store:
            last = {key: run.slot for key, run in store.runs.last().items()}
            since = quiet(store, planned)
    found = []
    for entry in planned:
        runs = next_runs(entry, last.get(entry.key, now), _RUNS, quiet_since=since.get(entry.key))
        if runs and runs[0] < now:  # the service has been off for longer than this
            runs = next_runs(entry, now, _RUNS, quiet_since=since.get(entry.key))
        found.append((entry, [run.isoformat() for run in runs]))
    return found


def _pace(entry: Entry) -> str:
    source = entry.key.partition("/")[2]
    return f"{f'{source}: ' if source else ''}{entry.cadence.words} ({entry.cadence.timezone})"
