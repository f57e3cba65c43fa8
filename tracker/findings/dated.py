"""What a claim means on a day, with no other text to compare: expired, in transition, premature, withdrawn, misused.

The standing is the registry's (`claims.currency`); here it becomes a finding, with the date that decided and how well that
date is attested in its reasons. The calendar alone makes these findings appear: the same claims on a later day give others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from tracker.claims.currency import assess, misused
from tracker.claims.model import Assessment, Claim, Holder, Modality, Standing
from tracker.claims.schemes import Day, Edition, Registry, Scheme
from tracker.findings.model import Finding, Kind
from tracker.findings.reasons import Reason
from tracker.findings.statement import Sides, claimed

#: A deadline is near half a year before it: about as long as a certification body needs to plan an audit.
NEAR: Final = timedelta(days=183)

_KINDS: Final = {
    Standing.EXPIRED: Kind.CLAIM_EXPIRED,
    Standing.WITHDRAWN: Kind.SCHEME_WITHDRAWN,
    Standing.IN_TRANSITION: Kind.CLAIM_IN_TRANSITION,
    Standing.NOT_YET_PUBLISHED: Kind.CLAIM_PREMATURE,
}

#: What `assess` doubts, where a reviewer should see it as a reason.
_DOUBTS: Final = {
    "end-only-reported": Reason.REPORTED_ONLY,
    "withdrawal-only-reported": Reason.REPORTED_ONLY,
    "end-unknown": Reason.END_UNKNOWN,
    "end-derived": Reason.END_DERIVED,
    "planned": Reason.PLANNED_EDITION,
    "claimed-not-certified": Reason.NOT_CERTIFIED,
}


def standing(claims: Sequence[Claim], registry: Registry, at: date, *, sha: str = "") -> tuple[Finding, ...]:
    """What the claims of one text mean on a day.

    Args:
        claims: The text's claims. Only what is asserted of the organisation itself is judged.
        registry: The schemes, their editions and their dates.
        at: The day on which the claims are judged.
        sha: The digest of the document that makes them; a finding rests on that check of the claim.

    Returns:
        Findings by scheme and edition, each once however often the text says the same. `until` is the last day on which
        a certificate to the edition can be valid, or the day of publication of an edition that is to come.
    """
    once: dict[tuple[str, str | None, Kind], Finding] = {}
    for claim in sorted(claims, key=lambda each: (each.scheme, each.edition or "", each.span)):
        if claim.holder is Holder.THIRD_PARTY or claim.modality is not Modality.ASSERTED:
            continue
        scheme = registry.scheme(claim.scheme)
        if scheme is None:
            continue
        for finding in _of_claim(claim, scheme, registry, at, sha):
            once.setdefault((claim.scheme, claim.edition, finding.kind), finding)
    return tuple(once.values())


def _of_claim(claim: Claim, scheme: Scheme, registry: Registry, at: date, sha: str) -> Iterator[Finding]:
    """The finding of a claim's standing, and the one of its word."""
    assessment = assess(claim, registry, at)
    kind = _kind(assessment)
    if kind is not None:
        edition = scheme.edition(claim.edition)
        reasons = _reasons(kind, claim, scheme, assessment, at)
        until = assessment.until
        if kind is Kind.CLAIM_PREMATURE:
            begins = (scheme.opened if scheme.opened and at < scheme.opened.first else None) or _published(edition)
            until = begins.first if begins else None
        day = until.isoformat() if until else None
        yield claimed(kind, claim.scheme, reasons, (None, claim), Sides(after=sha), until=day)
    if misused(claim.status, scheme):
        right = [Reason.RIGHT_WORD.about(status.value) for status in scheme.right]
        yield claimed(Kind.STATUS_MISUSED, claim.scheme, [Reason.WRONG_WORD, *right], (None, claim), Sides(after=sha))


def _kind(assessment: Assessment) -> Kind | None:
    """What a standing is as a finding; a date that is only reported never makes more of it than a transition."""
    if assessment.standing is not Standing.UNKNOWN:
        return _KINDS.get(assessment.standing)
    if "edition-unknown" in assessment.doubts:
        return Kind.EDITION_UNKNOWN
    return Kind.CLAIM_IN_TRANSITION if assessment.until is not None else None


def _reasons(kind: Kind, claim: Claim, scheme: Scheme, assessment: Assessment, at: date) -> Iterator[str]:
    """Which date decided, how well it is attested, and what else to know."""
    edition = scheme.edition(claim.edition)
    if kind is Kind.EDITION_UNKNOWN:
        yield from _never_issued(claim, scheme)
    else:
        yield from _dates(kind, edition, scheme)
    if assessment.confidence is not None:
        yield Reason.CONFIDENCE.about(assessment.confidence)
    if kind is Kind.CLAIM_IN_TRANSITION:
        if assessment.until is not None and assessment.until - at <= NEAR and at <= assessment.until:
            yield Reason.DEADLINE_NEAR
        if edition is not None and edition.no_new_after is not None and at > edition.no_new_after.last:
            yield Reason.NO_NEW_CERTIFICATES.about(edition.no_new_after)
    for doubt in assessment.doubts:
        code, _, what = doubt.partition(":")
        if code in _DOUBTS:
            yield _DOUBTS[code].about(what) if what else _DOUBTS[code]


def _dates(kind: Kind, edition: Edition | None, scheme: Scheme) -> Iterator[str]:
    """The dates that a standing rests on, as their sources print them."""
    if kind is Kind.CLAIM_PREMATURE:
        yield from _dated(Reason.OPENED, scheme.opened)
        yield from _dated(Reason.PUBLISHED, _published(edition))
        return
    if edition is not None:
        yield from _dated(Reason.SUPERSEDED, edition.superseded)
        yield from _dated(Reason.ENDS, edition.ends)
    yield from _dated(Reason.WITHDRAWN, scheme.withdrawn)


def _dated(reason: Reason, day: Day | None) -> Iterator[str]:
    if day is not None:
        yield reason.about(day)


def _published(edition: Edition | None) -> Day | None:
    return edition.published if edition is not None else None


def _never_issued(claim: Claim, scheme: Scheme) -> Iterator[str]:
    """That the publisher never issued the edition, the nearest that it did issue, and whether a national body printed that year."""
    yield Reason.NEVER_ISSUED
    said = claim.edition or ""
    issued = [edition for edition in scheme.editions if not edition.planned]
    for edition in issued:
        for prefix, years in sorted(edition.adopted.items()):
            if said in years:
                yield Reason.ADOPTED_YEAR.about(f"{prefix} {said} is {edition.name}")
    nearest = _nearest(said, [edition.name for edition in issued])
    if nearest is not None:
        yield Reason.NEAREST.about(nearest)


def _nearest(said: str, names: Sequence[str]) -> str | None:
    """The edition that was most likely meant: the nearest year or number, the later of two as near; else the last one issued."""
    number = re.search(r"\d+", said)
    numbered = [
        (abs(int(found.group()) - int(number.group())), -place, name)
        for place, name in enumerate(names)
        if number and (found := re.search(r"\d+", name))
    ]
    if numbered:
        return min(numbered)[2]
    return names[-1] if names else None
