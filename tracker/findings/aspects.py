"""What differs between two claims about one scheme: edition, word, modality, scope, sites, holder, registrar.

The order of evaluation is the domain's: editions, then words, then scope and sites, then whether it holds. Each aspect
answers alone; `derive` chooses the strongest. Swapping the two claims swaps every answer for its opposite.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from tracker.changes.facts.vocabulary import words
from tracker.claims.model import Claim, Holder, Modality, Status
from tracker.claims.schemes import Policy, Scheme
from tracker.findings.model import Kind
from tracker.findings.reasons import Reason


@dataclass(frozen=True, slots=True)
class Aspect:
    """One difference: the kind of finding that it would be alone, and why."""

    kind: Kind
    reasons: tuple[str, ...]


#: The verb ladder: what a word says about who looked. A bare badge says nothing and has no rung.
_RUNG: Final = {
    Status.CERTIFIED: 5,
    Status.REGISTERED: 5,
    Status.ACCREDITED: 5,
    Status.LISTED: 5,
    Status.QUALIFIED: 5,
    Status.LICENSED: 5,
    Status.APPROVED: 5,
    Status.HELD: 5,
    Status.ATTESTED: 4,
    Status.RATED: 4,
    Status.COMPLIANT: 3,
    Status.ALIGNED: 2,
}

#: How much of a claim a modality leaves standing.
_STANDS: Final = {
    Modality.ASSERTED: 3,
    Modality.ALIGNED: 2,
    Modality.CONDITIONAL: 1,
    Modality.PLANNED: 1,
    Modality.FORMER: 0,
    Modality.NEGATED: 0,
}

_NOW: Final = {
    Modality.ASSERTED: Reason.NOW_ASSERTED,
    Modality.ALIGNED: Reason.NOW_ALIGNED,
    Modality.CONDITIONAL: Reason.NOW_CONDITIONAL,
    Modality.PLANNED: Reason.NOW_PLANNED,
    Modality.FORMER: Reason.NOW_FORMER,
    Modality.NEGATED: Reason.NOW_NEGATED,
}

#: Policies under which an older edition stays usable.
_OLDER_USABLE: Final = frozenset({Policy.CONTRACTUAL, Policy.DUAL, Policy.PARALLEL, Policy.CUMULATIVE})

_NUMBERS: Final = re.compile(r"\d+")


def holds(claim: Claim) -> bool:
    """Whether the text says that there is, or will be, something to hold."""
    return _STANDS[claim.modality] > 0


def stands(claim: Claim) -> int:
    """How much of the claim its modality leaves standing: 3 asserted, 2 aligned, 1 planned or pending, 0 not held."""
    return _STANDS[claim.modality]


def rung(status: Status) -> int | None:
    """The word's place on the verb ladder, 5 given by a third party to 2 aligned; None for a bare badge."""
    return _RUNG.get(status)


def now(modality: Modality) -> Reason:
    """The reason that says what a claim has become."""
    return _NOW[modality]


def aspects(before: Claim, after: Claim, scheme: Scheme | None) -> Iterator[Aspect]:
    """Every difference between two claims about one scheme, in the order of evaluation."""
    for differs in _ASPECTS:
        found = differs(before, after, scheme)
        if found is not None:
            yield found


def edition(before: Claim, after: Claim, scheme: Scheme | None) -> Aspect | None:
    """Stated, omitted, or another: newer and older as the registry orders them."""
    old, new = before.edition, after.edition
    if old == new:
        return None
    if old is None:
        return Aspect(Kind.EDITION_STATED, (Reason.STATED_EDITION,))
    if new is None:
        return Aspect(Kind.EDITION_OMITTED, (Reason.OMITTED_EDITION,))
    return _other_edition(old, new, scheme)


