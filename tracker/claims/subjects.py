"""Whether a list of schemes is the subject of a verb that tells what a standard is, and not what became of a certificate."""

from __future__ import annotations

from tracker.claims import lexicon
from tracker.claims.lexicon import STATUS, VERBS, Part, Verb
from tracker.claims.model import Status
from tracker.claims.nouns import (
    CONFORMING,
    FOLLOWED,
    GETTING,
    INSIDE,
    KINDS,
    MANY_TELL,
    OBLIQUE,
    PARTIES,
    PRAISING,
    SCOPING,
    TELLING_OF,
)
from tracker.claims.view import View

_WINNING = frozenset({Verb.ACQUIRE, Verb.HOLD, Verb.BECOME, Verb.COMPLY})
_MEANT = frozenset({"intended", "meant"})
_TAKING_UP = frozenset({"joining", "using", "implementing", "adopting", "applying", "introducing"})

#: Endings of verbs in the third person that no plural noun has.
_VERBAL = ("izes", "ises", "ifies", "adds")

#: Small words with the same ending.
_NO_VERBS = frozenset(
    {"as", "this", "its", "us", "thus", "across", "plus", "versus", "towards", "besides", "unless", "always", "s"}
)

#: What opens the object of a verb.
OBJECTS = frozenset(
    {
        "the",
        "a",
        "an",
        "how",
        "what",
        "that",
        "those",
        "whether",
        "which",
        "requirements",
        "on",
        "to",
        "all",
        "every",
        "each",
    }
)
_SKIPPED = lexicon.GLUE | lexicon.ADVERBS | {"itself", "themselves", "alone"}
_THINGS = frozenset({"assembly", "supply", "family"})
_GIVEN = frozenset({Status.CERTIFIED, Status.REGISTERED, Status.ACCREDITED, Status.LICENSED, Status.APPROVED})
_NOT_PLAIN = VERBS.keys() | OBLIQUE | INSIDE
_DESCRIBING = lexicon.DEFINING_VERBS | lexicon.MODALS

#: What has been done with a certificate: "ISO 9001 has been held by the works since".
_COME_OF = lexicon.ENDED | lexicon.HAPPENED | {"held", "maintained", "kept", "part"}

#: How far behind a verb a word such as "milestone" still tells of an achievement.
SOON = 6


def is_subject(view: View) -> bool:
    """Whether the list, or the winning of it, is what the clause is about."""
    for place, word in view.sentence.leftward(view.first):
        if word in lexicon.OWNING:
            return False
        if word in lexicon.DETERMINERS or word in lexicon.GLUE or word in {"(", '"', "'", "-", "*"}:
            continue
        if (VERBS.get(word) in _WINNING and word.endswith("ing")) or word in _TAKING_UP:
            return not any(
                VERBS.get(other) in {Verb.BE, Verb.HOLD, Verb.ACQUIRE} for _, other in view.sentence.leftward(place)
            )
        if word in {"being", "certified", "accredited", "to", "with", "in", "such", "as", "like"} | CONFORMING:
            continue
        if word in PRAISING or word.endswith("ly") or _got(view, place):
            continue
        if place == view.first - 1 and view.sentence.tokens.raw(place).isupper():
            continue  # the publisher: "the SAE AS6171 …"
        return word in {",", ":"} and not any(verb in VERBS for _, verb in view.sentence.leftward(place))
    return True


def _got(view: View, place: int) -> bool:
    """Whether a word stands in "receipt of a": to have a certificate at all, unless somebody certain is spoken of."""
    word = view.sentence.word(place)
    if word == "of":
        return view.sentence.word(place - 1) in GETTING
    if word not in GETTING or view.sentence.word(place + 1) != "of":
        return False
    return view.sentence.word(place + 2) != "the" or not {"the", "this", "both"} & set(view.right(3))


