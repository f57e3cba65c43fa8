"""What each page is made of: typed values, with no mark-up and no sentence in them.

Hrefs are relative to the site's root; a template puts its page's own `root` before them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.changes.model import Edit
from tracker.changes.model import Standing as SectionStanding
from tracker.claims.model import Claim
from tracker.claims.schemes import Edition, Scheme
from tracker.findings.model import Evidence, Finding, Severity
from tracker.history import Observation, Release
from tracker.reports.covered import Gap, Looked, SourceRow, Trouble
from tracker.reports.drawing import Timeline
from tracker.reports.marked import Fold
from tracker.reports.period import Period
from tracker.reports.succession import Gone
from tracker.sections.model import Role


@dataclass(frozen=True, slots=True)
class Why:
    """A reason code, and what it is about where that is said."""

    code: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """A finding with the words that its sentences use, and where it leads."""

    finding: Finding
    words: Mapping[str, str]
    reasons: tuple[Why, ...] = ()
    on: date | None = None
    until: date | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """One certification as an organisation claims it now."""

    label: str
    standing: str
    until: date | None = None
    instead: str | None = None
    """What is named in its stead, where something is."""
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One certification of one organisation: what is claimed now, since when, and where to verify it."""

    badge: Badge
    claim: Claim
    first: date | None
    last: date | None
    where: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One organisation in a group of equal findings."""

    name: str
    href: str
    watch_href: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The same finding, in one organisation or in several."""

    line: FindingLine
    members: tuple[Member, ...]

    @property
    def severity(self) -> Severity:
        """How soon somebody should look."""
        return self.line.finding.severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The next day on which something that is claimed now stops being good."""

    label: str
    on: date
    watches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchRow:
    """One organisation in the list of all."""

    name: str
    href: str
    badges: tuple[Badge, ...]
    newest: date | None
    checked: datetime | None
    open: Mapping[Severity, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """The first page: what needs attention, every organisation, what could not be read."""

    at: date
    groups: tuple[Group, ...]
    further: tuple[Group, ...]
    deadline: Deadline | None
    watches: tuple[WatchRow, ...]
    looked: int
    troubles: tuple[Trouble, ...]
    root: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An earlier release that a release was compared with, and the page that says how they differ."""

    before: date | None
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One release in an organisation's list: what it changed, and what the calendar made of it.

    Its passages are compared with the last release that showed each of them, so that it may have been compared with
    several; with none, where the calendar alone has something to say of it.
    """

    after: date | None
    comparisons: tuple[Comparison, ...]
    title: str | None
    late: bool
    altered: datetime | None
    """When a release was captured that reads differently from before."""
    lines: tuple[FindingLine, ...]
    typographic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One wording of a passage."""

    number: int
    text: str | None
    """None where so many newer ones are shown that this one is only named."""
    heading: str | None
    href: str | None
    """The change that brought it, where there is one."""
    seen: int
    first: date | None
    last: date | None
    returns_to: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageBlock:
    """A passage with its versions, newest first; standing text by its role, or a paragraph that merely recurs."""

    standing: bool
    role: Role
    subject: str | None
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchPage:
    """One organisation."""

    at: date
    name: str
    href: str
    checked: datetime | None
    claims: tuple[ClaimRow, ...]
    timeline: Timeline | None
    standing: tuple[FindingLine, ...]
    changes: tuple[ChangeRow, ...]
    earlier: tuple[ChangeRow, ...]
    """Older changes with findings, told in one line each."""
    silent: tuple[ChangeRow, ...]
    """Older changes without any, of which only the day is told."""
    passages: tuple[PassageBlock, ...]
    recurring: tuple[PassageBlock, ...]
    releases: tuple[Release, ...]
    older_releases: tuple[Release, ...]
    read: int
    """Places that could be read at the last look."""
    unread: tuple[Observation, ...]
    months: tuple[date, ...]
    sources: tuple[SourceRow, ...]
    gaps: tuple[Gap, ...]
    packet: str
    root: str = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one release says of one certification, and what that is worth."""

    label: str
    claim: Claim
    standing: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificationRow:
    """One certification before and after a change."""

    name: str
    before: Side | None
    after: Side | None
    now: Side | None
    gone: Gone | None
    """How it went, where the later release does not name it."""
    where: str | None
    touched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TypographicRow:
    """One kind of typographic edit in a section, and how often it was made."""

    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedEdit:
    """An edit of words, with its number on the page."""

    number: int
    edit: Edit
    reasons: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """One section with its marks; `whole` holds both texts where the marks could not be placed."""

    role: Role
    heading: str | None
    standing: SectionStanding
    folds: tuple[Fold, ...]
    numbers: Mapping[int, int]
    edits: tuple[NumberedEdit, ...]
    typographic: tuple[TypographicRow, ...]
    typographic_count: int
    whole: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a quote stands in its original: the words around it, its line or page, and an address that shows it there."""

    before: str
    after: str
    line: int | None
    page: int | None
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """A quote that proves a finding, with the release that holds it, and where in it."""

    line: FindingLine
    before: Evidence | None
    after: Evidence | None
    place_before: Place | None = None
    place_after: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """One change: what happened, what it means, the marked text, the evidence."""

    at: date
    watch: str
    watch_href: str
    href: str
    before: Release
    after: Release
    altered: bool
    """Whether both are captures of one release."""
    headline: FindingLine | None
    lines: tuple[FindingLine, ...]
    facts: tuple[FindingLine, ...]
    certifications: tuple[CertificationRow, ...]
    sections: tuple[SectionView, ...]
    quiet: tuple[SectionView, ...]
    evidence: tuple[EvidenceRow, ...]
    older: str | None
    newer: str | None
    root: str = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One organisation that claims a standard, or did."""

    name: str
    href: str
    row: ClaimRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardPage:
    """One standard or programme: who claims what edition of it, who is behind, which day comes next."""

    at: date
    href: str
    name: str
    scheme: Scheme | None
    editions: tuple[Edition, ...]
    holders: tuple[Holder, ...]
    behind: int
    standings: Mapping[str, int]
    deadline: Deadline | None
    root: str = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardsPage:
    """Every standard that an organisation claims."""

    at: date
    standards: tuple[StandardPage, ...]
    root: str = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestEntry:
    """One change in a digest."""

    watch: str
    watch_href: str
    change: ChangeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPage:
    """What was published in a period, and what it means."""

    at: date
    href: str
    period: Period
    entries: tuple[DigestEntry, ...]
    quiet: int
    counts: Mapping[Severity, int]
    looked: Looked
    older: str | None
    newer: str | None
    root: str = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestsPage:
    """The digests of all months, newest first."""

    at: date
    digests: tuple[DigestPage, ...]
    root: str = "../"


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage:
    """Every code with its words."""

    at: date
    tables: Mapping[str, tuple[str, ...]]
    root: str = ""
