"""How soon somebody should look at a finding, and why: one table.

A row is read as "a finding of this kind, where this reason is among its reasons, has this severity". The first row that
fits decides, so a kind's rows stand with the conditions first and the plain row last.

- `critical`: the text itself says that something held is held no longer.
- `warning`: a claim is gone, weaker or impossible; ask the organisation or look it up.
- `notice`: read it, and act if it concerns you.
- `info`: good news, routine, or a matter of wording; kept for the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tracker.findings.model import Kind, Severity
from tracker.findings.reasons import Reason, bare

#: (kind, the reason that it must carry, or None) to severity, in the order in which rows are tried.
TABLE: Final[tuple[tuple[Kind, Reason | None, Severity], ...]] = (
    # a certification, between two versions
    (Kind.CLAIM_ADDED, Reason.PREMATURE, Severity.WARNING),
    (Kind.CLAIM_ADDED, Reason.STILL_EXPIRED, Severity.WARNING),
    (Kind.CLAIM_ADDED, None, Severity.INFO),
    (Kind.CLAIM_DROPPED, Reason.NOT_ASSERTED, Severity.INFO),
    (Kind.CLAIM_DROPPED, Reason.SUPERSEDED_BY, Severity.INFO),
    (Kind.CLAIM_DROPPED, Reason.EQUIVALENT, Severity.INFO),
    (Kind.CLAIM_DROPPED, Reason.CONTAINED_IN, Severity.NOTICE),
    (Kind.CLAIM_DROPPED, Reason.WAS_EXPIRED, Severity.NOTICE),
    (Kind.CLAIM_DROPPED, None, Severity.WARNING),
    (Kind.CLAIM_UPGRADED, Reason.PREMATURE, Severity.WARNING),
    (Kind.CLAIM_UPGRADED, Reason.STILL_EXPIRED, Severity.WARNING),
    (Kind.CLAIM_UPGRADED, None, Severity.INFO),
    (Kind.CLAIM_DOWNGRADED, Reason.OLDER_USABLE, Severity.NOTICE),
    (Kind.CLAIM_DOWNGRADED, Reason.NEWER_EDITION_KEPT, Severity.NOTICE),
    (Kind.CLAIM_DOWNGRADED, None, Severity.WARNING),
    (Kind.CLAIM_SUCCEEDED, Reason.PREMATURE, Severity.WARNING),
    (Kind.CLAIM_SUCCEEDED, None, Severity.INFO),
    (Kind.EDITION_STATED, Reason.PREMATURE, Severity.WARNING),
    (Kind.EDITION_STATED, Reason.STILL_EXPIRED, Severity.WARNING),
    (Kind.EDITION_STATED, None, Severity.INFO),
    (Kind.EDITION_OMITTED, None, Severity.NOTICE),
    (Kind.STATUS_STRENGTHENED, None, Severity.INFO),
    (Kind.STATUS_WEAKENED, None, Severity.WARNING),
    (Kind.STATUS_RELABELLED, None, Severity.INFO),
    (Kind.CLAIM_CONDITIONAL, Reason.NOW_NEGATED, Severity.CRITICAL),
    (Kind.CLAIM_CONDITIONAL, Reason.NOW_FORMER, Severity.CRITICAL),
    (Kind.CLAIM_CONDITIONAL, None, Severity.WARNING),
    (Kind.SCOPE_WIDENED, None, Severity.INFO),
    (Kind.SCOPE_NARROWED, Reason.STATED_SCOPE, Severity.NOTICE),
    (Kind.SCOPE_NARROWED, None, Severity.WARNING),
    (Kind.SITES_CHANGED, None, Severity.NOTICE),
    (Kind.REGISTRAR_CHANGED, None, Severity.INFO),
    (Kind.CLAIM_REWORDED, Reason.OTHER_HOLDER, Severity.NOTICE),
    (Kind.CLAIM_REWORDED, Reason.OTHER_EDITION, Severity.NOTICE),
    (Kind.CLAIM_REWORDED, None, Severity.INFO),
    # a certification, on a date
    (Kind.CLAIM_EXPIRED, Reason.NOT_CERTIFIED, Severity.NOTICE),
    (Kind.CLAIM_EXPIRED, None, Severity.WARNING),
    (Kind.CLAIM_IN_TRANSITION, Reason.REPORTED_ONLY, Severity.INFO),
    (Kind.CLAIM_IN_TRANSITION, Reason.DEADLINE_NEAR, Severity.NOTICE),
    (Kind.CLAIM_IN_TRANSITION, None, Severity.INFO),
    (Kind.CLAIM_PREMATURE, None, Severity.WARNING),
    (Kind.EDITION_UNKNOWN, Reason.ADOPTED_YEAR, Severity.NOTICE),
    (Kind.EDITION_UNKNOWN, None, Severity.WARNING),
    (Kind.SCHEME_WITHDRAWN, None, Severity.WARNING),
    (Kind.STATUS_MISUSED, None, Severity.NOTICE),
    # a fact in standing text
    (Kind.LISTING_CHANGED, Reason.EXCHANGE_RENAMED, Severity.INFO),
    (Kind.LISTING_CHANGED, Reason.LISTING_ADDED, Severity.INFO),
    (Kind.LISTING_CHANGED, None, Severity.NOTICE),
    (Kind.LOCATION_ADDED, Reason.HEADQUARTERS_MOVED, Severity.NOTICE),
    (Kind.LOCATION_ADDED, None, Severity.INFO),
    (Kind.LOCATION_DROPPED, Reason.NO_PLACE_STATED, Severity.INFO),
    (Kind.LOCATION_DROPPED, None, Severity.NOTICE),
    (Kind.FIGURE_CHANGED, None, Severity.INFO),
    (Kind.NAME_CHANGED, None, Severity.NOTICE),
    (Kind.CONTACT_CHANGED, None, Severity.INFO),
    # the text itself
    (Kind.WORDING_CHANGED, Reason.SUBSTANTIVE, Severity.NOTICE),
    (Kind.WORDING_CHANGED, Reason.NUMERIC, Severity.NOTICE),
    (Kind.WORDING_CHANGED, None, Severity.INFO),
    (Kind.SECTION_ADDED, None, Severity.INFO),
    (Kind.SECTION_DROPPED, Reason.OTHER_ORGANISATION, Severity.INFO),
    (Kind.SECTION_DROPPED, Reason.CLAIMED, Severity.WARNING),
    (Kind.SECTION_DROPPED, Reason.NOT_ABOUT, Severity.INFO),
    (Kind.SECTION_DROPPED, None, Severity.NOTICE),
    (Kind.SECTION_MOVED, None, Severity.INFO),
    (Kind.SECTION_UNREADABLE, Reason.CLAIMED, Severity.WARNING),
    (Kind.SECTION_UNREADABLE, None, Severity.NOTICE),
    (Kind.RELEASE_EDITED, Reason.SUBSTANTIVE, Severity.WARNING),
    (Kind.RELEASE_EDITED, Reason.NUMERIC, Severity.WARNING),
    (Kind.RELEASE_EDITED, None, Severity.NOTICE),
)

_ROWS: Final = {kind: [(when, level) for row, when, level in TABLE if row is kind] for kind in Kind}


def severity(kind: Kind, reasons: Iterable[str] = ()) -> Severity:
    """The severity of a finding of this kind with these reasons: that of the first row that fits."""
    codes = {bare(reason) for reason in reasons}
    return next(level for when, level in _ROWS[kind] if when is None or when.value in codes)
