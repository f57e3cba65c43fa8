"""The nouns of reviewing: what was looked at, what was done about it, and what has become of a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.findings.model import Kind, Severity


class Status(StrEnum):
    """What has become of a finding. Codes for machines."""

    OPEN = "open"
    ASSIGNED = "assigned"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    CORRECTED = "corrected"
    ESCALATED = "escalated"


#: What needs nobody's attention any more, once it is approved where that is asked for.
DECIDED = frozenset({Status.CONFIRMED, Status.DISMISSED, Status.CORRECTED})


class Action(StrEnum):
    """What somebody did. The first group is about a finding, the second about a rule, the third about the desk itself."""

    ASSIGNED = "assigned"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    CORRECTED = "corrected"
    ESCALATED = "escalated"
    REOPENED = "reopened"
    COMMENTED = "commented"
    DUE = "due"
    APPROVED = "approved"
    DECLINED = "declined"
    SUPERSEDED = "superseded"

    RULE_PROPOSED = "rule-proposed"
    RULE_ACCEPTED = "rule-accepted"
    RULE_REFUSED = "rule-refused"
    RULE_WITHDRAWN = "rule-withdrawn"

    ACCOUNT_CHANGED = "account-changed"
    TOKEN_CHANGED = "token-changed"  # noqa: S105 - a code, not a secret
    WATCH_CHANGED = "watch-changed"


#: Actions that settle what a finding is worth; approval is about one of these.
DECISIONS = frozenset({Action.CONFIRMED, Action.DISMISSED, Action.CORRECTED})

#: Actions that are about one finding.
ABOUT_A_FINDING = frozenset(Action) - {
    Action.RULE_PROPOSED,
    Action.RULE_ACCEPTED,
    Action.RULE_REFUSED,
    Action.RULE_WITHDRAWN,
    Action.ACCOUNT_CHANGED,
    Action.TOKEN_CHANGED,
    Action.WATCH_CHANGED,
}


class Ground(StrEnum):
    """Why a finding was dismissed: the list to choose from; the free text stands beside it."""

    NOT_MATERIAL = "not-material"
    ALREADY_KNOWN = "already-known"
    VERIFIED_ELSEWHERE = "verified-elsewhere"
    MISREAD = "misread"
    SOMEBODY_ELSE = "somebody-else"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Via(StrEnum):
    """By which way an event came in."""

    DESK = "desk"
    SHELL = "shell"
    API = "api"
    PACKET = "packet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a claim says, wherever it stands: the parts of it that a decision is about."""

    scheme: str
    edition: str | None = None
    level: str | None = None
    status: str = ""
    modality: str = ""
    scope: str | None = None
    sites: tuple[str, ...] = ()
    holder: str | None = None
    registrar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A finding as somebody looked at it, whole: an event carries it, so that it can be read when nothing else is left.

    `place` is the digest of the release that the finding came with; empty for what is true on a day alone.
    """

    watch: str
    finding: str
    place: str
    kind: Kind
    severity: Severity
    subject: str
    reasons: tuple[str, ...] = ()
    before: Statement | None = None
    after: Statement | None = None
    said_before: str | None = None
    said_after: str | None = None
    quote_before: str | None = None
    quote_after: str | None = None
    sha_before: str = ""
    sha_after: str = ""
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What "always like this" means: findings that say the same are folded from now on, and counted.

    A field that is None asks for nothing. `cluster` is the digest of one edit (`shown.cluster`).
    """

    id: str
    kind: Kind
    subject: str | None = None
    watch: str | None = None
    cluster: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that somebody did. Events are only ever added; `number` is their order.

    `matter`, `content` and `looked` are digests (see `shown`): of the place that the finding is about, of what it says there, and
    of everything that was on the screen. `about` is the number of the event that this one approves, declines or supersedes.
    """

    number: int
    at: datetime  # UTC
    who: str
    action: Action
    via: Via = Via.DESK
    watch: str = ""
    matter: str = ""
    content: str = ""
    looked: str = ""
    shown: Shown | None = None
    ground: Ground | None = None
    text: str = ""
    assignee: str = ""
    due: date | None = None
    correction: str = ""
    about: int | None = None
    together: str = ""  # one signature under the same edit in several places
    on_behalf: str = ""  # whose decision it was, where somebody else brings it in
    rule: Rule | None = None
    previous: str = ""  # digest of the event before; empty for the first


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was when somebody decided: a field of `Shown`, and both of its values."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What has become of one finding.

    `version` is the number of the last event that counts for it, 0 where there is none: whoever decides names the version that
    they saw. `was` and `differs` are filled where an earlier decision was about something else than what is there now.
    """

    status: Status = Status.OPEN
    awaiting: bool = False  # decided, and a second person has not agreed yet
    decision: Event | None = None
    approval: Event | None = None
    assignee: str = ""
    due: date | None = None
    comments: tuple[Event, ...] = ()
    was: Event | None = None
    differs: tuple[Difference, ...] = ()
    version: int = 0

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do."""
        return self.status in DECIDED and not self.awaiting
