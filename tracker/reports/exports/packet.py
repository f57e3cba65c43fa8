"""The reviewer packet: one file about one organisation that can be mailed, decided on, and answered with a file.

The packet's script writes the decisions to a JSON file on the reader's own machine; nothing is sent. Each decision
names the finding and the digest of what was shown of it, so that an import can refuse a decision about something that
has changed since.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

import msgspec
from msgspec import Struct

from tracker.claims.schemes import Registry
from tracker.errors import UsageError
from tracker.findings.model import Evidence
from tracker.history import Release, WatchHistory
from tracker.reports import attention, claimed, timeline
from tracker.reports.drawing import Timeline
from tracker.reports.events import Chronicle
from tracker.reports.exports import records
from tracker.reports.pages import ClaimRow, FindingLine
from tracker.reports.render import render

SCHEMA = 1
_LARGEST = 8_000_000


class Verdict(StrEnum):
    """What a reader can decide about a finding in a packet."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    LATER = "later"


class Decision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One decision: about which finding, what, why, and the digest of what was shown of it."""

    finding: str
    binds: str
    verdict: Verdict
    note: str = ""


class Decisions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file that comes back from a packet."""

    schema: int
    watch: str
    at: date
    reviewer: str
    decisions: tuple[Decision, ...]


class Refusal(StrEnum):
    """Why a decision cannot be taken over."""

    UNKNOWN_FINDING = "unknown-finding"
    CHANGED_SINCE = "changed-since"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One open finding, with its quotes and the releases that hold them."""

    line: FindingLine
    binds: str
    before: Evidence | None
    after: Evidence | None
    release_before: Release | None
    release_after: Release | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPage:
    """One organisation in one file."""

    at: date
    watch: str
    name: str
    claims: tuple[ClaimRow, ...]
    timeline: Timeline | None
    items: tuple[Item, ...]
    root: str = "../"


def packet(history: WatchHistory, *, at: date, book: Registry) -> bytes:
    """The packet of one organisation: its claims, its timeline and every open finding, to be decided."""
    return render(build(history, at=at, book=book), "packet")


def build(history: WatchHistory, *, at: date, book: Registry) -> PacketPage:
    """What stands in the packet of one organisation."""
    binds = bindings(history, book)
    releases = Chronicle(history=history).releases
    sides = {finding.id: (change.before, change.after) for change in history.changes for finding in change.findings}
    items = []
    for line in attention.open_lines(history, book):
        before, after = sides.get(line.finding.id, ("", ""))
        quoted = line.finding.evidence_after.sha256 if line.finding.evidence_after else ""
        items.append(
            Item(
                line=line,
                binds=binds[line.finding.id],
                before=line.finding.evidence_before,
                after=line.finding.evidence_after,
                release_before=releases.get(before),
                release_after=releases.get(after or quoted),
            )
        )
    return PacketPage(
        at=at,
        watch=records.whole(history.id),
        name=history.name,
        claims=claimed.rows(history, book),
        timeline=timeline.draw(history, book),
        items=tuple(items),
    )


def bindings(history: WatchHistory, book: Registry) -> Mapping[str, str]:
    """The digest of everything that is said of each finding of one organisation, by the finding's id."""
    return {
        one.id: sha256(msgspec.json.encode(one, order="deterministic")).hexdigest()
        for one in records.findings(history, book)
    }


def read(body: bytes) -> Decisions:
    """The file that came back from a packet.

    Raises:
        UsageError: it is no such file; the sentence says where it goes wrong.
    """
    if len(body) > _LARGEST:
        raise UsageError("This is no file of decisions: it is too large.")
    try:
        found = msgspec.json.decode(body, type=Decisions)
    except msgspec.MsgspecError as error:
        raise UsageError(f"This is no file of decisions: {error}", hint="Save it from the packet once more.") from error
    if found.schema != SCHEMA:
        raise UsageError(
            f"This file of decisions has the form {found.schema}, and only form {SCHEMA} is known.",
            hint="It was made by another version of this program.",
        )
    return found


def refused(decisions: Decisions, history: WatchHistory, book: Registry) -> Sequence[tuple[Decision, Refusal]]:
    """The decisions that cannot be taken over: their finding is not known, or says something else now."""
    binds = bindings(history, book)
    found: list[tuple[Decision, Refusal]] = []
    for one in decisions.decisions:
        if one.finding not in binds:
            found.append((one, Refusal.UNKNOWN_FINDING))
        elif binds[one.finding] != one.binds:
            found.append((one, Refusal.CHANGED_SINCE))
    return found
