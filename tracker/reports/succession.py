"""What became of a certification that is no longer named: left out, or followed by another that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.claims.model import Holder
from tracker.claims.schemes import Registry
from tracker.findings.model import Finding, Kind
from tracker.findings.reasons import Reason
from tracker.history import WatchHistory
from tracker.reports import schemes

#: The standing of a certification that earlier releases name and the newest does not: ours, beside `claims.Standing`.
DROPPED = "dropped"
#: The same, where its successor is named in its stead.
SUCCEEDED = "succeeded"
#: The same, where an equivalent, or an earlier scheme, is named in its stead.
REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Gone:
    """How a certification went: one of the three standings above, and what is named in its stead."""

    standing: str
    instead: str | None = None


def gone(history: WatchHistory, book: Registry) -> Mapping[str, Gone]:
    """The certifications that the organisation no longer names, by scheme: the last thing that a change says of each.

    One that a later release names again is not gone, whatever was said before.
    """
    place = {release.sha256: at for at, release in enumerate(history.releases)}
    named = {
        one.claim.scheme: place.get(one.sha256, -1)
        for one in history.claims
        if one.claim.holder is not Holder.THIRD_PARTY
    }
    last: dict[str, Gone] = {}
    for change in history.changes:
        at = place.get(change.after, -1)
        for finding in change.findings:
            if finding.after:
                last.pop(finding.after.scheme, None)
            went = of(finding, book)
            if went and finding.before and named.get(finding.before.scheme, -1) <= at:
                last[finding.before.scheme] = _followed(went, finding.before.scheme, named, at, book)
    return last


def _followed(went: Gone, scheme: str, named: Mapping[str, int], at: int, book: Registry) -> Gone:
    """The same, or that a successor stood beside it already and is still named."""
    facts = book.schemes.get(scheme)
    if went.standing != DROPPED or facts is None:
        return went
    successor = next((one for one in facts.successors if named.get(one, -1) >= at), None)
    return Gone(SUCCEEDED, schemes.name(successor, book)) if successor else went


def of(finding: Finding, book: Registry) -> Gone | None:
    """How the certification that a finding is about went, where it says that it went."""
    before, after = finding.before, finding.after
    if before is None:
        return None
    if after is not None and after.scheme != before.scheme:
        standing = SUCCEEDED if finding.kind is Kind.CLAIM_SUCCEEDED else REPLACED
        return Gone(standing, schemes.claim_label(after, book))
    if finding.kind is Kind.CLAIM_DROPPED:
        follower = _follower(finding)
        return Gone(SUCCEEDED, schemes.name(follower, book)) if follower else Gone(DROPPED)
    return None


def _follower(finding: Finding) -> str | None:
    codes = (reason.partition(":") for reason in finding.reasons)
    return next((about for code, _, about in codes if code == Reason.SUPERSEDED_BY and about), None)
