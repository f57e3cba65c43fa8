"""What needs attention: which findings are still open, in which order, and which of them are the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from tracker.claims.schemes import Registry
from tracker.findings.model import Finding, Kind, Severity
from tracker.history import WatchHistory
from tracker.reports import links, schemes, sentences
from tracker.reports.events import Chronicle
from tracker.reports.pages import FindingLine, Group, Member, Why
from tracker.reports.succession import gone

RANK = {Severity.CRITICAL: 0, Severity.WARNING: 1, Severity.NOTICE: 2, Severity.INFO: 3}

#: Facts in standing text that are no certification.
FACTS = frozenset(
    {
        Kind.LISTING_CHANGED,
        Kind.LOCATION_ADDED,
        Kind.LOCATION_DROPPED,
        Kind.FIGURE_CHANGED,
        Kind.NAME_CHANGED,
        Kind.CONTACT_CHANGED,
    }
)
#: What a text alone can do.
TEXT = frozenset(
    {
        Kind.WORDING_CHANGED,
        Kind.SECTION_ADDED,
        Kind.SECTION_DROPPED,
        Kind.SECTION_MOVED,
        Kind.SECTION_UNREADABLE,
        Kind.RELEASE_EDITED,
    }
)


def is_certification(finding: Finding) -> bool:
    """Whether a finding is about a certification."""
    return finding.kind not in FACTS and finding.kind not in TEXT


def line(finding: Finding, book: Registry, *, on: date | None = None, href: str | None = None) -> FindingLine:
    """A finding with its words."""
    return FindingLine(
        finding=finding,
        words=sentences.words(finding, book),
        reasons=tuple(why(code, book) for code in finding.reasons),
        on=on,
        until=_until(finding),
        href=href,
    )


def why(code: str, book: Registry) -> Why:
    """A reason code taken apart: "contained-in:as9100" is about AS9100."""
    bare, _, about = code.partition(":")
    return Why(bare, schemes.name(about, book) if about in book.schemes else about)


def ranked(lines: Iterable[FindingLine]) -> tuple[FindingLine, ...]:
    """Most urgent first; certifications before facts before wording; then the newest, then by subject."""
    return tuple(sorted(lines, key=_rank))


def told_once(lines: Iterable[FindingLine]) -> tuple[FindingLine, ...]:
    """Lines without those that say what another one says: of a place that took another's, what happened to the old one.

    For lists that are read; where findings are decided on, exported or proved, both stand.
    """
    found = tuple(lines)
    moves = {_move(one.finding) for one in found if one.finding.kind is Kind.LOCATION_DROPPED}
    return tuple(
        one
        for one in found
        if one.finding.kind is not Kind.LOCATION_ADDED or not all(move := _move(one.finding)) or move not in moves
    )


def _move(finding: Finding) -> tuple[str | None, str | None]:
    return finding.said_before, finding.said_after


def _rank(one: FindingLine) -> tuple[int, int, int, str, str]:
    finding = one.finding
    about = 0 if is_certification(finding) else 1 if finding.kind in FACTS else 2
    newest = -(one.on or date.min).toordinal()
    return RANK[finding.severity], about, newest, finding.subject, finding.id


def _until(finding: Finding) -> date | None:
    try:
        return date.fromisoformat(finding.until) if finding.until else None
    except ValueError:
        return None


def open_lines(history: WatchHistory, book: Registry) -> tuple[FindingLine, ...]:
    """The findings of one organisation that nothing later has overtaken.

    A finding about a certification stays open until a later change says something else about it. Facts and
    wording are open for the newest change only; that a release was altered stays open. What is true on the report's day is always open; what was true on
    the day of a release is open as long as it is true on the report's day. A certification whose successor is named is
    not missed.
    """
    last: dict[str, FindingLine] = {}
    newest: tuple[FindingLine, ...] = ()
    for event in Chronicle(history=history).events:
        if event.change:
            newest = tuple(line(one, book, on=event.after.published, href=event.href) for one in event.change.findings)
            for one in newest:
                if is_certification(one.finding):
                    last[one.finding.subject] = one
                elif one.finding.kind is Kind.RELEASE_EDITED:
                    last[event.href] = one
    went = gone(history, book)
    for subject, one in tuple(last.items()):
        how = went.get(subject)
        if one.finding.kind is Kind.CLAIM_DROPPED and how and how.instead:
            del last[subject]
    facts = [one for one in newest if not is_certification(one.finding)]
    watch = links.watch(history.id)
    standing = [line(one, book, on=history.at, href=watch) for one in history.standing_findings]
    unique = {one.finding.id: one for one in (*last.values(), *facts, *standing)}
    return ranked(unique.values())


def groups(histories: Sequence[WatchHistory], book: Registry) -> tuple[Group, ...]:
    """Open findings of all organisations, the same ones together, most urgent first, the widest first among equals."""
    found: dict[tuple[object, ...], list[tuple[FindingLine, Member]]] = {}
    for history in histories:
        for one in told_once(open_lines(history, book)):
            member = Member(name=history.name, href=one.href or "", watch_href=links.watch(history.id), on=one.on)
            found.setdefault(_same(one.finding), []).append((one, member))
    made = [
        Group(
            line=members[0][0], members=tuple(sorted((one for _, one in members), key=lambda one: (one.name, one.href)))
        )
        for members in found.values()
    ]
    return tuple(sorted(made, key=lambda group: (RANK[group.severity], -len(group.members), *_rank(group.line)[1:])))


def _same(finding: Finding) -> tuple[object, ...]:
    """What must be equal for two findings of two organisations to be the same edit."""
    before, after = finding.before, finding.after
    return (
        finding.kind,
        finding.severity,
        finding.subject,
        (before.edition, before.status, before.modality, before.scope) if before else None,
        (after.edition, after.status, after.modality, after.scope) if after else None,
        finding.said_before,
        finding.said_after,
        finding.until,
    )
