"""Which claim about a scheme before answers to which one after, and what the claims left over say.

A text may claim one scheme twice, for two sites or in two editions. Equal claims answer each other first, then those that
differ least; what is left over counts only where no claim on the other side covers it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.claims.model import Claim, Status
from tracker.claims.schemes import Scheme
from tracker.findings.aspects import Aspect, aspects, compared, rung, stands, terms
from tracker.findings.model import Kind
from tracker.findings.reasons import Reason


@dataclass(frozen=True, slots=True)
class Difference:
    """One aspect of what became of a claim; either side may be absent, not both."""

    aspect: Aspect
    before: Claim | None
    after: Claim | None


def differences(before: Sequence[Claim], after: Sequence[Claim], scheme: Scheme | None) -> list[Difference]:
    """Everything that differs between the claims about one scheme; neither side is empty, both are in text order."""
    pairs, old, new = _pair(before, after)
    found = [Difference(aspect, one, other) for one, other in pairs for aspect in aspects(one, other, scheme)]
    for claim in old:
        aspect = _left_over(claim, after, scheme, gone=True)
        if aspect is not None:
            found.append(Difference(aspect, claim, _nearest(claim, after)))
    for claim in new:
        aspect = _left_over(claim, before, scheme, gone=False)
        if aspect is not None:
            found.append(Difference(aspect, _nearest(claim, before), claim))
    return found


def _pair(
    before: Sequence[Claim], after: Sequence[Claim]
) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Pairs that differ, and what is left of either side. Cheapest pairs first; ties in text order."""
    free_before, free_after = _unequal(before, after)
    ranked = sorted((_distance(before[i], after[j]), i + j, i, j) for i in free_before for j in free_after)
    pairs: list[tuple[Claim, Claim]] = []
    for _, _, i, j in ranked:
        if i in free_before and j in free_after:
            free_before.remove(i)
            free_after.remove(j)
            pairs.append((before[i], after[j]))
    return pairs, [before[i] for i in sorted(free_before)], [after[j] for j in sorted(free_after)]


def _unequal(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[set[int], set[int]]:
    """The places of the claims that no equal claim answers; of several equal ones the first answer each other."""
    free_before, free_after = set(range(len(before))), set(range(len(after)))
    waiting: dict[Claim, deque[int]] = {}
    for j, other in enumerate(after):
        waiting.setdefault(other, deque()).append(j)
    for i, one in enumerate(before):
        if waiting.get(one):
            free_before.remove(i)
            free_after.remove(waiting[one].popleft())
    return free_before, free_after


def _distance(one: Claim, other: Claim) -> tuple[int, ...]:
    """How unlike two claims about one scheme are; all zero for equal ones. The same both ways."""
    if one == other:
        return (0,) * 7
    return (
        1,
        int((one.holder, one.holder_name) != (other.holder, other.holder_name)),
        _unlike(one.edition, other.edition),
        _unlike(one.sites or None, other.sites or None),
        _unlike(terms(one.scope) or None, terms(other.scope) or None),
        abs(stands(one) - stands(other)),
        abs((rung(one.status) or 5) - (rung(other.status) or 5)),
    )


def _unlike(one: object, other: object) -> int:
    """0 the same, 1 said on one side only, 2 different."""
    if one == other:
        return 0
    return 1 if one is None or other is None else 2


def _nearest(claim: Claim, others: Sequence[Claim]) -> Claim:
    return min(others, key=lambda other: (_distance(claim, other), other.span))


def _left_over(claim: Claim, others: Sequence[Claim], scheme: Scheme | None, *, gone: bool) -> Aspect | None:
    """What a claim with no partner means where the scheme is still claimed; None where another claim covers it."""
    if any(_covers(other, claim) for other in others):
        return None
    count = Reason.FEWER_CLAIMS if gone else Reason.MORE_CLAIMS
    held = [other for other in others if stands(other) >= stands(claim)]
    if stands(claim) < 3 or not held:
        return Aspect(Kind.CLAIM_REWORDED, (count, Reason.NOT_ASSERTED))
    if claim.edition is not None and all(other.edition != claim.edition for other in held):
        return _edition_left_over(claim.edition, held, scheme, gone=gone)
    return _plain_left_over(claim, held, gone=gone)


def _plain_left_over(claim: Claim, held: Sequence[Claim], *, gone: bool) -> Aspect:
    """The same edition is still claimed, but not for all of it."""
    count = Reason.FEWER_CLAIMS if gone else Reason.MORE_CLAIMS
    if claim.sites and any(other.sites for other in held):
        site = Reason.SITE_DROPPED if gone else Reason.SITE_ADDED
        return Aspect(Kind.SITES_CHANGED, (count, *(site.about(name) for name in claim.sites)))
    if claim.scope or claim.sites or claim.holder_name:
        return Aspect(Kind.SCOPE_NARROWED if gone else Kind.SCOPE_WIDENED, (count,))
    if not _strongest(claim, held):
        return Aspect(Kind.CLAIM_REWORDED, (count,))
    if gone:
        return Aspect(Kind.STATUS_WEAKENED, (count, Reason.WEAKER_WORD))
    return Aspect(Kind.STATUS_STRENGTHENED, (count, Reason.STRONGER_WORD))


def _edition_left_over(edition: str, held: Sequence[Claim], scheme: Scheme | None, *, gone: bool) -> Aspect:
    """Two editions were claimed and one is left, or the reverse: what counts is whether the newer one is."""
    orders = [compared(edition, other.edition, scheme) for other in held if other.edition is not None]
    known = [order for order in orders if order]
    count = Reason.FEWER_CLAIMS if gone else Reason.MORE_CLAIMS
    if not known:
        return Aspect(Kind.CLAIM_REWORDED, (count, Reason.OTHER_EDITION))
    older = max(known) > 0  # something on the other side is newer than this one
    kept = Reason.NEWER_EDITION_KEPT if older else Reason.OLDER_EDITION_KEPT
    better = older if gone else not older
    return Aspect(Kind.CLAIM_UPGRADED if better else Kind.CLAIM_DOWNGRADED, (count, kept))


def _covers(other: Claim, claim: Claim) -> bool:
    """Whether another claim says all that this one says, and perhaps more."""
    return (
        stands(other) >= stands(claim)
        and claim.edition in {None, other.edition}
        and (not other.scope or (bool(claim.scope) and terms(claim.scope) <= terms(other.scope)))
        and (not other.sites or (bool(claim.sites) and set(claim.sites) <= set(other.sites)))
        and (other.holder_name is None or other.holder_name == claim.holder_name)
        and (claim.status is Status.STATED or (rung(other.status) or 5) >= (rung(claim.status) or 5))
    )


def _strongest(claim: Claim, others: Sequence[Claim]) -> bool:
    return all((rung(claim.status) or 0) > (rung(other.status) or 0) for other in others)
