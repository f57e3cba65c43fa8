"""The nouns of what a change, or a claim on a date, means to a reviewer: findings with their evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from tracker.claims.model import Claim
from tracker.documents.model import Span


class Kind(StrEnum):
    """What happened. Codes for machines; the sentences live in the templates."""

    # a certification, between two versions
    CLAIM_ADDED = "claim-added"
    CLAIM_DROPPED = "claim-dropped"
    CLAIM_UPGRADED = "claim-upgraded"
    CLAIM_DOWNGRADED = "claim-downgraded"
    CLAIM_SUCCEEDED = "claim-succeeded"
    EDITION_STATED = "edition-stated"
    EDITION_OMITTED = "edition-omitted"
    STATUS_STRENGTHENED = "status-strengthened"
    STATUS_WEAKENED = "status-weakened"
    STATUS_RELABELLED = "status-relabelled"
    CLAIM_CONDITIONAL = "claim-conditional"
    SCOPE_WIDENED = "scope-widened"
    SCOPE_NARROWED = "scope-narrowed"
    SITES_CHANGED = "sites-changed"
    REGISTRAR_CHANGED = "registrar-changed"
    CLAIM_REWORDED = "claim-reworded"
    # a certification, on a date
    CLAIM_EXPIRED = "claim-expired"
    CLAIM_IN_TRANSITION = "claim-in-transition"
    CLAIM_PREMATURE = "claim-premature"
    EDITION_UNKNOWN = "edition-unknown"
    SCHEME_WITHDRAWN = "scheme-withdrawn"
    STATUS_MISUSED = "status-misused"
    # a fact in standing text
    LISTING_CHANGED = "listing-changed"
    LOCATION_ADDED = "location-added"
    LOCATION_DROPPED = "location-dropped"
    FIGURE_CHANGED = "figure-changed"
    NAME_CHANGED = "name-changed"
    CONTACT_CHANGED = "contact-changed"
    # the text itself
    WORDING_CHANGED = "wording-changed"
    SECTION_ADDED = "section-added"
    SECTION_DROPPED = "section-dropped"
    SECTION_MOVED = "section-moved"
    SECTION_UNREADABLE = "section-unreadable"
    RELEASE_EDITED = "release-edited"


class Severity(StrEnum):
    """How soon somebody should look. `severity.TABLE` says which finding has which, and why."""

    INFO = "info"
    NOTICE = "notice"
    WARNING = "warning"
    CRITICAL = "critical"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote that anybody can check: exactly this slice of the text of the document with this digest."""

    quote: str
    span: Span
    sha256: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a reviewer should know, with its reasons and its evidence on both sides.

    `id` is a digest of what the finding says (kind, subject, both quotes, both documents), so that a verdict
    stays attached when everything derived is rebuilt. `subject` is a scheme id for certifications, else the
    passage or fact that it is about. `said_before` and `said_after` are the two values of a fact.
    """

    id: str
    kind: Kind
    severity: Severity
    subject: str
    reasons: tuple[str, ...] = ()
    before: Claim | None = None
    after: Claim | None = None
    said_before: str | None = None
    said_after: str | None = None
    evidence_before: Evidence | None = None
    evidence_after: Evidence | None = None
    until: str | None = None
    """For a finding on a date: the day on which the standing changes next, ISO 8601."""
