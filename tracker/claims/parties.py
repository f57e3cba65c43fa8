"""Whose a claim is, where it is not the issuer's: somebody with a name, somebody the issuer deals with, or nobody in particular."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.claims import lexicon
from tracker.claims.clauses import Anchor, Phrase, Relation, anchor, opening
from tracker.claims.lexicon import VERBS, Verb, listed
from tracker.claims.nouns import (
    ANALYSING,
    BELONGING,
    COUNTERPARTS,
    COUNTING,
    OBLIQUE,
    PARTIES,
    RUN,
)
from tracker.claims.scope import written
from tracker.claims.view import View

_ITSELF = lexicon.SELF | listed("its")
_ARTICLES = frozenset({"a", "an", "any", "another", "every", "each"})
_PLACED = frozenset({"in", "of", "near", "outside"})
_PREDICATIVE = listed("is are was were be been remains became become becomes as being")


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who holds what a list claims; `evidence` where the issuer names them to vouch for its own work.

    `name` as it is written, or None.
    """

    name: str | None = None
    evidence: bool = False


def other(view: View) -> Other | None:
    """Who else holds what a list claims, or None where it may be the issuer's."""
    runs = _runs_it(view)
    if runs is not None:
        return Other(runs or None)
    held = anchor(view)
    if held is None or not held.phrases:
        return None
    if held.relation is Relation.SUBJECT:
        return _subject(view, held)
    phrase = _antecedent(view, held)
    return _judge(view, phrase, held.relation)


def nobody(view: View) -> bool:
    """Whether a clause speaks of people or firms at large: "Small companies hesitate over …", "One in nine victims …"."""
    span = opening(view)
    words = view.sentence.tokens.words
    place = next((at for at in span if words[at] in PARTIES), None)
    if (
        place is None
        or not {*_ITSELF}.isdisjoint(words[span.start : view.first])
        or _names_issuer(view, span.start, view.first)
    ):
        return False
    before = words[span.start : place]
    if any(word in {"the", "this", "that"} for word in before) and not words[place].endswith("s"):
        return False
    if any(view.sentence.tokens.capital(at) for at in range(span.start + 1, place + 1)):
        return False
    counted = bool(COUNTING & set(before)) or (before[:1] and before[0] in _ARTICLES) or words[place].endswith("s")
    if "the" in before and not COUNTING & set(before):
        return words[place] in COUNTERPARTS
    return bool(counted) and not (
        view.attributive and view.governor is not None and view.governor.verb is not Verb.REQUIRE and not _of_kind(view)
    )


def _of_kind(view: View) -> bool:
    """Whether the verb of the clause says what its subject is or has: "Two of the hospitals are LEED buildings"."""
    return view.governor is not None and view.governor.verb in {
        Verb.BE,
        Verb.BECOME,
        Verb.HOLD,
        Verb.ACQUIRE,
        Verb.COMPLY,
    }


def _subject(view: View, held: Anchor) -> Other | None:
    """The subject of a plain clause: only a word for somebody else tells, or the name of one who is known to host."""
    whole = held.phrases[-1]
    return _judge(view, whole, Relation.SUBJECT)


def _antecedent(view: View, held: Anchor) -> Phrase:
    """The phrase that "which", a participle or an apposition belongs to: past a place, "a partner in Ohio, who"."""
    nearest = held.phrases[0]
    if len(held.phrases) > 1 and nearest.lead in _PLACED and _all_names(view, nearest):
        further = held.phrases[1]
        last = view.sentence.tokens.words[further.after - 1]
        if view.sentence.tokens.capital(further.after - 1) or last in PARTIES or last in lexicon.LABORATORIES:
            return further
        if last in lexicon.SITES:
            return further
    return nearest


def _judge(view: View, phrase: Phrase, relation: Relation) -> Other | None:
    """Whether a phrase names somebody else, by its head noun or by its name."""
    words = view.sentence.tokens.words
    first, after = _bare(view, phrase)
    if first >= after:
        return None
    head, named = _head(view, first, after)
    subject = relation is Relation.SUBJECT
    if head is not None and words[head] in PARTIES:
        if not subject and (phrase.lead in _PREDICATIVE or VERBS.get(phrase.lead) is Verb.BE):
            return None
        name = _written(view, head + 1, after) if named else None
        if words[head] in COUNTERPARTS:
            return None if name and _names_issuer(view, head + 1, after) else Other(name, _analysed(view))
        article = words[phrase.first] in _ARTICLES
        if article and phrase.lead in OBLIQUE and not subject and not _ITSELF & set(words[phrase.first : head]):
            return Other(name, False)
        return None
    if head is not None or not named or not view.context.own or _names_issuer(view, first, after):
        return None
    host = words[first] in lexicon.HOSTS
    if host or (not subject and phrase.lead in OBLIQUE and not _is_place(view, first)):
        return Other(_written(view, first, after), subject or _analysed(view))
    return None


