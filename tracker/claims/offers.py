"""Whether a scheme is only what somebody teaches, sells, assesses in others, or makes easier for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from tracker.claims import lexicon
from tracker.claims.clauses import opening
from tracker.claims.lexicon import STATUS, VERBS, Part, Verb, listed, verbs
from tracker.claims.model import Status
from tracker.claims.nouns import INSIDE, LESSONS, MEANS, OBLIQUE, PARTIES, TRADES
from tracker.claims.view import View

_ABOUT = frozenset({"on", "in", "about", "to", "for"})

_SOMETIMES = frozenset({"paper", "papers", "unit", "panel", "panels", "presentation", "session", "sessions"})
_OFFERING = verbs(Verb.OFFER)
_BODIES = listed("organization organizations organisation organisations body bodies agency agencies firm firms")
_ISSUING = frozenset({"issue", "issues", "issuing", "grants", "granting"})

#: Lessons before which any adjective may stand: "ISO 9001 public training".
_TAUGHT = listed("training course courses workshop workshops seminar seminars webinar webinars")

#: Verbs by which a body gives certificates, the certificates, and what may stand between.
_GIVING = frozenset({"issued", "issues", "issue", "granted", "grants", "grant"})
_CERTIFICATES = ("certific", "accredit", "registr")
_AWARDING = frozenset({"awarding", "granting", "presenting", "issuing", "giving"})
_PLAIN = frozenset({"the", "a", "an", "its", "our", "first", "new", "initial", "latest", "last", "second"})
_PASSIVE = frozenset({"been", "was", "were", "is", "are", "being"})
_WH = frozenset({"what", "how", "why", "whether"})

#: How soon behind "by" a name stands, in tokens.
_BESIDE = 5

#: How far to the left the noun that a list modifies is looked for, in tokens.
_NEAR = 9

#: How far to the left the subject of a long list is looked for, in tokens.
_FAR = 60


def offered(view: View) -> str | None:
    """Answers "offered" where a list of names is somebody's trade and not a claim, else None."""
    for question, words in _QUESTIONS:
        if view.says(words) and question(view):
            return "offered"
    return None


@lru_cache(maxsize=2)
def until_told(view: View) -> list[str]:
    """The words to the left, nearest first, up to a verb that tells something of its own subject ("… and is")."""
    words: list[str] = []
    for _, word in view.sentence.leftward(view.first, _FAR):
        if word in lexicon.TELLING:
            break
        words.append(word)
    return words


def _a_service(view: View) -> bool:
    """Training, consulting and tools, named after the scheme or before it ("courses on ISO 50001")."""
    right, left = view.right(2), view.lefts
    if view.tail.part is not Part.ADJECTIVE:
        if right and right[0] in lexicon.OFFERED_NOUNS:
            return True
        if len(right) > 1 and (right[0] in lexicon.OFFERED_PREFIXES or (right[0].isalpha() and right[1] in _TAUGHT)):
            return True
    return bool(left) and left[0] in _ABOUT and not lexicon.OFFERED_NOUNS.isdisjoint(left[1:3])


def _taught(view: View) -> bool:
    """Whether a lesson or a text has the list as its subject: "a short module on …", "One elective covers …".

    The head of the phrase that the list modifies decides, or the head of the clause's own subject.
    """
    if view.tail.part is not Part.ADJECTIVE and _modifies_lesson(view):
        return True
    near = []
    for place, word in view.sentence.leftward(view.first, _NEAR):
        if word in _ABOUT or word in lexicon.DETERMINERS or word in _WH:
            if word in _ABOUT and view.sentence.word(place - 1) in LESSONS - _SOMETIMES | _only_about(word):
                return True
            near.append(word)
            continue
        if word in VERBS or word in STATUS:
            break
    return _lesson_is_subject(view)


def _only_about(word: str) -> frozenset[str]:
    """Nouns that are a lesson only with "on" or "about" behind them."""
    return _SOMETIMES if word in {"on", "about"} else frozenset()


