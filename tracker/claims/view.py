"""One list of schemes in its sentence, with all that the questions about it look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from tracker.claims import lexicon
from tracker.claims.grammar import Feature, Governor, Run, Sentence, Tail, chain, governor
from tracker.claims.lexicon import VERBS, Part

#: What joins two main clauses behind a comma; all that may part them; how soon the second one's verb follows.
_CONJUNCTIONS = frozenset({"but", "and", "so", "yet", "while", "whereas"})
_PARTING = _CONJUNCTIONS | {";", '"'}
_MODALS = lexicon.MODALS | lexicon.FUTURE | {"can", "has", "do", "does", "did"}
_ADVERBS = frozenset({"also", "now", "then", "is", "are", "was", "were", "as", "in", "with", "to"})
_SOON = 12

#: How near before ";" another name makes it the sign between two items of a list, in tokens.
_ITEM = 8

#: Words by which a clause goes on about whom the one before it named.
_REFERRING = frozenset({"it", "its", "itself", "they", "their", "both", "all"})

#: Verbs by which a release gives somebody's words.
_SAYING = lexicon.listed("said says say adds added explains explained noted notes stated states comments commented")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around the sentence, as lower-case words and scheme ids.

    `own` are words that name whoever speaks, `named` those of the organisation alone, `plain` the rest of its name; `laws` are schemes that bind
    everybody, `registrations` entries in an agency's
    register. `issuer` are words that name the issuer, without those of partners that the text describes too.
    """

    own: frozenset[str]
    named: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    registrations: frozenset[str] = frozenset()
    issuer: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One list with all that the questions look at.

    `first` is the list's first token, `after` the one behind the list and its status; `lefts` are the words to the left,
    nearest first, to the end of the clause. `attributive`: the status qualifies a noun, as in "an ISO 9001-certified
    facility". `speaks_of_itself`: the clause says "we" or names whoever speaks.
    """

    sentence: Sentence
    run: Run
    governor: Governor | None
    group: frozenset[Feature]
    tail: Tail
    context: Context
    first: int
    after: int
    lefts: tuple[str, ...]
    attributive: bool
    speaks_of_itself: bool

    def says(self, words: frozenset[str]) -> bool:
        """Whether the sentence has any of these words: most questions need one, and are not asked without."""
        return not words.isdisjoint(self.sentence.said)

    def left(self, count: int) -> tuple[str, ...]:
        """The words directly to the left, nearest first, names left out, to the end of the clause."""
        return self.lefts[:count]

    def right(self, count: int) -> list[str]:
        """The words directly to the right of the list and its status."""
        return self.sentence.tokens.words[self.after : self.after + count]

    @property
    def between(self) -> list[str]:
        """The words between the governing word and the list."""
        return self.sentence.tokens.words[self.governor.place + 1 : self.first] if self.governor else []

    @property
    def noun_phrase(self) -> list[str]:
        """The words that the list qualifies, up to the end of their phrase."""
        return _noun_phrase(self)

    def narrowed(self, tail: Tail) -> View:
        """The same list, up to one of its members that has a status of its own."""
        return replace(self, tail=tail, after=tail.after, attributive=_attributive(self.sentence, tail))


@lru_cache(maxsize=2)
def _noun_phrase(view: View) -> list[str]:
    """The words behind a list that it qualifies; asked for often, so kept for the list at hand."""
    words: list[str] = []
    for place in range(view.after, min(view.after + 6, len(view.sentence.tokens))):
        word = view.sentence.tokens.words[place]
        abbreviated = word == "." and view.sentence.tokens.glued(place) and len(words[-1:]) == 1 and len(words[-1]) == 1
        if word in lexicon.DETERMINERS or word in VERBS or not (word.isalpha() or word == "-" or abbreviated):
            break
        words.append(word)
    return words


def view_of(sentence: Sentence, run: Run, last: Tail, context: Context) -> View:
    """The view of one list; `last` is what stands behind its last name."""
    governed = governor(sentence, run)
    first = sentence.names[run.first].first
    return View(
        sentence=sentence,
        run=run,
        governor=governed,
        group=chain(sentence, governed.place if governed else first),
        tail=last,
        context=context,
        first=first,
        after=max(sentence.names[run.after - 1].after, last.after),
        lefts=tuple(word for _, word in sentence.leftward(first)),
        attributive=_attributive(sentence, last),
        speaks_of_itself=_speaks_of_itself(sentence, first, context),
    )


def _attributive(sentence: Sentence, tail: Tail) -> bool:
    """Whether a status is an adjective before its noun."""
    if tail.part is not Part.ADJECTIVE:
        return False
    following = sentence.word(tail.after)
    return following.isalpha() and following not in lexicon.LEADS and following not in VERBS


def _speaks_of_itself(sentence: Sentence, first: int, context: Context) -> bool:
    """Whether the clause that holds a list says "we" or "the company", or names whoever speaks."""
    if not _spoken(sentence, range(len(sentence.tokens)), context):
        return False
    clause = own_clause(sentence, first)
    if len(clause) == len(sentence.tokens):
        return True
    if not _REFERRING.isdisjoint(sentence.tokens.words[clause.start : clause.stop]):
        return True
    return _spoken(sentence, clause, context)


def _spoken(sentence: Sentence, places: range, context: Context) -> bool:
    """Whether these tokens say "we" or "the company", or name whoever speaks: what names a scheme names nobody."""
    tokens = sentence.tokens
    words = tokens.words[places.start : places.stop]
    said = sentence.said if len(words) == len(tokens) else frozenset(words)
    if not lexicon.SELF.isdisjoint(said):
        return True
    if "us" in said and any(not tokens.raw(at).isupper() for at in places if tokens.words[at] == "us"):
        return True  # not the country
    own = context.own & said
    if own and any(tokens.words[at] in own and tokens.capital(at) and at not in sentence.owner for at in places):
        return True
    return "company" in said and any(one in {"the", "this"} and other == "company" for one, other in pairwise(words))


def own_clause(sentence: Sentence, first: int) -> range:
    """The tokens of the main clause that holds a place: up to ";", a conjunction with a new subject, who is quoted."""
    words = sentence.tokens.words
    if sentence.said.isdisjoint(_PARTING):
        return range(len(words))
    start = next((at + 1 for at in range(first - 1, -1, -1) if _parts(sentence, at, first)), 0)
    stop = next((at for at in range(first, len(words)) if _parts(sentence, at, len(words)) or _quotes(words, at)), None)
    return range(start, len(words) if stop is None else stop)


def _parts(sentence: Sentence, at: int, before: int) -> bool:
    """Whether a sign or conjunction sets main clauses apart here: a verb of its own follows, up to a token."""
    words = sentence.tokens.words
    if words[at] == ";":
        return not (at + 1 in sentence.owner and any(near in sentence.owner for near in range(at - _ITEM, at)))
    if words[at] not in _CONJUNCTIONS or sentence.word(at - 1) != ",":
        return False
    subject = sentence.word(at + 1)
    if at + 1 in sentence.verbs or subject in _MODALS or subject in _ADVERBS or subject.endswith(("ly", "ing", "ed")):
        return False  # the subject of the clause before goes on
    return any(place in sentence.verbs or words[place] in _MODALS for place in range(at + 2, min(before, at + _SOON)))


def _quotes(words: list[str], at: int) -> bool:
    """Whether a quotation ends here and who said it follows."""
    return words[at] == '"' and not _SAYING.isdisjoint(words[at + 1 : at + 4])
