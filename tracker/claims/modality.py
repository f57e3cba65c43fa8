"""Whether a text says that a claim holds now: asserted, or planned, conditional, aligned, former, negated."""

from __future__ import annotations

from tracker.claims import lexicon
from tracker.claims.clauses import behind_sign, predicate
from tracker.claims.denial import HAPPENS, NEGATED_WORDS, negated
from tracker.claims.grammar import Feature
from tracker.claims.lexicon import STATUS, VERBS, Verb, listed, verbs
from tracker.claims.model import Modality, Status
from tracker.claims.nouns import MODELS
from tracker.claims.planning import PLANNED_WORDS, ahead, planned
from tracker.claims.view import View

_HELD_ONCE = frozenset({"was", "were", "had", "held", "maintained", "carried", "kept", "retained"})
_UNTIL = frozenset({"until", "till"})
_LETTING = frozenset({"let", "lets", "letting", "allowed", "allows", "allowing"})
_GOING = frozenset({"go", "lapse", "expire", "slip", "run"})
_MIRRORING = frozenset({"mirror", "mirrors", "mirrored", "echoes", "echoed", "emulates"})
_FOLLOWING = frozenset({"follow", "follows", "followed"})

#: Words that say likeness and no more, nearest first.
_LIKE = frozenset(
    {
        ("with", "consistent"),
        ("with", "compatible"),
        ("with", "keeping"),
        ("with", "harmony"),
        ("of", "spirit"),
        ("of", "lines"),
        ("by", "inspired"),
        ("by", "informed"),
        ("by", "guided"),
        ("on", "modelled"),
        ("on", "modeled"),
        ("after", "modelled"),
        ("after", "modeled"),
        ("on", "draws"),
        ("on", "drawing"),
        ("to", "akin"),
    }
)

#: What a hyphen ties to a name that is only followed: "ISO 9001-style", "cGMP-equivalent".
_MODIFIED = frozenset(
    {"aligned", "based", "ready", "capable", "inspired", "style", "like", "type", "equivalent", "derived"}
)

#: What something is built to that only takes the parts of a standard: "built to SOC 2 controls".
_BUILT_TO = frozenset(
    (lead, verb) for lead in ("to", "around", "on") for verb in ("built", "designed", "developed", "engineered")
)
_CONTROLS = frozenset({"controls", "criteria", "practices", "framework"})

#: What a text moves on from.
_MOVING = frozenset(
    {"transition", "transitioned", "transitioning", "upgraded", "upgrade", "updated", "migrated", "moved", "converted"}
)


#: Words of which a sentence must have one for each answer: without, the question behind it is not asked.
_FORMER_WORDS = (
    lexicon.FORMERLY
    | lexicon.ENDED
    | verbs(Verb.LOSE)
    | _LETTING
    | _UNTIL
    | listed("used longer lapse expire renewed out from between")
)
_CONDITIONAL_WORDS = lexicon.CONDITIONS | lexicon.MODALS | lexicon.HANGING | lexicon.WARNING | listed("looking ability")
_ALIGNED_WORDS = (
    verbs(Verb.ALIGN)
    | _MIRRORING
    | _FOLLOWING
    | MODELS
    | {word for _, word in _LIKE}
    | frozenset(word for word, (status, _) in STATUS.items() if status is Status.ALIGNED)
    | _CONTROLS
    | _MODIFIED
    | listed("following line mind principles based ready capable inspired guidelines")
)


def modality_of(view: View, place: int) -> Modality:
    """The modality of one name of a list; `place` is the name's among the sentence's."""
    if view.says(_FORMER_WORDS) and _former(view, place):
        return Modality.FORMER
    if view.says(NEGATED_WORDS) and negated(view):
        return Modality.NEGATED
    if view.attributive and not (view.governor and view.governor.verb in {Verb.BE, Verb.BECOME}):
        return Modality.PLANNED if ahead(view) else Modality.ASSERTED
    if view.says(PLANNED_WORDS) and planned(view):
        return Modality.PLANNED
    if view.says(_CONDITIONAL_WORDS) and _conditional(view):
        return Modality.CONDITIONAL
    aligned = view.says(_ALIGNED_WORDS) and _aligned(view, view.sentence.names[place].after)
    return Modality.ALIGNED if aligned else Modality.ASSERTED


def _conditional(view: View) -> bool:
    """Whether it hangs on something: "once certified", "may obtain", "our ability to maintain"."""
    if Feature.CONDITION in view.group or _only_warns(view):
        return True
    if not lexicon.HANGING.isdisjoint(view.lefts) and {"upon", "on", "to"} & set(view.lefts):
        return True
    return Feature.MODAL in view.group and view.governor is not None and view.governor.verb in HAPPENS


