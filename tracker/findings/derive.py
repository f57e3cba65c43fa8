"""What two versions of a text claim about certifications, and what the difference means: one finding per scheme.

Claims are compared as claims, never read off the prose. Schemes are matched first; a successor or an equivalent that takes
a scheme's place is one event and not an add and a drop. Then editions, words, scope and sites, modality (`aspects`). The
strongest kind is the finding's, everything else that changed about the scheme stands in its reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tracker.claims.currency import assess
from tracker.claims.model import Claim, Holder, Modality, Standing
from tracker.claims.schemes import Registry
from tracker.findings.align import Difference, differences
from tracker.findings.aspects import Aspect, aspects, holds, now, stands
from tracker.findings.model import Finding, Kind
from tracker.findings.reasons import Reason
from tracker.findings.statement import Sides, claimed

#: Strongest first: losses before gains, what the text says before how it says it.
STRENGTH: Final[tuple[Kind, ...]] = (
    Kind.CLAIM_DROPPED,
    Kind.CLAIM_CONDITIONAL,
    Kind.CLAIM_DOWNGRADED,
    Kind.STATUS_WEAKENED,
    Kind.SCOPE_NARROWED,
    Kind.CLAIM_SUCCEEDED,
    Kind.CLAIM_UPGRADED,
    Kind.CLAIM_ADDED,
    Kind.SITES_CHANGED,
    Kind.EDITION_OMITTED,
    Kind.STATUS_STRENGTHENED,
    Kind.EDITION_STATED,
    Kind.SCOPE_WIDENED,
    Kind.REGISTRAR_CHANGED,
    Kind.STATUS_RELABELLED,
    Kind.CLAIM_REWORDED,
)

_DEAD: Final = frozenset({Standing.EXPIRED, Standing.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class _Context:
    """What every step needs to know beside the claims."""

    registry: Registry
    before_on: date | None
    after_on: date | None
    sides: Sides


def between(
    before: Sequence[Claim],
    after: Sequence[Claim],
    registry: Registry,
    *,
    before_on: date | None,
    after_on: date | None,
    before_sha: str = "",
    after_sha: str = "",
) -> tuple[Finding, ...]:
    """What the claims of two versions of a text mean to a reviewer.

    Args:
        before: The claims of the earlier version; only of sections that were read on both sides.
        after: The claims of the later version, likewise.
        registry: The schemes, their editions, successors and equivalents.
        before_on: The day of the earlier text, where it is known.
        after_on: The day of the later text; without it no edition is called premature or expired.
        before_sha: The digest of the earlier document, for the evidence.
        after_sha: The digest of the later document.

    Returns:
        One finding for each scheme about which something changed, by scheme id. Third parties' claims are nobody's here.
    """
    if not before and not after:
        return ()
    context = _Context(registry, before_on, after_on, Sides(before_sha, after_sha))
    old, new = _by_scheme(before), _by_scheme(after)
    found: list[Finding] = []
    gone, come = _one_sided(old, new)
    taken: set[str] = set()
    for earlier, later in _taken_over(gone, come, registry):
        taken |= {earlier, later}
        found.append(_succession(gone[earlier], come[later], context))
    for scheme in sorted(old.keys() & new.keys()):
        finding = _changed(old[scheme], new[scheme], context)
        if finding is not None:
            found.append(finding)
    lent_before, lent_after = _third_party(before), _third_party(after)
    for scheme in sorted(gone.keys() - taken):
        found += _dropped(gone[scheme], new, context, lent=scheme in lent_after)
    for scheme in sorted(come.keys() - taken):
        found += _added(come[scheme], old, context, lent=scheme in lent_before)
    return tuple(sorted(found, key=lambda finding: finding.subject))


def _by_scheme(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Our own claims by scheme, in an order that does not depend on how they were given."""
    ours = (claim for claim in claims if claim.holder is not Holder.THIRD_PARTY)
    grouped: dict[str, list[Claim]] = {}
    for claim in sorted(ours, key=_order):
        grouped.setdefault(claim.scheme, []).append(claim)
    return grouped


