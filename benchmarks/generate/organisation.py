"""Invented organisations: a name made of syllables, a trade, a home, and habits of writing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from benchmarks.generate import vocabulary as words
from benchmarks.generate.chance import chance
from benchmarks.generate.trades import TRADES, Trade


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who publishes: names, trade, home, listing, and the seed of its habits."""

    slug: str
    name: str
    short: str
    trade: Trade
    home: str
    dateline_place: str
    founded: int
    listing: tuple[str, str] | None
    site: str
    descriptor: str
    speakers: tuple[str, ...]
    phone: str

    @property
    def ticker(self) -> str:
        """The listing as a lead prints it, with the space before it, or nothing."""
        return f" ({self.listing[0]}: {self.listing[1]})" if self.listing else ""


def invent(seed: int, number: int) -> Organisation:
    """The organisation with this number; the same for every count of releases."""
    rng = chance(seed, "organisation", number)
    trade = rng.choice(TRADES)
    first = coined(rng)
    noun = rng.choice(trade.nouns)
    short = first if rng.random() < 0.25 else f"{first} {noun}"
    legal = rng.choice(words.LEGAL)
    name = f"{short}, {legal}" if legal in {"Inc.", "LLC"} and rng.random() < 0.7 else f"{short} {legal}".strip()
    slug = re.sub(r"[^a-z0-9]+", "-", short.lower()).strip("-")
    home, dateline_place = rng.choice(words.PLACES)
    letters = [letter for letter in short.upper() if letter.isalpha()]
    listing = None
    if rng.random() < 0.4:
        listing = (rng.choice(words.EXCHANGES), "".join(rng.sample(letters, min(4, len(letters)))))
    speakers = tuple(
        f"{rng.choice(words.FIRST_NAMES)} {coined(rng)}, {role} of {short}" for role in rng.sample(words.ROLES, 2)
    )
    return Organisation(
        slug=f"{slug}-{number:05d}",
        name=name,
        short=short,
        trade=trade,
        home=home,
        dateline_place=dateline_place,
        founded=rng.randint(1890, 2010),
        listing=listing,
        site=f"www.{slug}.example",
        descriptor=_descriptor(rng, trade),
        speakers=speakers,
        phone=f"{rng.randint(201, 989)}-555-01{rng.randint(10, 99)}",
    )


def coined(rng: Random) -> str:
    """A name that no list of names holds: three syllables, or two."""
    middle = rng.choice(words.SYLLABLES_MIDDLE) if rng.random() < 0.7 else ""
    return rng.choice(words.SYLLABLES_FIRST) + middle + rng.choice(words.SYLLABLES_LAST)


def _descriptor(rng: Random, trade: Trade) -> str:
    adjective = rng.choice(("a leading", "a global", "an independent", "a family-owned", "a trusted"))
    noun = rng.choice(("provider", "supplier", "manufacturer", "maker"))
    return f"{adjective} {noun} of {rng.choice(trade.products)} for {rng.choice(trade.customers)}"
