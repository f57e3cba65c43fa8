"""The nouns of the registry: schemes, their editions, and dates that say how sure they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tracker.claims.model import Status


class Confidence(StrEnum):
    """How well a date is attested, best first."""

    CONFIRMED = "confirmed"  # two or more sources agree
    SINGLE = "single"  # one source
    COMMONLY = "commonly"  # well established, not verified
    UNKNOWN = "unknown"  # no source

    @property
    def alarms(self) -> bool:
        """Whether a date of this confidence may call a claim expired; below it, a date is only reported."""
        return self in {Confidence.CONFIRMED, Confidence.SINGLE}


class Precision(StrEnum):
    """How much of a date its sources print."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Policy(StrEnum):
    """What becomes of an older edition when a newer one is published (docs/claims.md)."""

    REPLACE = "replace"
    CONTRACTUAL = "contractual"
    DUAL = "dual"
    PROGRAMME = "programme"
    CUMULATIVE = "cumulative"
    PARALLEL = "parallel"
    GUIDANCE = "guidance"
    SCHEME_RULE = "scheme-rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as its sources print it: a day, or all the days of the month or year that they name."""

    first: date
    last: date
    precision: Precision
    confidence: Confidence
    sources: tuple[str, ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        text = self.first.isoformat()
        return {Precision.DAY: text, Precision.MONTH: text[:7], Precision.YEAR: text[:4]}[self.precision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition, revision or version of a scheme, as its publisher calls it.

    `superseded` is the publication of the next edition; `ends` the last day on which a certificate to this
    edition can be valid. A missing date is unknown, never "none". `adopted` gives the years under which
    national bodies published the same text, by prefix: {"GB/T": ("2016",)}.
    """

    name: str
    also_written: tuple[str, ...] = ()
    adopted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    published: Day | None = None
    superseded: Day | None = None
    no_new_after: Day | None = None
    ends: Day | None = None
    planned: bool = False
    sources: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What must stand by an ambiguous name before it is read as the scheme's; all words in lower case.

    The name counts when one of `beside` is said of it or of its list, one of `before` precedes it, one of `after`
    follows it, or one of `near` stands in its sentence; never when one of `without` stands near it.
    """

    beside: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    near: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A standard or programme against which an organisation can make a claim.

    `right` are the words by which the scheme itself calls its holders, `wrong` those that it has no use for.
    `levels` rank its holders, lowest first, and stand as the claim's edition ("Type 2", "Gold"); `grades` are
    levels that stand beside an edition. `contains` names schemes that are part of it, so that their own absence
    next to it is no loss. `opened` is the first day on which anybody could hold it, where that is later than its text.
    Where `partial`, the publisher issued editions that are not listed, so that an unknown one is no error of the text.
    """

    id: str
    family: str
    name: str
    title: str
    issuer: str
    kind: str
    policy: Policy
    right: tuple[Status, ...] = ()
    wrong: tuple[Status, ...] = ()
    aliases: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()
    shorthand: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    relabelled: Mapping[str, str] = field(default_factory=dict)
    editions: tuple[Edition, ...] = ()
    partial: bool = False
    successors: tuple[str, ...] = ()
    planned_successors: tuple[str, ...] = ()
    equivalents: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    guards: Mapping[str, Guard] = field(default_factory=dict, repr=False)
    opened: Day | None = None
    withdrawn: Day | None = None
    unit: str = ""
    verify: str = ""
    sources: tuple[str, ...] = field(default=(), repr=False)

    def edition(self, name: str | None) -> Edition | None:
        """The edition of this name, or None where the publisher never issued one."""
        return next((edition for edition in self.editions if edition.name == name), None)

    def rank(self, edition: str | None) -> int | None:
        """The place of an edition or level among its fellows, oldest or lowest first; None where it has none."""
        if edition is None:
            return None
        edition = self.relabelled.get(edition, edition)
        if edition in self.levels:
            return self.levels.index(edition)
        names = [known.name for known in self.editions]
        return names.index(edition) if edition in names else None

    def successor_of(self, edition: Edition) -> Edition | None:
        """The edition published next after this one."""
        place = self.editions.index(edition) + 1
        return self.editions[place] if place < len(self.editions) else None


@dataclass(frozen=True, slots=True, eq=False)
class Registry:
    """Every scheme that is known, by id, and a digest of the text that they were read from."""

    schemes: Mapping[str, Scheme]
    digest: str

    def scheme(self, scheme_id: str) -> Scheme | None:
        """The scheme of this id, if it is known."""
        return self.schemes.get(scheme_id)

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Registry) and self.digest == other.digest