def _order(claim: Claim) -> tuple[object, ...]:
    return (
        claim.span,
        claim.scheme,
        claim.edition or "",
        claim.status.value,
        claim.modality.value,
        claim.scope or "",
        claim.sites,
        claim.holder_name or "",
        claim.registrar or "",
        claim.quote,
    )


def _third_party(claims: Iterable[Claim]) -> frozenset[str]:
    return frozenset(claim.scheme for claim in claims if claim.holder is Holder.THIRD_PARTY)


def _one_sided(
    old: Mapping[str, list[Claim]], new: Mapping[str, list[Claim]]
) -> tuple[dict[str, list[Claim]], dict[str, list[Claim]]]:
    """The schemes that only one side speaks of."""
    return (
        {scheme: claims for scheme, claims in old.items() if scheme not in new},
        {scheme: claims for scheme, claims in new.items() if scheme not in old},
    )


def _taken_over(
    gone: Mapping[str, list[Claim]], come: Mapping[str, list[Claim]], registry: Registry
) -> list[tuple[str, str]]:
    """Pairs of schemes where one took the other's place: successors first, then equivalents, each scheme once."""
    held_gone = [scheme for scheme in sorted(gone) if any(map(holds, gone[scheme]))]
    held_come = [scheme for scheme in sorted(come) if any(map(holds, come[scheme]))]
    pairs: list[tuple[str, str]] = []
    for related in (_succeeds, _equivalent):
        for earlier in held_gone:
            for later in held_come:
                free = all(earlier != one and later != other for one, other in pairs)
                if free and (related(earlier, later, registry) or related(later, earlier, registry)):
                    pairs.append((earlier, later))
    return pairs


def _succeeds(earlier: str, later: str, registry: Registry) -> bool:
    """Whether one scheme is followed by another, directly or through one between (QS-9000, ISO/TS 16949, IATF 16949)."""
    seen: set[str] = set()
    ahead = [earlier]
    while ahead:
        scheme = registry.scheme(ahead.pop())
        if scheme is None or scheme.id in seen:
            continue
        seen.add(scheme.id)
        follows = {*scheme.successors, *scheme.planned_successors}
        if later in follows:
            return True
        ahead += sorted(follows)
    return False


def _equivalent(one: str, other: str, registry: Registry) -> bool:
    scheme = registry.scheme(one)
    return scheme is not None and other in scheme.equivalents


def _succession(before: list[Claim], after: list[Claim], context: _Context) -> Finding:
    """One scheme in the place of another: succeeded, gone back to an earlier one, or its equivalent."""
    old, new = _strongest(before), _strongest(after)
    if _succeeds(old.scheme, new.scheme, context.registry):
        main = Aspect(Kind.CLAIM_SUCCEEDED, (Reason.SUPERSEDED_BY.about(new.scheme),))
    elif _succeeds(new.scheme, old.scheme, context.registry):
        main = Aspect(Kind.CLAIM_DOWNGRADED, (Reason.EARLIER_SCHEME.about(new.scheme),))
    else:
        main = Aspect(Kind.CLAIM_REWORDED, (Reason.EQUIVALENT.about(old.scheme),))
    same = replace(
        old, scheme=new.scheme, family=new.family, edition=new.edition
    )  # editions of two schemes do not compare
    others = aspects(same, new, context.registry.scheme(new.scheme))
    return _finding([Difference(each, old, new) for each in (main, *others)], new.scheme, context)


def _changed(before: list[Claim], after: list[Claim], context: _Context) -> Finding | None:
    """What became of a scheme that both sides speak of."""
    scheme = before[0].scheme
    found = differences(before, after, context.registry.scheme(scheme))
    return _finding(found, scheme, context) if found else None


def _finding(found: Sequence[Difference], subject: str, context: _Context) -> Finding:
    """The finding of the strongest difference, with what else differs in its reasons."""
    ranked = sorted(found, key=lambda each: STRENGTH.index(each.aspect.kind))
    main = ranked[0]
    reasons = [reason for each in ranked for reason in each.aspect.reasons]
    reasons += _on_dates(main.aspect.kind, main.before, main.after, context)
    return claimed(main.aspect.kind, subject, reasons, (main.before, main.after), context.sides)


