"""Why an order is refused. Codes for machines; sentences for people."""

from __future__ import annotations

from enum import StrEnum

from tracker.errors import TrackerError
from tracker.review.model import Event


class Cause(StrEnum):
    """Why an order is refused."""

    NOT_ALLOWED = "not-allowed"
    UNKNOWN = "unknown"
    CHANGED_SINCE = "changed-since"
    INCOMPLETE = "incomplete"
    NOTHING_TO_APPROVE = "nothing-to-approve"
    OWN_DECISION = "own-decision"
    TOO_LATE = "too-late"
    ONCE_MATTERED = "once-mattered"


class RefusedError(TrackerError):
    """An order that was refused; `since` holds what others did in the meantime."""

    exit_code = 2

    def __init__(self, cause: Cause, message: str, *, hint: str = "", since: tuple[Event, ...] = ()) -> None:
        super().__init__(message, hint=hint)
        self.cause = cause
        self.since = since
