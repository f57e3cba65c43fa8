"""The codes that say why an edit has its kind or its weight. docs/comparator.md explains each."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why an edit has its kind or weight. The values are part of the JSON contract."""

    # substantive
    CLAIM = "claim"
    NEGATION = "negation"
    MODAL = "modal"
    STATUS = "status"
    LISTING = "listing"
    PLACE = "place"
    NAME = "name"
    ADDRESS = "address"
    # numeric
    DATE = "date"
    PERCENTAGE = "percentage"
    MONEY = "money"
    FIGURE = "figure"
    # moved
    MOVED = "moved"
    LIST_REORDERED = "list-reordered"
    # wording
    CASE = "case"
    SPELLING = "spelling"
    PUNCTUATION = "punctuation"
    # typographic
    QUOTES = "quotes"
    DASHES = "dashes"
    SPACES = "spaces"
    LINE_BREAKS = "line-breaks"
    LIGATURES = "ligatures"
    ELLIPSIS = "ellipsis"
    ZERO_WIDTH = "zero-width"
    ACCENTS = "accents"
    MARK = "mark"
    FINAL_STOP = "final-stop"
    AMPERSAND = "ampersand"
    HEADING_CASE = "heading-case"
    MARKUP = "markup"


SUBSTANTIVE = (
    Reason.CLAIM,
    Reason.NEGATION,
    Reason.MODAL,
    Reason.STATUS,
    Reason.LISTING,
    Reason.PLACE,
    Reason.NAME,
    Reason.ADDRESS,
)
NUMERIC = (Reason.DATE, Reason.PERCENTAGE, Reason.MONEY, Reason.FIGURE)

#: What happened to the form of words; these never make an edit heavier.
FORM = (Reason.CASE, Reason.SPELLING, Reason.PUNCTUATION)
