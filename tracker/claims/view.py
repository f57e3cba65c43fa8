"""One list of schemes in its sentence, with all that the questions about it look at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.claims import lexicon
from tracker.claims.grammar import Feature, Governor, Run, Sentence, Tail, chain, governor
from tracker.claims.lexicon import VERBS, Part


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around the sentence, as lower-case words and scheme ids.

    `own` are words that name whoever speaks, `named` those of the organisation alone, `plain` the rest of its name; `laws` are schemes that bind
    everybody.
    """

    own: frozenset[str]
    named: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class View:
    """One list with all that the questions look at."""

    sentence: Sentence
    run: Run
    governor: Governor | None
    group: frozenset[Feature]
    tail: Tail
    context: Context
    lefts: tuple[str, ...]
    until: int | None = None

    @property
    def first(self) -> int:
        """The first token of the list."""
        return self.sentence.names[self.run.first].first

    @property
    def after(self) -> int:
        """The token after the list and its status."""
        return self.until or max(self.sentence.names[self.run.after - 1].after, self.tail.after)

    def left(self, count: int) -> tuple[str, ...]:
        """The words directly to the left, nearest first, names left out, to the end of the clause."""
        return self.lefts[:count]

    def right(self, count: int) -> list[str]:
        """The words directly to the right of the list and its status."""
        return self.sentence.tokens.words[self.after : self.after + count]

    @property
    def attributive(self) -> bool:
        """Whether the status qualifies a noun: "an ISO 9001-certified facility"."""
        if self.tail.part is not Part.ADJECTIVE:
            return False
        following = self.sentence.word(self.tail.after)
        return following.isalpha() and following not in lexicon.LEADS and following not in VERBS

    @property
    def speaks_of_itself(self) -> bool:
        """Whether the sentence says "we" or names the organisation."""
        words = self.sentence.tokens.words
        for place, word in enumerate(words):
            if word in lexicon.SELF:
                return True
            if word in self.context.own and self.sentence.tokens.capital(place):
                return True
            if word == "company" and place and words[place - 1] in {"the", "this"}:
                return True
        return False

    @property
    def between(self) -> list[str]:
        """The words between the governing word and the list."""
        return self.sentence.tokens.words[self.governor.place + 1 : self.first] if self.governor else []

    @property
    def noun_phrase(self) -> list[str]:
        """The words that the list qualifies, up to the end of their phrase."""
        words: list[str] = []
        for word in self.right(4):
            if word in lexicon.DETERMINERS or word in VERBS or not (word.isalpha() or word == "-"):
                break
            words.append(word)
        return words

    def narrowed(self, tail: Tail) -> View:
        """The same list, up to one of its members that has a status of its own."""
        return replace(self, tail=tail, until=tail.after)


def view_of(sentence: Sentence, run: Run, last: Tail, context: Context) -> View:
    """The view of one list; `last` is what stands behind its last name."""
    governed = governor(sentence, run)
    first = sentence.names[run.first].first
    group = chain(sentence, governed.place if governed else first)
    lefts = tuple(word for _, word in sentence.leftward(first))
    return View(sentence, run, governed, group, last, context, lefts)
