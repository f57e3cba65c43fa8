"""Whose a claim is, where it is not the issuer's: somebody with a name, somebody the issuer deals with, or nobody in particular."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tracker.claims import lexicon
from tracker.claims.clauses import Anchor, Phrase, Relation, anchor, group_start, opening, phrases
from tracker.claims.lexicon import VERBS, Verb, listed
from tracker.claims.nouns import (
    ANALYSING,
    BELONGING,
    COUNTERPARTS,
    COUNTING,
    HIRED_OUT,
    HOSTING,
    JUDGING,
    OBLIQUE,
    PARTIES,
    POSSESSED,
    RUN,
    SITE_LIKE,
)
from tracker.claims.scope import written
from tracker.claims.view import View

ITSELF = lexicon.SELF | listed("its")
ARTICLES = frozenset({"a", "an", "any", "another", "every", "each"})
_PLACED = frozenset({"in", "of", "near", "outside"})
_SAYING = frozenset({Verb.BE, Verb.BECOME, Verb.HOLD, Verb.ACQUIRE, Verb.COMPLY, Verb.ALIGN})

#: How many words between a verb and a list that qualifies a noun still make that noun the verb's own object.
_DIRECTLY = 2

#: What a sentence must have one of to say who runs something, and to have somebody else as its subject.
_RUNNING = BELONGING | RUN
_SOMEBODY = PARTIES | POSSESSED | lexicon.HOSTS | {"themselves"}

#: Verbs by which somebody tells something of themselves, the words that then stand for them, and how far off these may be.
_REPORTS = listed(
    "says said states stated claims claimed confirms confirmed reports reported announces announced say state claim"
)
_PRONOUNS = listed("it they its their")
_PRONOUN = 5

GIVING = frozenset({"granted", "grants", "awarded", "awards"})
_PREDICATIVE = listed("is are was were be been remains became become becomes as being")


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who holds what a list claims; `evidence` where the issuer names them to vouch for its own work.

    `name` as it is written, or None.
    """

    name: str | None = None
    evidence: bool = False


@lru_cache(maxsize=2)
def other(view: View) -> Other | None:
    """Who else holds what a list claims, or None where it may be the issuer's."""
    return _bearer(view) or _runs_it(view) or _reported(view) or _anchored(view)


def _reported(view: View) -> Other | None:
    """Whom "it" or "they" is, where somebody else is told to say so: "Our supplier says that it is", "that its plants are"."""
    if not view.says(_REPORTS) or not said_of_subject(view):
        return None
    words = view.sentence.tokens.words
    start = group_start(view)
    subject = next((at for at in range(start - 1, max(0, start - _PRONOUN), -1) if words[at] in _PRONOUNS), 0)
    place = subject - (2 if words[subject - 1] == "that" else 1)
    if place < 1 or words[place] not in _REPORTS or (words[subject] in {"it", "they"} and subject != start - 1):
        return None
    held = phrases(view, place)
    head = words[held[-1].after - 1] if held else ""
    if head in JUDGING or head.endswith("s") is not (words[subject] in {"they", "their"}):
        return None
    return _judge(view, held[-1], Relation.SUBJECT) if held else None


def _anchored(view: View) -> Other | None:
    """Somebody else whom the clause, or the antecedent of its relative or participle, is about."""
    held = anchor(view)
    if held is None or not held.phrases:
        return None
    if held.relation is Relation.SUBJECT:
        return _subject(view, held) if view.says(_SOMEBODY) else None
    return _judge(view, _antecedent(view, held), held.relation)


def _bearer(view: View) -> Other | None:
    """Whose certification stands after "with", or in brackets: "from suppliers with …", "hosted with Nimbara (…)"."""
    words = view.sentence.tokens.words
    before = words[view.first - 1] if view.first else ""
    if before not in {"with", "(", "of"} or view.first < 2:
        return None
    held = phrases(view, view.first - 1)
    if before == "of":
        return Other() if view.attributive and _maker(view, view.first - 2) else None
    if not held or not (
        words[held[0].after - 1] in PARTIES or (before == "(" and held[0].lead in {"with", "by", "on"})
    ):
        return None
    return _judge(view, held[0], Relation.PARTICIPLE)


