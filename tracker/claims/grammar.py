"""How a sentence speaks of the schemes that it names: which word governs which name, and what that makes of it.

    list     := name ( joint+ status? name )* status?
    governed := verb-group ( status lead )? list
    claim    := governed, or list with a status of its own; a status inside a list overrides the one that governs it

`Sentence` finds the lists; `governor` the word to the left that governs one; `chain` what its verb group says
(negated, future, conditional …). `tracker.claims.reading` decides from these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum, auto

from tracker.claims import lexicon
from tracker.claims.lexicon import STATUS, VERBS, Part, Verb
from tracker.claims.model import Status
from tracker.claims.names import Name
from tracker.claims.nouns import CALLED
from tracker.claims.tokens import Tokens

#: How many tokens to the left a governing word is looked for.
_REACH = 26

#: How many tokens to the left some words still govern.
_NEAR = 8

#: How many tokens to the right a status still belongs to a name.
_TAIL = 6

#: How many tokens may stand between two names of one list.
_GAP = 9

_CLAUSE_ENDS = frozenset(
    {";", "•", "●", "that", "which", "who", "whose", "where", "while", "because", "although", "but", "whereas"}
)

_RELATIVES = frozenset({"that", "which", "who"})

#: The pieces of "U.S.", before the name of an agency.
_COUNTRY = frozenset({"u", "s", "us", "."})

#: What stands between the members of a list.
_BETWEEN = frozenset({",", "or", "and", "nor"})

#: What stands before a noun that can also be a verb: "to meet growing demand".
_BEFORE_NOUNS = lexicon.DETERMINERS | lexicon.listed(
    "meet meets meeting met growing increasing increased rising strong high higher market customer consumer global in on of for s"
)

#: What opens a list of examples: whatever stands between it and the verb, the verb still governs the list.
_LISTING = frozenset({"including", "such", "like", "include", "includes"})


class Feature(StrEnum):
    """What a verb group says beside its main verb."""

    NEGATED = auto()
    FUTURE = auto()
    MODAL = auto()
    PLANNED = auto()
    REQUIRED = auto()
    FORMER = auto()
    CONDITION = auto()


@dataclass(frozen=True, slots=True)
class Governor:
    """The word that governs a list from the left: its place, what it does, the status that it says."""

    place: int
    verb: Verb | None
    status: Status | None = None
    part: Part | None = None
    plural: bool = False
    direct: bool = False
    noun: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Names that stand in one list, by their places among the sentence's names."""

    first: int
    after: int


