"""Whether running prose speaks of a scheme as such: what it is, what becomes of it, what anybody may do with it.

A line, a label or a list item that only names a scheme claims it. In a whole sentence a scheme that nothing claims, no
status, no governing verb, no "we", is a subject of talk.
"""

from __future__ import annotations

from itertools import pairwise

from tracker.claims import lexicon
from tracker.claims.clauses import opening
from tracker.claims.generality import PLURALS, SITES, held_or_wanted
from tracker.claims.lexicon import STATUS, VERBS, Part, Verb, listed
from tracker.claims.nouns import PARTIES, TEXTS, UNDERTAKINGS
from tracker.claims.subjects import OBJECTS, describes, does_something, is_subject
from tracker.claims.view import View, own_clause

_STOPS = frozenset({".", "!"})
_CLOSING = frozenset({'"', "'", ")"})

#: What is done with the requirements of a standard by those who hold to it.
_FULFILLED = frozenset({"met", "fulfilled", "satisfied", "covered", "implemented", "audited"})

#: What anybody may or must do.
_ALLOWED = frozenset({"may", "must", "can", "cannot", "should"})

#: Verbs that deny, before "'t"; what a standard is for, nearest first.
_DENYING = frozenset({"isn", "aren", "doesn", "don"})
_AIM = frozenset(("of", noun) for noun in ("objective", "aim", "goal", "intent", "purpose", "intention"))

#: Parts of a text, and what it belongs to; what is said of standards that everybody knows.
_PARTS = listed("clause clauses family families update updates revision revisions chapter chapters annex")
_KNOWN = listed("some most many common popular known recognized recognised important widespread")

#: Words by which something is made or done to a standard: "works to the international standard, ISO 9001".
_BY = listed("to under per using with by in against following on")

#: What a clause opens behind.
_OPENERS = frozenset({",", '"', "before", "since", "when", "until", "that", "as", "and"})

#: What becomes of a text or an undertaking: "the creation of the R2 Standard".
_TEXTS_MADE = TEXTS - {"requirement", "requirements", "terms", "provisions", "those", "that"} | listed(
    "creation launch release introduction development owner owners body author authors"
)

#: What may stand between a name and its verb, and endings of participles.
_BESIDE = listed(") both all itself alike / – rules tools methods test code codes")
_JOINTS = frozenset({",", "and", "&"})
_PARTICIPLE = ("ed", "en", "wn", "set", "become")
_COME = frozenset({"been", "come"})
_MANY = frozenset({"both", "all", "rules", "standards", "methods", "requirements"})
_TOGETHER = frozenset({"together", "only", "hand", "side", "alike"})
_GIVEN = (["granted"], ["awarded"], ["given"], ["issued"])

#: How far behind a list somebody is looked for to whom it is given, in tokens.
_FAR = 14

#: How many words of the phrase behind a list are looked at.
_PHRASE = 5

#: What is the issuer's where the text says "the": "the group's policy".
_HERE = SITES | {"group", "firm", "bank", "brewery", "bakery"}


def spoken_of(view: View) -> str | None:
    """Answers "definition" where a sentence speaks of the scheme and claims it for nobody, else None."""
    told = held_or_wanted(view)
    if not told and not view.speaks_of_itself:
        told = _told_in_prose(view) and not _speaks_of_here(view)
    return "definition" if told else None


def _told_anywhere(view: View) -> bool:
    """Whether its text, what others take it for, or what is the case with anybody is told, whichever the verb."""
    return any(view.says(words) and question(view) for question, words in _ANYWHERE)


def _its_text(view: View) -> bool:
    """Whether parts of a standard's text, or its family, are meant: "inherits every ISO 9001 clause"."""
    complies = view.governor is not None and view.governor.verb in {Verb.COMPLY, Verb.ALIGN}
    nouns = view.noun_phrase[:2]
    if view.tail.status is not None or complies or not nouns or not _FULFILLED.isdisjoint(view.right(6)):
        return False
    whole = view.left(1) in {("all",), ("every",), ("each",)} and nouns[0] in UNDERTAKINGS
    return whole or not _PARTS.isdisjoint(nouns)


