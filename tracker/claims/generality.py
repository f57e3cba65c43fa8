"""Whether what is wanted, looked for or held in general is told: "the demand for CMMC certification", "firms certified to"."""

from __future__ import annotations

from itertools import pairwise

from tracker.claims import lexicon
from tracker.claims.clauses import group_start, opening, phrases
from tracker.claims.lexicon import VERBS, Part, Verb, listed
from tracker.claims.nouns import ABSTRACT, PARTIES, SITE_LIKE, UNDERTAKINGS
from tracker.claims.view import View

#: What something is for, what is felt, and what is done about a scheme in general, before "of" or "for".
_FOR = listed(
    "source sources basis criteria criterion prerequisite prerequisites requirement requirements fee fees guide guidance"
)
_WISHES = ABSTRACT - {"adoption"} | listed("push rush rise")
_UNDERTAKING = listed("implementation adoption introduction")

_WISHED = _FOR | _WISHES | _UNDERTAKING

#: Verbs of those who look for what is certified, and what is advised to others.
_WANTING = listed("support supports consider considers seek seeks seeking prefer prefers choose chooses")
_ADVISED = frozenset({"support", "consider"})

#: People on somebody's own staff, and the plurals that mean others.
_STAFF = listed("operators inspectors auditors assessors chemists analysts teams managers officers executives users")
PLURALS = frozenset(word for word in PARTIES | lexicon.CLIENTS | lexicon.GENERIC_HOLDERS if word.endswith("s")) - _STAFF
#: What opens a phrase for somebody in particular.
_PARTICULAR = frozenset({"the", "both", "all", "these"})

#: Words by which firms are singled out: "one of the first companies certified to …".
_SINGLED_OUT = frozenset({"first", "among", "only", "few"})

#: Numbers beyond what one firm has of firms.
_NUMBERS = frozenset({"hundreds", "thousands", "dozens", "hundred", "thousand", "million", "millions"})
_MANY_FIRMS = 100

#: How far before a phrase "there are" is looked for, in tokens.
_THERE = 12

#: Places of work, which may be the issuer's own.
SITES = SITE_LIKE | lexicon.SITES | lexicon.LABORATORIES


def held_or_wanted(view: View) -> bool:
    """Whether a list is what anybody wants, is advised to have, or has: nothing of it is the issuer's."""
    if view.says(_WISHED) and _wished(view):
        return True
    return (view.says(_WANTING) and _wanted(view)) or _held_at_large(view)


def _wished(view: View) -> bool:
    """Whether the list is what is wanted, or what spreads: "the demand for ISO 9001 certification"."""
    left = view.left(5)
    near = tuple(word for word in left if word not in {"the", "a", "an"})[:2]
    if near[:1] not in {("for",), ("of",), ("behind",)} or not lexicon.OWNING.isdisjoint(left):
        return False
    if view.attributive and left[:1] == ("the",):
        return False  # "the growth of the ISO 9001 certified works"
    if not _WISHES.isdisjoint(near):
        return not (view.speaks_of_itself and view.attributive)
    if near[:1] == ("for",) and not _FOR.isdisjoint(near) and not view.speaks_of_itself:
        return view.governor is None or view.governor.verb is Verb.BE
    return not _UNDERTAKING.isdisjoint(near) and not lexicon.MODALS.isdisjoint(view.right(8))


def _wanted(view: View) -> bool:
    """Whether somebody looks for what is certified: "starting to seek out LEED-certified buildings"."""
    left = view.left(3)
    if left[:1] == ("out",):
        left = left[1:]
    if left[:1] == () or left[0] not in _WANTING or view.tail.status is None:
        return False
    wished = left[0] in _ADVISED and left[1:2] in {("to",), ("as",), ("and",)}  # "ask firms to consider"
    return wished or (view.attributive and not view.speaks_of_itself)


def _held_at_large(view: View) -> bool:
    """Whether people or firms in general are certified: "Firms certified to ISO 9001 have three years"."""
    governed = view.governor
    if governed is None or governed.part is not Part.ADJECTIVE or not governed.direct or view.tail.status is not None:
        return False
    end = group_start(view)
    held = phrases(view, end)
    if not held or view.right(1) in (["include"], ["includes"]):
        return False
    words = view.sentence.tokens.words
    at = next(
        (at for at, one in enumerate(held) if not PLURALS.isdisjoint(words[one.first : one.after])), len(held) - 1
    )
    whole = held[at]
    before = words[max(0, whole.first - _THERE) : whole.first]
    noun = _in_general(before[-3:], words[whole.first : end])
    if end < governed.place:
        return noun != "" and noun not in SITES and _counted_high([*before[-3:], *words[whole.first : end]])
    while at + 1 < len(held) and held[at].lead == "and":
        at += 1
    opens = held[at].first == opening(view).start
    if noun in SITES:
        return opens and _tells_at_once(view)
    return noun != "" and (opens or "there" in before)


def _counted_high(said: list[str]) -> bool:
    """Whether more are counted than one firm has: "a total of 508 recyclers", "thousands of firms"."""
    return any((word.isdigit() and int(word) >= _MANY_FIRMS) or word in _NUMBERS for word in said)


def _in_general(before: list[str], said: list[str]) -> str:
    """The noun for people or firms of a phrase that means no one in particular, "" where it may."""
    if not lexicon.OWNING.isdisjoint(said) or not _PARTICULAR.isdisjoint(said[:1]):
        return ""
    if not _SINGLED_OUT.isdisjoint([*before, *said]) or ("one", "of") in pairwise([*before, *said]):
        return ""
    noun = next((word for word in said if word in PLURALS or word in SITES), "")
    return noun if noun.endswith("s") else ""


def _tells_at_once(view: View) -> bool:
    """Whether a verb that tells of a habit or a duty follows the list at once: "… keep records"."""
    place = view.after
    while view.sentence.word(place) in UNDERTAKINGS:
        place += 1
    word = view.sentence.word(place)
    return VERBS.get(word) in {Verb.COMPLY, Verb.HOLD, Verb.REQUIRE} or word in {"must", "can", "may"}
