"""Body sentences put together from five parts, so that two releases seldom share one."""

from __future__ import annotations

from random import Random

_OPENERS = (
    "",
    "",
    "",
    "",
    "In {month}, ",
    "After {number} weeks of trials, ",
    "For {customer}, ",
    "As in the year before, ",
    "Together with two suppliers, ",
    "At the request of {customer}, ",
    "Since {month}, ",
    "On a {weekday} in {month}, ",
    "In the {quarter} quarter, ",
    "With {number} hours of preparation, ",
    "Before the season began, ",
    "Over {years} years, ",
)
_SUBJECTS = (
    "the team in {town}",
    "{short}",
    "a crew of {number}",
    "the works council",
    "the research department",
    "the night shift",
    "an outside laboratory",
    "the design office",
    "the service group",
    "a customer from {place}",
    "the purchasing department",
    "the plant's own tool shop",
    "a group of {number} apprentices",
    "the pilot line",
    "the inspection department",
    "one of the founders",
    "the new planning system",
    "the finance department",
)
_VERBS = (
    "has rebuilt",
    "measured",
    "has replaced",
    "tested",
    "bought",
    "repaired",
    "sold",
    "reviewed",
    "has simplified",
    "moved",
    "cleaned",
    "counted",
    "has redesigned",
    "leased",
    "documented",
    "insulated",
    "has automated",
    "shortened",
    "compared",
    "inspected",
    "has relabeled",
    "financed",
    "photographed",
    "weighed",
)
_OBJECTS = (
    "the furnace in hall {number}",
    "a press of {number2} tons",
    "every drawing of the {product}",
    "the packing of {product}",
    "{number} fixtures for {product}",
    "the storage racks of building {number}",
    "two ovens and a conveyor",
    "the cooling water circuit",
    "the loading dock on the {side} side",
    "a batch of {number2} {product}",
    "all {number} vehicles of the fleet",
    "the spare parts of {years} years",
    "the roof of the {side} hall",
    "the software behind the price list",
    "the contracts with {number} carriers",
    "a sample of {number} {product}",
    "the records of {number2} deliveries",
    "the changing rooms and the canteen",
    "the ventilation of the paint shop",
    "the routes of the forklifts",
    "{number} gauges and a granite table",
    "the manual for {product}",
    "the price of {product}",
    "a test bench for {product}",
)
_ENDINGS = (
    "",
    "",
    "",
    " at a cost of ${money} million",
    " within {number} days",
    ", which saves {percent} percent of the energy",
    " without stopping production",
    " to meet demand from {customer}",
    " and found {number} things to mend",
    " for the first time since 19{decade}",
    ", {percent} percent faster than before",
    " under the eyes of {customer}",
    " with money from a regional fund",
    " in less than {years} months",
    ", and was paid {number} cents a piece",
    " as {customer} had asked",
    ", though it rained for {number} hours",
    " and wrote a report of {number} pages",
    " in the presence of {number} guests",
    ", to the surprise of the {weekday} shift",
)


def composed(rng: Random) -> str:
    """One template of a sentence; there are some three million, before their gaps are filled."""
    opener = rng.choice(_OPENERS)
    subject = rng.choice(_SUBJECTS)
    if not opener and not subject.startswith("{"):
        subject = subject[0].upper() + subject[1:]
    return f"{opener}{subject} {rng.choice(_VERBS)} {rng.choice(_OBJECTS)}{rng.choice(_ENDINGS)}."
