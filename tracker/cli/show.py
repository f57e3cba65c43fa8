"""What commands say to a person at a terminal: tables and one line a finding. The sentences are the reports'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tracker.assess import Compared, Reading
from tracker.changes.model import EditKind, SectionChange, Weight
from tracker.claims.currency import assess
from tracker.claims.schemes import Registry
from tracker.documents.sources.contract import NoticeKind
from tracker.findings.model import Finding
from tracker.reports.sentences import line
from tracker.watches.model import Pause

#: A terminal that is none (a pipe, a file) gets lines this wide, so that tables read the same everywhere.
PIPE_WIDTH = 120


def console() -> Console:
    """Where answers are written: as wide as the terminal, or `PIPE_WIDTH` where there is none."""
    terminal = Console(highlight=False)
    return terminal if terminal.is_terminal else Console(highlight=False, width=PIPE_WIDTH)


def count(number: int, thing: str) -> str:
    """So many of a thing: "1 finding", "0 findings"."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def table(*columns: str) -> Table:
    """An empty table with these columns."""
    empty = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        empty.add_column(column, overflow="fold")
    return empty


def claims(readings: Sequence[Reading], registry: Registry, at: date) -> None:
    """A table a document: each claim, its quote, what it is worth on the day, until when, and where to verify it."""
    out = console()
    for reading in readings:
        document = reading.document
        published = document.published.on.isoformat() if document.published else "no date"
        out.print(Text(f"{document.source}: {document.organisation or 'no organisation'}, {published}", style="bold"))
        if not reading.claims:
            out.print("  No certification claim was found.\n")
            continue
        rows = table("scheme", "edition", "status", f"standing on {at}", "until", "quote", "verify at")
        for said in reading.claims:
            worth = assess(said, registry, at)
            status = said.status if said.modality == "asserted" else f"{said.status} ({said.modality})"
            until = worth.until.isoformat() if worth.until else ""
            cells = (said.scheme, said.edition or "", status, worth.standing, until, said.quote, worth.where or "")
            rows.add_row(*(Text(cell) for cell in cells))
        out.print(rows)


def compared(before: Reading, after: Reading, result: Compared, registry: Registry, days: tuple[date, date]) -> None:
    """What happened, one line a finding; then the marked text of each section that changed."""
    out = console()
    for name, reading, day in (("before", before, days[0]), ("after", after, days[1])):
        published = reading.document.published
        when = published.on.isoformat() if published else "no date"
        out.print(Text(f"{name:7}{reading.document.source} ({when}; claims judged on {day})"))
    out.print()
    if not result.findings:
        out.print("Nothing was found.")
    for found in result.findings:
        out.print(Text(finding(found, registry)))
    for change in result.sections:
        _section(out, change)


def _section(out: Console, change: SectionChange) -> None:
    heading = f' "{change.heading}"' if change.heading else ""
    out.print(Text(f"\n{change.role}{heading}: {change.standing}", style="bold"))
    for edit in change.edits:
        if edit.weight is Weight.TYPOGRAPHIC:
            continue
        marked = Text("  ")
        if edit.before and edit.kind is not EditKind.MOVED:
            marked.append(f"[-{edit.before}-]", style="red")
        if edit.after:
            mark = "~" if edit.kind is EditKind.MOVED else "+"
            marked.append(f"{{{mark}{edit.after}{mark}}}", style="green")
        marked.append(f"  {edit.kind}, {edit.weight}", style="dim")
        out.print(marked)
    folded = sum(edit.weight is Weight.TYPOGRAPHIC for edit in change.edits)
    if folded:
        out.print(f"  {folded} typographic difference{'s' if folded > 1 else ''} folded")


def finding(found: Finding, registry: Registry) -> str:
    """One finding as one line, its severity first."""
    return f"{found.severity:9} {line(found, registry)}"


def findings(found: Iterable[Finding], registry: Registry) -> None:
    """One line a finding on standard output."""
    for one in found:
        click.echo(finding(one, registry))


#: What a source says of itself, by code; the numbers are counts.
_NOTICES = {
    NoticeKind.ROLLED_OVER: "all {count} listed releases are new, so that some may have been missed; look more often",
    NoticeKind.DUPLICATE_IDENTITY: "{count} identifiers stand for more than one release; addresses are used instead",
    NoticeKind.NO_LINK: "{count} entries have no address and are left out",
    NoticeKind.BROKEN: "it is not well formed, and was read as far as it goes",
    NoticeKind.EMPTY: "it lists nothing",
    NoticeKind.CUT_OFF: "it is longer than is followed ({count})",
}


def paused(pause: Pause) -> str:
    """That a watch is not looked at, until when, and why."""
    until = f" until {pause.until}" if pause.until else ""
    return f"paused{until}" + (f": {pause.reason}" if pause.reason else "")


def notice(code: str, count: int) -> str:
    """What a source says of itself, as a sentence without its full stop."""
    return _NOTICES[NoticeKind(code)].format(count=count)
