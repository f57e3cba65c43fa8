"""What a sentence claims by each name in it: the status, the modality, or the reason why it is no claim.

Each question has a shelf: `statuses`, `refusals`, `modality`. What nothing speaks against is asserted.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.claims import lexicon
from tracker.claims.grammar import Run, Sentence, Tail, tail
from tracker.claims.holding import NOTHING_SAID, About, Holding, holding
from tracker.claims.lexicon import STATUS, VERBS, Part, Verb
from tracker.claims.modality import modality_of
from tracker.claims.model import Modality, Status
from tracker.claims.names import Name
from tracker.claims.refusals import refusal
from tracker.claims.statuses import statuses_of
from tracker.claims.view import Context, View, view_of

#: Nouns with "in" behind them that only say what somebody cares for.
_INTERESTS = frozenset({"interest", "experience", "expertise", "background", "investment", "growth", "advances"})

#: Prepositions by which something is spoken of, and never held.
_TOPICAL = frozenset({"on", "over", "about", "of", "for", "against", "from", "around", "past", "behind", "into"})

#: What leads to another name of the same scheme in brackets.
_CALLING = frozenset({"more", "formally", "also", "called", "known", "as", "or", "formerly", "now", "properly"})

#: Schemes whose owner also certifies others to standards.
_CERTIFIERS = frozenset({"ul", "csa", "class-approval", "nist"})


@dataclass(frozen=True, slots=True)
class Reading:
    """How one name is meant: a status and modality, or `reason`, why it is no claim."""

    status: Status = Status.STATED
    modality: Modality = Modality.ASSERTED
    reason: str | None = None
    holding: Holding = NOTHING_SAID


def read(sentence: Sentence, context: Context, descriptions: tuple[About, ...] = ()) -> dict[int, Reading]:
    """A reading for every name of the sentence, by its place; `descriptions` say where whose begins."""
    readings: dict[int, Reading] = {}
    for run in sentence.runs:
        before = readings.get(run.first - 1)
        if before is not None and before.reason and _is_alias(sentence, run):
            readings.update(dict.fromkeys(range(run.first, run.after), before))
            continue
        told = {sentence.names[at].scheme for at, reading in readings.items() if reading.reason == "definition"}
        found = _read_run(sentence, run, context, descriptions)
        if told and all(_again(sentence.names[at].scheme, reading, told) for at, reading in found.items()):
            found = {at: Reading(reading.status, reason="definition") for at, reading in found.items()}
        readings.update(found)
    return readings


def _again(scheme: str, reading: Reading, told: set[str]) -> bool:
    """Whether a name with no word of status repeats a scheme that the sentence has explained."""
    return scheme in told and reading.status is Status.STATED and reading.reason is None


def _is_alias(sentence: Sentence, run: Run) -> bool:
    """Whether a name only repeats the one before it: "…, better known as CMMC", "ISO 9000 (more formally ISO 9001)"."""
    between = sentence.tokens.words[sentence.names[run.first - 1].after : sentence.names[run.first].first]
    if between[:1] == ["("]:
        return between[1:] != [] and _CALLING.issuperset(between[1:])
    return between[-1:] == ["as"] and "known" in between


def _read_run(sentence: Sentence, run: Run, context: Context, descriptions: tuple[About, ...]) -> dict[int, Reading]:
    """Readings for one list: statuses and modality name by name, the reason against it for the list as a whole."""
    names = sentence.names[run.first : run.after]
    tails = [tail(sentence, name) for name in names]
    view = view_of(sentence, run, tails[-1], context)
    statuses = statuses_of(sentence, run, tails, view.governor)
    reason = refusal(view) or _bare_law(view, statuses) or _bare_agency(view, statuses)
    held = holding(view, descriptions) if not reason else NOTHING_SAID
    readings: dict[int, Reading] = {}
    for place, status, own in zip(range(run.first, run.after), statuses, tails, strict=True):
        if reason or _certifier(sentence, place, own):
            readings[place] = Reading(status, reason=reason or "registrar")
            continue
        narrowed = view.narrowed(own) if own.status and place != run.after - 1 else view
        modality = modality_of(narrowed, place)
        if modality is Modality.ASSERTED and _topic(view, statuses):
            readings[place] = Reading(status, reason="topic")
            continue
        stated = status is Status.STATED and modality is Modality.ALIGNED
        detail = held if narrowed is view or len({*statuses}) == 1 else holding(narrowed, descriptions)
        readings[place] = Reading(Status.ALIGNED if stated else status, modality, holding=detail)
    return readings


def _bare_law(view: View, statuses: list[Status]) -> str | None:
    """Laws bind everybody: they are claimed only by a word that says so, or under a label."""
    if _labelled(view) or any(status is not Status.STATED for status in statuses):
        return None
    likened = (view.governor and view.governor.verb is Verb.ALIGN) or view.left(2) == ("on", "based")
    if likened and (view.speaks_of_itself or not lexicon.OWNING.isdisjoint(view.lefts)):
        return None
    names = view.sentence.names[view.run.first : view.run.after]
    return "law" if all(_only_law(name, view.context) for name in names) else None


def _topic(view: View, statuses: list[Status]) -> bool:
    """Whether no word claims the list and it is only what something is about: "a newsletter on ISO 9001"."""
    if any(status is not Status.STATED for status in statuses) or _labelled(view):
        return False
    if view.governor is not None and view.governor.verb not in {Verb.HOLD, Verb.OFFER}:
        return False
    if view.left(1) == ("in",):
        return not _INTERESTS.isdisjoint(view.left(2))
    return not view.context.own & set(view.left(3)) and bool(view.left(1)) and view.left(1)[0] in _TOPICAL


def _bare_agency(view: View, statuses: list[Status]) -> str | None:
    """An agency is claimed only by a word for its register: "FDA registered", not "passed an FDA inspection"."""
    first = view.sentence.names[view.run.first]
    if first.scheme not in view.context.registrations or len(statuses) > 1 or _labelled(view):
        return None
    inspected = {"inspection", "inspections", "inspected", "inspector", "inspectors", "warning"} & set(view.right(5))
    return "event" if inspected and statuses[0] in {Status.STATED, Status.HELD, Status.APPROVED} else None


def _labelled(view: View) -> bool:
    """Whether the list stands under a label: "Certifications and registrations: ISO 9001; ITAR; …"."""
    if view.sentence.word(view.first - 1) == ":":
        return True
    words = view.sentence.tokens.words
    colon = next((at for at in range(view.first - 1, -1, -1) if words[at] == ":" and at not in view.sentence.owner), 0)
    label = STATUS.get(words[colon - 1]) if colon else None
    return label is not None and label[1] is Part.NOUN and VERBS.keys().isdisjoint(words[colon : view.first])


def _only_law(name: Name, context: Context) -> bool:
    """Whether a name is that of a law, and not of a mark that the law gives."""
    return name.scheme in context.laws and not (name.way and lexicon.MARKS & set(name.way.parts))


def _certifier(sentence: Sentence, place: int, own: Tail) -> bool:
    """Whether a name is only that of who certified to the standard named next: "a UL-certified ISO 9001 company"."""
    adjective = own.part is Part.ADJECTIVE and own.after in sentence.owner
    return adjective and sentence.names[place].scheme in _CERTIFIERS