def _aimed(view: View) -> bool:
    """Whether the aim of a standard, what sets it apart, or what its certification asks for is told."""
    left, right = view.left(3), view.right(2)
    if left[:2] == ("makes", "what") or (left[:2] in _AIM and right == ["is", "to"]):
        return True
    asked = view.tail.part is Part.NOUN and right[:1] == ["requirements"]
    return asked and (view.governor is None or view.governor.verb not in {Verb.COMPLY, Verb.ACQUIRE})


def _by_taking_up(view: View) -> bool:
    """Whether it is told what anybody gains by it: "By implementing ISO 13485, an organization becomes"."""
    right = view.right(5)
    if view.left(1) == () or not view.left(1)[0].endswith("ing") or right[:1] != [","]:
        return False
    return right[1:2] != [] and right[1] in {"a", "an", "any", "every"} and not PARTIES.isdisjoint(right[2:])


def _taken_as(view: View) -> bool:
    """Whether others take it for something: "buyers treat AS9100D as a gate"."""
    return view.governor is None and view.tail.status is None and view.right(2) in (["as", "a"], ["as", "an"])


def _example(view: View) -> bool:
    """Whether it is named among standards that are known: "Two of the most recognized standards are ISO 9001 and"."""
    span = opening(view)
    words = view.sentence.tokens.words
    said = words[span.start : span.stop]
    if span.stop >= view.first or words[span.stop] not in {"is", "are", "include", "includes", "that"}:
        return False
    return not UNDERTAKINGS.isdisjoint(said) and not _KNOWN.isdisjoint(said) and lexicon.OWNING.isdisjoint(said)


def _of_anybody(view: View) -> bool:
    """Whether any firm may, must or cannot do something with it: "A firm that is certified to ISO 9001 may state"."""
    words = view.sentence.tokens.words
    span = opening(view)
    if words[span.start : span.start + 1] not in (["a"], ["an"], ["any"], ["every"]):
        return False
    if PARTIES.isdisjoint(words[span.start : min(span.stop, span.start + 4)]):
        return False
    return any(
        word in _ALLOWED and not view.sentence.tokens.capital(view.after + at)
        for at, word in enumerate(view.right(_FAR))
    )


def _speaks_of_here(view: View) -> bool:
    """Whether the clause names what is the issuer's without saying so: "… form the core of the group's policy"."""
    clause = own_clause(view.sentence, view.first)
    words = view.sentence.tokens.words[clause.start : clause.stop]
    return any(one in {"the", "this", "both"} and other in _HERE for one, other in pairwise(words))


def _told_in_prose(view: View) -> bool:
    """Whether a whole sentence tells something of the scheme and no word in it claims the list."""
    if not _is_prose(view):
        return False
    if _told_anywhere(view):
        return True
    if view.governor is not None:
        return False
    if view.tail.status is None:
        subject = not _marked_off(view) and is_subject(view) and _tells(view)
        return subject or _an_undertaking(view) or _a_standard_named(view)
    return _an_undertaking(view) or _given_at_large(view)


def _is_prose(view: View) -> bool:
    """Whether the list stands in a sentence that ends in a stop."""
    words = view.sentence.tokens.words
    return next((word for word in reversed(words) if word not in _CLOSING), "") in _STOPS


def _marked_off(view: View) -> bool:
    """Whether a label or a sign makes the list an item of its own: "Certifications: …", "…; ISO 9001"."""
    return view.sentence.word(view.first - 1) in {":", ";", "-", "–", "—", "•", "*"}


def _tells(view: View) -> bool:
    """Whether a verb with the list as its subject tells of the scheme, and not of what came of it: "… has grown"."""
    place = _past_name(view)
    verb, following, further = (view.sentence.word(at) for at in range(place, place + 3))
    if view.sentence.word(place - 1) in {"and", "but"}:
        return False  # joined to a verb before the list
    if verb in {"has", "have"}:
        return following.endswith(_PARTICIPLE) and following not in STATUS.keys() | VERBS.keys() | _COME
    if verb in {"was", "were", "had"}:
        return following in lexicon.ORIGINS or (following == "been" and further in lexicon.ORIGINS)
    if verb in {"is", "are"}:
        return (following == "in" and further in lexicon.OWNING) or (place > view.after and describes(verb, following))
    if verb in STATUS:
        return STATUS[verb][1] is Part.NOUN and following in {"is", "are"} and further in {"a", "an"}
    return verb.isalpha() and not view.sentence.tokens.capital(place) and _does(view, place)


