"""Whether a sentence only says what a standard is, or speaks of nobody in particular."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from tracker.claims import lexicon
from tracker.claims.clauses import opening
from tracker.claims.lexicon import STATUS, Part, Verb
from tracker.claims.nouns import (
    ABSTRACT,
    DONE_BY,
    FOLLOWED,
    MAKING,
    PRAISING,
    PUBLISHED,
    RESTING,
    RULES,
    TEXTS,
    WRITING,
)
from tracker.claims.subjects import SOON, does_something, is_subject, verb_follows
from tracker.claims.view import View

_MEETING = frozenset({Verb.ACQUIRE, Verb.BECOME, Verb.COMPLY})
_CHOOSING = frozenset({"from", "with", "choosing", "choose", "selecting", "by", "to", "using", "of", "via", "through"})
_ALIKE = frozenset({("of", "those"), ("as", "same")})
_ADDING = frozenset({"supplement", "supplements", "complement", "complements", "extends", "expands"})
_PARTS = frozenset({"extension", "subset", "superset", "successor", "supplement"})
_MAY = frozenset({"can", "may", "could", "will", "shall", "must"})

#: How far behind a list what anybody may do then is looked for, in tokens.
_FAR = 18

#: How far to the left of a law that is followed the making of something is looked for, in tokens.
_MADE = 9

#: How far to the left of a name in brackets "based on" is looked for, in tokens.
_RESTS = 12

#: How far into a sentence a clause still opens it.
_BEGINNING = 3

#: Verbs that also tell of somebody's own list: "… is, … has, … includes".
_TELLS = frozenset({"is", "are", "was", "has", "have", "will", "can", "may", "must", "should", "does", "includes"})
_MAKES = lexicon.DEFINING_VERBS - STATUS.keys() - _TELLS


def defined(view: View) -> str | None:
    """The reason "definition" or "law" where a list is spoken about and not claimed, else None."""
    if _heads_an_article(view) or _is_origin(view) or _acts(view) or _works(view) or _spoken_of(view):
        return "definition"
    if _said_of_another(view) or _only_then(view) or _abstract(view) or _ruled(view) or _exists(view):
        return "definition"
    if _refers_to_law(view):
        return "law"
    if view.speaks_of_itself:
        return None
    described = is_subject(view) and verb_follows(view)
    return "definition" if described or _treated(view) or _any_holder(view) else None


def _acts(view: View) -> bool:
    """Whether the standard itself does what only a standard does: "the documents that ISO 9001 asks of them"."""
    right = view.right(1)
    return not view.tail.status and bool(right) and right[0] in lexicon.STANDARDS_DO and is_subject(view)


def _said_of_another(view: View) -> bool:
    """Whether the list is only what another scheme is said to be made of: "FSSC 22000 combines ISO 22000 with …"."""
    if view.run.first == 0 or view.tail.status or view.speaks_of_itself:
        return False
    place = view.sentence.names[view.run.first - 1].after
    between = view.sentence.tokens.words[place : view.first]
    if between[-2:] in (["standard", ","], ["standards", ","]):
        between = between[:-1]  # "the earlier standard, OHSAS 18001"
    if not between or len(between) > SOON or "," in between:
        return False
    return between[0] in _MAKES or does_something(view, place)


def _only_then(view: View) -> bool:
    """Whether it is what anybody has to have first: "Only after the CLIA certificate has been issued can a laboratory"."""
    words = view.sentence.tokens.words
    if words[:1] not in (["only"], ["not"]) or (view.first and opening(view).start > _BEGINNING):
        return False
    return any(
        one in _MAY and other in {"a", "an", "any", "no"}
        for one, other in pairwise(words[view.after : view.after + _FAR])
    )


def _abstract(view: View) -> bool:
    """Whether a quality or the spread of a certification is spoken of: "the demand for CMMC certification"."""
    left, noun = view.left(8), view.tail.part is Part.NOUN
    if left[:1] in {("to",), ("with",), ("under",)}:
        status = next((at for at, word in enumerate(left[:4]) if word in STATUS), None)
        left, noun = left[status + 1 :] if status else (), status is not None
    return noun and left[:1] in {("of",), ("for",)} and left[1:2] != () and left[1] in ABSTRACT


def _ruled(view: View) -> bool:
    """Whether the rules of a standard are the subject: "The GMP rules pertain only to", not "are followed in"."""
    right = view.right(4)
    if view.tail.status or right[:1] == [] or right[0] not in RULES or not is_subject(view):
        return False
    return FOLLOWED.isdisjoint(right) and right[1:2] != [] and right[1].isalpha()


def _exists(view: View) -> bool:
    """Whether it is only told which schemes there are: "There are two certifications for this, SOC 2 and HITRUST"."""
    if view.tail.status or view.speaks_of_itself or "there" not in view.sentence.said:
        return False
    words = view.sentence.tokens.words
    told = opening(view)
    there = words[told.start : told.stop + 1] in (["there", "is"], ["there", "are"])
    return there and lexicon.OWNING.isdisjoint(view.lefts)


def _works(view: View) -> bool:
    """Whether a clause opens with certification as such and says how it works: "SOC 2 certification requires that …"."""
    right = view.right(1)
    if view.tail.part is not Part.NOUN or not right or right[0] not in lexicon.EFFECTS:
        return False
    return opening(view).start == view.first or view.left(1) in {('"',), (":",)}


def _spoken_of(view: View) -> bool:
    """Whether the text of a standard is meant: "the coming revision of ISO 9001", "what ISO 9001 asks", "to those of"."""
    left = view.left(3)
    if left[:1] in {("entire",), ("whole",)} or (left[:1] == ("why",) and not view.attributive) or _published(view):
        return True
    before = _past_standard(view)[:2]
    written = not view.tail.status and (left[:2] in DONE_BY or not WRITING.isdisjoint(before[:1]))
    if written or before in _ALIKE or not {"trademark", "trademarks"}.isdisjoint(view.right(6)):
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
    if left[0] in {"is", "are", "does"}:
        return left[1:2] in {("why",), ("what",), ("how",)} and view.first == len(("why", "is"))
    return left[0] in {"of", "to", "for", ":", "get"} and bool(lexicon.HEADINGS & set(left[1:4]))


def _is_origin(view: View) -> bool:
    """Whether the name is only what another standard rests on: "an extension of ISO 27001", "AS9100 is based on …"."""
    left = view.left(6)
    if any(one in {"of", "to"} and other in _PARTS for one, other in pairwise(left)):
        return True
    before = _past_standard(view)[:2]
    rests = before in RESTING or not _ADDING.isdisjoint(before[:1])
    return view.run.first > 0 and (rests or ("based" in view.left(_RESTS) and "(" in left))


@lru_cache(maxsize=2)
def _past_standard(view: View) -> tuple[str, ...]:
    """The words to the left, past what only praises or places the standard: "based on [the established standard]"."""
    left = view.lefts
    at = 1 if left[:1] == (",",) and left[1:2] in {("standard",), ("standards",)} else 0
    while at < len(left) and (left[at] in PRAISING or left[at] in lexicon.GLUE or left[at] in {"the", "known"}):
        at += 1
    return left[at:]


def _published(view: View) -> bool:
    """Whether a text is said to have come out: "before the ISO 45001 standard had been officially published"."""
    if view.tail.status or not view.says(PUBLISHED):
        return False
    said = [word for word in view.right(7) if word not in lexicon.GLUE and not word.endswith("ly")]
    come = next(
        (
            at
            for at, word in enumerate(said)
            if word not in {"is", "was", "are", "were", "has", "had", "have", "been", "being"}
        ),
        0,
    )
    return come > 0 and said[come] in PUBLISHED


def _refers_to_law(view: View) -> bool:
    """Whether a law is only cited: "in accordance with the applicable …", "HIPAA-covered entities", "GDPR fines"."""
    names = view.sentence.names[view.run.first : view.run.after]
    if not all(name.scheme in view.context.laws for name in names):
        return False
    right = [word for word in view.right(3) if word != "-"]
    if right[:1] and right[0] in lexicon.OF_LAWS and not view.tail.status:
        return True
    cited = bool({"accordance", "under", "pursuant"} & set(view.left(4))) and not view.speaks_of_itself
    return cited and MAKING.isdisjoint(view.left(_MADE))


def _treated(view: View) -> bool:
    """Whether a lesson, a statistic or an opening "Under …" only takes a standard as its subject."""
    left = view.lefts
    if _counts_shares(view) or _counted(view) or {"effect", "force"} & set(view.right(3)):
        return True
    if left[:1] and left[0] in lexicon.TREATING:
        return not any(word.startswith("certif") for word in left)
    return not view.tail.status and view.first < 3 and left[-1:] in {("under",), ("per",)}


def _counted(view: View) -> bool:
    """Whether certificates are counted by the hundred: "a total of 22,237 ISO 13485 certificates were issued"."""
    left = view.left(3)
    noun = view.sentence.word(view.tail.place) if view.tail.part is Part.NOUN else ""
    if not noun.endswith("s") or not left[2:]:
        return False
    return (left[1] == "," and left[0].isdigit() and left[2].isdigit()) or left[:1] in {("hundreds",), ("thousands",)}


def _counts_shares(view: View) -> bool:
    """Whether a statistic is told: "62 % of dealers …"; "100 %" is said of what is one's own."""
    return any(
        word in {"%", "percent"} and view.sentence.word(place - 1) != "100"
        for place, word in view.sentence.leftward(view.first)
    )


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
