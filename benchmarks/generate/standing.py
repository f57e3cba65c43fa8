"""The standing text of an organisation as a value, and its rendering with every claim marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random

from benchmarks.generate import vocabulary as words
from benchmarks.generate.chance import some
from benchmarks.generate.marked import Mark, Marked, curled, joined
from benchmarks.generate.organisation import Organisation
from benchmarks.generate.phrases import CLAIMS, CLOSINGS, OPENINGS, WORDINGS
from benchmarks.generate.schemes import Held, fresh


class Joining(StrEnum):
    """How an organisation writes a list of standards."""

    COMMAS = "a, b and c"
    SERIAL = "a, b, and c"
    SLASH = "a / b / c"
    SHARED = "ISO a, b and c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an About section says, and how: the facts, the order of its sentences, its typography."""

    short: str
    site: str
    founded: int
    opening: int
    wording: int
    products: tuple[str, ...]
    customers: tuple[str, ...]
    held: tuple[Held, ...]
    home: str
    plants: tuple[str, ...]
    people: int | None
    order: tuple[str, ...]
    curly: bool = False
    two_paragraphs: bool = False
    closing: int = 1
    claiming: int = 0
    joining: Joining = Joining.COMMAS


_SENTENCES = ("opening", "claims", "wording", "people", "home", "site")


def first_standing(organisation: Organisation, day: date, rng: Random) -> Standing:
    """The standing text with which an organisation's history begins."""
    order = list(_SENTENCES[1:-1])
    rng.shuffle(order)
    kept = [key for key in order if key in {"claims", "home"} or rng.random() < 0.7]
    schemes = some(rng, organisation.trade.schemes, 1, 4) if rng.random() < 0.85 else ()
    towns = [place for place, _ in words.PLACES if place != organisation.home]
    return Standing(
        short=organisation.short,
        site=organisation.site,
        founded=organisation.founded,
        opening=rng.randrange(len(OPENINGS)),
        wording=rng.randrange(len(WORDINGS)) * 2,
        products=some(rng, organisation.trade.products, 2, 4),
        customers=some(rng, organisation.trade.customers, 2, 4),
        held=tuple(fresh(scheme, day, rng) for scheme in schemes),
        home=organisation.home,
        plants=some(rng, towns, 0, 3),
        people=rng.randint(4, 240) * 10 if "people" in kept else None,
        order=("opening", *kept, "site"),
        curly=rng.random() < 0.5,
        two_paragraphs=rng.random() < 0.2,
        closing=rng.choice((0, *range(len(CLOSINGS)))),
        claiming=rng.randrange(720),
        joining=rng.choices(tuple(Joining), weights=(80, 8, 7, 5))[0],
    )


def listed(items: Sequence[Marked]) -> Marked:
    """A list as a sentence has it: "a, b and c"."""
    if len(items) < 2:
        return joined(items, "")
    return joined((joined(items[:-1], ", "), items[-1]), " and ")


def render(standing: Standing) -> Marked:
    """The text of an About section, without its heading."""
    sentences = [sentence for key in standing.order for sentence in _sentences(key, standing)]
    if standing.two_paragraphs and len(sentences) > 3:
        text = joined((joined(sentences[:2], " "), joined(sentences[2:], " ")), "\n\n")
    else:
        text = joined(sentences, " ")
    return text.with_text(curled(text.text)) if standing.curly else text


def _sentences(key: str, standing: Standing) -> tuple[Marked, ...]:
    match key:
        case "opening":
            return (
                Marked(
                    OPENINGS[standing.opening].format(
                        short=standing.short,
                        founded=standing.founded,
                        home=standing.home,
                        products=listed([Marked(item) for item in standing.products]).text,
                        customers=listed([Marked(item) for item in standing.customers]).text,
                    )
                ),
            )
        case "claims":
            return _claims(standing)
        case "wording":
            kind, variant = divmod(standing.wording, 2)
            return (Marked(WORDINGS[kind][variant].format(short=standing.short)),)
        case "people":
            return (Marked(f"The company employs {standing.people:,} people."),) if standing.people else ()
        case "home":
            return (Marked(_home(standing)),)
        case _:
            closing = CLOSINGS[standing.closing].format(short=standing.short, site=standing.site)
            return (Marked(closing),) if closing else ()


def _home(standing: Standing) -> str:
    text = f"{standing.short} is headquartered in {standing.home}"
    if standing.plants:
        text += f", with operations in {listed([Marked(plant) for plant in standing.plants]).text}"
    return text + "."


def _claims(standing: Standing) -> tuple[Marked, ...]:
    """One sentence a verb, in the order in which the verbs first occur; the B Corporation has one of its own."""
    sentences = []
    for verb in dict.fromkeys(held.verb for held in standing.held):
        held = [one for one in standing.held if one.verb == verb and one.scheme != "b-corp"]
        if held:
            forms = CLAIMS[verb]
            form = forms[standing.claiming % len(forms)]
            before, _, after = form.format(short=standing.short, list="\0").partition("\0")
            sentences.append(joined((Marked(before), _named(held, standing.joining), Marked(after)), ""))
    for one in standing.held:
        if one.scheme == "b-corp":
            before = f"{standing.short} is a Certified "
            mark = Mark(len(before), len(before) + len(one.written), one)
            sentences.append(Marked(f"{before}{one.written}.", (mark,)))
    return tuple(sentences)


def _named(held: Sequence[Held], joining: Joining) -> Marked:
    """The standards of one sentence, as their organisation writes lists."""
    written = [one.written for one in held]
    if joining is Joining.SHARED and all(name.startswith("ISO ") for name in written):
        written[1:] = [name.removeprefix("ISO ") for name in written[1:]]
    names = [Marked(name, (Mark(0, len(name), one),)) for name, one in zip(written, held, strict=True)]
    match joining:
        case Joining.SLASH:
            return joined(names, " / ")
        case Joining.SERIAL if len(names) > 2:
            return joined((joined(names[:-1], ", "), names[-1]), ", and ")
        case _:
            return listed(names)
