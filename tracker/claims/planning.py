"""Whether what a sentence names is still to come: planned, under way, being built, or among aims."""

from __future__ import annotations

from itertools import pairwise

from tracker.claims import lexicon
from tracker.claims.clauses import behind_sign, opening, predicate
from tracker.claims.denial import HAPPENS, helper
from tracker.claims.grammar import Feature
from tracker.claims.lexicon import STATUS, VERBS, Part, Verb, listed, verbs
from tracker.claims.model import Status
from tracker.claims.nouns import AIMS
from tracker.claims.view import View

_UNDER = frozenset(
    {"progress", "process", "way", "preparation", "review", "consideration", "construction", "development"}
)
_RENEWING = frozenset({"renewal", "recertification", "expiry", "reassessment", "surveillance"})
_COMING = frozenset({"be", "come", "follow", "arrive", "take", "start", "begin", "happen", "wait"})
_BEGINS = frozenset({"starts", "start", "begins", "begin"})

_BESIDE = 2

#: The longest label of a list, in tokens, and the endings of participles.
_LABEL = 9
_PAST = ("ed", "lt", "de", "ut")

#: What something is before it is there: "a future B Corp"; the pieces of "soon-to-be" and "would-be", nearest first.
_TO_BE = frozenset({"future", "prospective", "aspiring", "eventual"})
_SOON_TO_BE = frozenset({("be", "-", "to"), ("be", "-", "would")})

#: What opens the label of a list of aims, beside the aims themselves: "Next steps:", "Coming soon:".
_AHEAD = frozenset({"next", "upcoming", "coming", "planned", "roadmap", "pipeline"})
_PLACED = frozenset({"in", "at", "by", "from", "with", "on", "through"})
_WHEN = frozenset({"by", "in", "within"})
_LOOKING = frozenset((into, look) for into in ("into", "at") for look in ("looking", "looked", "look", "looks"))
_BUILDING = frozenset({"being", "construction", "development"})
_APART = frozenset("–—;•*|")
_AT_LABEL = frozenset({"for", "in", "of", "to", "by", "until", "this", "over"})

#: What is bound to reach something, or is about to; and verbs that prepare something for it.
_BOUND = frozenset({"committed", "pledged", "vowed", "promised", "ready", "eager"})
_PREPARES = frozenset({"preparing", "prepares", "prepare"})

#: Words of which a sentence must have one: without, nothing in it is still to come.
PLANNED_WORDS = (
    verbs(Verb.PLAN)
    | lexicon.PENDING
    | lexicon.PREPARING
    | lexicon.UNFINISHED
    | lexicon.FUTURE
    | AIMS
    | _UNDER
    | _BEGINS
    | frozenset(word for word, (status, _) in STATUS.items() if status is Status.REGISTERED)
    | _TO_BE
    | _BOUND
    | listed(
        "signed designed meant should follow be applied due next away gap stage recommended looking looks looked look being construction coming soon would"
    )
)


def planned(view: View) -> bool:
    """Whether it is still to come."""
    governed = view.governor
    if governed and governed.verb is Verb.PLAN:
        if not (lexicon.GOING_ON | {"with"}).isdisjoint(view.between) or _succeeded(view, governed.place):
            return False
        return "," not in view.between or not {"including", "such"}.isdisjoint(view.between) or _gapped(view)
    holds = governed and governed.verb is Verb.HOLD and governed.status is None and not view.tail.status
    keeps = governed and not lexicon.GOING_ON.isdisjoint({view.sentence.word(governed.place), *view.between})
    if Feature.PLANNED in view.group and not holds and not keeps:
        return True
    if Feature.FUTURE in view.group and governed and governed.verb in {*HAPPENS, Verb.COMPLY}:
        return lexicon.GOING_ON.isdisjoint({view.sentence.word(governed.place), *view.left(8)})
    if _not_yet(view) or _unfinished(view.right(7)):
        return True
    questions = (
        _purpose,
        _undertaken,
        _next,
        _to_come,
        _prepared,
        _said_to_come,
        _under_aims,
        _aimed_at,
        _in_building,
        _gapped,
    )
    return any(question(view) for question in questions) or _announced(behind_sign(view))


def ahead(view: View) -> bool:
    """Whether what a list qualifies is still ahead: "a pending ISO 9001 certificate", "Goals: ISO 9001 certified within"."""
    return _not_yet(view) or (view.says(AIMS | _AHEAD) and _under_aims(view))


