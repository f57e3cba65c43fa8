"""The reviewer packet: one file about one organisation, or one period, to be mailed, decided on, and answered with a file.

The packet's script writes the decisions to a JSON file on the reader's own machine; nothing is sent. Each decision
names the finding and the digest of what was shown of it, so that an import can refuse a decision about something that
has changed since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tracker.claims.schemes import Registry
from tracker.documents.typography import encodable
from tracker.errors import UsageError
from tracker.findings.model import Evidence
from tracker.history import Release, WatchHistory
from tracker.reports import attention, claimed, timeline
from tracker.reports.drawing import Timeline
from tracker.reports.events import Chronicle
from tracker.reports.exports import records
from tracker.reports.pages import ClaimRow, FindingLine
from tracker.reports.period import Period
from tracker.reports.render import render

SCHEMA = 1
_LARGEST = 8_000_000


class Verdict(StrEnum):
    """What a reader can decide about a finding in a packet."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    LATER = "later"


class Decision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One decision: about which finding, what, why, and the digest of what was shown of it.

    `watch` is given where the packet is that of several organisations.
    """

    finding: str
    binds: str
    verdict: Verdict
    note: str = ""
    watch: str = ""


class Decisions(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file that comes back from a packet; `watch` is empty where the packet is that of several organisations."""

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
    watch: str
    name: str
    binds: str
    before: Evidence | None
    after: Evidence | None
    release_before: Release | None
    release_after: Release | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketPage:
    """One organisation in one file; or one period of several, which then has neither claims nor a timeline."""

    at: date
    watch: str
    name: str
    claims: tuple[ClaimRow, ...]
    timeline: Timeline | None
    items: tuple[Item, ...]
    period: Period | None = None
    root: str = "../"


def packet(history: WatchHistory, *, at: date, book: Registry) -> bytes:
    """The packet of one organisation: its claims, its timeline and every open finding, to be decided."""
    return render(build(history, at=at, book=book), "packet")


def digest(histories: Sequence[WatchHistory], period: Period, *, at: date, book: Registry) -> bytes:
    """The packet of a period: every finding of several organisations that was published in it, to be decided."""
    items = [item for history in histories for item in _items(history, _published(history, period, book), book)]
    ordered = sorted(
        items, key=lambda item: (attention.RANK[item.line.finding.severity], item.name.lower(), item.watch)
    )
    page = PacketPage(at=at, watch="", name="", claims=(), timeline=None, items=tuple(ordered), period=period)
    return render(page, "packet")


def _published(history: WatchHistory, period: Period, book: Registry) -> list[FindingLine]:
    return [
        attention.line(one, book, on=event.after.published)
        for event in Chronicle(history=history).events
        if period.holds(event.after.published)
        for one in event.findings
    ]


def build(history: WatchHistory, *, at: date, book: Registry) -> PacketPage:
    """What stands in the packet of one organisation."""
    return PacketPage(
        at=at,
        watch=encodable(history.id),
        name=history.name,
        claims=claimed.rows(history, book),
        timeline=timeline.draw(history, book),
        items=tuple(_items(history, attention.open_lines(history, book), book)),
    )


def _items(history: WatchHistory, lines: Sequence[FindingLine], book: Registry) -> Iterator[Item]:
    if not lines:
        return
    binds = bindings(history, book)
    captures = Chronicle(history=history).captures
    sides = {finding.id: (change.before, change.after) for change in history.changes for finding in change.findings}
    for line in lines:
        before, after = sides.get(line.finding.id, ("", ""))
        old, new = line.finding.evidence_before, line.finding.evidence_after
        yield Item(
            line=line,
            watch=encodable(history.id),
            name=history.name,
            binds=binds[line.finding.id],
            before=line.finding.evidence_before,
            after=line.finding.evidence_after,
            release_before=captures.get(old.sha256 if old and old.sha256 else before),
            release_after=captures.get(new.sha256 if new and new.sha256 else after),
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


def parts(decisions: Decisions) -> tuple[Decisions, ...]:
    """The decisions of each organisation apart, as if each had been sent a packet of its own."""
    given = [decisions.watch] if decisions.watch else []
    watches = dict.fromkeys([*given, *(one.watch for one in decisions.decisions if one.watch)])
    return tuple(
        replace(
            decisions,
            watch=watch,
            decisions=tuple(one for one in decisions.decisions if (one.watch or decisions.watch) == watch),
        )
        for watch in watches
    )


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
