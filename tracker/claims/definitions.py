"""Whether a sentence only says what a standard is, or speaks of nobody in particular."""

from __future__ import annotations

from tracker.claims import lexicon
from tracker.claims.lexicon import STATUS, VERBS, Part, Verb
from tracker.claims.view import View

_WINNING = frozenset({Verb.ACQUIRE, Verb.HOLD, Verb.BECOME, Verb.COMPLY})
_THROUGH = frozenset({"from", "in", "by", "to", "under", "with", "at", "on"})
_CHOOSING = frozenset({"from", "with", "choosing", "choose", "selecting", "by", "to", "using", "of"})

#: How far behind a verb a word such as "milestone" still tells of an achievement.
_SOON = 6


def defined(view: View) -> str | None:
    """The reason "definition" or "law" where a list is spoken about and not claimed, else None."""
    if _heads_an_article(view) or _is_origin(view) or _acts(view) or _has_effect(view):
        return "definition"
    if _refers_to_law(view):
        return "law"
    if view.speaks_of_itself:
        return None
    described = _is_subject(view) and _describing_verb_follows(view)
    return "definition" if described or _treated(view) or _any_holder(view) or _whatever_is_made(view) else None


def _acts(view: View) -> bool:
    """Whether the standard itself does what only a standard does: "the documents that ISO 9001 asks of them"."""
    right = view.right(1)
    return not view.tail.status and bool(right) and right[0] in lexicon.STANDARDS_DO and _is_subject(view)


def _has_effect(view: View) -> bool:
    """Whether a clause opens with a bare certification and says what such a thing does: "HIPAA certification ensures …"."""
    right = view.right(1)
    bare = not view.lefts or view.lefts[0] in {'"', ".", ":"}
    return bare and view.tail.part is Part.NOUN and bool(right) and right[0] in lexicon.EFFECTS


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
    if place < len(words) and words[place] in {",", "("}:
        closing = ")" if words[place] == "(" else ","
        end = next((at for at in range(place + 1, len(words)) if words[at] == closing), place)
        if lexicon.HAPPENED & set(words[place:end]):
            return False
        place = end + 1
    if place >= len(words) or words[place] not in lexicon.DEFINING_VERBS:
        return False
    if lexicon.ACHIEVEMENTS & set(words[place : place + _SOON]):
        return False
    return _describes(words[place], view.sentence.word(place + 1))


def _describes(verb: str, following: str) -> bool:
    """Whether a verb with the word after it says what something is, and not what happened."""
    if verb in lexicon.TOLD:
        return following in lexicon.ORIGINS
    if verb in {"has", "have"}:
        return following in lexicon.HAVING
    if verb in {"is", "are"}:
        return following not in lexicon.HAPPENING
    return True


def _whatever_is_made(view: View) -> bool:
    """Whether a rule about anything of a kind is stated: "Bars produced from an ISO 9001 certified line are eligible"."""
    left = view.left(4)
    if not view.attributive or len(left) < 3 or left[0] not in {"a", "an", "any"} or view.first > len(left) + 2:
        return False
    if left[1] not in _THROUGH or left[2] not in lexicon.MADE or not left[-1].endswith("s"):
        return False
    rest = view.right(6)
    return not lexicon.RULING.isdisjoint(rest)


def _any_holder(view: View) -> bool:
    """Whether any company is meant: "sourcing from an ISO 9001 certified supplier"."""
    if not view.attributive or view.tail.part is not Part.ADJECTIVE:
        return False
    holder = next((word for word in view.right(4) if word in lexicon.GENERIC_HOLDERS), None)
    if holder is None or "like" in view.right(6):
        return False
    left = view.left(2)
    if holder.endswith("s"):
        named = bool(left) and left[0] in {"our", "its", "their", "the", "of", "are"}
        return not named and holder not in {"facilities", "laboratories", "labs"}
    return len(left) == 2 and left[0] in {"a", "an", "any"} and left[1] in _CHOOSING
