"""CSV (RFC 4180, UTF-8 with a byte order mark, which spreadsheets need) of findings and of claims."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from tracker.reports.exports.records import FindingRecord, ReportRecord
from tracker.reports.visible import visible

#: What makes a spreadsheet take a cell for a formula, full-width signs included; white space before it does not help.
_FORMULA = re.compile(r"^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")

FINDINGS = (
    "organisation",
    "severity",
    "kind",
    "subject",
    "sentence",
    "published_before",
    "published_after",
    "until",
    "quote_before",
    "quote_after",
    "reasons",
    "page",
    "id",
)
CLAIMS = (
    "organisation",
    "label",
    "standing",
    "until",
    "instead",
    "status",
    "modality",
    "scope",
    "first_named",
    "last_named",
    "verify",
    "scheme",
    "edition",
    "quote",
)


def findings(made: ReportRecord) -> bytes:
    """Every finding, one a row."""
    return _file(FINDINGS, (_finding(one) for watch in made.watches for one in watch.findings))


def claims(made: ReportRecord) -> bytes:
    """Every certification as it is claimed now, one a row."""
    found = (one for watch in made.watches for one in watch.claims)
    return _file(CLAIMS, ([getattr(one, name) for name in CLAIMS] for one in found))


def _finding(one: FindingRecord) -> list[object]:
    special = {
        "quote_before": one.before.quote if one.before else None,
        "quote_after": one.after.quote if one.after else None,
        "reasons": " ".join(one.reasons),
    }
    return [special[name] if name in special else getattr(one, name) for name in FINDINGS]


def _file(names: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(names)
    writer.writerows([cell(value) for value in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet calculates: what looks like a formula gets an apostrophe before it."""
    text = visible("" if value is None else str(value))
    return f"'{text}" if _FORMULA.match(text) else text