def _other_edition(old: str, new: str, scheme: Scheme | None) -> Aspect:
    """Both sides state an edition, and not the same."""
    order = compared(old, new, scheme)
    if order is None:
        return Aspect(Kind.CLAIM_REWORDED, (Reason.OTHER_EDITION,))
    if order == 0:
        return Aspect(Kind.STATUS_RELABELLED, (Reason.RENAMED_EDITION,))
    ranked = scheme is not None and {old, new} <= {*scheme.levels, *scheme.grades, *scheme.relabelled}
    if order > 0:
        return Aspect(Kind.CLAIM_UPGRADED, (Reason.HIGHER_LEVEL if ranked else Reason.NEWER_EDITION,))
    usable = scheme is not None and scheme.policy in _OLDER_USABLE and not ranked
    lower = Reason.LOWER_LEVEL if ranked else Reason.OLDER_EDITION
    return Aspect(Kind.CLAIM_DOWNGRADED, (lower, Reason.OLDER_USABLE) if usable else (lower,))


def compared(old: str, new: str, scheme: Scheme | None) -> int | None:
    """Positive where `new` is the later or higher edition, negative where it is not, 0 for two names of one, None if unknown.

    The registry decides; an edition that it does not know is placed by its year, number or letter among its like.
    """
    if scheme is not None:
        for ranks in (scheme.levels, tuple(known.name for known in scheme.editions), scheme.grades):
            first, second = (scheme.relabelled.get(name, name) for name in (old, new))
            if first in ranks and second in ranks:
                return ranks.index(second) - ranks.index(first)
    return _by_form(old, new)


def _by_form(old: str, new: str) -> int | None:
    """The order of two years, two versions, two letters, or two numbered levels of one name."""
    if re.sub(_NUMBERS, "#", old).casefold() == re.sub(_NUMBERS, "#", new).casefold() or _dotted(old, new):
        first, second = ([int(part) for part in _NUMBERS.findall(name)] for name in (old, new))
        return (second > first) - (second < first) if first and second else None
    if len(old) == len(new) == 1 and old.isalpha() and new.isalpha():
        return (new.upper() > old.upper()) - (new.upper() < old.upper())
    return None


def _dotted(old: str, new: str) -> bool:
    """Whether both are version numbers of any depth: "4.0", "4.0.1"."""
    return all(name.replace(".", "").isdigit() and "." in name for name in (old, new))


def word(before: Claim, after: Claim, scheme: Scheme | None) -> Aspect | None:
    """Stronger, weaker, the scheme's own word, or another of the same rung."""
    old, new = before.status, after.status
    if old is new:
        return None
    first, second = rung(old), rung(new)
    if first is None or second is None:
        return _badge(first, second)
    right, wrong = (scheme.right, scheme.wrong) if scheme else ((), ())
    # "holds" names no rung of its own: it is whatever the scheme gives
    corrected = new in right and (old is Status.HELD or (old in wrong and first >= second))
    mistaken = old in right and (new is Status.HELD or (new in wrong and second >= first))
    if first != second and not corrected and not mistaken:
        return _climbed(first, second)
    if new in right:
        return Aspect(Kind.STATUS_RELABELLED, (Reason.OWN_WORD,))
    return Aspect(Kind.CLAIM_REWORDED, (Reason.WRONG_WORD if new in wrong else Reason.OTHER_WORD,))


def _climbed(first: int, second: int) -> Aspect:
    """A word from another rung of the ladder."""
    if second > first:
        return Aspect(Kind.STATUS_STRENGTHENED, (Reason.STRONGER_WORD,))
    return Aspect(Kind.STATUS_WEAKENED, (Reason.WEAKER_WORD,))


def _badge(first: int | None, second: int | None) -> Aspect:
    """A word where there was a bare badge, or the reverse. A badge reads as held, so "compliant" after it is less."""
    low = min(rank for rank in (first, second, 9) if rank is not None) <= 3
    if first is None:
        kind = Kind.STATUS_WEAKENED if low else Kind.CLAIM_REWORDED
        return Aspect(kind, (Reason.STATED_WORD, *((Reason.WEAKER_WORD,) if low else ())))
    kind = Kind.STATUS_STRENGTHENED if low else Kind.CLAIM_REWORDED
    return Aspect(kind, (Reason.OMITTED_WORD, *((Reason.STRONGER_WORD,) if low else ())))


