"""What a claim is worth on a date: current, in transition, expired, withdrawn, premature, or not to be told.

The rules are docs/claims.md, "Standing". A date decides only as far as its confidence allows: below one source it is
reported in `doubts`, and never calls a claim expired, withdrawn or premature.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tracker.claims.model import Assessment, Claim, Standing, Status
from tracker.claims.schemes import Day, Edition, Policy, Registry, Scheme

#: Policies under which an older edition stays usable; with the doubt that says why.
_STAYS_USABLE = {
    Policy.CONTRACTUAL: "older-edition-usable-by-contract",
    Policy.PROGRAMME: "earlier-stage-of-programme",
    Policy.CUMULATIVE: "later-text-adds",
    Policy.PARALLEL: "laws-stand-side-by-side",
    Policy.GUIDANCE: "guidance-not-certifiable-alone",
    Policy.SCHEME_RULE: "rule-for-certification-bodies",
}

#: Statuses that somebody other than the holder has given.
_GIVEN = frozenset(
    {
        Status.CERTIFIED,
        Status.REGISTERED,
        Status.ACCREDITED,
        Status.LISTED,
        Status.QUALIFIED,
        Status.LICENSED,
        Status.APPROVED,
        Status.HELD,
    }
)

#: Months from the end of the publication month to the end of a transition, as management-system standards have it.
_TRANSITION_MONTHS = 36


def assess(claim: Claim, registry: Registry, at: date) -> Assessment:
    """The standing of a claim on a day.

    Args:
        claim: What is claimed; its scheme may be unknown to the registry.
        registry: The schemes and their dates.
        at: The day on which the claim is judged.

    Returns:
        The standing; the last day on which a certificate to the edition can be valid, where one is known; the
        confidence of the date that decided; reason codes; and where the claim can be verified.
    """
    scheme = registry.scheme(claim.scheme)
    if scheme is None:
        return Assessment(Standing.UNKNOWN, doubts=("scheme-unknown",))
    assessment = _standing(claim, scheme, at)
    doubts = dict.fromkeys([*assessment.doubts, *_of_the_word(claim, scheme)])
    return replace(assessment, doubts=tuple(doubts), where=scheme.verify or None)


def misused(status: Status, scheme: Scheme) -> bool:
    """Whether the word is one that the scheme has no use for ("SOC 2 certified")."""
    return status in scheme.wrong


def derived_end(edition: Edition) -> date | None:
    """Thirty-six months after the month in which the edition was superseded: a suggestion, never an alarm."""
    if edition.superseded is None:
        return None
    months = edition.superseded.first.month - 1 + _TRANSITION_MONTHS
    year, month = edition.superseded.first.year + months // 12, months % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _of_the_word(claim: Claim, scheme: Scheme) -> Iterable[str]:
    """What the claim's own word says against it."""
    if misused(claim.status, scheme):
        yield "status-misused"
    if claim.status not in _GIVEN and claim.status not in scheme.right:
        yield "claimed-not-certified"


def _standing(claim: Claim, scheme: Scheme, at: date) -> Assessment:
    """The standing alone, before the word is looked at."""
    if scheme.opened and _before(at, scheme.opened) and claim.status in _GIVEN:
        return _premature(scheme.opened)
    level = scheme.relabelled.get(claim.edition or "", claim.edition)
    edition = scheme.edition(claim.edition)
    if edition is None and level in scheme.levels:
        return _withdrawn(scheme, at) or Assessment(Standing.CURRENT, doubts=("level-has-no-dates",))
    if claim.edition is None:
        return _unstated(scheme, at)
    if edition is None:
        return Assessment(Standing.UNKNOWN, doubts=("edition-not-listed" if scheme.partial else "edition-unknown",))
    return _of_edition(edition, scheme, at)


def _unstated(scheme: Scheme, at: date) -> Assessment:
    """No edition is named, so that only the scheme itself can be judged."""
    withdrawn = _withdrawn(scheme, at)
    if withdrawn:
        return withdrawn
    issued = [edition.published for edition in scheme.editions if edition.published and not edition.planned]
    if scheme.editions and not issued and all(edition.planned for edition in scheme.editions):
        return Assessment(Standing.NOT_YET_PUBLISHED, doubts=("planned",))
    if issued and _before(at, issued[0]):
        return _premature(issued[0])
    return Assessment(Standing.UNSTATED, doubts=() if issued else ("scheme-has-no-editions",))


