"""What the store knows of one watch, as one value: what reports are written from and what the service threads into.

Enters: nothing; these are nouns. Everything here is derived from captures, and is in publication order.
Dates are days in the organisation's own calendar; moments are UTC.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from tracker.changes.model import SectionChange
from tracker.claims.model import Assessment, Claim
from tracker.findings.model import Finding
from tracker.sections.model import Role, Section
from tracker.sections.versions import Presence


class Outcome(StrEnum):
    """What one look at one place gave. Codes for machines."""

    CAPTURED = "captured"
    NOT_MODIFIED = "not-modified"
    UNREADABLE = "unreadable"
    BLOCKED = "blocked"
    FAILED = "failed"
    GONE = "gone"
    SUSPICIOUS = "suspicious"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One look at one place: when, what it gave, and, where it gave nothing, why (a code and a sentence)."""

    source: str
    location: str
    outcome: Outcome
    at: datetime
    sha256: str | None = None
    cause: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Looks at one source, one after another and within one calendar month (UTC), that all gave the same.

    `seen` is what the newest of them was shown; `new` and `unreadable` are sums. `pause` is the longest time without a
    look that ends in one of them, the time since the look before the first of them included, and `resumed` its end.
    """

    source: str
    outcome: Outcome
    first: datetime
    last: datetime
    count: int = 1
    seen: int = 0
    new: int = 0
    unreadable: int = 0
    detail: str = ""
    pause: timedelta | None = None
    notices: tuple[str, ...] = ()  # codes of what the newest of them says of its source, with counts: "rolled-over:20"
    resumed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One document of a watch, without its text: what a list, a timeline or an evidence block shows."""

    sha256: str
    source: str
    location: str
    media_type: str
    size: int  # bytes, as received
    retrieved: datetime
    reader: str
    title: str | None = None
    organisation: str | None = None
    published: date | None = None
    published_source: str | None = None
    dateline: str | None = None
    wire: str | None = None
    listing: str | None = None
    late: bool = False  # it arrived after a release that was published later
    derived_by: str = ""  # the names of the code and of the standards by which it was interpreted
    captures: tuple[Release, ...] = ()  # the same release by other routes, or altered where it was published
    text: str = field(default="", repr=False)
    pages: tuple[tuple[int, int], ...] = ()  # (offset, number): from this offset on, the text is of this page


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A passage in one release: where it stands, and the digest of its exact words.

    `passage` is the store's number for it; a release may show one passage more than once. `position` puts the releases of a watch in publication order: the ISO day, then the digest of the capture. `headed`
    says that it is standing text by its role; what is not must recur before it counts.
    """

    passage: int
    position: str
    sha256: str
    headed: bool
    section: Section
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One wording of a passage, and the releases that show it, in publication order."""

    digest: str
    text: str = field(repr=False)
    heading: str | None
    seen_in: tuple[str, ...]  # sha256 of releases
    first: date | None
    last: date | None
    returns_to: str | None = None  # digest of the earlier version that this wording goes back to
    fingerprint: str = ""  # the same for two versions that differ in typography only


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of standing text that recurs, with its versions in the order in which they were published.

    `presence` says of each release (by sha256), in the order of publication, whether it shows the passage, leaves it out, leaves it
    out as all do since, was published before it, or could not be read.
    """

    id: str
    role: Role
    subject: str | None
    versions: tuple[Version, ...]
    presence: tuple[tuple[str, Presence], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSeen:
    """One claim as one release makes it, with its standing on that release's own date and on the report's date."""

    claim: Claim
    sha256: str
    published: date | None
    section: Role | None
    then: Assessment
    now: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The difference between two releases of one watch, or between two captures of one release, and what it means."""

    id: str
    before: str  # sha256
    after: str  # sha256
    sections: tuple[SectionChange, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paused:
    """That a watch is not looked at on the day: why, and until which day, where these are said."""

    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchHistory:
    """Everything that is known of one watch on one day."""

    id: str
    name: str
    at: date
    releases: tuple[Release, ...] = ()
    passages: tuple[Passage, ...] = ()
    claims: tuple[ClaimSeen, ...] = ()
    changes: tuple[Change, ...] = ()
    dated: tuple[Finding, ...] = ()  # what each release's claims were worth on its own date, in publication order
    standing_findings: tuple[Finding, ...] = ()  # true on `at` with no change at all
    observations: tuple[Observation, ...] = ()  # the newest one of each place
    looks: tuple[Looks, ...] = ()  # at each source, by source and then in the order of time
    checked: datetime | None = None  # the end of the last run
    paused: Paused | None = None
