"""Why a scheme's name is no claim of anybody's: the questions, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from tracker.claims import lexicon
from tracker.claims.at_large import nobody
from tracker.claims.clauses import predicate
from tracker.claims.definitions import defined
from tracker.claims.duties import WORDS as DUTIES
from tracker.claims.duties import bound
from tracker.claims.grammar import Feature
from tracker.claims.lexicon import STATUS, Verb, listed, verbs
from tracker.claims.nouns import (
    APPRAISED,
    BEHIND,
    BUYING,
    CAREER,
    COMING,
    COUNTERPARTS,
    HANDED,
    KEPT,
    OUTSIDE,
    PARTIES,
    PERSONS,
    RUN,
    SOURCES,
)
from tracker.claims.offers import offered, until_told
from tracker.claims.parties import other
from tracker.claims.prose import spoken_of
from tracker.claims.view import View

#: Verbs that demand, whatever follows them.
_DEMANDS = verbs(Verb.REQUIRE) - lexicon.FOLLOWERS.keys()

#: What brings in somebody else's laboratory or plant.
_THROUGH = frozenset({"in", "by", "with", "at", "from", "through", "using", "via", "to"})

#: What only compares, by itself and with the word behind it.
_APART = listed("unlike than versus vs beyond")
_MEASURED = frozenset(
    {("to", "compared"), ("with", "compared"), ("to", "similar"), ("to", "equivalent"), ("of", "instead")}
)
_USING = listed("use uses used employ employs run runs")
_BINDING = listed("required mandatory prerequisite")
#: Verbs by which a certificate is gained, and how far behind it is looked for what that takes.
_GAINING = listed("be become get gain obtain achieve earn receive attain qualify")
_BEHIND = 10

#: How far to the left the person is looked for whose past is told.
_CAREER = 12

_ASKED = frozenset({("by", "required"), ("to", "subject"), ("by", "mandated")})


def refusal(view: View) -> str | None:
    """The reason why a list of names is no claim, or None."""
    for question, words in _QUESTIONS:
        if words is None or view.says(words):
            reason = question(view)
            if reason:
                return reason
    return None


def _at_large(view: View) -> str | None:
    """What the issuer says of firms at large, or of somebody else without vouching for them."""
    if nobody(view):
        return "definition"
    somebody = other(view)
    return "third-party" if somebody is not None and not (somebody.evidence and somebody.name) else None


def _furniture(view: View) -> str | None:
    """A line in which a platform repeats the title of what it carries."""
    words = view.sentence.tokens.words
    place = next((at for at, word in enumerate(words) if word == "appeared"), 0)
    return "repeated-title" if place and "first" in {words[place - 1], view.sentence.word(place + 1)} else None


def _part_number(view: View) -> str | None:
    """A name inside a part number or a product series."""
    right = view.right(3)
    if right[:2] == ["-", "series"] and right[2:] and right[2] not in {"standard", "standards", "of"}:
        return "part-number"
    left = view.left(8)
    numbered = left[:2] in {(".", "no"), ("#", "no")} or left[:1] in {("number",), ("no",)}
    if numbered and lexicon.ARTICLES_OF_TRADE & set(left[:4]):
        return "part-number"
    return (
        "part-number" if ("n", "/", "p") in zip(left, left[1:], left[2:], strict=False) or "sku" in left[:3] else None
    )


def _asked(view: View) -> str | None:
    """A question asserts nothing."""
    closing = next((word for word in reversed(view.sentence.tokens.words) if word not in {'"', "'", ")"}), "")
    return "question" if closing == "?" else None


def _advised(view: View) -> str | None:
    """Advice to buyers, or a title about a subject."""
    opening = next((word for word in view.sentence.tokens.words if word.isalpha()), "")
    if opening in lexicon.READING and view.left(1) in {("about",), ("how",)}:
        return "definition"
    if view.speaks_of_itself:
        return None
    words = view.sentence.tokens.words
    if any(
        words[at] in lexicon.ADVICE and words[at + 1] in {"that", "whether"} and words[at - 1] in {",", "and"}
        for at in range(1, view.first)
    ):
        return "requirement"
    if opening in lexicon.ADVICE:
        return "requirement"
    return "offered" if opening in lexicon.TOPICS else None


def _event(view: View) -> str | None:
    """A conference, committee or group that carries the name, or a noun that the name only says the subject of."""
    right = view.right(4)
    for at, word in enumerate(right):
        if word in lexicon.EVENT_NOUNS and not view.tail.status:
            return "event"
        if not view.sentence.tokens.capital(view.after + at):
            break
    if lexicon.SUBJECTS & set(right[:1] if view.tail.status else right[:2]):
        return "definition"
    return "event" if right[:2] == ["/", "tc"] else None


def _required(view: View) -> str | None:
    """What is asked of somebody."""
    asked = _demanded(view) or _binding(view) or _instructed(view) or _asked_by_clients(view) or bound(view)
    return "requirement" if asked else None


def _demanded(view: View) -> bool:
    """Whether the verb that governs the list demands it, or one before it does."""
    governed = view.governor
    if governed and governed.verb is Verb.REQUIRE and lexicon.OWNING.isdisjoint(view.between):
        return True
    complies = governed is not None and governed.verb is Verb.COMPLY and view.speaks_of_itself
    return Feature.REQUIRED in view.group and not complies


def _binding(view: View) -> bool:
    """Whether it is called binding or needed: "… are preferred", "… is mandatory", "required by", "for customers"."""
    if _appraised(predicate(view)) and lexicon.OWNING.isdisjoint(view.lefts) and "'" not in view.left(3):
        return True
    left, right = view.left(2), view.right(4)
    if right[:1] and right[0] in {"is", "are", "be"} and not _BINDING.isdisjoint(right):
        return True
    meets = view.governor is not None and view.governor.verb is Verb.COMPLY and left == ("by", "required")
    if (left in _ASKED and not meets) or (left == ("of", "requirement") and not view.speaks_of_itself):
        return True
    return bool(right) and right[0] in lexicon.MARKETS and not view.tail.status


def _asked_by_clients(view: View) -> bool:
    """Whether others demand it: "which our clients require of"."""
    told = until_told(view)
    return not _DEMANDS.isdisjoint(told) and any(
        word in _DEMANDS and subject in lexicon.CLIENTS for word, subject in pairwise(told)
    )


def _instructed(view: View) -> bool:
    """Whether it is told what anybody has to do for it: "To be certified to FSSC 22000, it is required that"."""
    words = view.sentence.tokens.words
    told = words[view.after : view.after + _BEHIND]
    if words[:1] != ["to"] or words[1] not in _GAINING or _DEMANDS.isdisjoint(told):
        return False
    return not view.speaks_of_itself or ("it", "is") in pairwise(told)


def _appraised(said: list[str]) -> bool:
    """Whether a rule or a preference is stated: "… are preferred", "… is enough"; not "is an essential milestone"."""
    if said[:1] not in (["is"], ["are"]):
        return False
    said = [word for word in said[1:] if not word.endswith("ly") and word not in {"now", "also", "often", "not"}]
    return said[:1] != [] and said[0] in APPRAISED and said[1:2] != [] and (said[1] in BEHIND or not said[1].isalpha())


def _compared(view: View) -> str | None:
    """What something is measured against, or done without."""
    left = tuple(word for word in view.left(3) if word not in {"a", "an", "the"})[:2]
    return "comparison" if left in _MEASURED or not _APART.isdisjoint(left[:1]) else None


def _elses(view: View) -> str | None:
    """What a supplier, customer, host or outside laboratory holds."""
    words = view.left(8)
    if words[:1] == ("own",):
        words = words[1:]
    if _of_somebody(view, words):
        return "third-party"
    if _bought(view, words) or _hosted(view, words) or _handed_out(view, words) or _in_a_career(view) or _run_by(view):
        return "third-party"
    if lexicon.PARTNERSHIP & set(view.noun_phrase) or _outside_laboratory(view, words):
        return "third-party"
    if words[:1] == ("by",) and view.governor and view.governor.direct and _of_companies(view):
        return "third-party"
    return "third-party" if view.attributive and (_outside_holder(view, words) or _theirs(words)) else None


def _theirs(left: tuple[str, ...]) -> bool:
    """Whether a partner or supplier uses what is certified: "our manufacturing partners use ISO 9001 certified sites"."""
    return left[:1] != () and left[0] in _USING and left[1:2] != () and left[1] in COUNTERPARTS | lexicon.PARTNERSHIP


def _bought(view: View, left: tuple[str, ...]) -> bool:
    """Whether material comes from somebody else: "sourced from GMP certified plants", "comes from SQF certified farms"."""
    if left[:1] != ("from",):
        return False
    if not SOURCES.isdisjoint(view.noun_phrase[:3]):
        return True
    verb = next((word for word in left[1:] if not word.endswith("ly") and word != "only"), "")
    return view.attributive and (verb in BUYING or (verb in COMING and lexicon.SITES.isdisjoint(view.noun_phrase)))


def _hosted(view: View, left: tuple[str, ...]) -> bool:
    """Whether something is kept in a data centre that is not said to be the issuer's: "are hosted on servers in a …"."""
    if not view.attributive or left[:1] not in {("a",), ("an",)} or not {"in", "at"} & set(left[1:2]):
        return False
    return {"data", "datacenter", "datacentre", "hosting"} & set(view.noun_phrase[:2]) != set() and KEPT & set(
        left[2:6]
    ) != set()


