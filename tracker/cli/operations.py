"""The commands of an operator: status, backup, restore, search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from tracker.app import Tracker
from tracker.cli.options import Session, answer, json_option, pass_session
from tracker.cli.progress import progress
from tracker.cli.show import paused
from tracker.errors import UsageError
from tracker.health import SourceHealth, State, health
from tracker.operation import entries, quiet
from tracker.planner import Planner
from tracker.store import Store, open_store
from tracker.store.copies import backup as copy_store
from tracker.store.copies import restore as put_back
from tracker.store.database import exclusive
from tracker.store.runs import Run
from tracker.store.search import Found, Search
from tracker.store.upkeep import growth, verify
from tracker.watches.live import LiveFolder
from tracker.watches.model import Pause, Watch

#: A terminal's worth of sources that are not well.
_SHOWN = 12
_WELL = (State.HEALTHY, State.QUIET, State.PAUSED)
#: How many of the next runs are shown.
_RUNS = 5


@click.command()
@json_option
@pass_session
def status(session: Session, *, as_json: bool) -> None:
    """Say in one screen how the service, its sources, its messages and its store do."""
    tracker = session.tracker
    if not session.settings.database.is_file():
        raise UsageError(f"Nothing is recorded in {session.settings.workspace} yet.", hint="Run 'tracker check' first.")
    live = LiveFolder(session.settings.schedules)
    live.refresh()
    for problems in live.problems.values():
        for problem in problems:
            click.echo(f"tracker: {problem}", err=True)
    with open_store(session.settings.database) as store:
        found = describe(tracker, store, live.watches)
    if as_json:
        answer(found)
        return
    _show(found)


def describe(tracker: Tracker, store: Store, watches: tuple[Watch, ...]) -> dict[str, object]:
    """Everything that an operator asks first, as one document."""
    now = tracker.clock()
    last = store.runs.last()
    planned = {watch.id: entries(watch) for watch in watches}
    every = [entry for group in planned.values() for entry in group]
    planner = Planner()
    planner.load(every, {key: run.slot for key, run in last.items()}, now, quiet(store, every))
    undelivered = store.outbox.undelivered()
    grown = growth(store, now)
    return {
        "schema": 1,
        "at": now.isoformat(),
        "watches": [
            {
                "watch": watch.id,
                "name": watch.name,
                "paused": _paused(watch.paused(now.date())),
                **_runs(planner, watch.id, [entry.key for entry in planned[watch.id]], last),
                "sources": [_source(_health(store, watch, one.id, now)) for one in watch.sources],
            }
            for watch in watches
        ],
        "alarms": [
            {
                "watch": alarm.watch,
                "subject": alarm.subject,
                "kind": alarm.kind,
                "since": _moment(alarm.since),
                "times": alarm.times,
                "detail": alarm.detail,
            }
            for alarm in store.ledger.alarms()
        ],
        "undelivered": [
            {"message": one.id, "channel": one.channel, "at": _moment(one.at), "attempts": one.attempts}
            for one in undelivered
        ],
        "store": {"bytes": grown.size, "bytes_a_day": round(grown.a_day), "bytes_in_a_year": grown.in_a_year},
    }


def _health(store: Store, watch: Watch, source: str, now: datetime) -> SourceHealth:
    return health(store.ledger.record(watch.id, source), now, paused=watch.paused(now.date()) is not None)


def _paused(pause: Pause | None) -> dict[str, object] | None:
    if pause is None:
        return None
    until = pause.until.isoformat() if pause.until else None
    return {"reason": pause.reason, "until": until, "said": paused(pause)}


def _runs(planner: Planner, watch: str, keys: Sequence[str], last: Mapping[str, Run]) -> dict[str, object]:
    """The last run of a watch, or of any of its sources that are looked at by themselves, and the next five."""
    latest = max((last[key] for key in {watch, *keys} if key in last), key=lambda run: run.started, default=None)
    following = sorted(moment for key in keys for moment in planner.upcoming(key))[:_RUNS]
    return {
        "last": _moment(latest.started) if latest else None,
        "ended": latest.outcome if latest else None,
        "next": [_moment(moment) for moment in following],
    }


def _source(one: SourceHealth) -> dict[str, object]:
    return {
        "source": one.record.source,
        "state": one.state,
        "last": _moment(one.record.last),
        "last_good": _moment(one.record.last_good),
        "last_new": _moment(one.record.last_new),
        "failures": one.record.failures,
        "detail": one.record.detail,
    }


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment is not None else None


def _show(found: dict[str, object]) -> None:
    watches, alarms, undelivered, store = found["watches"], found["alarms"], found["undelivered"], found["store"]
    assert isinstance(watches, list)  # noqa: S101 - as `describe` made it
    assert isinstance(alarms, list)  # noqa: S101 - the same
    assert isinstance(undelivered, list)  # noqa: S101 - the same
    assert isinstance(store, dict)  # noqa: S101 - the same
    sources = [(watch, source) for watch in watches for source in watch["sources"]]
    counted = Counter(source["state"] for _, source in sources)
    states = ", ".join(f"{counted[state]} {state}" for state in State if counted[state])
    click.echo(f"{len(watches)} watch{'' if len(watches) == 1 else 'es'}, {len(sources)} sources: {states}")
    due = sorted((moment, watch["watch"]) for watch in watches for moment in watch["next"])
    for moment, name in due[:_RUNS]:
        click.echo(f"  next   {moment}  {name}")
    for watch in (one for one in watches if one["paused"]):
        click.echo(f"  {watch['watch']} is {watch['paused']['said']}")
    for watch, source in [one for one in sources if one[1]["state"] not in _WELL][:_SHOWN]:
        good = source["last_good"] or "never"
        click.echo(
            f"  {source['state']}  {watch['watch']} {source['source']}: last good look {good}. {source['detail']}"
        )
    for alarm in alarms[:_SHOWN]:
        click.echo(
            f"  alarm  {alarm['watch']} {alarm['subject']}: {alarm['kind']} since {alarm['since']}. {alarm['detail']}"
        )
    waiting = Counter(one["channel"] for one in undelivered)
    click.echo(
        "messages: " + (", ".join(f"{count} waiting for {name}" for name, count in waiting.items()) or "none waiting")
    )
    click.echo(
        f"store: {store['bytes'] / 2**20:.1f} MB, {store['bytes_in_a_year'] / 2**20:.1f} MB in a year at the present pace"
    )


@click.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@pass_session
def backup(session: Session, target: Path) -> None:
    """Copy the store to TARGET while it is in use; the copy is checked."""
    if not session.settings.database.is_file():
        raise UsageError(f"Nothing is recorded in {session.settings.workspace} yet.", hint="Run 'tracker check' first.")
    with progress("Copying pages", quiet=session.quiet) as bar:
        copy_store(session.settings.database, target, bar.at)
    click.echo(f"{target}: {target.stat().st_size / 2**20:.1f} MB, sound.")


@click.command()
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False))
@pass_session
def restore(session: Session, source: Path) -> int:
    """Put the backup SOURCE into the place of the store; the store that stood there is kept beside it."""
    database = session.settings.database
    with exclusive(database):
        with progress("Copying pages", quiet=session.quiet) as bar:
            aside = put_back(source, database, bar.at)
        with open_store(database) as store, progress("Checking captures", quiet=session.quiet) as bar:
            found = verify(store, bar.at)
    if aside is not None:
        click.echo(f"The store that stood here is {aside} now.", err=True)
    for digest in found.damaged:
        click.echo(f"The capture {digest} is damaged in the backup.", err=True)
    click.echo(f"{found.captures} captures, {len(found.damaged)} damaged.")
    return 0 if found.sound else 1


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--in", "kinds", multiple=True, type=click.Choice(list(Found)), help="Look here only; may be repeated.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Show so many hits.")
@json_option
@pass_session
def search(session: Session, words: tuple[str, ...], kinds: tuple[str, ...], limit: int, *, as_json: bool) -> None:
    """Search documents, passages and findings for all of the WORDS."""
    if not session.settings.database.is_file():
        raise UsageError(f"Nothing is recorded in {session.settings.workspace} yet.", hint="Run 'tracker check' first.")
    with open_store(session.settings.database) as store:
        index = Search(store.database, store.derived)
        with store.writing():
            index.catch_up()
        hits = index.find(" ".join(words), tuple(Found(kind) for kind in kinds) or tuple(Found), limit)
    if as_json:
        answer({"schema": 1, "hits": [asdict(hit) for hit in hits]})
        return
    for hit in hits:
        click.echo(f"{hit.kind:9} {hit.watch}: {hit.title} ({hit.ref[:12]})")
        click.echo(f"          {hit.excerpt}")
    if not hits:
        click.echo("Nothing was found.", err=True)
