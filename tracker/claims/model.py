"""The nouns of what is asserted: claims, their modality, and their standing on a date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.documents.model import Span


class Status(StrEnum):
    """The word by which a claim is made, strongest first (the verb ladder of docs/claims.md)."""

    CERTIFIED = "certified"
    REGISTERED = "registered"
    ACCREDITED = "accredited"
    LISTED = "listed"
    QUALIFIED = "qualified"
    LICENSED = "licensed"
    APPROVED = "approved"
    HELD = "held"
    ATTESTED = "attested"
    RATED = "rated"
    COMPLIANT = "compliant"
    ALIGNED = "aligned"
    STATED = "stated"  # a bare badge or list, with no verb


class Modality(StrEnum):
    """Whether the text says that the claim holds now."""

    ASSERTED = "asserted"
    CONDITIONAL = "conditional"
    PLANNED = "planned"
    ALIGNED = "aligned"
    FORMER = "former"
    NEGATED = "negated"


class Holder(StrEnum):
    """Whose claim it is."""

    ORGANISATION = "organisation"
    SUBSIDIARY = "subsidiary"
    THIRD_PARTY = "third-party"


class Standing(StrEnum):
    """What a claim is worth on a date. The values are part of the JSON contract."""

    CURRENT = "current"
    IN_TRANSITION = "in-transition"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    NOT_YET_PUBLISHED = "not-yet-published"
    UNSTATED = "unstated"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement about one certification scheme, as one text makes it.

    Two claims are equal when they say the same, wherever they stand: `quote`, `span` and `doubts` are
    carried, not compared. `edition` is the publisher's own name for it ("2015", "D", "Type 2").
    """

    scheme: str
    family: str
    edition: str | None = None
    level: str | None = None
    """A grade that stands beside the edition ("Level 1" of PCI DSS); levels that rank holders are the edition itself."""
    status: Status = Status.STATED
    modality: Modality = Modality.ASSERTED
    scope: str | None = None
    sites: tuple[str, ...] = ()
    holder: Holder = Holder.ORGANISATION
    holder_name: str | None = None
    registrar: str | None = None
    quote: str = field(compare=False)
    span: Span = field(compare=False)
    doubts: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a claim is worth on a date, until when, how sure that date is, and what to do about it.

    `until` is the last day on which a certificate to the stated edition can be valid, where one is known.
    `confidence` is that of the date which decided. `where` says where the claim can be verified.
    """

    standing: Standing
    until: date | None = None
    confidence: str | None = None
    doubts: tuple[str, ...] = ()
    where: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A scheme's name that is no claim of anybody's, and why: an event, a definition, an offer, a part number."""

    scheme: str
    quote: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Recognition:
    """Everything that a text says about certification schemes, in text order."""

    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
