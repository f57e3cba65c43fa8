"""Every reason code that a finding can carry. docs/findings.md says of each what it means; a test holds the two together.

A code may name what it is about after a colon: "contained-in:as9100". Codes are compared by what stands before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Reason(StrEnum):
    """Why a finding is what it is, and what else changed about its subject."""

    # which scheme
    OMITTED = "omitted"
    NEWLY_CLAIMED = "newly-claimed"
    EARLIER_SCHEME = "earlier-scheme"
    SUPERSEDED_BY = "superseded-by"
    EQUIVALENT = "equivalent"
    CONTAINED_IN = "contained-in"
    NOW_THIRD_PARTY = "now-third-party"
    WAS_THIRD_PARTY = "was-third-party"
    IN_A_ROW = "in-a-row"
    # which edition
    NEWER_EDITION = "newer-edition"
    OLDER_EDITION = "older-edition"
    HIGHER_LEVEL = "higher-level"
    LOWER_LEVEL = "lower-level"
    OTHER_EDITION = "other-edition"
    RENAMED_EDITION = "renamed-edition"
    STATED_EDITION = "stated-edition"
    OMITTED_EDITION = "omitted-edition"
    OLDER_EDITION_KEPT = "older-edition-kept"
    NEWER_EDITION_KEPT = "newer-edition-kept"
    PREMATURE = "premature"
    WAS_EXPIRED = "was-expired"
    STILL_EXPIRED = "still-expired"
    OLDER_USABLE = "older-edition-usable"
    # by which word
    STRONGER_WORD = "stronger-word"
    WEAKER_WORD = "weaker-word"
    OWN_WORD = "own-word"
    WRONG_WORD = "wrong-word"
    OTHER_WORD = "other-word"
    STATED_WORD = "stated-word"
    OMITTED_WORD = "omitted-word"
    # whether it holds
    NOW_ASSERTED = "now-asserted"
    NOW_ALIGNED = "now-aligned"
    NOW_CONDITIONAL = "now-conditional"
    NOW_PLANNED = "now-planned"
    NOW_FORMER = "now-former"
    NOW_NEGATED = "now-negated"
    NOT_HELD_BEFORE = "not-held-before"
    NOT_ASSERTED = "not-asserted"
    # for what, where, by whom
    STATED_SCOPE = "stated-scope"
    OMITTED_SCOPE = "omitted-scope"
    OTHER_SCOPE = "other-scope"
    SMALLER_SCOPE = "smaller-scope"
    LARGER_SCOPE = "larger-scope"
    STATED_SITES = "stated-sites"
    OMITTED_SITES = "omitted-sites"
    SITE_ADDED = "site-added"
    SITE_DROPPED = "site-dropped"
    ONE_SUBSIDIARY = "one-subsidiary"
    WHOLE_ORGANISATION = "whole-organisation"
    OTHER_HOLDER = "other-holder"
    OTHER_REGISTRAR = "other-registrar"
    STATED_REGISTRAR = "stated-registrar"
    OMITTED_REGISTRAR = "omitted-registrar"
    FEWER_CLAIMS = "fewer-claims"
    MORE_CLAIMS = "more-claims"
    # on a date
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    ENDS = "ends"
    WITHDRAWN = "withdrawn"
    OPENED = "opened"
    CONFIDENCE = "confidence"
    REPORTED_ONLY = "reported-only"
    END_UNKNOWN = "end-unknown"
    END_DERIVED = "end-derived"
    DEADLINE_NEAR = "deadline-near"
    NO_NEW_CERTIFICATES = "no-new-certificates"
    NEVER_ISSUED = "never-issued"
    NEAREST = "nearest"
    ADOPTED_YEAR = "adopted-year"
    PLANNED_EDITION = "planned-edition"
    NOT_CERTIFIED = "claimed-not-certified"
    RIGHT_WORD = "right-word"
    # facts
    EXCHANGE_CHANGED = "exchange-changed"
    EXCHANGE_RENAMED = "exchange-renamed"
    TICKER_CHANGED = "ticker-changed"
    LISTING_ADDED = "listing-added"
    LISTING_DROPPED = "listing-dropped"
    HEADQUARTERS = "headquarters"
    HEADQUARTERS_MOVED = "headquarters-moved"
    SITE = "site"
    NO_PLACE_STATED = "no-place-stated"
    INCREASED = "increased"
    DECREASED = "decreased"
    DURATION = "duration"
    RENAMED = "renamed"
    LEGAL_FORM = "legal-form"
    PERSON = "person"
    EMAIL = "email"
    PHONE = "phone"
    FAX = "fax"
    WEB = "web"
    # the text
    SUBSTANTIVE = "substantive"
    NUMERIC = "numeric"
    WORDING = "wording"
    EDITS = "edits"
    CLAIMED = "claimed"
    OTHER_ORGANISATION = "other-organisation"
    NOT_ABOUT = "not-about"
    REORDERED = "reordered"

    def about(self, what: object) -> str:
        """The code with what it is about: "contained-in:as9100"."""
        return f"{self.value}:{what}"


def bare(reason: str) -> str:
    """A reason code without what it is about."""
    return reason.partition(":")[0]


def given(reason: Reason, reasons: Iterable[str]) -> bool:
    """Whether a reason is among some codes, whatever it is about."""
    return any(bare(code) == reason.value for code in reasons)
