"""The clause that a list of schemes stands in: whom its verb speaks about, and what is said behind the list.

No word is tagged: phrases are cut at the few words that cannot stand inside one. What cannot be cut so is left alone.

    phrase    := word+                                      between prepositions, verbs and signs
    clause    := phrase (preposition phrase)* verb-group … list … predicate
    antecedent of "which", "who", "that", "whose", of a participle, and of ", an …": the phrases to its left
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import lru_cache

from tracker.claims import lexicon
from tracker.claims.lexicon import STATUS, VERBS, Part, listed
from tracker.claims.nouns import INSIDE, OBLIQUE, PARTIES
from tracker.claims.view import View

#: What ends a clause to its left, beside a new subject after "and".
_BREAKS = frozenset(
    {";", ".", "!", "?", "•", "●", "but", "while", "whereas", "although", "though", "because", "when", "where", "if"}
)
_RELATIVES = frozenset({"which", "who", "that"})
_AUXILIARIES = listed(
    "is are was were am be been being has have had do does did will would can could may might must should shall cannot"
)
_VERBS = _AUXILIARIES | VERBS.keys()
_ADVERBS = listed(
    "not never yet also now currently already both all each still again first itself themselves jointly long since re ve ll"
)
_PREPOSITIONS = OBLIQUE | INSIDE | listed("into onto over within after before during since between among as")
_ADJUNCTS = listed("in at by with from through via using within")
_NEW_SUBJECTS = lexicon.SELF | listed("the its it they he she")

#: What no adjective is, and how many tokens of them may stand between an article and a list.
_CUTTING = _PREPOSITIONS | _VERBS | _RELATIVES
_ADJECTIVES = 7

#: How far to the left, and to the right, the parts of a clause are looked for, in tokens.
_REACH = 40
_BEHIND = 18


class Relation(StrEnum):
    """How a list is tied to the phrase that it is said of."""

    SUBJECT = auto()
    RELATIVE = auto()
    APPOSITION = auto()
    PARTICIPLE = auto()


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its tokens (half open), and the word that leads to it ("at", a verb, ",")."""

    first: int
    after: int
    lead: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a list is said of: the relation, and the phrases to the left, nearest first."""

    relation: Relation
    phrases: tuple[Phrase, ...]


@lru_cache(maxsize=2)
def clause_start(view: View) -> int:
    """The first token of the clause that holds the list."""
    words = view.sentence.tokens.words
    for place in range(view.first - 1, max(-1, view.first - 1 - _REACH), -1):
        word = words[place]
        if place in view.sentence.owner:
            continue
        if word in _BREAKS or (word == ":" and place + 1 < view.first) or _dashes(view, place):
            return place + 1
        if word == "that" and place + 1 < view.first and words[place + 1] not in _VERBS:
            return place + 1
        if word == "and" and words[place - 1] == "," and _opens_a_clause(view, place + 1):
            return place + 1
    return max(0, view.first - _REACH)


def _dashes(view: View, place: int) -> bool:
    """Whether a dash that sets clauses apart stands here, and not a hyphen."""
    tokens = view.sentence.tokens
    if tokens.words[place] in {"–", "—"}:
        return True
    return tokens.words[place] == "-" and tokens.words[place - 1 : place] == ["-"] and tokens.glued(place)


def _opens_a_clause(view: View, place: int) -> bool:
    """Whether a new subject stands here, and a verb between it and the list."""
    words = view.sentence.tokens.words
    if words[place] not in _NEW_SUBJECTS and not view.sentence.tokens.capital(place):
        return False
    return any(word in _AUXILIARIES or word in VERBS for word in words[place : view.first])


@lru_cache(maxsize=2)
def opening(view: View) -> range:
    """The tokens of the phrase that a clause opens with, past what stands before it and a comma ("In May, …")."""
    words = view.sentence.tokens.words
    start = clause_start(view)
    while start < view.first and words[start] in {'"', "'", "“", ",", "-", "*"}:
        start += 1
    if start < view.first and words[start] in _PREPOSITIONS | {"with", "as", "following", "until", "once"}:
        comma = next((at for at in range(start, view.first) if words[at] == ","), None)
        start = start if comma is None else comma + 1
    end = start
    while end < view.first and not _closes(view, end):
        end += 1
    return range(start, end)


def _closes(view: View, place: int) -> bool:
    """Whether a phrase that began further left cannot hold this token."""
    word = view.sentence.tokens.words[place]
    return word in {",", ":", "(", "-"} or word in _RELATIVES or _is_verb(view, place)


def _is_verb(view: View, place: int) -> bool:
    """Whether a verb stands here, as far as the grammar knows verbs."""
    if view.sentence.tokens.words[place] in _AUXILIARIES:
        return True
    return view.sentence.verb(place) is not None and not (place and view.sentence.tokens.capital(place))


def group_start(view: View) -> int:
    """The first token of the verb group that governs the list, or of the list where none does."""
    words = view.sentence.tokens.words
    place = view.governor.place if view.governor and not _stands_alone(view) else view.first
    while place > 0 and (
        words[place - 1] in _AUXILIARIES or words[place - 1] in _ADVERBS or words[place - 1].endswith("ly")
    ):
        place -= 1
    return place


def _stands_alone(view: View) -> bool:
    """Whether the list is an apposition of its own: ", an ISO 17025 accredited laboratory", "(ISO 9001 certified)"."""
    words = view.sentence.tokens.words
    place = _past_adjectives(view)
    if words[place] in {"a", "an"} or (place > 0 and words[place].endswith("ly")):
        place -= 1
    while (
        place > 1 and words[place].isalpha() and words[place] not in _PREPOSITIONS and words[place - 1] in {"a", "an"}
    ):
        place -= 2
    return (
        place > 0
        and words[place] in {",", "("}
        and words[place + 1] in {"a", "an"}
        and (view.attributive or view.tail.status is None)
    )


def _past_adjectives(view: View) -> int:
    """The token before the list, or the article before adjectives and a comma: "[a] full-service, SQF-certified plant"."""
    words = view.sentence.tokens.words
    place = view.first - 1
    if not view.attributive or words[place] != ",":
        return place
    at = place - 1
    while at > max(0, place - _ADJECTIVES) and (
        words[at] in {"-", ","} or (words[at].isalpha() and words[at] not in _CUTTING)
    ):
        if words[at] in {"a", "an"}:
            return at
        at -= 1
    return place


@lru_cache(maxsize=2)
def anchor(view: View) -> Anchor | None:
    """What the list is said of, or None where nothing to its left can be."""
    start = group_start(view)
    if start == 0:
        return None
    if _stands_alone(view):
        return Anchor(Relation.APPOSITION, phrases(view, _sign_before(view, _past_adjectives(view) + 1)))
    relative = _relative(view, start)
    if relative is not None:
        return Anchor(Relation.RELATIVE, relative)
    if _is_participle(view, start):
        return Anchor(Relation.PARTICIPLE, phrases(view, _before_bracket(view, start)))
    before, governing = view.sentence.word(start - 1), view.sentence.word(start)
    if before not in {",", "and", "or", "but", ")", "to"} and governing in _VERBS:
        return Anchor(Relation.SUBJECT, phrases(view, start))
    first = opening(view)
    return Anchor(Relation.SUBJECT, (Phrase(first.start, first.stop, ""),)) if first else None


def _relative(view: View, start: int) -> tuple[Phrase, ...] | None:
    """The antecedent of "which", "who", "that", "whose", or of an infinitive: "requires its suppliers to hold"."""
    words = view.sentence.tokens.words
    if words[start - 1] in _RELATIVES:
        return phrases(view, start - 1)
    whose = next((at for at in range(start - 1, max(0, start - 5), -1) if words[at] == "whose"), None)
    if whose is not None:
        return phrases(view, whose)
    asked = phrases(view, start - 1) if words[start - 1] == "to" else ()
    return asked if asked and words[asked[0].after - 1] in PARTIES else None


def _is_participle(view: View, start: int) -> bool:
    """Whether a participle without a helper governs the list: "a laboratory accredited to", "a packer holding"."""
    if view.governor is None or start != view.governor.place:
        return False
    return view.governor.part is Part.ADJECTIVE or view.sentence.word(start).endswith("ing")


def _before_bracket(view: View, start: int) -> int:
    """The bracket that a participle opens with, past a name: "(NATA accredited to …"; else the participle."""
    sign = start - 1
    while sign > 0 and view.sentence.tokens.capital(sign):
        sign -= 1
    return sign if view.sentence.word(sign) == "(" else start


def _sign_before(view: View, place: int) -> int:
    """The comma or bracket that stands before an apposition."""
    words = view.sentence.tokens.words
    return next((at for at in range(place - 1, -1, -1) if words[at] in {",", "("}), place)


def phrases(view: View, end: int) -> tuple[Phrase, ...]:
    """The phrases that end at a token, nearest first, as far as prepositions tie them together."""
    return tuple(_each(view, end))


def _each(view: View, end: int) -> Iterator[Phrase]:
    """The phrases that end at a token, nearest first, as far as prepositions tie them together."""
    tokens = view.sentence.tokens
    words = tokens.words
    while end > 0 and words[end - 1] in {",", "(", "-"}:
        end -= 1
    after = place = end
    while place > 0:
        word = words[place - 1]
        if word in _PREPOSITIONS and not (word == "and" and after == place):
            if after > place:
                yield Phrase(place, after, word)
            after = place = place - 1
            continue
        if not _holds(view, place - 1, inner=place < after):
            break
        place -= 1
    if after > place:
        yield Phrase(place, after, words[place - 1] if place else "")


def _holds(view: View, place: int, *, inner: bool) -> bool:
    """Whether a phrase can go on with this token to its left."""
    tokens = view.sentence.tokens
    word = tokens.words[place]
    if word == ",":
        return (
            inner
            and place > 0
            and tokens.capital(place - 1)
            and (tokens.capital(place + 1) or _number(view, place + 1))
        )
    if word in _RELATIVES or word in _BREAKS or _is_verb(view, place):
        return False
    return word.isalnum() or word in {"-", "'", "’", "&", "."} or word in STATUS


def _number(view: View, place: int) -> bool:
    return view.sentence.tokens.words[place].isdigit()


@lru_cache(maxsize=2)
def predicate(view: View) -> list[str]:
    """What is said of a list that is itself the subject, from the verb on: "… of the new plant [is planned for May]".

    Empty where a verb stands to the left of the list in its clause, or none follows.
    """
    sentence = view.sentence
    words = sentence.tokens.words
    start = opening(view).start
    if any(_is_verb(view, place) for place in range(clause_start(view), view.first)):
        return []
    adjunct = not _ADJUNCTS.isdisjoint(words[start : view.first]) or view.tail.part is Part.ADJECTIVE
    if adjunct and not view.attributive:
        return []
    place, end = view.after, min(len(words), view.after + _BEHIND)
    while place < end:
        word = words[place]
        if word in {",", "("} and place not in sentence.owner:
            closing = next((at for at in range(place + 1, end) if words[at] == (")" if word == "(" else ",")), None)
            if closing is None:
                return []
            place = closing + 1
            continue
        if _is_verb(view, place):
            return [] if words[place - 1] in {"and", "but"} else words[place : place + 8]
        hyphen = word == "-" and sentence.tokens.glued(place)
        if word in _BREAKS or (word in {":", "-", "–", "—"} and not hyphen) or word in _RELATIVES:
            return []
        place += 1
    return []


def behind_sign(view: View) -> list[str]:
    """What a dash or colon behind the list adds to it, to the next comma or scheme: "ISO 14001 – stage 1 in May"."""
    words = view.sentence.tokens.words
    if view.sentence.word(view.after) not in {":", "-", "–", "—"} or (
        view.sentence.tokens.glued(view.after + 1 if view.after + 1 < len(words) else 0) and words[view.after] != ":"
    ):
        return []
    found: list[str] = []
    for place in range(view.after + 1, min(len(words), view.after + 1 + _BEHIND)):
        if place in view.sentence.owner or words[place] in {",", ";", "*", "•", "|"}:
            break
        found.append(words[place])
    return found
