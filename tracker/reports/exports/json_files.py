"""JSON and JSON Lines, as the records have it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from tracker.claims.schemes import Registry
from tracker.history import WatchHistory
from tracker.reports.exports import records


def report(histories: Sequence[WatchHistory], *, at: date, book: Registry) -> bytes:
    """The whole report as one JSON document (`records.ReportRecord`)."""
    made = msgspec.json.encode(records.report(histories, at=at, book=book))
    return msgspec.json.format(made, indent=1) + b"\n"


def lines(histories: Sequence[WatchHistory], *, book: Registry) -> bytes:
    """One finding a line (`records.FindingRecord`)."""
    found = (finding for history in histories for finding in records.findings(history, book))
    return msgspec.json.Encoder().encode_lines(found)


def schema() -> bytes:
    """The JSON Schema of the whole report."""
    made = msgspec.json.encode(msgspec.json.schema(records.ReportRecord))
    return msgspec.json.format(made, indent=1) + b"\n"
