"""Whether a sentence only says what a standard is, or speaks of nobody in particular."""

from __future__ import annotations

from tracker.claims import lexicon
from tracker.claims.clauses import opening
from tracker.claims.lexicon import STATUS, VERBS, Part, Verb
from tracker.claims.nouns import PARTIES, TEXTS
from tracker.claims.view import View

_MEETING = frozenset({Verb.ACQUIRE, Verb.BECOME, Verb.COMPLY})
_WINNING = frozenset({Verb.ACQUIRE, Verb.HOLD, Verb.BECOME, Verb.COMPLY})
_CHOOSING = frozenset({"from", "with", "choosing", "choose", "selecting", "by", "to", "using", "of", "via", "through"})

#: Endings of verbs in the third person that no plural noun has.
_VERBAL = ("izes", "ises", "ifies", "adds")

#: What opens the object of a verb.
_OBJECTS = frozenset({"the", "a", "an", "how", "what", "that", "those", "whether", "which", "requirements", "on", "to"})

#: Verbs that also tell of somebody's own list: "… is, … has, … includes".
_TELLS = frozenset({"is", "are", "was", "has", "have", "will", "can", "may", "must", "should", "does", "includes"})
_MAKES = lexicon.DEFINING_VERBS - STATUS.keys() - _TELLS

#: How far behind a verb a word such as "milestone" still tells of an achievement.
_SOON = 6


def defined(view: View) -> str | None:
    """The reason "definition" or "law" where a list is spoken about and not claimed, else None."""
    if _heads_an_article(view) or _is_origin(view) or _acts(view) or _works(view) or _spoken_of(view):
        return "definition"
    if _said_of_another(view):
        return "definition"
    if _refers_to_law(view):
        return "law"
    if view.speaks_of_itself:
        return None
    described = _is_subject(view) and _describing_verb_follows(view)
    return "definition" if described or _treated(view) or _any_holder(view) else None


def _acts(view: View) -> bool:
    """Whether the standard itself does what only a standard does: "the documents that ISO 9001 asks of them"."""
    right = view.right(1)
    return not view.tail.status and bool(right) and right[0] in lexicon.STANDARDS_DO and _is_subject(view)


def _said_of_another(view: View) -> bool:
    """Whether the list is only what another scheme is said to be made of: "FSSC 22000 combines ISO 22000 with …"."""
    if view.run.first == 0 or view.tail.status or view.speaks_of_itself:
        return False
    place = view.sentence.names[view.run.first - 1].after
    between = view.sentence.tokens.words[place : view.first]
    if not between or len(between) > _SOON or "," in between:
        return False
    return between[0] in _MAKES or _does_something(view, place)


def _works(view: View) -> bool:
    """Whether a clause opens with certification as such and says how it works: "SOC 2 certification requires that …"."""
    right = view.right(1)
    if view.tail.part is not Part.NOUN or not right or right[0] not in lexicon.EFFECTS:
        return False
    return opening(view).start == view.first or view.left(1) in {('"',), (":",)}


def _spoken_of(view: View) -> bool:
    """Whether the text of a standard is meant: "the coming revision of ISO 9001", "what ISO 9001 asks", "to those of"."""
    left = view.left(3)
    if left[:2] == ("of", "those") or not {"trademark", "trademarks"}.isdisjoint(view.right(6)):
        return True
    if view.tail.status or (view.governor and (view.governor.status or view.governor.verb in _MEETING)):
        return False
    if left[:1] == ("of",) and left[1:2] and "scope" in left[1:3]:
        return True
    if left[:1] in {("what",), ("how",), ("why",), ("whether",)}:
        return True
    return left[:1] == ("of",) and len(left) > 1 and left[1] in TEXTS and not view.attributive


def _heads_an_article(view: View) -> bool:
    """Whether a heading announces an explanation: "Benefits of ISO 14001", "Why ISO 27001 matters"."""
    left = view.left(5)
    if not left or view.first > len(left) + 2:
        return False
    if left[0] in {"why", "how", "what"} and len(left) == 1:
        return True
    return left[0] in {"of", "to", "for", "is", "are", "does", ":", "get"} and bool(lexicon.HEADINGS & set(left[1:4]))


def _is_origin(view: View) -> bool:
    """Whether the name is only what another standard rests on: "an extension of ISO 27001", "AS9100 is based on …"."""
    left = view.left(5)
    if {"extension", "subset", "superset", "successor", "supplement"} & set(left):
        return True
    return view.run.first > 0 and (left[:2] == ("on", "based") or ("based" in left and "(" in view.left(6)))