def _dropped(
    claims: list[Claim], after: Mapping[str, list[Claim]], context: _Context, *, lent: bool
) -> Iterable[Finding]:
    """A scheme that the text no longer speaks of. What was said not to be held is not missed."""
    if not any(map(holds, claims)):
        return
    claim = _strongest(claims)
    reasons = [*_place(claim, Reason.OMITTED), *_related(claim.scheme, after, context.registry)]
    if lent:
        reasons.append(Reason.NOW_THIRD_PARTY)
    reasons += _on_dates(Kind.CLAIM_DROPPED, claim, None, context)
    yield claimed(Kind.CLAIM_DROPPED, claim.scheme, reasons, (claim, None), context.sides)


def _added(
    claims: list[Claim], before: Mapping[str, list[Claim]], context: _Context, *, lent: bool
) -> Iterable[Finding]:
    """A scheme that the text did not speak of. Saying that it is not held is no claim of it."""
    claim = _strongest(claims)
    if not holds(claim):
        reasons: list[str] = [now(claim.modality), Reason.NOT_HELD_BEFORE]
        yield claimed(Kind.CLAIM_CONDITIONAL, claim.scheme, reasons, (None, claim), context.sides)
        return
    reasons = [*_place(claim, Reason.NEWLY_CLAIMED), *_related(claim.scheme, before, context.registry)]
    if lent:
        reasons.append(Reason.WAS_THIRD_PARTY)
    reasons += _on_dates(Kind.CLAIM_ADDED, None, claim, context)
    yield claimed(Kind.CLAIM_ADDED, claim.scheme, reasons, (None, claim), context.sides)


def _place(claim: Claim, reason: Reason) -> list[str]:
    """The plain reason, and that the claim was never one that holds now."""
    return [reason] if claim.modality is Modality.ASSERTED else [reason, Reason.NOT_ASSERTED]


def _related(scheme: str, others: Mapping[str, list[Claim]], registry: Registry) -> list[str]:
    """Schemes claimed on the other side that follow this one, are its equal, or hold it inside."""
    reasons: list[str] = []
    for other in sorted(others):
        if not any(stands(claim) >= 2 for claim in others[other]):
            continue
        known = registry.scheme(other)
        if _succeeds(scheme, other, registry):
            reasons.append(Reason.SUPERSEDED_BY.about(other))
        if _equivalent(scheme, other, registry) or _equivalent(other, scheme, registry):
            reasons.append(Reason.EQUIVALENT.about(other))
        if known is not None and scheme in known.contains:
            reasons.append(Reason.CONTAINED_IN.about(other))
    return reasons


#: Kinds by which a claim comes to say something about its edition that the calendar may contradict.
_SAYS_EDITION: Final = frozenset(
    {Kind.CLAIM_ADDED, Kind.CLAIM_UPGRADED, Kind.CLAIM_SUCCEEDED, Kind.EDITION_STATED, Kind.CLAIM_DOWNGRADED}
)


def _on_dates(kind: Kind, before: Claim | None, after: Claim | None, context: _Context) -> list[str]:
    """What the day of the later text says about the edition that came, or the one that went."""
    day = context.after_on
    if day is None:
        return []
    reasons: list[str] = []
    if after is not None and kind in _SAYS_EDITION and after.modality is Modality.ASSERTED:
        standing = assess(after, context.registry, day).standing
        if standing is Standing.NOT_YET_PUBLISHED:
            reasons.append(Reason.PREMATURE)
        if standing in _DEAD:
            reasons.append(Reason.STILL_EXPIRED)
    if before is not None and before.modality is Modality.ASSERTED:
        went = after is None or before.edition != after.edition
        if went and assess(before, context.registry, day).standing in _DEAD:
            reasons.append(Reason.WAS_EXPIRED)
    return reasons


def _strongest(claims: Sequence[Claim]) -> Claim:
    """The claim that stands for its scheme: the one that asserts most, then the first in the text."""
    return max(enumerate(claims), key=lambda each: (stands(each[1]), -each[0]))[1]
