"""Whether a sentence denies what it names: not held, refused, or not even said to be held."""

from __future__ import annotations

from tracker.claims import lexicon
from tracker.claims.clauses import behind_sign, clause_start, opening, predicate
from tracker.claims.grammar import Feature
from tracker.claims.lexicon import Part, Verb, listed
from tracker.claims.nouns import REFUSING, REPRESENTING
from tracker.claims.view import View

#: Verbs that say that something is or comes to be held.
HAPPENS = frozenset({Verb.ACQUIRE, Verb.BE, Verb.BECOME, Verb.HOLD})

_NONE = frozenset({"none", "neither", "no", "nobody", "nothing"})

#: Words of which a sentence must have one to deny anything.
NEGATED_WORDS = lexicon.NEGATIONS | REFUSING | _NONE | listed("yet t against exempt exempted")

#: How far to the left a helper of the nearest verb is looked for, in tokens.
_NEAR = 9


def negated(view: View) -> bool:
    """Whether the sentence denies it."""
    if Feature.NEGATED in view.group or _denied_name(view) or _denied_subject(view) or _denied_verb(view):
        return True
    if predicate(view)[1:2] == ["not"] or behind_sign(view)[:1] == ["not"] or _refused(view):
        return True
    return _denying(view.between) or _disclaimed(view)


def _denying(words: list[str]) -> bool:
    """Whether these words deny what follows them: "not" or "never", but not "not only" or "not-for-profit"."""
    if "never" in words and lexicon.OWNING.isdisjoint(words):
        return True
    if "not" not in words or not {"only", "just"}.isdisjoint(words):
        return False
    return any(word == "not" and words[at + 1 : at + 2] not in (["-"], ["for"]) for at, word in enumerate(words))


def _disclaimed(view: View) -> bool:
    """Whether only the saying of it is denied: "does not claim that its plant is", "makes no representation that"."""
    words = view.sentence.tokens.words
    that = clause_start(view) - 1
    if that < len(("not", "claim")) or words[that] != "that" or words[that - 1] not in REPRESENTING:
        return False
    return words[that - 2] in {"not", "t", "no", "never", "nor", "cannot", "neither"}


def _denied_name(view: View) -> bool:
    """Whether the list itself is denied: "without", "neither", "no claim of", "exempt from", "decided against"."""
    left = view.left(2)
    if left[:1] and (left[0] in {"without", "no", "non", "not", "nor", "neither"} or left == ("-", "non")):
        return True
    against = left[:1] == ("against",) and view.tail.part is Part.NOUN
    return against or left in {("from", "exempt"), ("from", "exempted")} or "no" in _far_left(view)


def _refused(view: View) -> bool:
    """Whether it was tried and not reached: "failed its audit", "was refused"."""
    return not view.attributive and not REFUSING.isdisjoint({*view.left(3), *predicate(view)[:4]})


def _far_left(view: View) -> tuple[str, ...]:
    """The words of "no claim of", "no certification to", directly to the left."""
    left = view.left(4)
    return left if left[:1] and left[0] in {"of", "to", "for", "under"} and not view.attributive else ()


def _denied_subject(view: View) -> bool:
    """Whether nobody is the subject: "None of its plants is"."""
    if (
        view.governor is None
        or view.governor.verb not in HAPPENS
        or (view.attributive and view.governor.verb is not Verb.BE)
    ):
        return False
    subject = opening(view)
    first = view.sentence.word(subject.start)
    return (
        first in _NONE
        and subject.stop > subject.start
        and "," not in view.sentence.tokens.words[subject.start : view.first]
    )


def _denied_verb(view: View) -> bool:
    """Whether the nearest verb, whichever it is, is denied: "did not move over to"."""
    word = helper(view)
    return word in lexicon.NEGATIONS


def helper(view: View) -> str:
    """The helper that the nearest verb has where the grammar does not know that verb, else ""."""
    if view.attributive:
        return ""
    for place, word in view.sentence.leftward(view.first, _NEAR):
        if word in lexicon.OWNING or word in {",", ":", "and", "(", '"'} or view.sentence.verb(place) is not None:
            return ""
        following = view.sentence.word(place + 1)
        if word in {"not", "t", "never", "cannot", "will", "shall"} and following not in {"only", "just", "be"}:
            verb = next((at for at in (following,) if at not in lexicon.GOING_ON), "")
            return ("not" if word in {"not", "t", "never", "cannot"} else word) if verb else ""
    return ""
