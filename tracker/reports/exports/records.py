"""The machine's view of the reports: typed records, the schema of every JSON export (docs/report.schema.json)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from tracker.claims.schemes import Registry
from tracker.documents.typography import encodable
from tracker.findings.model import Evidence, Finding
from tracker.history import Looks, Observation, Release, WatchHistory
from tracker.reports import claimed, links, sentences
from tracker.reports.events import Chronicle, Event
from tracker.reports.pages import ClaimRow
from tracker.reports.period import EVER, Period

SCHEMA = 1


class QuoteRecord(Struct, frozen=True, kw_only=True):
    """A quote with its place: code points `start` to `end` of the text of the release with this digest."""

    quote: str
    start: int
    end: int
    sha256: str


class FindingRecord(Struct, frozen=True, kw_only=True):
    """One finding, said of the release of `published_after`; it belongs to a change, or the calendar alone made it true."""

    watch: str
    organisation: str
    id: str
    kind: str
    severity: str
    subject: str
    sentence: str
    reasons: tuple[str, ...]
    change: str | None
    published_before: date | None
    published_after: date | None
    until: str | None
    said_before: str | None
    said_after: str | None
    before: QuoteRecord | None
    after: QuoteRecord | None
    page: str


class ClaimRecord(Struct, frozen=True, kw_only=True):
    """One certification as an organisation claims it in its newest word on it."""

    watch: str
    organisation: str
    scheme: str
    label: str
    edition: str | None
    status: str
    modality: str
    scope: str | None
    standing: str
    until: date | None
    instead: str | None
    first_named: date | None
    last_named: date | None
    verify: str | None
    quote: str


class CaptureRecord(Struct, frozen=True, kw_only=True):
    """A further capture of a release: by another route, or altered where it was published."""

    sha256: str
    source: str
    location: str
    size: int
    retrieved: datetime


class ReleaseRecord(Struct, frozen=True, kw_only=True):
    """One release, without its text."""

    sha256: str
    source: str
    location: str
    media_type: str
    size: int
    retrieved: datetime
    reader: str
    derived_by: str
    title: str | None
    published: date | None
    late: bool
    captures: tuple[CaptureRecord, ...]


class ObservationRecord(Struct, frozen=True, kw_only=True):
    """The newest look at one place."""

    source: str
    location: str
    outcome: str
    at: datetime
    sha256: str | None
    cause: str | None
    detail: str


class LooksRecord(Struct, frozen=True, kw_only=True):
    """Looks at one source in one month that all gave the same."""

    source: str
    outcome: str
    first: datetime
    last: datetime
    count: int
    new: int
    unreadable: int
    detail: str


class WatchRecord(Struct, frozen=True, kw_only=True):
    """Everything that is known of one organisation on the day."""

    id: str
    name: str
    checked: datetime | None
    claims: tuple[ClaimRecord, ...]
    findings: tuple[FindingRecord, ...]
    releases: tuple[ReleaseRecord, ...]
    observations: tuple[ObservationRecord, ...]
    looks: tuple[LooksRecord, ...]
    page: str


class ReportRecord(Struct, frozen=True, kw_only=True):
    """The whole report."""

    schema: int
    at: date
    watches: tuple[WatchRecord, ...]


def report(histories: Sequence[WatchHistory], *, at: date, book: Registry, period: Period = EVER) -> ReportRecord:
    """The whole report as records, in the order of the histories; of a period, with what was published in it alone."""
    return ReportRecord(schema=SCHEMA, at=at, watches=tuple(_watch(history, book, period) for history in histories))


def findings(history: WatchHistory, book: Registry) -> tuple[FindingRecord, ...]:
    """Every finding of one organisation once: newest first, and before all what is true on the report's day."""
    releases = Chronicle(history=history).releases
    made: dict[str, FindingRecord] = {}
    for finding in history.standing_findings:
        quoted = finding.evidence_after.sha256 if finding.evidence_after else ""
        event = Event(after=releases[quoted], href=links.watch(history.id)) if quoted in releases else None
        made.setdefault(finding.id, _finding(history, finding, event, book))
    for event in reversed(Chronicle(history=history).events):
        for finding in event.findings:
            made.setdefault(finding.id, _finding(history, finding, event, book))
    return tuple(made.values())


