"""The table of certifications of one change: what each release says of each of them, and what that is worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracker.claims.schemes import Registry
from tracker.history import ClaimSeen
from tracker.reports import attention, schemes, succession
from tracker.reports.events import Chronicle, Event
from tracker.reports.pages import CertificationRow, Side
from tracker.reports.succession import DROPPED, Gone

_Claims = Mapping[str, ClaimSeen]


def rows(chronicle: Chronicle, event: Event, book: Registry) -> tuple[CertificationRow, ...]:
    """One row a certification that either release names, what changed first; a successor in the row of what it follows."""
    before = _by_scheme(chronicle.claims.get(event.before.sha256, ()) if event.before else ())
    after = _by_scheme(chronicle.claims.get(event.after.sha256, ()))
    touched = {one.subject for one in event.findings if attention.is_certification(one)}
    went, follows = _successions(event, before, after, book)
    found = [
        _row(scheme, (before, after), book, touched=scheme in touched, went=went.get(scheme), follows=follows)
        for scheme in before.keys() | after.keys()
        if scheme not in follows.values()
    ]
    return tuple(sorted(found, key=lambda row: (not row.touched, row.name.lower())))


def _successions(
    event: Event, before: _Claims, after: _Claims, book: Registry
) -> tuple[Mapping[str, Gone], Mapping[str, str]]:
    """How each scheme went that went, and, by the new scheme, the one whose place it took."""
    went: dict[str, Gone] = {}
    follows: dict[str, str] = {}
    for finding in event.change.findings if event.change else ():
        how = succession.of(finding, book)
        old, new = finding.before, finding.after
        if how and old and old.scheme not in after:
            went[old.scheme] = how
            if new and new.scheme in after and new.scheme not in before and old.scheme in before:
                follows.setdefault(new.scheme, old.scheme)
    return went, follows


def _row(
    scheme: str,
    sides: tuple[_Claims, _Claims],
    book: Registry,
    *,
    touched: bool,
    went: Gone | None,
    follows: Mapping[str, str],
) -> CertificationRow:
    earlier = follows.get(scheme)
    name = schemes.name(scheme, book)
    return CertificationRow(
        name=f"{schemes.name(earlier, book)} → {name}" if earlier else name,
        before=_side(sides[0].get(earlier or scheme), book),
        after=_side(sides[1].get(scheme), book),
        now=_side(sides[1].get(scheme), book, now=True),
        gone=None if scheme in sides[1] else went or Gone(DROPPED),
        where=_where(scheme, sides, book),
        touched=touched or went is not None or earlier is not None,
    )


def _by_scheme(claims: Iterable[ClaimSeen]) -> dict[str, ClaimSeen]:
    """The claims of one release, one a scheme: the first with an edition, which says most."""
    found: dict[str, ClaimSeen] = {}
    for one in claims:
        held = found.get(one.claim.scheme)
        if held is None or (held.claim.edition is None and one.claim.edition is not None):
            found[one.claim.scheme] = one
    return found


def _side(seen: ClaimSeen | None, book: Registry, *, now: bool = False) -> Side | None:
    if seen is None:
        return None
    worth = seen.now if now else seen.then
    return Side(
        label=schemes.claim_label(seen.claim, book),
        claim=seen.claim,
        standing=worth.standing.value,
        until=worth.until,
    )


def _where(scheme: str, sides: Sequence[_Claims], book: Registry) -> str | None:
    for side in reversed(sides):
        seen = side.get(scheme)
        if seen and seen.now.where:
            return seen.now.where
    return schemes.verify(scheme, book)
