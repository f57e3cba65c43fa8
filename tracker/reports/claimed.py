"""What an organisation claims now, in its newest word on each certification."""

from __future__ import annotations

from datetime import date

from tracker.claims.model import Modality, Standing
from tracker.claims.schemes import Registry
from tracker.findings.model import Kind
from tracker.history import ClaimSeen, WatchHistory
from tracker.reports import links, own, schemes
from tracker.reports.pages import DROPPED, Badge, ClaimRow

#: Standings that ask for a look, worst first; the rest is in order.
ORDER = (
    Standing.EXPIRED.value,
    Standing.WITHDRAWN.value,
    Standing.NOT_YET_PUBLISHED.value,
    DROPPED,
    Standing.IN_TRANSITION.value,
    Standing.UNKNOWN.value,
    Standing.CURRENT.value,
    Standing.UNSTATED.value,
)


def rows(history: WatchHistory, book: Registry) -> tuple[ClaimRow, ...]:
    """One row a certification: the newest claim about it, or that it is no longer named.

    A scheme that gave way to its successor has no row of its own any longer; the timeline has it.
    """
    gone = _last_said(history)
    seen: dict[str, list[ClaimSeen]] = {}
    for one in own.claims(history):
        if one.claim.modality is not Modality.NEGATED:
            seen.setdefault(one.claim.scheme, []).append(one)
    found = [
        _row(scheme, ones, book, dropped=scheme in gone)
        for scheme, ones in seen.items()
        if gone.get(scheme) is not Kind.CLAIM_SUCCEEDED
    ]
    return tuple(sorted(found, key=lambda row: (ORDER.index(row.badge.standing), row.badge.label)))


def _row(scheme: str, ones: list[ClaimSeen], book: Registry, *, dropped: bool) -> ClaimRow:
    newest = _newest(ones)
    days = sorted(one.published for one in ones if one.published)
    return ClaimRow(
        badge=Badge(
            label=schemes.claim_label(newest.claim, book),
            standing=DROPPED if dropped else newest.now.standing.value,
            until=None if dropped else newest.now.until,
            href=links.standard(scheme),
        ),
        claim=newest.claim,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        where=newest.now.where or schemes.verify(scheme, book),
        doubts=newest.now.doubts,
    )


def _newest(ones: list[ClaimSeen]) -> ClaimSeen:
    """The newest claim; of several in one release, the one with an edition, which says more."""
    day = max(one.published or date.min for one in ones)
    same_day = [one for one in ones if (one.published or date.min) == day]
    return next((one for one in same_day if one.claim.edition), same_day[0])


def _last_said(history: WatchHistory) -> dict[str, Kind]:
    """The last thing that a change says of each scheme, where it says that the scheme went."""
    last: dict[str, Kind] = {}
    for change in history.changes:
        for finding in change.findings:
            if finding.kind is Kind.CLAIM_DROPPED:
                last[finding.subject] = finding.kind
            elif finding.kind is Kind.CLAIM_SUCCEEDED and finding.before and finding.after:
                last[finding.before.scheme] = finding.kind
                last.pop(finding.after.scheme, None)
            elif finding.after:
                last.pop(finding.subject, None)
    return last