def _maker(view: View, place: int) -> bool:
    """Whether "a maker of" stands here and names somebody: not "is a maker of", "Torvane, a maker of"."""
    words = view.sentence.tokens.words
    if place < 2 or words[place] not in PARTIES or words[place - 1] not in ARTICLES:
        return False
    return words[place - 2] not in _PREDICATIVE | {",", "(", "-"}


def said_of_subject(view: View) -> bool:
    """Whether the verb of the clause says what its subject is or has: "Two of the hospitals are LEED buildings"."""
    governed = view.governor
    if governed is None or governed.verb not in _SAYING or not lexicon.SELF.isdisjoint(view.between):
        return False
    if view.sentence.word(governed.place) in GIVING and (
        "us" in view.between
        or names_issuer(view, governed.place + 1, view.first)
        or view.sentence.tokens.capital(governed.place + 1)  # the issuer by its short name: "granted TFI certification"
    ):
        return False  # what is given to the issuer is not the giver's
    return (
        not view.attributive
        or (len(view.between) <= _DIRECTLY and OBLIQUE.isdisjoint(view.between))
        or governed.verb in {Verb.BE, Verb.BECOME}
    )


def _subject(view: View, held: Anchor) -> Other | None:
    """The subject of a plain clause: only a word for somebody else tells, or the name of one who is known to host."""
    if not said_of_subject(view):
        return None
    whole = held.phrases[-1]
    words = view.sentence.tokens.words
    counts = words[whole.after - 1] in COUNTING or words[whole.after - 1].isdigit()
    if counts and len(held.phrases) > 1 and words[whole.after] == "of":
        whole = held.phrases[-2]  # "two of its customers"
    if "themselves" in view.between and words[whole.after - 1] not in lexicon.SITES | SITE_LIKE:
        return Other()
    return _judge(view, whole, Relation.SUBJECT) or _described_as(view)


def _described_as(view: View) -> Other | None:
    """A name that an apposition calls a customer, a partner or the like: "Northolt Bank, a customer, is"."""
    tokens = view.sentence.tokens
    span = opening(view)
    if not len(span) or span.stop >= view.first or tokens.words[span.stop] != "," or not view.context.issuer:
        return None
    closing = next((at for at in range(span.stop + 1, view.first) if tokens.words[at] == ","), None)
    if closing is None or not _all_names(view, Phrase(span.start, span.stop, "")) or names_issuer(view, *_ends(span)):
        return None
    called = tokens.words[span.stop + 1 : closing]
    return Other(_written(view, *_ends(span))) if COUNTERPARTS & set(called) else None


def _ends(span: range) -> tuple[int, int]:
    return span.start, span.stop


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
    others = COUNTERPARTS | (lexicon.HOSTS - view.context.own)
    if any(words[at] in others and words[at + 1] == "'" for at in range(first, after - 1)):
        return Other()
    head, named = _head(view, first, after)
    if head is not None and (words[head] in PARTIES or words[head] in POSSESSED):
        name = _written(view, head + 1, after) if named else None
        return _by_role(view, phrase, relation, head, name)
    hosts = relation is Relation.APPOSITION and not HOSTING.isdisjoint(view.noun_phrase)
    if head is not None and not hosts:
        return None
    return (
        _by_name(view, Phrase(first if head is None else head + 1, after, phrase.lead), relation, hosts=hosts)
        if named
        else None
    )