def claims(history: WatchHistory, book: Registry) -> tuple[ClaimRecord, ...]:
    """Every certification of one organisation as it is claimed now."""
    return tuple(_claim(history, row) for row in claimed.rows(history, book))


def _watch(history: WatchHistory, book: Registry, period: Period) -> WatchRecord:
    return WatchRecord(
        id=encodable(history.id),
        name=encodable(history.name),
        checked=history.checked,
        claims=claims(history, book),
        findings=tuple(one for one in findings(history, book) if period.holds(one.published_after)),
        releases=tuple(_release(one) for one in history.releases if period.holds(one.published)),
        observations=tuple(_observation(one) for one in history.observations),
        looks=tuple(_looks(one) for one in period.of(history.looks)),
        page=links.watch(history.id),
    )


def _finding(history: WatchHistory, finding: Finding, event: Event | None, book: Registry) -> FindingRecord:
    change = event.change if event and event.change and finding in event.change.findings else None
    before = event.before if event and change else None
    return FindingRecord(
        watch=encodable(history.id),
        organisation=encodable(history.name),
        id=finding.id,
        kind=finding.kind,
        severity=finding.severity,
        subject=encodable(finding.subject),
        sentence=sentences.line(finding, book),
        reasons=tuple(encodable(reason) for reason in finding.reasons),
        change=change.id if change else None,
        published_before=before.published if before else None,
        published_after=event.after.published if event else None,
        until=maybe(finding.until),
        said_before=maybe(finding.said_before),
        said_after=maybe(finding.said_after),
        before=_quote(finding.evidence_before, before.sha256 if before else ""),
        after=_quote(finding.evidence_after, event.after.sha256 if event else ""),
        page=event.href if event else links.watch(history.id),
    )


def _quote(evidence: Evidence | None, sha256: str) -> QuoteRecord | None:
    if evidence is None:
        return None
    return QuoteRecord(
        quote=encodable(evidence.quote),
        start=evidence.span.start,
        end=evidence.span.end,
        sha256=evidence.sha256 or sha256,
    )


def _claim(history: WatchHistory, row: ClaimRow) -> ClaimRecord:
    return ClaimRecord(
        watch=encodable(history.id),
        organisation=encodable(history.name),
        scheme=row.claim.scheme,
        label=row.badge.label,
        edition=maybe(row.claim.edition),
        status=row.claim.status,
        modality=row.claim.modality,
        scope=maybe(row.claim.scope),
        standing=row.badge.standing,
        until=row.badge.until,
        instead=row.badge.instead,
        first_named=row.first,
        last_named=row.last,
        verify=maybe(row.where),
        quote=encodable(row.claim.quote),
    )


def _release(one: Release) -> ReleaseRecord:
    return ReleaseRecord(
        sha256=one.sha256,
        source=encodable(one.source),
        location=encodable(one.location),
        media_type=encodable(one.media_type),
        size=one.size,
        retrieved=one.retrieved,
        reader=one.reader,
        derived_by=one.derived_by,
        title=maybe(one.title),
        published=one.published,
        late=one.late,
        captures=tuple(
            CaptureRecord(
                sha256=further.sha256,
                source=encodable(further.source),
                location=encodable(further.location),
                size=further.size,
                retrieved=further.retrieved,
            )
            for further in one.captures
        ),
    )


def _observation(one: Observation) -> ObservationRecord:
    return ObservationRecord(
        source=encodable(one.source),
        location=encodable(one.location),
        outcome=one.outcome,
        at=one.at,
        sha256=one.sha256,
        cause=maybe(one.cause),
        detail=encodable(one.detail),
    )


def _looks(one: Looks) -> LooksRecord:
    return LooksRecord(
        source=encodable(one.source),
        outcome=one.outcome,
        first=one.first,
        last=one.last,
        count=one.count,
        new=one.new,
        unreadable=one.unreadable,
        detail=encodable(one.detail),
    )


def maybe(text: str | None) -> str | None:
    """The same text, where there is one."""
    return None if text is None else encodable(text)