def _handed_out(view: View, left: tuple[str, ...]) -> bool:
    """Whether some firm does what is spoken of: "payments are handled by a PCI DSS Level 1 service provider"."""
    if (view.tail.status and not view.attributive) or left[:1] not in {("a",), ("an",)}:
        return False
    handed = left[1:2] in {("by",), ("to",)} and left[2:3] != () and left[2] in HANDED
    return handed and not lexicon.GENERIC_HOLDERS.isdisjoint(view.noun_phrase[:4])


def _run_by(view: View) -> bool:
    """Whether a name stands behind what the list qualifies that runs it: "ISO 27001 certified halls managed by Nimbara"."""
    if not view.attributive or not view.says(RUN):
        return False
    tokens = view.sentence.tokens
    run = next((at for at, pair in enumerate(pairwise(view.right(7))) if pair[0] in RUN and pair[1] == "by"), None)
    if run is None:
        return False
    name = view.after + run + len(("run", "by"))
    return name < len(tokens) and tokens.capital(name) and tokens.words[name] not in view.context.own


def _in_a_career(view: View) -> bool:
    """Whether only somebody's past is told: "she previously led an ISO 13485 certified manufacturer"."""
    if not view.attributive or not view.says(CAREER):
        return False
    left = view.left(_CAREER)
    verb = next((at for at, word in enumerate(left) if word in CAREER), 0)
    if not verb or left[0] not in {"a", "an"}:
        return False
    return (verb == 1 or left[1] in {"in", "at", "for", "of"}) and not PERSONS.isdisjoint(left[verb + 1 :])