def _withdrawn(scheme: Scheme, at: date) -> Assessment | None:
    """Withdrawn with no successor edition: dead once its last certificate is."""
    if scheme.withdrawn is None or at <= scheme.withdrawn.last:
        return None
    ends = max((edition.ends for edition in scheme.editions if edition.ends), key=lambda day: day.last, default=None)
    last = ends if ends and ends.last > scheme.withdrawn.last else scheme.withdrawn
    if at <= last.last:
        return Assessment(Standing.IN_TRANSITION, until=last.last, confidence=last.confidence)
    if last.confidence.alarms:
        return Assessment(Standing.WITHDRAWN, until=last.last, confidence=last.confidence)
    return Assessment(
        Standing.UNKNOWN, until=last.last, confidence=last.confidence, doubts=("withdrawal-only-reported",)
    )


def _of_edition(edition: Edition, scheme: Scheme, at: date) -> Assessment:
    """An edition that the publisher did issue, or plans to."""
    if edition.planned:
        return Assessment(Standing.NOT_YET_PUBLISHED, doubts=("planned",))
    if edition.published and _before(at, edition.published):
        return _premature(edition.published)
    if edition.ends and at > edition.ends.last:
        return _ended(edition.ends, scheme, at)
    superseded = edition.superseded
    if superseded is None or at < superseded.last:
        day = edition.published
        return Assessment(Standing.CURRENT, confidence=day.confidence if day else None, doubts=_guidance(scheme))
    return _superseded(edition, superseded, scheme, at)


def _superseded(edition: Edition, superseded: Day, scheme: Scheme, at: date) -> Assessment:
    """Replaced by a newer edition, and not past an end of its own: what the scheme's policy makes of that."""
    if edition.ends is None:
        usable = _usable(edition, scheme)
        if usable:
            return Assessment(Standing.CURRENT, confidence=superseded.confidence, doubts=(usable,))
        later = _ended_since(edition, scheme, at)
        if later:
            return Assessment(Standing.EXPIRED, confidence=later.confidence, doubts=("later-edition-has-ended",))
        suggested = derived_end(edition)
        doubts = ("end-unknown", f"end-derived:{suggested}") if suggested else ("end-unknown",)
        return Assessment(Standing.IN_TRANSITION, confidence=superseded.confidence, doubts=doubts)
    end = edition.ends
    reported = () if end.confidence.alarms else ("end-only-reported",)
    return Assessment(Standing.IN_TRANSITION, until=end.last, confidence=end.confidence, doubts=reported)


def _usable(edition: Edition, scheme: Scheme) -> str | None:
    """Why an older edition without an end may still be used, if it may."""
    if scheme.policy is Policy.DUAL:
        required = scheme.rank(edition.name) == len(scheme.editions) - 2
        return "older-edition-required-by-contract" if required else None
    return _STAYS_USABLE.get(scheme.policy)


def _ended_since(edition: Edition, scheme: Scheme, at: date) -> Day | None:
    """The end of a later edition, where that is past: an older one cannot outlive it."""
    later = scheme.editions[scheme.editions.index(edition) + 1 :]
    return next(
        (other.ends for other in later if other.ends and at > other.ends.last and other.ends.confidence.alarms), None
    )


def _ended(ends: Day, scheme: Scheme, at: date) -> Assessment:
    """Past the last day of the edition, if that day is sure enough to say so."""
    if not ends.confidence.alarms:
        return Assessment(Standing.UNKNOWN, until=ends.last, confidence=ends.confidence, doubts=("end-only-reported",))
    withdrawn = _withdrawn(scheme, at)
    if withdrawn and withdrawn.standing is Standing.WITHDRAWN:
        return replace(withdrawn, until=ends.last, confidence=ends.confidence)
    return Assessment(Standing.EXPIRED, until=ends.last, confidence=ends.confidence)


def _before(at: date, day: Day) -> bool:
    """Whether a day lies before all the days that a date can mean."""
    return at < day.first


def _premature(published: Day) -> Assessment:
    """The text is older than what it claims, if the publication is sure enough to say so."""
    if published.confidence.alarms:
        return Assessment(Standing.NOT_YET_PUBLISHED, confidence=published.confidence)
    return Assessment(Standing.UNKNOWN, confidence=published.confidence, doubts=("publication-only-reported",))


def _guidance(scheme: Scheme) -> tuple[str, ...]:
    """Policies that limit even the current edition."""
    limits = {Policy.GUIDANCE, Policy.SCHEME_RULE}
    return (_STAYS_USABLE[scheme.policy],) if scheme.policy in limits else ()