def _former(view: View, place: int) -> bool:
    """Whether it held once."""
    if Feature.FORMER in view.group or (view.governor and view.governor.verb is Verb.LOSE):
        return True
    if lexicon.FORMERLY & set(view.left(2)) or _ended(view.right(4)) or _no_longer(view) or _over(view):
        return True
    first = view.sentence.names[place].first
    directly = view.sentence.tokens.words[max(0, first - 2) : first]
    return "from" in directly and any(word in _MOVING for _, word in view.sentence.leftward(first, 8))


def _over(view: View) -> bool:
    """Whether a span of time that is over is given, or the list is the subject of what has ended."""
    said = [] if view.attributive else predicate(view)
    if said and (_gone(said[:4]) or ("not" in said[:4] and "renewed" in said[:5])):
        return True
    if not lexicon.ENDED.isdisjoint(behind_sign(view)[:4]):
        return True
    if not _LETTING.isdisjoint(view.left(3)):
        return not _GOING.isdisjoint(view.right(10))
    if view.governor is None or _HELD_ONCE.isdisjoint({*view.left(8), view.sentence.word(view.governor.place)}):
        return False
    if not _UNTIL.isdisjoint(view.lefts):
        return True
    right = view.right(5)
    return right[:1] != [] and (right[0] in _UNTIL or _span(right) or _span([*reversed(view.lefts)]))


def _gone(said: list[str]) -> bool:
    """Whether a verb group says that its subject has ended or was given up."""
    if "out" in said and not {"ran", "run", "runs"}.isdisjoint(said):
        return True
    return not lexicon.ENDED.isdisjoint(said) or any(
        VERBS.get(word) is Verb.LOSE and (word != "given" or "up" in said) for word in said
    )


def _span(words: list[str]) -> bool:
    """Whether a span of years opens these words: "from 2003 to 2019", "between 1998 and 2015"."""
    if words[:1] not in (["from"], ["between"]):
        return False
    years = [word for word in words[:5] if len(word) == 4 and word.isdigit()]
    return len(years) == len(("first", "last"))


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


def _only_warns(view: View) -> bool:
    """Whether the sentence belongs to the risks and uncertainties that a release has to name."""
    left = view.lefts
    looking = "forward" in left and "looking" in left
    if looking or "ability" in left:
        return True
    tokens = view.sentence.tokens
    return any(word in lexicon.WARNING and not tokens.capital(at) for at, word in view.sentence.leftward(view.first))


def _binding(view: View) -> bool:
    """Whether the list opens with a practice or a law, which is complied with by following it."""
    scheme = view.sentence.names[view.run.first].scheme
    return scheme in lexicon.PRACTICES or scheme in view.context.laws


def _aligned(view: View, after: int) -> bool:
    """Whether it is followed rather than held."""
    if view.governor and (view.governor.verb is Verb.ALIGN or view.governor.status is Status.ALIGNED):
        return view.tail.status in {None, Status.COMPLIANT, Status.ALIGNED}
    if _likened(view) or _only_follows(view):
        return True
    right = [view.sentence.word(at) for at in range(after, after + 2)]
    if right[0] == "-" and right[1] in _MODIFIED:
        return True
    if view.sentence.names[view.run.first].scheme in lexicon.PRACTICES:
        return False
    left = view.left(4)
    if ("on", "based") in {left[:2], left[1:3]} or "principles" in left or "aligned" in left[:3]:
        return True
    return right[0] in {"principles", "aligned", "ready", "alignment", "guidelines", "capable"}


def _likened(view: View) -> bool:
    """Whether likeness is all that is said: "consistent with", "in the spirit of", "as guidance"."""
    left = view.left(4)
    if left[:1] and left[0] in {"with", "the"} and "line" in left[:3]:
        return True
    near = tuple(word for word in left if word not in lexicon.DETERMINERS)[:2]
    if near in _LIKE or "principles" in left[:3] or not _MIRRORING.isdisjoint(left[:2]):
        return True
    if near in _BUILT_TO and not _CONTROLS.isdisjoint(view.right(1)):
        return True
    return view.right(2) == ["in", "mind"] or (view.right(1) == ["as"] and not MODELS.isdisjoint(view.right(4)))


def _only_follows(view: View) -> bool:
    """Whether a standard is followed, and nothing more is said of it."""
    near = tuple(word for word in view.left(3) if word not in lexicon.DETERMINERS)[:2]
    follows = view.governor is not None and view.sentence.word(view.governor.place) in _FOLLOWING
    follows = follows or near == ("following", "by")
    return follows and view.tail.status is None and not _binding(view)
