"""The word by which each name of a list is claimed."""

from __future__ import annotations

from tracker.claims import lexicon
from tracker.claims.grammar import Governor, Run, Sentence, Tail
from tracker.claims.lexicon import STATUS, Part, Verb
from tracker.claims.model import Status

#: Signs between members of a list that have nothing to do with one another.
_CELLS = frozenset("|•·●▪■")


def statuses_of(sentence: Sentence, run: Run, tails: list[Tail], governed: Governor | None) -> list[Status]:
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
        if _in_cells(sentence, run.first + offset):
            continue
        if (found[offset] is None and tails[offset + 1].status is not None) or (
            found[offset] is None and found[offset + 1] is not None and not leading
        ):
            found[offset] = found[offset + 1]
    fallback = Status.HELD if summed else _by_verb(governed)
    if fallback is Status.STATED and _practised(sentence, run):
        fallback = Status.COMPLIANT
    return [status or fallback for status in found]


def _practised(sentence: Sentence, run: Run) -> bool:
    """Whether a practice is followed without a verb that says so: "made using Good Manufacturing Practices"."""
    first = sentence.names[run.first]
    return first.scheme in lexicon.PRACTICES and sentence.word(first.first - 1) in lexicon.USING


def _in_cells(sentence: Sentence, place: int) -> bool:
    """Whether a sign that sets cells apart stands between a name and the next."""
    between = sentence.tokens.words[sentence.names[place].after : sentence.names[place + 1].first]
    return not _CELLS.isdisjoint(between)


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