def modality(before: Claim, after: Claim, _: Scheme | None) -> Aspect | None:
    """Held, planned, pending, former, negated: less is conditional, more is strengthened."""
    if before.modality is after.modality:
        return None
    old, new = stands(before), stands(after)
    reason = now(after.modality)
    if new > old:
        return Aspect(Kind.STATUS_STRENGTHENED, (reason,))
    if new == old:
        return Aspect(Kind.CLAIM_REWORDED, (reason,))
    return Aspect(Kind.STATUS_WEAKENED if after.modality is Modality.ALIGNED else Kind.CLAIM_CONDITIONAL, (reason,))


def scope(before: Claim, after: Claim, _: Scheme | None) -> Aspect | None:
    """For what: a scope that appears narrows the claim, one that goes widens it, unless its words say otherwise."""
    old, new = terms(before.scope), terms(after.scope)
    if old == new:
        return None
    if not old:
        return Aspect(Kind.SCOPE_NARROWED, (Reason.STATED_SCOPE,))
    if not new:
        return Aspect(Kind.SCOPE_WIDENED, (Reason.OMITTED_SCOPE,))
    if new < old:
        return Aspect(Kind.SCOPE_NARROWED, (Reason.SMALLER_SCOPE,))
    if new > old:
        return Aspect(Kind.SCOPE_WIDENED, (Reason.LARGER_SCOPE,))
    return Aspect(Kind.CLAIM_REWORDED, (Reason.OTHER_SCOPE,))


#: Words of a scope that narrow nothing.
_SCOPE_FILLER: Final = words(
    "a all an and at for in its of our the to their by with on services service facility facilities site sites"
)


def terms(said: str | None) -> frozenset[str]:
    """The words of a scope that say something, each without a plural -s, in no order."""
    words = re.findall(r"[\w'-]+", (said or "").casefold())
    return frozenset(each.removesuffix("s") for each in words if each not in _SCOPE_FILLER)


def sites(before: Claim, after: Claim, _: Scheme | None) -> Aspect | None:
    """Where: named sites narrow a claim that named none."""
    old, new = ({_levelled(site): site for site in claim.sites} for claim in (before, after))
    if old.keys() == new.keys():
        return None
    if not old:
        return Aspect(Kind.SCOPE_NARROWED, (Reason.STATED_SITES,))
    if not new:
        return Aspect(Kind.SCOPE_WIDENED, (Reason.OMITTED_SITES,))
    gone = tuple(Reason.SITE_DROPPED.about(old[key]) for key in sorted(old.keys() - new.keys()))
    come = tuple(Reason.SITE_ADDED.about(new[key]) for key in sorted(new.keys() - old.keys()))
    return Aspect(Kind.SITES_CHANGED, (*gone, *come))


def _levelled(site: str) -> str:
    return " ".join(re.findall(r"\w+", site.casefold()))


def holder(before: Claim, after: Claim, _: Scheme | None) -> Aspect | None:
    """Whose: the organisation's own, or a named subsidiary's."""
    if before.holder is not after.holder:
        if after.holder is Holder.SUBSIDIARY:
            return Aspect(Kind.SCOPE_NARROWED, (Reason.ONE_SUBSIDIARY,))
        return Aspect(Kind.SCOPE_WIDENED, (Reason.WHOLE_ORGANISATION,))
    one, other = (_levelled(claim.holder_name or "") for claim in (before, after))
    if before.holder is Holder.SUBSIDIARY and one and other and one != other:
        return Aspect(Kind.CLAIM_REWORDED, (Reason.OTHER_HOLDER,))
    return None


def registrar(before: Claim, after: Claim, _: Scheme | None) -> Aspect | None:
    """By whom: another registrar is routine; naming one, or no longer, is wording."""
    old, new = (_levelled(claim.registrar or "") for claim in (before, after))
    if old == new:
        return None
    if old and new:
        return Aspect(Kind.REGISTRAR_CHANGED, (Reason.OTHER_REGISTRAR,))
    return Aspect(Kind.CLAIM_REWORDED, (Reason.STATED_REGISTRAR if new else Reason.OMITTED_REGISTRAR,))


_ASPECTS: Final[tuple[Callable[[Claim, Claim, Scheme | None], Aspect | None], ...]] = (
    edition,
    word,
    scope,
    sites,
    holder,
    registrar,
    modality,
)