def _lesson_is_subject(view: View) -> bool:
    """Whether a lesson is what the clause is about, and not said to be or to have anything."""
    subject, tokens = opening(view), view.sentence.tokens
    opened = range(subject.start, min(subject.stop, subject.start + 6))
    words = [tokens.words[at] for at in opened if not (tokens.capital(at) and tokens.words[at] in view.context.own)]
    if (LESSONS | MEANS).isdisjoint(words) or not lexicon.OWNING.isdisjoint(words) or view.tail.part is Part.ADJECTIVE:
        return False
    if LESSONS.isdisjoint(words):
        return view.governor is None and view.left(1) in {("for",), ("with",), ("of",), ("to",)}
    return view.governor is None or (
        view.governor.status is None and view.governor.verb not in {Verb.BE, Verb.HOLD, Verb.ACQUIRE, Verb.COMPLY}
    )


def _modifies_lesson(view: View) -> bool:
    """Whether the noun that the list modifies is a lesson or a trade: "an ISO 9001 refresher class"."""
    phrase = view.noun_phrase
    length = next((at for at, word in enumerate(phrase) if word in _ABOUT | OBLIQUE | INSIDE), len(phrase))
    if not length or phrase[length - 1] not in LESSONS | TRADES:
        return False
    return not view.sentence.word(view.after + length).isdigit()  # "Class 3"


def _issued(view: View) -> bool:
    """Whether certificates are given to whoever earns them: "issues certificates to ISO 9001"."""
    left = view.left(_NEAR)
    if _ISSUING.isdisjoint(left) or (view.speaks_of_itself and not lexicon.CLIENTS & set(view.right(4))):
        return False
    noun = (
        view.sentence.word(view.tail.place)
        if view.tail.part is Part.NOUN
        else next((word for word in left if word in STATUS), "")
    )
    return noun.endswith("s")


def _audited(view: View) -> bool:
    """Whether others are audited against the list: "audits companies against ISO 9001"."""
    words = view.left(_NEAR)
    words = tuple(word for word in words if word not in {"the", "a", "an"})
    if words[:1] not in {("against",), ("to",), ("for",), ("under",)} and (
        words[:1] != ("with",) or (view.speaks_of_itself and {"a", "an", "any"}.isdisjoint(view.left(_NEAR)))
    ):
        return False
    at = next((place for place, word in enumerate(words) if word in lexicon.AUDITING), None)
    if at is None or not lexicon.OWNING.isdisjoint(words[:at]):
        return False
    tokens = view.sentence.tokens
    if any(
        tokens.words[near] in view.context.own and tokens.capital(near) for near in range(view.first - at, view.first)
    ):
        return False
    return words[0] == "against" or not (PARTIES | lexicon.CLIENTS).isdisjoint(words[:at])


def _a_profession(view: View) -> bool:
    """Auditors, assessors and the firms that a scheme licenses to assess: "a CMMC C3PAO"."""
    if "pao" in view.right(3) or lexicon.PEOPLE & set(view.right(6)[: _phrase(view)]):
        return True
    return bool(lexicon.PEOPLE & set(view.left(5))) and not view.speaks_of_itself


def _of_a_body(view: View) -> bool:
    """Whether a body that certifies others is named after what it does: "a GMP-verification organization"."""
    return (
        view.tail.part is Part.NOUN
        and view.tail.status is not Status.COMPLIANT
        and not _BODIES.isdisjoint(view.right(1))
    )


def _phrase(view: View) -> int:
    """How many of the next words belong to the phrase that follows, with an abbreviation in brackets."""
    phrase = len(view.noun_phrase)
    return phrase + 2 if view.sentence.word(view.after + phrase) == "(" else phrase


def _assessed_in_others(view: View) -> bool:
    """Whether somebody conducts the assessments, or is allowed to: "authorized by the board to conduct"."""
    conducts = bool(view.lefts) and view.lefts[0] in lexicon.ASSESSING
    if not conducts or view.tail.part is not Part.NOUN:
        return False
    allowed = view.left(2)[1:] == ("to",) and any(
        word in STATUS and STATUS[word][1] is Part.ADJECTIVE for word in view.lefts[2:_NEAR]
    )
    return allowed or not view.speaks_of_itself


