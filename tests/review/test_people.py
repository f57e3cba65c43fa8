"""Who may do what: every action for every role."""

import pytest

from tracker.review.model import Action
from tracker.review.people import NEEDED, Role, may

DECIDE = {Action.CONFIRMED, Action.DISMISSED, Action.CORRECTED, Action.ESCALATED, Action.RULE_PROPOSED}
JUDGE = {Action.APPROVED, Action.DECLINED, Action.RULE_ACCEPTED, Action.RULE_REFUSED, Action.RULE_WITHDRAWN}
RUN = {Action.ACCOUNT_CHANGED, Action.TOKEN_CHANGED, Action.WATCH_CHANGED}


def test_every_action_has_a_least_role() -> None:
    assert set(NEEDED) == set(Action)


def test_a_viewer_does_nothing() -> None:
    assert not any(may(Role.VIEWER, action) for action in Action)


@pytest.mark.parametrize(
    ("role", "allowed", "refused"),
    [
        (Role.REVIEWER, DECIDE, JUDGE | RUN),
        (Role.APPROVER, DECIDE | JUDGE, RUN),
        (Role.ADMIN, DECIDE | JUDGE | RUN, set()),
    ],
)
def test_each_role_may_do_its_own_and_what_those_below_may(
    role: Role, allowed: set[Action], refused: set[Action]
) -> None:
    assert all(may(role, action) for action in allowed)
    assert not any(may(role, action) for action in refused)
