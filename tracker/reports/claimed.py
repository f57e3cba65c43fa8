"""What an organisation claims now, in its newest word on each certification."""

from __future__ import annotations

from datetime import date

from tracker.claims.model import Holder, Modality, Standing
from tracker.claims.schemes import Registry
from tracker.history import ClaimSeen, WatchHistory
from tracker.reports import links, schemes
from tracker.reports.pages import Badge, ClaimRow
from tracker.reports.succession import DROPPED, REPLACED, SUCCEEDED, Gone, gone

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
    REPLACED,
    SUCCEEDED,
)


def own(history: WatchHistory) -> tuple[ClaimSeen, ...]:
    """The claims that an organisation makes for itself, in publication order; a guest's in its releases are not."""
    return tuple(one for one in history.claims if one.claim.holder is not Holder.THIRD_PARTY)


def rows(history: WatchHistory, book: Registry) -> tuple[ClaimRow, ...]:
    """One row a certification: the newest claim about it, or how it went."""
    went = gone(history, book)
    seen: dict[str, list[ClaimSeen]] = {}
    for one in own(history):
        if one.claim.modality is not Modality.NEGATED:
            seen.setdefault(one.claim.scheme, []).append(one)
    found = [_row(scheme, ones, book, went.get(scheme)) for scheme, ones in seen.items()]
    return tuple(sorted(found, key=lambda row: (ORDER.index(row.badge.standing), row.badge.label)))


def _row(scheme: str, ones: list[ClaimSeen], book: Registry, went: Gone | None) -> ClaimRow:
    newest = _newest(ones)
    days = sorted(one.published for one in ones if one.published)
    return ClaimRow(
        badge=Badge(
            label=schemes.claim_label(newest.claim, book),
            standing=went.standing if went else newest.now.standing.value,
            until=None if went else newest.now.until,
            instead=went.instead if went else None,
            href=links.standard(scheme),
        ),
        claim=newest.claim,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        where=newest.now.where or schemes.verify(scheme, book),
    )


def _newest(ones: list[ClaimSeen]) -> ClaimSeen:
    """The newest claim; of several in one release, the one with an edition, which says more."""
    day = max(one.published or date.min for one in ones)
    same_day = [one for one in ones if (one.published or date.min) == day]
    return next((one for one in same_day if one.claim.edition), same_day[0])