def _not_yet(view: View) -> bool:
    """Whether a word directly before the list puts it ahead: "pending", "a future certified B Corp", "soon-to-be"."""
    left = view.left(4)
    if not lexicon.PENDING.isdisjoint(left[:2]):
        return True
    while left and left[0] in STATUS:
        left = left[1:]
    return not _TO_BE.isdisjoint(left[:1]) or left[:3] in _SOON_TO_BE


def _under_aims(view: View) -> bool:
    """Whether a label of aims governs the list: "Goals for the year: ISO 9001 certified; ISO 14001"."""
    sentence = view.sentence
    if ":" not in sentence.said:
        return False
    words = sentence.tokens.words
    colon = next((at for at in range(view.first - 1, 0, -1) if words[at] == ":" and at not in sentence.owner), 0)
    start = next(
        (at + 1 for at in range(colon - 1, 0, -1) if words[at] in _APART or words[at - 1 : at + 1] == ["-", "-"]), 0
    )
    label = words[start:colon]
    if not label or len(label) > _LABEL or any(VERBS.get(word, Verb.PLAN) is not Verb.PLAN for word in label):
        return False
    said = view.governor if view.governor and view.governor.place > colon else None
    if said is not None and said.verb not in {Verb.ACQUIRE, Verb.BECOME, Verb.PLAN, None}:
        return False
    return label[0] in _AHEAD or _head(label) in AIMS | _AHEAD


def _aimed_at(view: View) -> bool:
    """Whether an aim is said to be the list: "Our goals for 2027 are ISO 9001 and ISO 14001"."""
    if not view.says(AIMS):
        return False
    words = view.sentence.tokens.words
    told = opening(view)
    if told.stop >= view.first or words[told.stop] not in {"is", "are", "remains", "include", "includes"}:
        return False
    between = {*words[told.stop : view.first]}
    return _head(words[told.start : told.stop]) in AIMS and between.isdisjoint(
        lexicon.OWNING | lexicon.GOING_ON | _PLACED
    )


def _head(phrase: list[str]) -> str:
    """The noun that a phrase is about: the last word before a preposition."""
    end = next((at for at, word in enumerate(phrase) if word in _AT_LABEL), len(phrase))
    return phrase[end - 1] if end else ""


def _in_building(view: View) -> bool:
    """Whether something still being built is to meet it: "is being built to meet", "under construction to"."""
    if not view.says(_BUILDING):
        return False
    words = [word for word in view.left(8) if VERBS.get(word) is not Verb.COMPLY]
    to = next((at for at, word in enumerate(words) if word == "to"), None)
    if to is None or view.tail.part is Part.ADJECTIVE:
        return False
    return (words[to + 1 : to + 3][-1:] == ["being"] and words[to + 1].endswith(_PAST)) or words[to + 1 : to + 3] in (
        ["construction", "under"],
        ["development", "under"],
    )


def _said_to_come(view: View) -> bool:
    """Whether the list is the subject of a beginning, a plan or an aim: "… of the new plant is planned for"."""
    said = predicate(view)
    return _unfinished(said) or (said[:1] != [] and said[0] in _BEGINS) or not AIMS.isdisjoint(said[1:4])


def _purpose(view: View) -> bool:
    """Whether it is what something to come is for: "the funds will be used … to complete SOC 2", "registered for"."""
    governed = view.governor
    if governed is None:
        return False
    if governed.status is Status.REGISTERED and view.left(1) == ("for",) and view.tail.part is Part.NOUN:
        return True
    if governed.verb not in {Verb.ACQUIRE, Verb.BECOME} or view.sentence.word(governed.place - 1) != "to":
        return False
    return any(word in lexicon.FUTURE for _, word in view.sentence.leftward(governed.place)) or _prepares(view)


def _prepares(view: View) -> bool:
    """Whether somebody prepares something for it: "is preparing its forge in Reno to attain"."""
    words = view.sentence.tokens.words
    for place in range(view.governor.place - 1 if view.governor else 0, 0, -1):
        if words[place] in _PREPARES:
            return True
        if words[place] in {";", "that", "which"} or view.sentence.verb(place) is not None:
            return False
    return False


