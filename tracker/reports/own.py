"""Whose claim it is: a joint release ends in an About section of each party, and each speaks for itself alone."""

from __future__ import annotations

from tracker.changes.facts.names import Named, named
from tracker.claims.model import Holder
from tracker.history import ClaimSeen, Passage, Version, WatchHistory
from tracker.reports import links
from tracker.sections.model import Role


def claims(history: WatchHistory) -> tuple[ClaimSeen, ...]:
    """The claims that an organisation makes for itself, in publication order."""
    guests = tuple(
        version for passage in history.passages if is_guest(passage, history) for version in passage.versions
    )
    return tuple(
        one
        for one in history.claims
        if one.claim.holder is not Holder.THIRD_PARTY
        and not any(_holds(version, one, history) for version in guests if one.sha256 in version.seen_in)
    )


def is_guest(passage: Passage, history: WatchHistory) -> bool:
    """Whether a passage is the About section of somebody else."""
    if passage.role is not Role.ABOUT or not passage.subject:
        return False
    issuers = {release.organisation for release in history.releases if release.organisation} | {history.name}
    return all(named(passage.subject, issuer) is Named.OTHER for issuer in issuers)


def _holds(version: Version, one: ClaimSeen, history: WatchHistory) -> bool:
    """Whether a claim stands in a wording, by its place where the release's text is at hand, else by its quote."""
    release = links.release(history, one.sha256)
    if release is None or not release.text:
        return one.claim.quote in version.text
    start = release.text.find(version.text)
    return start <= one.claim.span.start < start + len(version.text) if start >= 0 else False
