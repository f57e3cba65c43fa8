"""The commands of an operator: run, status, backup, restore, verify."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime, timedelta

import click

from tracker.cli.documents import INCOMPLETE
from tracker.cli.options import Session, pass_session
from tracker.cli.workspace import say
from tracker.daemon import run_due, serve
from tracker.errors import TrackerError
from tracker.reports.links import INDEX
from tracker.schedule import DRAIN
from tracker.service import Checked
from tracker.store.runs import Repaired

#: What a log record has of its own; everything else in it was said by us.
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class JsonLines(logging.Formatter):
    """One JSON object a line: for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON, with what was said beside the message."""
        said = {key: value for key, value in vars(record).items() if key not in _OWN}
        at = datetime.fromtimestamp(record.created, UTC).isoformat()
        line = {"at": at, "level": record.levelname.lower(), "event": record.getMessage(), **said}
        return json.dumps(line, ensure_ascii=False, default=str)


def _log_to_stderr(*, quiet: bool) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s") if sys.stderr.isatty() else JsonLines())
    for name, level in (("tracker", logging.WARNING if quiet else logging.INFO), ("apscheduler", logging.WARNING)):
        log = logging.getLogger(name)
        log.handlers = [handler]
        log.setLevel(level)


@click.command()
@click.option("--due", is_flag=True, help="Run what is due now, and end; for cron and systemd timers.")
@click.option(
    "--metrics", type=click.IntRange(0, 65535), metavar="PORT", help="Answer /healthz and /metrics on 127.0.0.1:PORT."
)
@click.option(
    "--drain",
    type=click.FloatRange(0),
    default=DRAIN.total_seconds(),
    show_default=True,
    metavar="SECONDS",
    help="How long a run under way may take to finish when the service is told to stop.",
)
@pass_session
def run(session: Session, *, due: bool, metrics: int | None, drain: float) -> int:
    """The service: check every watch at its cadence, tell people and write the reports, until told to stop."""
    if due:
        return _run_due(session)
    _log_to_stderr(quiet=session.quiet)
    watches = session.tracker.watches()
    logging.getLogger("tracker").info("watching", extra={"watches": len(watches)})
    serve(session.settings, _told, _repaired, metrics=metrics, drain=timedelta(seconds=drain))
    return 0


def _run_due(session: Session) -> int:
    """Run what is due; the reports are written where that changed them, and on a new day."""
    tracker, codes = session.tracker, [0]

    def told(one: Checked) -> None:
        say(session, one)
        codes.append(0 if one.complete else INCOMPLETE)

    def failed(key: str, why: str) -> None:
        click.echo(f"{key}: the run failed: {why}", err=True)
        codes.append(TrackerError.exit_code)

    today, index = tracker.today(), session.settings.reports / INDEX
    ran = run_due(tracker, told, _repaired, failed)
    if ran or not index.is_file() or datetime.fromtimestamp(index.stat().st_mtime, UTC).date() != today:
        tracker.report(today)
    # what failed matters more than what could not be read
    return TrackerError.exit_code if TrackerError.exit_code in codes else max(codes)


def _told(one: object) -> None:
    assert isinstance(one, Checked)  # noqa: S101 - a run answers with what it did
    logging.getLogger("tracker").info(
        "checked",
        extra={
            "watch": one.watch,
            "releases": len(one.documents),
            "findings": len(one.findings),
            "complete": one.complete,
        },
    )


def _repaired(found: Repaired) -> None:
    if not found.anything:
        return
    broken = ", ".join(found.broken_off) or "none"
    click.echo(
        f"The last time ended early: runs broken off: {broken}; captures to be read: {found.uninterpreted}; "
        f"releases to be compared: {found.uncompared}; messages to be delivered: {found.undelivered}. They are finished now.",
        err=True,
    )