def _undertaken(view: View) -> bool:
    """Whether somebody is bound to it, or able to get it: "committed to achieving", "signed up to", "ready to receive"."""
    if view.left(3)[1:] == ("up", "signed") and view.left(1) in {("to",), ("for",)}:
        return True
    governed = view.governor
    if governed is None or governed.verb not in {Verb.ACQUIRE, Verb.BECOME}:
        return False
    before = view.sentence.tokens.words[max(0, governed.place - 3) : governed.place]
    return before[-1:] == ["to"] and (not _BOUND.isdisjoint(before[-2:-1]) or before[:2] == ["signed", "up"])


def _succeeded(view: View, place: int) -> bool:
    """Whether an attempt is told of that succeeded: "a successful bid for", "the success of our bid for"."""
    words = view.sentence.tokens.words
    before = words[max(0, place - 3) : place]
    return before[-1:] == ["successful"] or before[:2] == ["success", "of"]


def _next(view: View) -> bool:
    """Whether the list is what comes next: "Next on the list is ISO 45001"."""
    told = opening(view)
    words = view.sentence.tokens.words[told.start : told.stop]
    directly = (
        view.governor is not None
        and view.governor.status is None
        and view.governor.verb is Verb.BE
        and view.first - view.governor.place <= _BESIDE
    )
    return "next" in words[:2] and (words[0] == "next" or (directly and view.tail.part is not Part.ADJECTIVE))


def _prepared(view: View) -> bool:
    """Whether only a first step is told: "stage 1 of its audit", "a gap assessment for"."""
    left = view.left(6)
    if left[:2] == ("from", "away") or _recommended(view) or _looked_into(view):
        return True
    return "gap" in left[:4] or any(pair in {("1", "stage"), ("one", "stage")} for pair in pairwise(left))


def _looked_into(view: View) -> bool:
    """Whether it is only thought of: "are looking into getting"."""
    return not view.attributive and any(pair in _LOOKING for pair in pairwise(view.left(5)))


def _recommended(view: View) -> bool:
    """Whether an auditor only recommends it: "has been recommended for full ISO 9001 certification"."""
    left = view.left(4)
    proposed = next((at for at, word in enumerate(left) if word == "for"), None)
    return (
        proposed is not None and left[proposed + 1 : proposed + 2] == ("recommended",) and view.tail.part is Part.NOUN
    )


def _gapped(view: View) -> bool:
    """Whether the verb of the clause before counts here too: "SQF is expected by May, and BRCGS certification by June"."""
    words = view.sentence.tokens.words
    joined = view.sentence.word(view.first - 1) in {"and", ","} and not _WHEN.isdisjoint(
        words[view.after : view.after + 1]
    )
    if not joined or view.governor is None or any(VERBS.get(word) for word in words[view.after :]):
        return False
    return not lexicon.PENDING.isdisjoint(words[view.governor.place : view.first])


def _announced(behind: list[str]) -> bool:
    """Whether what a dash or colon adds speaks of what is still to come."""
    if not lexicon.PENDING.isdisjoint(behind) or {"applied", "progress"} & set(behind):
        return True
    plans = next((at for at, word in enumerate(behind) if VERBS.get(word) is Verb.PLAN or word in lexicon.FUTURE), None)
    if plans is None:
        return False
    return any(word in STATUS or word in {"stage", "it", "one"} for word in behind[plans:])


def _unfinished(right: list[str]) -> bool:
    """Whether what follows says that a certification is only being prepared, or expected."""
    if not right:
        return False
    if right[0] in lexicon.PREPARING:
        return "completed" not in right
    comes = right[0] in {"will", "should", "shall"} and not _COMING.isdisjoint(right[1:2])
    return comes or right[:2] in (["to", "follow"], ["to", "be"]) or _awaited(right)


def _awaited(right: list[str]) -> bool:
    """Whether a verb group says that something is expected, applied for, due or in progress."""
    opening = [word for word in right if word not in {"(", "-", ",", "currently", "now", "also"}]
    if opening[:1] and opening[0] in {"is", "are", "was", "has", "have"}:
        opening = [word for word in opening[1:] if word not in {"been", "being", "already"}]
    if opening[:2] == ["applied", "for"] or opening[:1] == ["due"]:
        return _RENEWING.isdisjoint(right)
    if opening[:1] and opening[0] in {"in", "under"}:
        return not _UNDER.isdisjoint(opening[1:2])
    return bool(opening) and opening[0] in lexicon.PENDING


def _to_come(view: View) -> bool:
    """Whether the nearest verb, whichever it is, lies in the future: "will be recast around"."""
    word = helper(view)
    return word in lexicon.FUTURE and word != "going"