@dataclass(slots=True)
class Sentence:
    """The tokens of a sentence, the names in it, which token belongs to which name, and where verbs stand that can govern.

    `said` are its words, wherever they stand.
    """

    tokens: Tokens
    names: tuple[Name, ...]
    said: frozenset[str] = field(init=False)
    owner: dict[int, int] = field(default_factory=dict)
    verbs: dict[int, Verb] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    _leftward: dict[int, tuple[tuple[int, str], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.said = frozenset(self.tokens.words)
        for place, name in enumerate(self.names):
            self.owner.update(dict.fromkeys(range(name.first, name.after), place))
        self.verbs = {
            place: VERBS[word]
            for place, word in enumerate(self.tokens.words)
            if word in VERBS and self._governs(place, word)
        }
        self.runs = tuple(self._runs())

    def _runs(self) -> Iterator[Run]:
        """The lists, in order."""
        first = 0
        for place in range(1, len(self.names) + 1):
            if place == len(self.names) or not self._joined(self.names[place - 1], self.names[place]):
                yield Run(first, place)
                first = place

    def _joined(self, one: Name, other: Name) -> bool:
        """Whether only joints, statuses, glue and unknown members of the list stand between two names."""
        between = range(one.after, other.first)
        if len(between) > _GAP:
            return False
        for place in between:
            word = self.tokens.words[place]
            if word in {";", "."} or word in VERBS:
                return False
            if word in lexicon.JOINTS or word in STATUS or word in lexicon.GLUE:
                continue
            if not self.tokens.capital(place) and not word.isdigit():
                return False
        return True

    def leftward(self, before: int, reach: int = _REACH) -> tuple[tuple[int, str], ...]:
        """Places and words to the left of a token, nearest first, names left out, to the end of the clause."""
        if reach > _REACH:
            return tuple(self._walked(before, reach))
        known = self._leftward.get(before)
        if known is None:
            known = self._leftward[before] = tuple(self._walked(before, _REACH))
        count = min(reach, len(known))
        while count and known[count - 1][0] < before - reach:
            count -= 1
        return known[:count]

    def _walked(self, before: int, reach: int) -> Iterator[tuple[int, str]]:
        """The steps of `leftward`; what a hyphen ties to a name belongs to it ("a WHO-GMP certified plant")."""
        listing = False
        if before in self.owner and self._prefixed(before):
            before -= 2
        for place in range(before - 1, max(-1, before - 1 - reach), -1):
            if place in self.owner:
                continue
            word = self.tokens.words[place]
            if word in _CLAUSE_ENDS and not (listing and word in _RELATIVES):
                return
            listing = listing or word in _LISTING
            yield place, word

    def _prefixed(self, place: int) -> bool:
        """Whether an abbreviation with a hyphen is glued to a name: "[WHO-]GMP"."""
        tokens = self.tokens
        if place < 2 or tokens.words[place - 1] != "-" or place - 2 in self.owner:
            return False
        return tokens.glued(place) and tokens.glued(place - 1) and tokens.raw(place - 2).isupper()

    def verb(self, place: int) -> Verb | None:
        """What the word at a place does as a governor, where it does that only with what follows it."""
        return self.verbs.get(place)

    def _governs(self, place: int, word: str) -> bool:
        """Whether a word that can be a verb is one here: no noun, and followed as that verb has to be."""
        before = self.word(place - 1)
        if word in lexicon.NOUNS and (before in _BEFORE_NOUNS or self._wish(place, word)):
            return False
        followers = lexicon.FOLLOWERS.get(word)
        return followers is None or self.word(place + 1) in followers

    def _wish(self, place: int, word: str) -> bool:
        """Whether "demand for" or "need for" stands here: as verbs they take their object without "for"."""
        return word in {"demand", "demands", "need"} and self.word(place + 1) == "for"

    def word(self, place: int) -> str:
        """The word at a place, "" past either end."""
        words = self.tokens.words
        return words[place] if 0 <= place < len(words) else ""


def governor(sentence: Sentence, run: Run) -> Governor | None:
    """The nearest word to the left that governs a list: a verb, a status word with a lead to the list, or None."""
    noun: Governor | None = None
    for place, word in sentence.leftward(sentence.names[run.first].first):
        known = STATUS.get(word)
        if known and sentence.word(place + 1) in lexicon.LEADS and not _attributive(sentence, place):
            status, part = known
            labels = (
                part is Part.NOUN and sentence.word(place + 1) == ":"
            )  # "Certifications: …" names no word of its own
            direct = not labels and _leads(sentence, place, sentence.names[run.first].first)
            verb = Verb.BE if part is Part.ADJECTIVE else VERBS.get(word)
            found = Governor(place, verb, status, part, plural=word.endswith("s"), direct=direct, noun=place)
            if part is Part.ADJECTIVE and direct:
                return found
            noun = noun or found
            continue
        verb = sentence.verb(place)
        if verb is None or verb is Verb.OFFER or (verb is Verb.BE and noun is None and _passive(sentence, place)):
            continue
        if verb is Verb.REQUIRE and sentence.word(place + 1) == "by":
            continue  # what the standard itself asks for
        if word in lexicon.NEARBY and sentence.names[run.first].first - place > _NEAR:
            continue
        if noun is None:
            return Governor(place, verb)
        return Governor(place, verb, noun.status, noun.part, plural=noun.plural, direct=noun.direct, noun=noun.noun)
    return noun


def _attributive(sentence: Sentence, place: int) -> bool:
    """Whether a status word only qualifies a noun that follows it ("registered trademark of")."""
    return sentence.word(place + 1).isalpha() and sentence.word(place + 1) not in lexicon.LEADS


def _passive(sentence: Sentence, place: int) -> bool:
    """Whether "is" only helps a verb that is not known ("is used by"), and says nothing itself ("is described as")."""
    following = "" if place + 1 in sentence.owner else sentence.word(place + 1)
    return following.endswith("ed") and following not in STATUS and following not in VERBS and following not in CALLED


def _leads(sentence: Sentence, place: int, to: int) -> bool:
    """Whether only leads and glue stand between a status word and the list."""
    between = [word for word in (sentence.word(at) for at in range(place + 1, to)) if word not in _COUNTRY]
    if len(between) <= 4:
        return all(
            word in lexicon.LEADS or word in lexicon.GLUE or word in STATUS or word in lexicon.JOINTS
            for word in between
        )
    return bool({"including", "such", ":", "like", "include", "includes", "namely"} & set(between))


def chain(sentence: Sentence, place: int) -> frozenset[Feature]:
    """What the verb group that ends at a place says: walks left over helpers, adverbs and verbs of intention."""
    found: set[Feature] = set()
    at = _first_of_compounds(sentence, place) - 1
    while at >= 0 and at not in sentence.owner:
        word = sentence.tokens.words[at]
        feature = _feature(sentence, at, word)
        if feature:
            found.add(feature)
        elif not (word in lexicon.CHAIN or word in CALLED or (word == "as" and sentence.word(at - 1) in CALLED)):
            break
        at -= 1
    opening = sentence.word(at)
    if opening in lexicon.CONDITIONS and not _anew(sentence, at):
        found.add(Feature.CONDITION)
    return frozenset(found | _shared(sentence, place))


def _shared(sentence: Sentence, place: int) -> set[Feature]:
    """What the helper of an earlier verb says of one joined to it: "must be licensed and [comply] with"."""
    words = sentence.tokens.words
    if words[place] not in _BARE or sentence.word(place - 1) not in {"and", "or"}:
        return set()
    for at in range(place - 2, max(-1, place - 2 - _REACH), -1):
        word = words[at]
        if word in lexicon.FUTURE | lexicon.MODALS or VERBS.get(word) is Verb.REQUIRE:
            feature = _feature(sentence, at, word)
            return {feature} if feature else set()
        if word in _CLAUSE_ENDS or word in _FINITE or word in lexicon.OWNING:
            break
    return set()


def _first_of_compounds(sentence: Sentence, place: int) -> int:
    """Where the members begin that end with a status at a place: "[state]-licensed, board-certified"; else the place."""
    words = sentence.tokens.words
    while words[place] in STATUS and place > 1 and words[place - 1] == "-" and place - 2 not in sentence.owner:
        place -= 2
        before = place - 1
        while before > 0 and words[before] in _BETWEEN:
            before -= 1
        if before == place - 1 or words[before] not in STATUS or before in sentence.owner:
            break
        place = before
    return place


#: Verbs as they stand behind a helper that they share, and words that show that there is none.
_BARE = lexicon.listed(
    "comply meet hold be maintain carry possess adhere conform satisfy follow obtain achieve earn receive pass become"
)
_HELPERS = lexicon.MODALS | lexicon.FUTURE | {"is", "are", "was", "were", "has", "have", "can"}
_FINITE = lexicon.listed("is are was were has had holds maintains carries meets complies we they it to")

#: What a word adds before an infinitive, and what a verb of intention, demand or loss adds: "has yet to", "used to".
_WITH_TO = {"yet": Feature.NEGATED, "used": Feature.FORMER, "designed": Feature.PLANNED, "meant": Feature.PLANNED}
_BY_VERB = {Verb.LOSE: Feature.FORMER, Verb.PLAN: Feature.PLANNED, Verb.REQUIRE: Feature.REQUIRED}


def _feature(sentence: Sentence, at: int, word: str) -> Feature | None:
    """What one word of a verb group adds."""
    named = at and word in {"will", "may"} and sentence.tokens.capital(at) and not sentence.tokens.raw(at).isupper()
    if named or (word == "former" and sentence.word(at + 1) in _HELPERS):
        return None  # a name or a month, or "… and the former may be"
    for words, feature in (
        (lexicon.FUTURE, Feature.FUTURE),
        (lexicon.MODALS, Feature.MODAL),
        (lexicon.FORMERLY, Feature.FORMER),
        (lexicon.CONDITIONS, Feature.CONDITION),
    ):
        if word in words:
            return None if _anew(sentence, at) else feature
    if word in _WITH_TO and sentence.word(at + 1) == "to":
        return _WITH_TO[word]
    if word in lexicon.NEGATIONS:
        return None if sentence.word(at + 1) in {"only", "just"} else Feature.NEGATED
    if word in lexicon.UNFINISHED:
        return Feature.PLANNED
    verb = sentence.verb(at)
    return _BY_VERB.get(verb) if verb else None


def _anew(sentence: Sentence, at: int) -> bool:
    """Whether "once again" or "once more" stands here, which is no condition."""
    return sentence.word(at) == "once" and sentence.word(at + 1) in {"again", "more"}


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands to the right of a name or list: the status that it says, and the token after that status."""

    status: Status | None
    part: Part | None
    place: int
    after: int


def tail(sentence: Sentence, name: Name) -> Tail:
    """The status words that directly follow a name; of several nouns, the strongest ("compliance certification")."""
    best: Tail | None = None
    for place in range(name.after, min(name.after + _TAIL, len(sentence.tokens))):
        word = sentence.tokens.words[place]
        known = STATUS.get(word)
        if place in sentence.owner or not (known or _goes_on(sentence, place, best)):
            break
        if known and not _governs_forward(sentence, place, known[1], best):
            best = _stronger(best, Tail(*known, place, place + 1))
    return best or Tail(None, None, name.after, name.after)


def _goes_on(sentence: Sentence, place: int, best: Tail | None) -> bool:
    """Whether a word without a status may stand before one: glue, or "and" between two status words."""
    word = sentence.tokens.words[place]
    if word == "and":
        return best is None and sentence.word(place + 1) in STATUS
    return word in lexicon.GLUE


def _governs_forward(sentence: Sentence, place: int, part: Part, best: Tail | None) -> bool:
    """Whether a status word governs the names after it and not the one before ("…, registered to AS9100")."""
    if best is not None or part is not Part.ADJECTIVE or sentence.word(place + 1) not in {"to", "with"}:
        return False
    return any(at in sentence.owner for at in range(place + 2, place + 6))


def _stronger(best: Tail | None, further: Tail) -> Tail:
    """Of two status words in a row the noun that claims more; an adjective keeps what it says."""
    if best is None:
        return further
    if further.part is not Part.NOUN:
        return best
    if best.part is Part.NOUN and _rank(further) < _rank(best):
        return further
    return Tail(best.status, best.part, best.place, further.after)


def _rank(told: Tail) -> int:
    """The place of a status on the ladder, strongest first."""
    return lexicon.STRENGTH.index(told.status or Status.STATED)