def _does(view: View, place: int) -> bool:
    """Whether a plain verb stands here that tells what a scheme does: "… inherits every", "… work together"."""
    verb, following = view.sentence.word(place), view.sentence.word(place + 1)
    if verb in _DENYING:
        return True
    if verb in lexicon.DEFINING_VERBS:
        return place > view.after and describes(verb, following)
    if place > view.after and does_something(view, place):
        return True
    many = len(view.sentence.names[view.run.first : view.run.after]) > 1 or view.sentence.word(place - 1) in _MANY
    if not many or verb.endswith("s"):
        return False
    return following in OBJECTS | _TOGETHER or following in PLURALS or following.endswith("ly")


def _past_name(view: View) -> int:
    """The first token behind what may stand between a scheme's name and its verb: "…/13488 quality standards", ", … ,"."""
    tokens = view.sentence.tokens
    place = view.after
    while place < len(tokens) and tokens.words[place] not in STATUS:
        if _in_name(view, place):
            place += 1
            continue
        closing = _closing(tokens.words, place) if tokens.words[place] in {",", "("} else None
        if closing is None:
            break
        place = closing + 1
    return place


def _in_name(view: View, place: int) -> bool:
    """Whether a word may stand between a name and its verb, or belongs to what the registry does not know: "and AS9102"."""
    tokens = view.sentence.tokens
    word, following = tokens.words[place], view.sentence.word(place + 1)
    if word in UNDERTAKINGS or word in lexicon.GLUE or word in _BESIDE or word.endswith("ly") or word.isdigit():
        return True
    if word in _JOINTS:
        return following == "and" or (following != "" and tokens.capital(place + 1))
    return place > view.after and tokens.capital(place)


def _closing(words: list[str], place: int) -> int | None:
    """Where an apposition that opens here closes, past the commas in what it quotes."""
    sign = ")" if words[place] == "(" else ","
    quoted = False
    for at in range(place + 1, len(words)):
        quoted ^= words[at] in {'"', "“", "”"}
        if words[at] == sign and not quoted:
            return at
        if quoted and words[at] == "," and words[at + 1 : at + 2] == ['"']:
            return at + 1
    return None


def _an_undertaking(view: View) -> bool:
    """Whether a noun for what a scheme's owner wrote or runs has the list before it: "the R2 Leader Program"."""
    if not _opens(view):
        return False
    nouns = view.noun_phrase[:_PHRASE]
    if ("rating", "system") in pairwise([view.sentence.word(view.after - 1), *nouns]):
        return True
    return view.tail.status is None and STATUS.keys().isdisjoint(view.lefts) and not UNDERTAKINGS.isdisjoint(nouns)


def _opens(view: View) -> bool:
    """Whether "the" with the list opens a clause, or follows a word for what becomes of a text."""
    left = view.left(3)
    if not left or left[0] not in {"the", "a", "an"}:
        return False
    if left[1:2] == ("of",):
        return left[2:3] != () and left[2] in _TEXTS_MADE
    return len(left) == 1 or left[1] in _OPENERS


def _a_standard_named(view: View) -> bool:
    """Whether the list is only the name of a standard spoken of: "replaces the previous standard, ISO 9001"."""
    left = view.lefts
    if left[:1] != (",",) or left[1:2] not in {("standard",), ("standards",)} or not STATUS.keys().isdisjoint(left):
        return False
    determiner = next((at for at, word in enumerate(left) if word in lexicon.DETERMINERS | {"own"}), None)
    return determiner is not None and left[determiner + 1 : determiner + 2] != () and left[determiner + 1] not in _BY


def _given_at_large(view: View) -> bool:
    """Whether it is said to whom certification is given: "… certification is granted to firms that"."""
    right = view.right(_FAR)
    if view.tail.part is not Part.NOUN or right[:1] not in (["is"], ["are"]) or right[1:2] not in _GIVEN:
        return False
    return any(right[at] == "to" and word in PLURALS for at, word in enumerate(right[1:]))


#: Questions about what is told anywhere in a sentence, each with the words of which it must have one.
_ANYWHERE = (
    (_its_text, _PARTS | {"all", "every", "each"}),
    (_aimed, frozenset({"makes", "requirements"} | {noun for _, noun in _AIM})),
    (_by_taking_up, frozenset({"a", "an", "any", "every"})),
    (_taken_as, frozenset({"as"})),
    (_example, _KNOWN),
    (_of_anybody, _ALLOWED),
)
