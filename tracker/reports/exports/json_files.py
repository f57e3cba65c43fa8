"""JSON and JSON Lines, as the records have it."""

from __future__ import annotations

import msgspec

from tracker.reports.exports.records import ReportRecord


def report(made: ReportRecord) -> bytes:
    """The whole report as one JSON document."""
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def lines(made: ReportRecord) -> bytes:
    """One finding a line (`records.FindingRecord`)."""
    return msgspec.json.Encoder().encode_lines(finding for watch in made.watches for finding in watch.findings)


def schema() -> bytes:
    """The JSON Schema of the whole report."""
    made = msgspec.json.encode(msgspec.json.schema(ReportRecord))
    return msgspec.json.format(made, indent=1) + b"\n"
