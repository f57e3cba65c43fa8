"""The reports in other forms: files to forward and to file, the digest of a period, and evidence bundles checked."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from tracker.cli.options import Day, Session, answer, at_option, json_option, pass_session
from tracker.cli.progress import progress
from tracker.cli.reviewing import review_flaws
from tracker.errors import UsageError
from tracker.reports import coverage_page, digest_page, sentences, texts
from tracker.reports.covered import CoveragePage
from tracker.reports.exports import bundle
from tracker.reports.exports.forms import BINARY, Form
from tracker.reports.pages import DigestPage
from tracker.reports.period import Period
from tracker.reports.visible import visible
from tracker.store import open_store, upkeep

#: The exit code where a bundle is not as it was made.
DAMAGED = 1

_from = click.option("first", "--from", type=Day(), metavar="DAY", help="Only what was published on this day or later.")
_to = click.option("last", "--to", type=Day(), metavar="DAY", help="Only what was published on this day or earlier.")


def _period(first: date | None, last: date | None) -> Period:
    if first and last and first > last:
        raise UsageError(f"The period from {first} to {last} has no day.", hint="Give --from the earlier day.")
    return Period(first=first, last=last)


def _asked(session: Session) -> None:
    if not session.settings.database.is_file():
        raise UsageError(f"Nothing is recorded in {session.settings.workspace} yet.", hint="Run 'tracker check' first.")


@click.command()
@click.argument("form", type=click.Choice([form.value for form in Form]), metavar="FORMAT")
@click.argument("watch", nargs=-1, metavar="[WATCH...]")
@click.option("target", "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), default="-", metavar="FILE")
@_from
@_to
@click.option("--change", type=Day(), metavar="DAY", help="Only the change that the release of this day brought.")
@at_option("today")
@pass_session
def export(
    session: Session,
    form: str,
    watch: tuple[str, ...],
    target: Path,
    first: date | None,
    last: date | None,
    change: date | None,
    at: date | None,
) -> None:
    """Write what is known of all watches, or of the named ones, to a FILE, or to standard output.

    FORMAT is csv (findings), claims-csv, json, jsonl, atom, markdown (changes, for a ticket), packet (one HTML file to be
    mailed, with room for decisions), bundle (the captures and the report, to be checked with 'tracker verify'), pdf, or
    docx (changes, as tracked changes).
    """
    _asked(session)
    asked = Form(form)
    if asked in BINARY and str(target) == "-" and sys.stdout.isatty():
        raise UsageError(f"A {asked} is no text that a terminal can show.", hint="Name a file with -o FILE.")
    period = _period(first, last)
    day = at or session.tracker.today()
    made = session.tracker.export(asked, watch, day, period=period, change=change)
    _write(target, made)
    if str(target) != "-" and not session.quiet:
        click.echo(str(target), err=True)


def _write(target: Path, body: bytes) -> None:
    """The whole file or nothing: written beside its place, then moved over it."""
    if str(target) == "-":
        click.echo(body, nl=False)
        return
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(body)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(
            f"{target} cannot be written: {error.strerror}.", hint="Name a file in a folder that is yours to write."
        ) from error


@click.command()
@click.argument("watch", nargs=-1, metavar="[WATCH...]")
@_from
@_to
@at_option("today")
@json_option
@pass_session
def digest(
    session: Session, watch: tuple[str, ...], first: date | None, last: date | None, at: date | None, *, as_json: bool
) -> None:
    """Say what the releases of a period changed, and how often was looked."""
    _asked(session)
    tracker = session.tracker
    day = at or tracker.today()
    page = digest_page.of(tracker.histories(day, watch), _period(first, last), at=day, book=tracker.registry)
    if as_json:
        answer(_digest_record(page))
    else:
        _say_digest(page)


def _say_digest(page: DigestPage) -> None:
    for entry in page.entries:
        before = ", ".join(str(one.before) for one in entry.change.comparisons)
        click.echo(
            f"{visible(entry.watch)}, {f'{before} → ' if before else ''}{entry.change.after or texts.find('ui.undated')}"
        )
        for line in entry.change.lines:
            click.echo(f"  {line.finding.severity:9} {sentences.said(line.finding.kind, line.words)}")
    click.echo(
        f"{len(page.entries)} changes with findings, {page.quiet} without; {page.looked.looks} looks at"
        f" {page.looked.sources} sources, {page.looked.failed} failed; {page.looked.unread} documents could not be read."
    )


def _digest_record(page: DigestPage) -> dict[str, object]:
    return {
        "schema": 1,
        "at": page.at.isoformat(),
        "from": _iso(page.period.first),
        "to": _iso(page.period.last),
        "quiet": page.quiet,
        "looked": {
            "sources": page.looked.sources,
            "looks": page.looked.looks,
            "failed": page.looked.failed,
            "unreadable": page.looked.unread,
        },
        "changes": [
            {
                "organisation": entry.watch,
                "after": _iso(entry.change.after),
                "compared": [{"before": _iso(one.before), "page": one.href} for one in entry.change.comparisons],
                "findings": [
                    {
                        "id": line.finding.id,
                        "kind": line.finding.kind,
                        "severity": line.finding.severity,
                        "subject": line.finding.subject,
                        "sentence": sentences.said(line.finding.kind, line.words),
                    }
                    for line in entry.change.lines
                ],
            }
            for entry in page.entries
        ],
    }


@click.command()
@click.argument("watch", nargs=-1, metavar="[WATCH...]")
@_from
@_to
@at_option("today")
@json_option
@pass_session
def coverage(
    session: Session, watch: tuple[str, ...], first: date | None, last: date | None, at: date | None, *, as_json: bool
) -> None:
    """Say for every source and month whether it was looked at, what that gave, and where nothing was learnt, and why."""
    _asked(session)
    tracker = session.tracker
    day = at or tracker.today()
    page = coverage_page.build(tracker.histories(day, watch), at=day, period=_period(first, last))
    if as_json:
        answer(_coverage_record(page))
    else:
        _say_coverage(page)


def _say_coverage(page: CoveragePage) -> None:
    for row in page.sources:
        click.echo(f"{visible(row.watch)}: {visible(row.source)}")
        for month in row.months:
            if month.looks or month.mark == "not-looked":
                said = texts.of_code("mark", month.mark, "label")
                click.echo(f"  {month.first.isoformat()[:7]}  {month.looks:4} looks  {said}")
    for gap in page.gaps:
        cause = texts.of_code("mark", gap.cause, "label") if gap.cause == "not-looked" else gap.cause
        detail = f": {visible(gap.detail)}" if gap.detail else ""
        click.echo(
            f"gap  {visible(gap.watch)}: {visible(gap.source)}, {gap.first:%Y-%m-%d} to {gap.last:%Y-%m-%d}, {cause}{detail}"
        )


def _coverage_record(page: CoveragePage) -> dict[str, object]:
    return {
        "schema": 1,
        "at": page.at.isoformat(),
        "sources": [
            {
                "organisation": row.watch,
                "source": row.source,
                "months": [
                    {
                        "month": month.first.isoformat()[:7],
                        "result": month.mark,
                        "looks": month.looks,
                        "new": month.new,
                        "failed": month.failed,
                        "unreadable": month.unread,
                    }
                    for month in row.months
                ],
            }
            for row in page.sources
        ],
        "gaps": [
            {
                "organisation": gap.watch,
                "source": gap.source,
                "from": gap.first.isoformat(),
                "to": gap.last.isoformat(),
                "cause": gap.cause,
                "detail": gap.detail,
            }
            for gap in page.gaps
        ],
    }


def _iso(on: date | None) -> str | None:
    return on.isoformat() if on else None


def verify_bundle(path: Path) -> bool:
    """Check an evidence bundle, say each flaw on standard error, and say whether it is as it was made.

    Raises:
        UsageError: there is no such file, or it cannot be read.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", hint="Name an evidence bundle.") from error
    flaws = bundle.flaws(body)
    for flaw in flaws:
        where = f"{visible(flaw.path)}: " if flaw.path else ""
        click.echo(f"{path}: {where}{texts.find(f'bundle.{flaw.fault}')}", err=True)
    if not flaws:
        click.echo(f"{path}: every file is as it was made.")
    return not flaws


@click.command()
@click.argument("bundle_path", type=click.Path(path_type=Path, dir_okay=False), required=False, metavar="[BUNDLE]")
@pass_session
def verify(session: Session, bundle_path: Path | None) -> int:
    """Check that an evidence bundle is as it was made; without one, every digest of the store.

    Every capture is compared with its digest, and the audit chain of the review desk is proved from its first event to its last.
    """
    if bundle_path is not None:
        return 0 if verify_bundle(bundle_path) else DAMAGED
    _asked(session)
    with open_store(session.settings.database) as store:
        with progress("Checking captures", quiet=session.quiet) as bar:
            found = upkeep.verify(store, bar.at)
        flaws = [
            *(f"The capture {sha256} no longer has its digest; restore a backup." for sha256 in found.damaged),
            *(f"SQLite says of its own file: {said}" for said in found.structure),
            *review_flaws(store),
        ]
        events, digest = store.reviews.head()
    if found.sound:
        click.echo(f"{found.captures} captures, and each has its digest.")
    for flaw in flaws:
        click.echo(f"tracker: {flaw}", err=True)
    if flaws:
        return DAMAGED
    click.echo(f"{events} events in the audit chain, and it holds{f'; the last digest is {digest}' if digest else ''}.")
    return 0
