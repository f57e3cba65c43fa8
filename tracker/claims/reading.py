"""What a sentence claims by each name in it: the status, the modality, or the reason why it is no claim.

The questions are asked in a fixed order, each by one function; the first that answers decides. What nothing speaks
against is asserted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.claims import lexicon
from tracker.claims.grammar import Feature, Governor, Run, Sentence, Tail, chain, governor, tail
from tracker.claims.lexicon import STATUS, VERBS, Part, Verb
from tracker.claims.model import Modality, Status
from tracker.claims.names import Name


#: Schemes whose owner also certifies others to standards.
_CERTIFIERS = frozenset({"ul", "csa", "class-approval", "nist"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How one name is meant: a status and modality, or `reason`, why it is no claim."""

    status: Status = Status.STATED
    modality: Modality = Modality.ASSERTED
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around the sentence: the lower-case words that name the organisation itself."""

    own: frozenset[str]
    laws: frozenset[str] = frozenset()


def read(sentence: Sentence, context: Context) -> dict[int, Reading]:
    """A reading for every name of the sentence, by its place."""
    readings: dict[int, Reading] = {}
    for run in sentence.runs:
        readings.update(_read_run(sentence, run, context))
    return readings


def _read_run(sentence: Sentence, run: Run, context: Context) -> dict[int, Reading]:
    """Readings for one list: statuses name by name, the rest for the list as a whole."""
    names = sentence.names[run.first : run.after]
    tails = [tail(sentence, name) for name in names]
    governed = governor(sentence, run)
    statuses = _statuses(sentence, run, tails, governed)
    last = tails[-1]
    group = chain(sentence, governed.place) if governed else chain(sentence, names[0].first)
    view = _View(sentence, run, governed, group, last, context)
    reason = _no_claim(view)
    if reason:
        return {
            place: Reading(status, reason=reason)
            for place, status in zip(range(run.first, run.after), statuses, strict=True)
        }
    readings: dict[int, Reading] = {}
    labelled = sentence.word(names[0].first - 1) == ":"
    bare = (
        not labelled
        and all(status is Status.STATED for status in statuses)
        and all(_only_law(name, context) for name in names)
    )
    for place, status, own in zip(range(run.first, run.after), statuses, tails, strict=True):
        if bare:
            readings[place] = Reading(status, reason="law")
            continue
        if _certifier(sentence, place, own):
            readings[place] = Reading(status, reason="registrar")
            continue
        modality = _modality(replace(view, tail=own, until=own.after) if own.status else view, place)
        if status is Status.STATED and modality is Modality.ALIGNED:
            status = Status.ALIGNED
        readings[place] = Reading(status, modality)
    return readings


def _only_law(name: Name, context: Context) -> bool:
    """Whether a name is that of a law, and not of a mark that the law gives."""
    return name.scheme in context.laws and not (name.way and lexicon.MARKS & set(name.way.parts))


def _certifier(sentence: Sentence, place: int, own: Tail) -> bool:
    """Whether a name is only that of who certified to the standard named next: "a UL-certified ISO 9001 company"."""
    adjective = own.part is Part.ADJECTIVE and own.after in sentence.owner
    return adjective and sentence.names[place].scheme in _CERTIFIERS


@dataclass(frozen=True, slots=True)
class _View:
    """One list with all that the questions look at."""

    sentence: Sentence
    run: Run
    governor: Governor | None
    group: frozenset[Feature]
    tail: Tail
    context: Context
    until: int | None = None

    @property
    def first(self) -> int:
        """The first token of the list."""
        return self.sentence.names[self.run.first].first

    @property
    def after(self) -> int:
        """The token after the list and its status."""
        return self.until or max(self.sentence.names[self.run.after - 1].after, self.tail.after)

    def left(self, count: int) -> list[str]:
        """The words directly to the left, nearest first."""
        return [
            word
            for _, word in zip(
                range(count), (word for _, word in self.sentence.leftward(self.first, count)), strict=False
            )
        ]

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


def _statuses(sentence: Sentence, run: Run, tails: list[Tail], governed: Governor | None) -> list[Status]:
    """The status of each name of a list.

    A status that directly follows a name is its own; one that leads to the list ("certified to") governs the rest;
    else a name shares the next status to its right, and last of all takes what the governing verb says.
    """
    summed = governed is not None and _mixed(sentence, governed)
    leading = governed.status if governed and governed.direct and governed.part is not None and not summed else None
    found: list[Status | None] = []
    for offset, own in enumerate(tails):
        place = run.first + offset
        if offset:
            leading = _led(sentence, place) or leading
        found.append(own.status or _own_word(sentence, place) or leading)
    for offset in range(len(found) - 2, -1, -1):
        if found[offset] is None and tails[offset + 1].status is not None:
            found[offset] = found[offset + 1]
        elif found[offset] is None and found[offset + 1] is not None and not leading:
            found[offset] = found[offset + 1]
    fallback = Status.HELD if summed else _by_verb(governed)
    return [status or fallback for status in found]


def _own_word(sentence: Sentence, place: int) -> Status | None:
    """The status in a name itself, or directly before it: "Certified B Corporation", "a certified B Corp"."""
    name = sentence.names[place]
    words = [*(name.way.parts if name.way else ()), sentence.word(name.first - 1)]
    return next((STATUS[word][0] for word in words if word in STATUS and STATUS[word][1] is Part.ADJECTIVE), None)


def _mixed(sentence: Sentence, governed: Governor) -> bool:
    """Whether "certifications" only sums up a list whose members each have their own word."""
    if not governed.plural or governed.verb not in {Verb.HOLD, Verb.ACQUIRE} or governed.part is not Part.NOUN:
        return False
    return sentence.word(governed.noun + 1) != "to"


def _led(sentence: Sentence, place: int) -> Status | None:
    """The status that governs a name from inside the list: "… and registered to AS9100"."""
    before = sentence.names[place].first
    if sentence.word(before - 1) in {"to", "with", "under"}:
        known = STATUS.get(sentence.word(before - 2))
        return known[0] if known else None
    return None


def _by_verb(governed: Governor | None) -> Status:
    """What a governing verb says where no status word does."""
    if governed is None:
        return Status.STATED
    if governed.status is not None and governed.direct:
        return governed.status
    if governed.verb in {Verb.HOLD, Verb.ACQUIRE}:
        return Status.HELD
    return {Verb.COMPLY: Status.COMPLIANT, Verb.ALIGN: Status.ALIGNED}.get(governed.verb or Verb.BE, Status.STATED)


def _no_claim(view: _View) -> str | None:
    """The reason why a list is no claim, or None."""
    for question in (
        _furniture,
        _part_number,
        _asked,
        _advised,
        _event,
        _offered,
        _required,
        _compared,
        _defined,
        _somebody_elses,
    ):
        reason = question(view)
        if reason:
            return reason
    return None


def _furniture(view: _View) -> str | None:
    """A line in which a platform repeats the title of what it carries."""
    words = view.sentence.tokens.words
    place = next((at for at, word in enumerate(words) if word == "appeared"), 0)
    return "repeated-title" if place and "first" in {words[place - 1], view.sentence.word(place + 1)} else None


def _advised(view: _View) -> str | None:
    """Advice to buyers, or a title about a subject."""
    opening = next((word for word in view.sentence.tokens.words if word.isalpha()), "")
    if opening in lexicon.ADVICE and not view.speaks_of_itself:
        return "requirement"
    return "offered" if opening in lexicon.TOPICS and not view.speaks_of_itself else None


def _part_number(view: _View) -> str | None:
    """A name inside a part number or a product series."""
    right = view.sentence.tokens.words[view.after : view.after + 3]
    if right[:2] == ["-", "series"] and right[2:] and right[2] not in {"standard", "standards", "of"}:
        return "part-number"
    left = view.left(4)
    return "part-number" if {"p", "n"} <= set(left[:3]) or "sku" in left[:3] else None


def _asked(view: _View) -> str | None:
    """A question asserts nothing."""
    tokens = view.sentence.tokens
    closing = next((word for word in reversed(tokens.words) if word not in {'"', "'", ")"}), "")
    return "question" if closing == "?" else None


def _event(view: _View) -> str | None:
    """A conference, committee or group that carries the name."""
    right = view.right(4)
    for at, word in enumerate(right):
        if word in lexicon.EVENT_NOUNS and not view.tail.status:
            return "event"
        if not view.sentence.tokens.capital(view.after + at):
            break
    if lexicon.SUBJECTS & set(right[:1]):
        return "definition"
    return "event" if right[:2] == ["/", "tc"] else None


def _offered(view: _View) -> str | None:
    """What is taught, sold, audited or made easier for others."""
    right = view.right(3)
    if right and (
        right[0] in lexicon.OFFERED_NOUNS or (right[0] in {"lead", "internal", "gap", "readiness"} and len(right) > 1)
    ):
        if view.tail.part is not Part.ADJECTIVE:
            return "offered"
        if right[0] in {"auditor", "auditors", "consultant", "consultants", "trainer", "experts"}:
            return "offered"
    words = [word for _, word in view.sentence.leftward(view.first)]
    if words[:1] and words[0] in lexicon.SELLING and view.tail.part is not Part.ADJECTIVE:
        return "offered"
    if words[:1] and words[0] in {"on", "in", "about", "to", "for"} and lexicon.OFFERED_NOUNS & set(words[1:3]):
        return "offered"
    for place, word in enumerate(words):
        if VERBS.get(word) is Verb.OFFER and lexicon.CLIENTS & set(words[:place]) and not view.attributive:
            return "offered"
    return None


def _required(view: _View) -> str | None:
    """What is asked of somebody."""
    if view.governor and view.governor.verb is Verb.REQUIRE:
        return "requirement"
    if Feature.REQUIRED in view.group and not (
        view.governor and view.governor.verb is Verb.COMPLY and view.speaks_of_itself
    ):
        return "requirement"
    right = view.right(4)
    if (
        right[:1]
        and right[0] in {"is", "are", "be"}
        and {"required", "mandatory", "prerequisite", "requirement"} & set(right)
    ):
        return "requirement"
    for place, word in view.sentence.leftward(view.first):
        if VERBS.get(word) is Verb.REQUIRE and view.sentence.word(place - 1) in lexicon.CLIENTS:
            return "requirement"
    left = view.left(3)
    if left[:2] == ["by", "required"] or left[:2] == ["of", "requirement"] and not view.speaks_of_itself:
        return "requirement"
    return None


def _compared(view: _View) -> str | None:
    """What something is measured against."""
    left = view.left(3)
    if left and left[0] in {"unlike", "than", "versus", "vs", "beyond"}:
        return "comparison"
    return (
        "comparison"
        if left[:2] in (["to", "compared"], ["with", "compared"], ["to", "similar"], ["to", "equivalent"])
        else None
    )


def _defined(view: _View) -> str | None:
    """What only says what the standard is."""
    left = view.left(6)
    if (
        left
        and left[0] in {"of", "to", "for", "is", "are", "does", ":", "get"}
        and lexicon.HEADINGS & set(left[1:4])
        and _opens(view, len(left))
    ):
        return "definition"
    names = view.sentence.names[view.run.first : view.run.after]
    if {"accordance", "under", "pursuant"} & set(left[:4]) and all(name.scheme in view.context.laws for name in names):
        return None if view.speaks_of_itself else "law"
    if left and left[0] in {"why", "how", "what"} and _opens(view, 1):
        return "definition"
    if {"extension", "subset", "superset"} & set(left[:5]):
        return "definition"
    if left[:2] == ["on", "based"] and view.run.first > 0:
        return "definition"
    if view.tail.status is None and view.right(1) and view.right(1)[0] in lexicon.STANDARDS_DO and _is_subject(view):
        return "definition"
    if view.speaks_of_itself:
        return None
    if _is_subject(view) and _defining_verb_follows(view):
        return "definition"
    return "definition" if _generic_holder(view) else None


def _opens(view: _View, seen: int) -> bool:
    """Whether nearly nothing stands to the left."""
    return view.first <= seen + 2


def _is_subject(view: _View) -> bool:
    """Whether the list, or the winning of it, is what the clause is about."""
    for place, word in view.sentence.leftward(view.first):
        if word in lexicon.OWNING:
            return False
        if word in lexicon.DETERMINERS or word in {"(", '"', "'", "-", "*"} or word in lexicon.GLUE:
            continue
        if VERBS.get(word) in {Verb.ACQUIRE, Verb.HOLD, Verb.BECOME, Verb.COMPLY} and word.endswith("ing"):
            return not any(
                VERBS.get(other) in {Verb.BE, Verb.HOLD, Verb.ACQUIRE} for _, other in view.sentence.leftward(place)
            )
        if word in {"being", "certified", "accredited", "to", "with", "in", "compliance"}:
            continue
        return word in {",", ":"} and not any(
            verb in VERBS for _, verb in view.sentence.leftward(place) if verb != "developed"
        )
    return True


def _defining_verb_follows(view: _View) -> bool:
    """Whether a verb that describes comes next, past an apposition."""
    words = view.sentence.tokens.words
    place = view.after
    while place < len(words) and (words[place] in lexicon.GLUE or words[place] in STATUS):
        place += 1
    if place < len(words) and words[place] in {",", "("}:
        closing = ")" if words[place] == "(" else ","
        place = next((at + 1 for at in range(place + 1, len(words)) if words[at] == closing), place)
    if place >= len(words) or words[place] not in lexicon.DEFINING_VERBS:
        return False
    following = view.sentence.word(place + 1)
    if words[place] in lexicon.TOLD:
        return following in lexicon.ORIGINS
    if words[place] in {"has", "have"}:
        return following in lexicon.HAVING
    if words[place] in {"is", "are"}:
        return following in lexicon.DESCRIBING or following.endswith("ing")
    return True


def _generic_holder(view: _View) -> bool:
    """Whether any company is meant: "sourcing from an ISO 9001 certified supplier"."""
    if not view.attributive:
        return False
    holder = next((word for word in view.right(4) if word in lexicon.GENERIC_HOLDERS), None)
    if holder is None or "like" in view.right(6):
        return False
    left = view.left(2)
    if holder.endswith("s"):
        named = bool(left) and left[0] in {"our", "its", "their", "the", "of", "are"}
        return not named and holder not in {"facilities", "laboratories", "labs"}
    return (
        len(left) == 2
        and left[0] in {"a", "an", "any"}
        and left[1] in {"from", "with", "choosing", "choose", "selecting", "by", "to", "using", "of"}
    )


def _somebody_elses(view: _View) -> str | None:
    """What a supplier, customer or host holds."""
    words = [word for _, word in view.sentence.leftward(view.first, 8)]
    if words[:1] == ["own"]:
        words = words[1:]
    if words[:2] == ["s", "'"] and words[2:] and words[2] in lexicon.HOSTS - view.context.own:
        return "third-party"
    if view.governor and view.governor.verb in {Verb.BE, Verb.HOLD, Verb.COMPLY, Verb.ACQUIRE}:
        subject = next(
            (word for _, word in view.sentence.leftward(view.governor.place, 3) if word not in lexicon.CHAIN), ""
        )
        if subject in lexicon.OTHERS:
            return "third-party"
    if lexicon.PARTNERSHIP & set(_noun_phrase(view)):
        return "third-party"
    if words[:1] == ["by"] and view.governor and view.governor.direct and _of_companies(view):
        return "third-party"
    if _outside_laboratory(view, words):
        return "third-party"
    if view.attributive:
        holder = [word for word in view.right(3) if word in lexicon.OTHERS]
        if holder and words and words[0] in {"by", "with", "from", "through", "our", "its", "to", "using", "via"}:
            return "third-party"
        if {"third", "independent", "outside", "external"} & set(words[:4]) and lexicon.GENERIC_HOLDERS & set(
            view.right(4)
        ):
            return "third-party"
    return None


def _noun_phrase(view: _View) -> list[str]:
    """The words that a list qualifies, up to the end of their phrase."""
    words: list[str] = []
    for word in view.right(4):
        if word in lexicon.DETERMINERS or word in VERBS or not (word.isalpha() or word == "-"):
            break
        words.append(word)
    return words


def _of_companies(view: _View) -> bool:
    """Whether companies at large are spoken of."""
    left = {word for _, word in view.sentence.leftward(view.first)}
    return bool(lexicon.CLIENTS & left) and not view.speaks_of_itself


def _outside_laboratory(view: _View, left: list[str]) -> bool:
    """Whether an accredited laboratory is only one that the organisation sends its samples to."""
    if not lexicon.LABORATORIES & set(_noun_phrase(view)) or "house" in left[:3]:
        return False
    return bool(left) and left[0] in {"in", "by", "with", "at", "from", "through", "using", "via", "to"}


def _modality(view: _View, place: int) -> Modality:
    """Whether the text says that the claim holds now."""
    group = view.group
    right = view.right(7)
    name = view.sentence.names[place]
    if _former(view, place, right):
        return Modality.FORMER
    if _negated(view):
        return Modality.NEGATED
    if view.attributive and not (view.governor and view.governor.verb in {Verb.BE, Verb.BECOME}):
        near = view.left(3)
        return Modality.PLANNED if lexicon.PENDING & set(near[:2]) else Modality.ASSERTED
    if _planned(view, right):
        return Modality.PLANNED
    if Feature.CONDITION in group:
        return Modality.CONDITIONAL
    if (
        Feature.MODAL in group
        and view.governor
        and view.governor.verb in {Verb.ACQUIRE, Verb.BE, Verb.BECOME, Verb.HOLD}
    ):
        return Modality.CONDITIONAL
    if _aligned(view, name.after):
        return Modality.ALIGNED
    return Modality.ASSERTED


def _former(view: _View, place: int, right: list[str]) -> bool:
    """Whether it held once."""
    if Feature.FORMER in view.group or (view.governor and view.governor.verb is Verb.LOSE):
        return True
    if lexicon.FORMERLY & set(view.left(2)):
        return True
    if lexicon.ENDED & set(right[:4]) and right[0] in {
        "has",
        "have",
        "had",
        "was",
        "were",
        "is",
        "expired",
        "lapsed",
        "(",
        "which",
    }:
        return True
    left = [word for _, word in view.sentence.leftward(view.sentence.names[place].first, 4)]
    if "from" in left[:3] and {
        "transition",
        "transitioned",
        "upgraded",
        "migrated",
        "moved",
        "transitioning",
        "upgrade",
    } & {word for _, word in view.sentence.leftward(view.sentence.names[place].first, 8)}:
        return True
    return "longer" in left[:3] or _no_longer(view)


def _no_longer(view: _View) -> bool:
    """Whether the verb group says "no longer"."""
    if view.governor is None:
        return False
    near = [word for _, word in view.sentence.leftward(view.governor.place + 1, 6)]
    following = [view.sentence.word(at) for at in range(view.governor.place, view.first)]
    return "longer" in near[:5] or "longer" in following


def _negated(view: _View) -> bool:
    """Whether the sentence denies it."""
    left = view.left(3)
    if left and (left[0] in {"without", "no", "non", "not", "nor"} or (left[0] == "-" and left[1:2] == ["non"])):
        return True
    if Feature.NEGATED in view.group:
        return True
    if view.governor is None:
        return False
    between = [view.sentence.word(at) for at in range(view.governor.place + 1, view.first)]
    return "not" in between and not {"only", "just"} & set(between)


def _planned(view: _View, right: list[str]) -> bool:
    """Whether it is still to come."""
    governed = view.governor
    if governed and governed.verb is Verb.PLAN:
        between = [view.sentence.word(at) for at in range(governed.place + 1, view.first)]
        return "," not in between or bool({"including", "such"} & set(between))
    if Feature.PLANNED in view.group and not (
        governed and governed.verb is Verb.HOLD and governed.status is None and not view.tail.status
    ):
        return True
    if (
        Feature.FUTURE in view.group
        and governed
        and governed.verb in {Verb.ACQUIRE, Verb.BE, Verb.BECOME, Verb.COMPLY, Verb.HOLD}
    ):
        return not _goes_on(view)
    if lexicon.PENDING & set(view.left(2)):
        return True
    if right and right[0] in lexicon.PREPARING and "completed" not in right:
        return True
    opening = [word for word in right if word not in {"(", "-", ",", "currently", "now", "also"}]
    if opening and opening[0] in {"is", "are", "was"}:
        opening = opening[1:]
    if opening and opening[0] in {"in", "under"}:
        return opening[1:2] in (["progress"], ["process"], ["way"])
    if right[:2] in (["will", "be"], ["to", "follow"], ["to", "be"]):
        return True
    return bool(opening) and opening[0] in lexicon.PENDING


def _goes_on(view: _View) -> bool:
    """Whether the future is only a continuation ("will maintain its certification")."""
    governed = view.governor
    if governed is None:
        return False
    word = view.sentence.word(governed.place)
    return word in {"maintain", "retain", "keep", "continue", "uphold", "remain", "renew"}


def _aligned(view: _View, after: int) -> bool:
    """Whether it is followed rather than held."""
    if view.governor and (view.governor.verb is Verb.ALIGN or view.governor.status is Status.ALIGNED):
        return not view.tail.status or view.tail.status is Status.COMPLIANT
    left = view.left(4)
    if "line" in left[:3] and left[0] in {"with", "the"}:
        return True
    if left[:2] == ["on", "based"] or left[1:3] == ["on", "based"] or "principles" in left[:4] or "aligned" in left[:3]:
        return True
    right = [view.sentence.word(at) for at in range(after, after + 3)]
    return (
        right[:1] == ["principles"]
        or right[:2] in (["-", "aligned"], ["-", "based"], ["-", "ready"], ["-", "capable"])
        or right[:1]
        in (
            ["aligned"],
            ["ready"],
            ["alignment"],
            ["guidelines"],
            ["capable"],
        )
    )