def verb_follows(view: View) -> bool:
    """Whether a verb that describes a standard comes next, past an apposition, and no achievement with it."""
    words = view.sentence.tokens.words
    certain = view.attributive and view.left(1) in {("the",), ("this",)}  # "the CLIA-certified laboratory performs"
    if certain or (words[view.after : view.after + 1] == [","] and _put_in(view)):
        return False
    place = _past_subject(view)
    if view.sentence.word(place) == "," and view.sentence.word(place + 1) in _DESCRIBING:
        place += 1  # "X, or Y, provides"
    elif place < len(words) and words[place] in {",", "("}:
        closing = ")" if words[place] == "(" else ","
        end = next((at for at in range(place + 1, len(words)) if words[at] == closing), place)
        if lexicon.HAPPENED & set(words[place:end]):
            return False
        place = end + 1
    qualified = view.attributive and place == view.after  # a noun, and no verb: "ISO 9001 certified parts to"
    if place >= len(words) or qualified or not (_tells(view, words[place]) or does_something(view, place)):
        return False
    if lexicon.ACHIEVEMENTS & set(words[place : place + SOON]) or _scoped(view, words[place]):
        return False
    if words[place + 1 : place + 2] == ["been"] and view.sentence.word(place + 2) in _COME_OF:
        return False
    adverb = view.sentence.word(place + 1) in {"never", "not", "originally", "first"}
    return describes(words[place], view.sentence.word(place + 1 + adverb))


def _tells(view: View, verb: str) -> bool:
    """Whether a verb describes what stands before it; some do so only of a standard: "ISO 9001 aims at"."""
    if verb in _DESCRIBING or (verb in TELLING_OF and not view.tail.status):
        return True
    many = view.tail.part is Part.NOUN and view.sentence.word(view.tail.place).endswith("s")
    return many and verb in MANY_TELL


def _put_in(view: View) -> bool:
    """Whether an adjective is only put in behind a noun: "The shop, newly ISO 9001 certified, is"."""
    left = view.left(2)
    predicative = view.tail.part is Part.ADJECTIVE and not view.attributive
    return predicative and (left[:1] == (",",) or (left[1:] == (",",) and left[0].endswith("ly")))


def _past_subject(view: View) -> int:
    """The token behind the phrase that the list opens: "ISO 13485[/13488 quality standards]", "LEED [rating system]"."""
    tokens = view.sentence.tokens
    words = tokens.words
    place = view.after
    while place < len(words):
        word = words[place]
        member = words[place - 1] == "/" and (word.isdigit() or tokens.capital(place))
        if member or word in _SKIPPED or word in STATUS or (word.endswith("ly") and word not in _THINGS):
            place += 1
        elif word in {"and", "or"} and view.sentence.word(place + 1).isdigit():
            place += 2
        else:
            break
    if view.attributive:
        return place
    kind = next((at for at in range(place, min(place + 3, len(words))) if words[at] in KINDS), None)
    plain = kind is not None and all(
        words[at].isalpha() and words[at] not in _NOT_PLAIN and not tokens.capital(at) for at in range(place, kind)
    )
    return kind + 1 if plain and kind is not None else place


def _scoped(view: View, verb: str) -> bool:
    """Whether what a certain certificate covers is told: "The ISO 9001 certification covers the Reno plant"."""
    given = view.tail.part is Part.NOUN and view.tail.status in _GIVEN
    certain = view.left(1) in {("the",), ("this",), ("new",)} or not lexicon.SITES.isdisjoint(view.right(SOON))
    return given and certain and verb in SCOPING


def does_something(view: View, place: int) -> bool:
    """Whether a verb in the present stands here, whichever it is, with its object: "standardizes the security of"."""
    word, following = view.sentence.word(place), view.sentence.word(place + 1)
    if not word.endswith("s") or word.endswith("ss") or view.sentence.tokens.capital(place) or word in lexicon.SITES:
        return False
    if word in VERBS or word in STATUS or word in _NO_VERBS:
        return False
    return (
        word.endswith(_VERBAL)
        or following in OBJECTS
        or following in PARTIES
        or following in lexicon.CLIENTS
        or place + 1 in view.sentence.owner
    )


def describes(verb: str, following: str) -> bool:
    """Whether a verb with the word after it says what something is, and not what happened."""
    if verb in lexicon.TOLD:
        return following in lexicon.ORIGINS or following in _MEANT
    if verb in {"has", "have"}:
        return following in lexicon.HAVING
    if verb in {"is", "are"}:
        return following not in lexicon.HAPPENING and following not in FOLLOWED
    return True