def _of_somebody(view: View, left: tuple[str, ...]) -> bool:
    """Whether the list belongs to somebody else: "Azure's", "a provider's", "our suppliers'"."""
    owner = left[2:] if left[:2] == ("s", "'") else left[1:] if left[:1] == ("'",) else ()
    tokens = view.sentence.tokens
    if owner and view.context.issuer and _named_owner(view):
        return True
    if not owner or any(tokens.capital(at) and tokens.words[at] in PARTIES for at in range(view.first - 3, view.first)):
        return owner[:1] != () and owner[0] in lexicon.HOSTS - view.context.own
    if owner[0] in lexicon.HOSTS - view.context.own or owner[0] in COUNTERPARTS:
        return True
    return owner[0] in PARTIES and (
        owner[0].endswith("s") or bool({"a", "an", "any", "each", "every"} & set(owner[1:3]))
    )


def _named_owner(view: View) -> bool:
    """Whether the list belongs to a named other where something is done: "sterilised at Holmer's ISO 13485 plant"."""
    tokens = view.sentence.tokens
    place = view.first - (3 if tokens.words[view.first - 1] == "s" else 2)
    if place < 1 or not view.attributive or not tokens.capital(place) or tokens.words[place] in view.context.issuer:
        return False
    while place > 0 and tokens.capital(place) and tokens.words[place] not in view.context.issuer:
        place -= 1
    return tokens.words[place] in {"at", "by", "from", "with", "through"}


def _outside_holder(view: View, left: tuple[str, ...]) -> bool:
    """Whether the status qualifies a supplier or a third party: "through our FDA-registered suppliers"."""
    if lexicon.OTHERS & set(view.right(3)) and left[:1] and left[0] in {*_THROUGH, "our", "its"}:
        return True
    outside = {"third", "independent", "outside", "external"} & set(left[:4])
    return bool(outside) and bool(lexicon.GENERIC_HOLDERS & set(view.right(4)))


def _of_companies(view: View) -> bool:
    """Whether companies at large are spoken of."""
    return bool(lexicon.CLIENTS & set(view.lefts)) and not view.speaks_of_itself


def _outside_laboratory(view: View, left: tuple[str, ...]) -> bool:
    """Whether an accredited laboratory is only one that the organisation sends its samples to."""
    if not lexicon.LABORATORIES & set(view.noun_phrase) or "house" in left[:3]:
        return False
    left = _past_body(view) or left
    if not OUTSIDE.isdisjoint(left[:4]):
        return True
    if left[:1] and left[0] in {"a", "an"}:
        return len(left) > 1 and left[1] in (_THROUGH - {"in"} if view.speaks_of_itself else _THROUGH)
    return bool(left) and left[0] in _THROUGH


def _past_body(view: View) -> tuple[str, ...]:
    """The words to the left from an article on, past the name of an accreditation body: "by a [UKAS] … laboratory"."""
    left = view.sentence.leftward(view.first, 8)
    for at, (place, word) in enumerate(left):
        named = view.sentence.tokens.capital(place)
        if word in {"a", "an"} and not named:
            return tuple(other for _, other in left[at:])
        if not (named or word.isdigit() or word in STATUS or word in {",", "-", "and", "/"}):
            break
    return ()


#: The questions in their order, each with the words of which a sentence must have one to be asked it; None: always.
_QUESTIONS: tuple[tuple[Callable[[View], str | None], frozenset[str] | None], ...] = (
    (_furniture, listed("appeared")),
    (_part_number, listed("series number no p sku")),
    (_asked, listed("?")),
    (_advised, lexicon.READING | lexicon.ADVICE | lexicon.TOPICS),
    (_event, lexicon.EVENT_NOUNS | lexicon.SUBJECTS),
    (offered, None),
    (
        _required,
        verbs(Verb.REQUIRE)
        | APPRAISED
        | lexicon.MARKETS
        | _BINDING
        | {word for _, word in _ASKED}
        | {"requirement"}
        | DUTIES,
    ),
    (_compared, _APART | {word for _, word in _MEASURED}),
    (defined, None),
    (spoken_of, None),
    (_elses, None),
    (_at_large, None),
)
