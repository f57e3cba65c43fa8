"""Days as feeds and pages declare them, in the calendar of whoever declared them."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")


def declared_day(value: str | None) -> date | None:
    """The day that an ISO 8601 or RFC 5322 date names, as its own zone counts days; None for anything else.

    "2031-04-02T23:30:00-05:00" is the second of April, whatever day that is elsewhere. Dates of numbers alone
    ("04/02/2031") say nothing without an order, and so are none.
    """
    if not value:
        return None
    found = _ISO_DAY.match(value)
    try:
        if found:
            return date(*map(int, found.groups()))
        parsed: datetime = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return parsed.date()
