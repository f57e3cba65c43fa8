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
from tracker.findings.model import Finding
from tracker.reports.sentences import line

#: A terminal that is none (a pipe, a file) gets lines this wide, so that tables read the same everywhere.
PIPE_WIDTH = 120


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=PIPE_WIDTH)


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def claims(readings: Sequence[Reading], registry: Registry, at: date) -> None:
    """A table a document: each claim, its quote, what it is worth on the day, until when, and where to verify it."""
    console = _console()
    for reading in readings:
        document = reading.document
        published = document.published.on.isoformat() if document.published else "no date"
        console.print(
            Text(f"{document.source}: {document.organisation or 'no organisation'}, {published}", style="bold")
        )
        if not reading.claims:
            console.print("  No certification claim was found.\n")
            continue
        table = _table("scheme", "edition", "status", f"standing on {at}", "until", "quote", "verify at")
        for said in reading.claims:
            worth = assess(said, registry, at)
            status = said.status if said.modality == "asserted" else f"{said.status} ({said.modality})"
            until = worth.until.isoformat() if worth.until else ""
            cells = (said.scheme, said.edition or "", status, worth.standing, until, said.quote, worth.where or "")
            table.add_row(*(Text(cell) for cell in cells))
        console.print(table)


def compared(before: Reading, after: Reading, result: Compared, registry: Registry, days: tuple[date, date]) -> None:
    """What happened, one line a finding; then the marked text of each section that changed."""
    console = _console()
    for name, reading, day in (("before", before, days[0]), ("after", after, days[1])):
        published = reading.document.published
        when = published.on.isoformat() if published else "no date"
        console.print(Text(f"{name:7}{reading.document.source} ({when}; claims judged on {day})"))
    console.print()
    if not result.findings:
        console.print("Nothing was found.")
    for found in result.findings:
        console.print(Text(finding(found, registry)))
    for change in result.sections:
        _section(console, change)


def _section(console: Console, change: SectionChange) -> None:
    heading = f' "{change.heading}"' if change.heading else ""
    console.print(Text(f"\n{change.role}{heading}: {change.standing}", style="bold"))
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
        console.print(marked)
    folded = sum(edit.weight is Weight.TYPOGRAPHIC for edit in change.edits)
    if folded:
        console.print(f"  {folded} typographic difference{'s' if folded > 1 else ''} folded")


def finding(found: Finding, registry: Registry) -> str:
    """One finding as one line, its severity first."""
    return f"{found.severity:9} {line(found, registry)}"


def findings(found: Iterable[Finding], registry: Registry) -> None:
    """One line a finding on standard output."""
    for one in found:
        click.echo(finding(one, registry))