def _refers_to_law(view: View) -> bool:
    """Whether a law is only cited: "in accordance with the applicable …", "HIPAA-covered entities", "GDPR fines"."""
    names = view.sentence.names[view.run.first : view.run.after]
    if not all(name.scheme in view.context.laws for name in names):
        return False
    right = [word for word in view.right(3) if word != "-"]
    if right[:1] and right[0] in lexicon.OF_LAWS and not view.tail.status:
        return True
    return bool({"accordance", "under", "pursuant"} & set(view.left(4))) and not view.speaks_of_itself


def _treated(view: View) -> bool:
    """Whether a lesson, a statistic or an opening "Under …" only takes a standard as its subject."""
    left = view.lefts
    if {"%", "percent"} & set(left) or {"effect", "force"} & set(view.right(3)):
        return True
    if left[:1] and left[0] in lexicon.TREATING:
        return not any(word.startswith("certif") for word in left)
    return not view.tail.status and view.first < 3 and left[-1:] in {("under",), ("per",)}


def _is_subject(view: View) -> bool:
    """Whether the list, or the winning of it, is what the clause is about."""
    for place, word in view.sentence.leftward(view.first):
        if word in lexicon.OWNING:
            return False
        if word in lexicon.DETERMINERS or word in lexicon.GLUE or word in {"(", '"', "'", "-", "*"}:
            continue
        if VERBS.get(word) in _WINNING and word.endswith("ing"):
            return not any(
                VERBS.get(other) in {Verb.BE, Verb.HOLD, Verb.ACQUIRE} for _, other in view.sentence.leftward(place)
            )
        if word in {"being", "certified", "accredited", "to", "with", "in", "compliance", "such", "as", "like"}:
            continue
        return word in {",", ":"} and not any(verb in VERBS for _, verb in view.sentence.leftward(place))
    return True


def _describing_verb_follows(view: View) -> bool:
    """Whether a verb that describes a standard comes next, past an apposition, and no achievement with it."""
    words = view.sentence.tokens.words
    place = view.after
    while place < len(words) and (
        words[place] in lexicon.GLUE or words[place] in STATUS or words[place] in lexicon.ADVERBS
    ):
        place += 1
    if view.sentence.word(place) == "," and view.sentence.word(place + 1) in lexicon.DEFINING_VERBS:
        place += 1  # "X, or Y, provides"
    elif place < len(words) and words[place] in {",", "("}:
        closing = ")" if words[place] == "(" else ","
        end = next((at for at in range(place + 1, len(words)) if words[at] == closing), place)
        if lexicon.HAPPENED & set(words[place:end]):
            return False
        place = end + 1
    if place >= len(words) or not (words[place] in lexicon.DEFINING_VERBS or _does_something(view, place)):
        return False
    if lexicon.ACHIEVEMENTS & set(words[place : place + _SOON]):
        return False
    return _describes(words[place], view.sentence.word(place + 1))


def _does_something(view: View, place: int) -> bool:
    """Whether a verb in the present stands here, whichever it is, with its object: "standardizes the security of"."""
    word, following = view.sentence.word(place), view.sentence.word(place + 1)
    if not word.endswith("s") or word.endswith("ss") or view.sentence.tokens.capital(place) or word in lexicon.SITES:
        return False
    if word in VERBS or word in STATUS:
        return False
    return (
        word.endswith(_VERBAL)
        or following in _OBJECTS
        or following in PARTIES
        or following in lexicon.CLIENTS
        or place + 1 in view.sentence.owner
    )


def _describes(verb: str, following: str) -> bool:
    """Whether a verb with the word after it says what something is, and not what happened."""
    if verb in lexicon.TOLD:
        return following in lexicon.ORIGINS
    if verb in {"has", "have"}:
        return following in lexicon.HAVING
    if verb in {"is", "are"}:
        return following not in lexicon.HAPPENING
    return True


def _any_holder(view: View) -> bool:
    """Whether any company is meant: "sourcing from an ISO 9001 certified supplier"."""
    if view.tail.status and not view.attributive:
        return False
    holder = next((word for word in view.noun_phrase[:4] if word in lexicon.GENERIC_HOLDERS), None)
    if holder is None or "like" in view.right(6):
        return False
    left = view.left(2)
    if holder.endswith("s") and view.tail.status:
        named = bool(left) and left[0] in {"our", "its", "their", "the", "of", "are"}
        return not named and holder not in {"facilities", "laboratories", "labs"}
    return len(left) == 2 and left[0] in {"a", "an", "any"} and left[1] in _CHOOSING
