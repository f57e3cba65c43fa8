"""Whether a clause speaks of people or firms at large, and of nobody in particular."""

from __future__ import annotations

from tracker.claims import lexicon
from tracker.claims.clauses import Relation, anchor, group_start, opening
from tracker.claims.lexicon import Verb, listed
from tracker.claims.nouns import AT_LARGE, COUNTERPARTS, COUNTING, OBLIQUE, PARTIES, SITE_LIKE
from tracker.claims.parties import ARTICLES, GIVING, ITSELF, names_issuer, said_of_subject
from tracker.claims.view import View

#: Adjectives that make a kind of what they weigh: "the best data centers", "a typical laboratory".
_WEIGHED = listed("best finest better good reputable reliable trustworthy typical average serious ordinary ideal")

#: Words by which a kind becomes somebody: "the best of the three mills", "good people at the plant".
_CERTAIN = listed("the this these both of at in")

_MANY_DO = frozenset({"are", "have", "hold", "maintain", "carry"})

_SITES = frozenset(word for word in lexicon.SITES | lexicon.LABORATORIES | SITE_LIKE if word.endswith("s"))
_ANY_DO = frozenset({"with", "can", "may", "must", "should"})

_SOMEBODY = PARTIES | _SITES | _WEIGHED | {"you"}


def nobody(view: View) -> bool:
    """Whether a clause speaks of people or firms at large: "Small companies hesitate over …", "One in nine victims …"."""
    if not view.says(_SOMEBODY) or not _tells_of_subject(view):
        return False
    held = anchor(view)
    if held is not None and held.relation is not Relation.SUBJECT:
        return False
    span = opening(view)
    words = view.sentence.tokens.words
    if not ITSELF.isdisjoint(words[span.start : view.first]) or names_issuer(view, span.start, view.first):
        return False
    if _weighed(view, span) or _addressed(view) or _in_general(view, span):
        return True
    place = _party_in(view, span)
    if place is None or _gives(view, span.start, place):
        return False
    return _is_at_large(words[place], words[span.start : place])


def _gives(view: View, start: int, noun: int) -> bool:
    """Whether a body that is named gives somebody a certificate: "A registrar, Norlund Quality, granted Torvane …"."""
    named = view.sentence.word(noun + 1) == "," and view.sentence.tokens.capital(noun + 2)
    governed = view.governor
    gives = governed is not None and view.sentence.word(governed.place) in GIVING
    return gives and named and view.sentence.word(start) in ARTICLES


def _weighed(view: View, span: range) -> bool:
    """Whether a subject is a kind and not somebody: "The best data centers are", "A typical laboratory is", "Good labs"."""
    tokens = view.sentence.tokens
    article = view.sentence.word(span.start) if view.sentence.word(span.start) in {"the", "a", "an"} else ""
    rest = range(span.start + bool(article), span.stop)
    kind = [tokens.words[at] for at in rest]
    if not kind or kind[0] not in _WEIGHED or not _CERTAIN.isdisjoint(kind) or any(map(tokens.capital, rest[1:])):
        return False
    if article == "the":
        return view.sentence.word(span.stop) in _MANY_DO
    return bool(article) or kind[-1].endswith("s")


def _in_general(view: View, span: range) -> bool:
    """Whether laboratories or plants of any owner are meant: "Laboratories with CAP accreditation", "Plants can"."""
    words = view.sentence.tokens.words
    if words[span.start : span.start + 1] == ["those"]:
        return words[span.start + 1].endswith("s") and view.sentence.word(span.start + 2) == "with"
    if not len(span) or words[span.start] not in _SITES:
        return False
    return view.sentence.word(span.start + 1) in _ANY_DO and "," not in words[span.start : view.first]


def _addressed(view: View) -> bool:
    """Whether readers are told what they have or see: "If you buy castings, you have seen ISO 9001"."""
    return not view.attributive and view.governor is not None and view.sentence.word(group_start(view) - 1) == "you"


def _tells_of_subject(view: View) -> bool:
    """Whether the clause says something of its subject and the list, whichever its verb."""
    if view.governor is None:
        return not view.attributive
    return said_of_subject(view) or view.governor.verb is Verb.REQUIRE


def _is_at_large(noun: str, before: list[str]) -> bool:
    """Whether a noun with the words before it means no one in particular."""
    counted = COUNTING & set(before)
    if noun in SITE_LIKE:
        return bool(counted & AT_LARGE) or bool({"in", "out"} & set(before))
    if "the" in before and not counted:
        return noun in COUNTERPARTS
    many = noun.endswith("s") and not noun.endswith("ss")
    return bool(counted) or many or (before[:1] != [] and before[0] in ARTICLES)


def _party_in(view: View, span: range) -> int | None:
    """The noun for people or firms that heads the phrase that a clause opens with, at most two plain words in."""
    plain = 0
    tokens = view.sentence.tokens
    for at in span:
        word = tokens.words[at]
        if word in PARTIES:
            return at if at == span.start or not tokens.capital(at) else None
        if word in COUNTING or word in lexicon.DETERMINERS or word in {"of", "in", "out"} or word.isdigit():
            continue
        plain += 1
        if plain > 2 or not word.isalpha() or word in OBLIQUE or (at > span.start and tokens.capital(at)):
            return None
    return None
