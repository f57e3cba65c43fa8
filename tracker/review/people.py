"""Who may do what. Each role may do whatever the one before it may."""

from __future__ import annotations

from enum import StrEnum

from tracker.review.model import Action


class Role(StrEnum):
    """What somebody is to the desk, from the least to the most."""

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    ADMIN = "admin"

    def covers(self, other: Role) -> bool:
        """Whether this role may do whatever the other may."""
        order = tuple(Role)
        return order.index(self) >= order.index(other)


#: The least role that each action needs.
NEEDED = {
    Action.ASSIGNED: Role.REVIEWER,
    Action.CONFIRMED: Role.REVIEWER,
    Action.DISMISSED: Role.REVIEWER,
    Action.CORRECTED: Role.REVIEWER,
    Action.ESCALATED: Role.REVIEWER,
    Action.REOPENED: Role.REVIEWER,
    Action.COMMENTED: Role.REVIEWER,
    Action.DUE: Role.REVIEWER,
    Action.SUPERSEDED: Role.REVIEWER,
    Action.RULE_PROPOSED: Role.REVIEWER,
    Action.APPROVED: Role.APPROVER,
    Action.DECLINED: Role.APPROVER,
    Action.RULE_ACCEPTED: Role.APPROVER,
    Action.RULE_REFUSED: Role.APPROVER,
    Action.RULE_WITHDRAWN: Role.APPROVER,
    Action.ACCOUNT_CHANGED: Role.ADMIN,
    Action.TOKEN_CHANGED: Role.ADMIN,
    Action.WATCH_CHANGED: Role.ADMIN,
}


def may(role: Role, action: Action) -> bool:
    """Whether somebody with this role may do this."""
    return role.covers(NEEDED[action])
