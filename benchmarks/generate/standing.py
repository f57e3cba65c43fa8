"""The standing text of an organisation as a value, and its rendering with every claim marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from benchmarks.generate import vocabulary as words
from benchmarks.generate.chance import some
from benchmarks.generate.marked import Mark, Marked, curled, joined
from benchmarks.generate.organisation import Organisation
from benchmarks.generate.schemes import Held, Verb, fresh


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


OPENINGS = (
    "{short} designs and makes {products} for {customers}.",
    "{short} is a leading provider of {products} for {customers}.",
    "Founded in {founded}, {short} supplies {products} to {customers}.",
    "{short} is a global manufacturer of {products}, serving {customers}.",
    "{short} develops, builds and services {products} that are used by {customers}.",
    "{short} stands for {products}. Its customers are {customers}.",
    "{short} helps {customers} with {products}.",
)
#: What an organisation says of itself beside the facts; each entry is one thing in several wordings.
WORDINGS = (
    (
        "The company's promise is simple: what leaves the floor works.",
        "The company makes a simple promise: what leaves the floor works.",
    ),
    (
        'Its "one floor, one team" approach shortens the way from drawing to delivery.',
        'Its "one floor, one team" model shortens the path from drawing to delivery.',
    ),
    (
        "Quality, delivery and candor are what {short}'s customers come back for.",
        "Quality, candor and delivery on time are what {short}'s customers come back for.",
    ),
    (
        "{short} combines engineering with manufacturing - from the first sample to the last spare part.",
        "{short} joins engineering and manufacturing - from the first sample to the last spare part.",
    ),
)
_CERTIFIED = {
    Verb.CERTIFIED: (
        "{short} is certified to {list}.",
        "{short} is {list} certified.",
        "{short} holds {list} certifications.",
        "The company's management system is certified to {list}.",
        "{short} holds all appropriate certifications for the markets that it serves, including {list}.",
        "All plants are {list} certified.",
    ),
    Verb.REGISTERED: ("{short} is registered to {list}.", "{short} is {list} registered."),
    Verb.ACCREDITED: ("{short} is {list} accredited.", "The company is accredited to {list}."),
    Verb.COMPLIANT: (
        "{short} is {list} compliant.",
        "{short} is compliant with {list}.",
        "Its operations comply with {list}.",
    ),
    Verb.STATED: ("Certifications: {list}.", "Certifications and standards: {list}."),
}
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
            return (Marked(f"For more information, visit {standing.site}."),)


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
            forms = _CERTIFIED[verb]
            form = forms[(standing.opening + len(forms) + standing.founded) % len(forms)]
            before, _, after = form.format(short=standing.short, list="\0").partition("\0")
            names = [Marked(one.written, (Mark(0, len(one.written), one),)) for one in held]
            sentences.append(joined((Marked(before), listed(names), Marked(after)), ""))
    for one in standing.held:
        if one.scheme == "b-corp":
            before = f"{standing.short} is a Certified "
            mark = Mark(len(before), len(before) + len(one.written), one)
            sentences.append(Marked(f"{before}{one.written}.", (mark,)))
    return tuple(sentences)