def _by_role(view: View, phrase: Phrase, relation: Relation, head: int, name: str | None) -> Other | None:
    """Somebody else by what they are called: "a partner in Ohio", "our contract packer, Millbrook"."""
    words = view.sentence.tokens.words
    noun, determined = words[head], not ITSELF.isdisjoint(words[phrase.first : head])
    subject = relation is Relation.SUBJECT
    if not subject and (phrase.lead in _PREDICATIVE or VERBS.get(phrase.lead) is Verb.BE):
        return None
    if noun in COUNTERPARTS or (noun in POSSESSED and determined) or _hired(view, phrase, head):
        return None if name and view.context.issuer & _lower(name) else Other(name, _analysed(view))
    if _possessor(view, phrase, head) and not subject:
        return Other(name)
    many = noun not in SITE_LIKE or phrase.lead in {"from", "by"}
    any_one = words[phrase.first] in ARTICLES or (many and _at_large(noun, words[phrase.first]))
    leads = phrase.lead in OBLIQUE or (phrase.lead == "" and relation is Relation.RELATIVE)
    return Other(name) if any_one and leads and not subject else None


def _possessor(view: View, phrase: Phrase, head: int) -> bool:
    """Whether a noun belongs to somebody with another name: "Orrin's sister company"."""
    tokens = view.sentence.tokens
    return bool(view.context.issuer) and any(
        tokens.words[at + 1] == "'" and tokens.capital(at) and tokens.words[at] not in view.context.issuer
        for at in range(phrase.first, head - 1)
    )


def _by_name(view: View, phrase: Phrase, relation: Relation, *, hosts: bool) -> Other | None:
    """Somebody else by name, where they only take part ("at", "by", "with") or are known to host."""
    first, after = phrase.first, phrase.after
    if not view.context.issuer or names_issuer(view, first, after):
        return None
    if phrase.lead == "at" and after - first == 1 and not _analysed(view):
        return None  # a place of its own
    subject = relation is Relation.SUBJECT
    takes_part = not subject and phrase.lead in OBLIQUE and view.sentence.word(first - 1) not in _PLACED
    if hosts or takes_part or view.sentence.word(first) in lexicon.HOSTS:
        return Other(_written(view, first, after), subject or _analysed(view))
    return None


def _lower(name: str) -> set[str]:
    return set(name.lower().split())


def _at_large(noun: str, opening_word: str) -> bool:
    """Whether a plural without a determiner means no one in particular: "from subcontractors certified to"."""
    return noun.endswith("s") and opening_word not in lexicon.DETERMINERS | ITSELF


def _hired(view: View, phrase: Phrase, head: int) -> bool:
    """Whether somebody works for the issuer: "our contract packer", "an outside laboratory"."""
    words = view.sentence.tokens.words[phrase.first : head]
    hired = not HIRED_OUT.isdisjoint(words)
    return hired and (words[0] in ARTICLES or words[0] in ITSELF)


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


def names_issuer(view: View, first: int, after: int) -> bool:
    """Whether a stretch of the sentence names whoever speaks."""
    tokens = view.sentence.tokens
    words = tokens.words[first:after]
    if "company" in words and "the" in words[: words.index("company")][-1:]:
        return True
    return any(tokens.words[at] in view.context.issuer and tokens.capital(at) for at in range(first, after))


def _analysed(view: View) -> bool:
    """Whether the sentence speaks of samples or tests."""
    return not ANALYSING.isdisjoint(view.sentence.tokens.words[: view.first])


def _runs_it(view: View) -> Other | None:
    """Who runs or owns what the clause speaks of: "belong to Ostrava Hosting", ", run by Ostrava Hosting, are"."""
    if not view.says(_RUNNING) or (view.attributive and view.governor is None):
        return None
    tokens = view.sentence.tokens
    words = tokens.words
    for place in range(opening(view).start, view.first - 1):
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
        if last > first and not names_issuer(view, first, last):
            return Other(_written(view, first, last))
        if words[first : first + 1] and any(word in COUNTERPARTS for word in words[first : first + 3]):
            return Other()
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
