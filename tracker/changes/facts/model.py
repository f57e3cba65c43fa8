"""The nouns of what standing text states as fact: places, figures, and ways to reach somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from tracker.documents.model import Span


class PlaceRole(StrEnum):
    """What the organisation has there."""

    HEADQUARTERS = "headquarters"
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an organisation says that it is.

    `city` is levelled for comparing; `region` and `country` are ISO 3166 codes, or None where the text names none.
    A place is never empty: it has at least one of the three.
    """

    city: str | None
    region: str | None
    country: str | None
    role: PlaceRole = PlaceRole.SITE
    quote: str = field(compare=False)
    span: Span = field(compare=False)

    @property
    def key(self) -> str:
        """What the place is called by machines, whatever stands there: "newark/us-ny/us"."""
        return "/".join(part.casefold() for part in (self.city, self.region, self.country) if part)


class Unit(StrEnum):
    """What a figure counts in."""

    COUNT = "count"
    PERCENT = "percent"
    MONEY = "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with the thing that it counts: "more than 1,400 customers".

    `noun` is the head of what is counted, in the singular ("customer"); `phrase` is all of it, levelled
    ("active customer"). `value` is the number in full, so that "1.2 million" and "1,200,000" are equal.
    """

    value: Decimal
    noun: str
    phrase: str
    unit: Unit = Unit.COUNT
    quote: str = field(compare=False)
    span: Span = field(compare=False)


class Means(StrEnum):
    """How somebody can be reached."""

    PERSON = "person"
    EMAIL = "email"
    PHONE = "phone"
    FAX = "fax"
    WEB = "web"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One way to reach the organisation. `value` is levelled for comparing: digits, lower case, no scheme, no "www."."""

    means: Means
    value: str
    quote: str = field(compare=False)
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one text, or several of one document, state as fact, in text order."""

    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    contacts: tuple[Contact, ...] = ()

    def __add__(self, other: Facts) -> Facts:
        """The facts of two texts of one document, together."""
        return Facts(
            places=self.places + other.places,
            figures=self.figures + other.figures,
            contacts=self.contacts + other.contacts,
        )

    def by(self, means: Means) -> tuple[Contact, ...]:
        """The contacts of one kind."""
        return tuple(contact for contact in self.contacts if contact.means is means)