def _given(view: View) -> bool:
    """Whether a body tells of certificates that it gives: "has issued its first accreditation to", "accredited by us"."""
    governed, words = view.governor, view.sentence.tokens.words
    if governed is None or not view.speaks_of_itself:
        return False
    if governed.part is Part.ADJECTIVE and not _speaker(view, 0, governed.noun):
        by = governed.noun + 1 if view.sentence.word(governed.noun + 1) == "by" else view.after
        return view.sentence.word(by) == "by" and _speaker(view, by, by + _BESIDE)
    noun = next((at for at in range(governed.noun, 0, -1) if words[at] in _GIVING), 0)
    if not noun or governed.part is not Part.NOUN or not words[governed.noun].startswith(_CERTIFICATES):
        return False
    passive = not _PASSIVE.isdisjoint(words[max(0, noun - 2) : noun])
    itself = all(word in _PLAIN for word in words[noun + 1 : governed.noun])
    return itself and not passive and _speaker(view, 0, noun) and not _speaker(view, view.after, len(words))


def _speaker(view: View, first: int, after: int) -> bool:
    """Whether a stretch of the sentence names whoever speaks, or says "we"."""
    tokens = view.sentence.tokens
    return any(
        tokens.words[at] in {"we", "us"}
        or (tokens.words[at] in view.context.own and tokens.capital(at) and at not in view.sentence.owner)
        for at in range(first, min(after, len(tokens)))
    )


def _made_easier(view: View) -> bool:
    """Whether compliance itself is what a product works on: "automates SOC 2"."""
    if not view.speaks_of_itself and not lexicon.EASIER.isdisjoint(view.left(4)):
        return True
    return bool(view.lefts) and view.lefts[0] in lexicon.SELLING and view.tail.part is not Part.ADJECTIVE


def _among_frameworks(view: View) -> bool:
    """Whether the list only gives examples of what a product deals with: "supports frameworks such as SOC 2"."""
    if view.tail.status or lexicon.FRAMEWORKS.isdisjoint(view.left(6)):
        return False
    return not (view.governor and view.governor.verb in {Verb.COMPLY, Verb.HOLD, Verb.ACQUIRE, Verb.PLAN})


def _helped(view: View) -> bool:
    """Whether others are helped to it: "helps companies achieve ISO 27001"."""
    practised = view.sentence.names[view.run.first].scheme in lexicon.PRACTICES and bool(view.noun_phrase)
    if view.attributive or practised:
        return False
    words = until_told(view)
    if _turned_to(words):
        return True
    helping = next((place for place, word in reversed([*enumerate(words)]) if word in _OFFERING), 0)
    return not lexicon.CLIENTS.isdisjoint(words[:helping]) and _AWARDING.isdisjoint(words[:helping])


def _turned_to(left: list[str]) -> bool:
    """Whether others come to the speaker for it: "contractors can now work with us to achieve"."""
    at = next(
        (at for at, word in enumerate(left[:-1]) if word == "us" and left[at + 1] in {"with", "to", "through"}), None
    )
    return at is not None and not lexicon.CLIENTS.isdisjoint(left[at:])


#: The questions, each with the words of which a sentence must have one to be asked it.
_QUESTIONS: tuple[tuple[Callable[[View], bool], frozenset[str]], ...] = (
    (_a_service, lexicon.OFFERED_NOUNS | lexicon.OFFERED_PREFIXES),
    (_taught, LESSONS | TRADES | MEANS | _SOMETIMES),
    (_a_profession, lexicon.PEOPLE | {"pao"}),
    (_of_a_body, _BODIES),
    (_assessed_in_others, lexicon.ASSESSING),
    (_audited, lexicon.AUDITING),
    (_issued, _ISSUING),
    (_given, _GIVING | {"by"}),
    (_made_easier, lexicon.EASIER | lexicon.SELLING),
    (_among_frameworks, lexicon.FRAMEWORKS),
    (_helped, _OFFERING | {"us"}),
)