def _bare(view: View, phrase: Phrase) -> tuple[int, int]:
    """A phrase without the determiners that open it and the signs that close it."""
    tokens = view.sentence.tokens
    first, after = phrase.first, phrase.after
    while first < after and (tokens.words[first] in lexicon.DETERMINERS or not tokens.words[first].isalnum()):
        first += 1
    while after > first and not tokens.words[after - 1].isalnum() and tokens.words[after - 1] != ".":
        after -= 1
    return first, after


def _head(view: View, first: int, after: int) -> tuple[int | None, bool]:
    """The noun that a phrase is about, and whether a name follows it; None where the phrase is only a name."""
    tokens = view.sentence.tokens
    plain = [
        at
        for at in range(first, after)
        if tokens.words[at].isalpha() and len(tokens.words[at]) > 1 and (not tokens.capital(at) or at == 0)
    ]
    inner = [at for at in plain if tokens.words[at] not in lexicon.CHAIN and at not in view.sentence.owner]
    cut = next(
        (at for at in range(first, after) if tokens.words[at] in {"of", "in", "at", "for", "from", "near"}), None
    )
    if cut is not None:
        inner = [at for at in inner if at < cut]
    if not inner:
        return None, any(tokens.capital(at) for at in range(first, after))
    head = inner[-1]
    return head, any(tokens.capital(at) for at in range(head + 1, after))


def _all_names(view: View, phrase: Phrase) -> bool:
    """Whether a phrase has only capitalised words, numbers and signs."""
    tokens = view.sentence.tokens
    return all(tokens.capital(at) or not tokens.words[at].isalpha() for at in range(phrase.first, phrase.after))


def _is_place(view: View, first: int) -> bool:
    """Whether a name is only where something is."""
    return view.sentence.word(first - 1) in _PLACED


def _names_issuer(view: View, first: int, after: int) -> bool:
    """Whether a stretch of the sentence names whoever speaks."""
    tokens = view.sentence.tokens
    words = tokens.words[first:after]
    if "company" in words and "the" in words[: words.index("company")][-1:]:
        return True
    return any(tokens.words[at] in view.context.own and tokens.capital(at) for at in range(first, after))


def _analysed(view: View) -> bool:
    """Whether the sentence speaks of samples or tests."""
    return not ANALYSING.isdisjoint(view.sentence.tokens.words[: view.first])


def _runs_it(view: View) -> str | None:
    """Who runs or owns what the clause speaks of: "belong to Ostrava Hosting", ", run by Ostrava Hosting, are"."""
    tokens = view.sentence.tokens
    words = tokens.words
    start = opening(view).start
    if view.attributive and view.governor is None:
        return None
    for place in range(start, view.first - 1):
        belongs = words[place] in BELONGING and words[place + 1] == "to"
        run = words[place] in RUN and words[place + 1] == "by" and words[place - 1] in {",", "("}
        if not (belongs or run):
            continue
        first = place + 2
        while first < view.first and words[first] in lexicon.DETERMINERS | {"their", "own"}:
            first += 1
        last = first
        while last < view.first and (tokens.capital(last) or words[last] in {"&", "-"}):
            last += 1
        if last > first and not _names_issuer(view, first, last):
            return _written(view, first, last)
        if words[first : first + 1] and any(word in COUNTERPARTS for word in words[first : first + 3]):
            return ""
    return None


def _written(view: View, first: int, after: int) -> str | None:
    """The capitalised words of a phrase as they are written, without what does not belong to a name."""
    tokens = view.sentence.tokens
    places: Iterable[int] = range(first, after)
    named = [at for at in places if tokens.capital(at)]
    if not named:
        return None
    last = named[0]
    while last + 1 < after and (tokens.capital(last + 1) or tokens.words[last + 1] in {"&", "-", ".", "'", "of"}):
        last += 1
    while not tokens.words[last].isalnum() or tokens.words[last] == "of":
        last -= 1
    return written(tokens, named[0], last + 1)
