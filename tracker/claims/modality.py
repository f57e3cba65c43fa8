"""Whether a text says that a claim holds now: asserted, or planned, conditional, aligned, former, negated."""

from __future__ import annotations

from tracker.claims import lexicon
from tracker.claims.grammar import Feature
from tracker.claims.lexicon import Verb
from tracker.claims.model import Modality, Status
from tracker.claims.view import View

_HAPPENS = frozenset({Verb.ACQUIRE, Verb.BE, Verb.BECOME, Verb.HOLD})

#: What a text moves on from.
_MOVING = frozenset(
    {"transition", "transitioned", "transitioning", "upgraded", "upgrade", "migrated", "moved", "converted"}
)


def modality_of(view: View, place: int) -> Modality:
    """The modality of one name of a list; `place` is the name's among the sentence's."""
    if _former(view, place):
        return Modality.FORMER
    if _negated(view):
        return Modality.NEGATED
    if view.attributive and not (view.governor and view.governor.verb in {Verb.BE, Verb.BECOME}):
        return Modality.PLANNED if lexicon.PENDING & set(view.left(2)) else Modality.ASSERTED
    if _planned(view):
        return Modality.PLANNED
    if _conditional(view):
        return Modality.CONDITIONAL
    return Modality.ALIGNED if _aligned(view, view.sentence.names[place].after) else Modality.ASSERTED


def _conditional(view: View) -> bool:
    """Whether it hangs on something: "once certified", "may obtain", "our ability to maintain"."""
    if Feature.CONDITION in view.group or _only_warns(view):
        return True
    return Feature.MODAL in view.group and view.governor is not None and view.governor.verb in _HAPPENS


def _former(view: View, place: int) -> bool:
    """Whether it held once."""
    if Feature.FORMER in view.group or (view.governor and view.governor.verb is Verb.LOSE):
        return True
    if lexicon.FORMERLY & set(view.left(2)) or _ended(view.right(4)) or _no_longer(view):
        return True
    first = view.sentence.names[place].first
    directly = view.sentence.tokens.words[max(0, first - 2) : first]
    return "from" in directly and any(word in _MOVING for _, word in view.sentence.leftward(first, 8))


def _ended(right: list[str]) -> bool:
    """Whether what follows says that a certificate has ended."""
    if right[:2] in (["to", "lapse"], ["to", "expire"]):
        return True
    if not right or lexicon.ENDED.isdisjoint(right):
        return False
    return right[0] in lexicon.ENDED or right[0] in {"has", "have", "had", "was", "were", "is", "(", "which"}


def _no_longer(view: View) -> bool:
    """Whether the verb group says "no longer"."""
    if "longer" in view.left(3):
        return True
    if view.governor is None:
        return False
    before = [word for _, word in view.sentence.leftward(view.governor.place + 1, 6)]
    return "longer" in before[:5] or "longer" in view.between


def _negated(view: View) -> bool:
    """Whether the sentence denies it."""
    left = view.left(2)
    if left[:1] and (left[0] in {"without", "no", "non", "not", "nor"} or left == ("-", "non")):
        return True
    if Feature.NEGATED in view.group:
        return True
    return "not" in view.between and {"only", "just"}.isdisjoint(view.between)


def _planned(view: View) -> bool:
    """Whether it is still to come."""
    governed = view.governor
    if governed and governed.verb is Verb.PLAN:
        return "," not in view.between or not {"including", "such"}.isdisjoint(view.between)
    holds = governed and governed.verb is Verb.HOLD and governed.status is None and not view.tail.status
    if Feature.PLANNED in view.group and not holds:
        return True
    if Feature.FUTURE in view.group and governed and governed.verb in {*_HAPPENS, Verb.COMPLY}:
        return view.sentence.word(governed.place) not in lexicon.GOING_ON
    return bool(lexicon.PENDING & set(view.left(2))) or _unfinished(view.right(7))


def _unfinished(right: list[str]) -> bool:
    """Whether what follows says that a certification is only being prepared, or expected."""
    if not right:
        return False
    if right[0] in lexicon.PREPARING:
        return "completed" not in right
    if right[:2] in (["will", "be"], ["to", "follow"], ["to", "be"]):
        return True
    opening = [word for word in right if word not in {"(", "-", ",", "currently", "now", "also"}]
    if opening[:1] and opening[0] in {"is", "are", "was"}:
        opening = opening[1:]
    if opening[:1] and opening[0] in {"in", "under"}:
        return opening[1:2] in (["progress"], ["process"], ["way"])
    return bool(opening) and opening[0] in lexicon.PENDING


def _only_warns(view: View) -> bool:
    """Whether the sentence belongs to the risks and uncertainties that a release has to name."""
    left = view.lefts
    looking = "forward" in left and "looking" in left
    return looking or "ability" in left or not lexicon.WARNING.isdisjoint(left)


def _aligned(view: View, after: int) -> bool:
    """Whether it is followed rather than held."""
    if view.governor and (view.governor.verb is Verb.ALIGN or view.governor.status is Status.ALIGNED):
        return view.tail.status in {None, Status.COMPLIANT, Status.ALIGNED}
    left = view.left(4)
    if left[:1] and left[0] in {"with", "the"} and "line" in left[:3]:
        return True
    if view.sentence.names[view.run.first].scheme in lexicon.PRACTICES:
        return False
    if ("on", "based") in {left[:2], left[1:3]} or "principles" in left or "aligned" in left[:3]:
        return True
    right = [view.sentence.word(at) for at in range(after, after + 2)]
    if right[0] == "-":
        return right[1] in {"aligned", "based", "ready", "capable", "inspired"}
    return right[0] in {"principles", "aligned", "ready", "alignment", "guidelines", "capable"}
