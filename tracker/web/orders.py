"""From a form to an order."""

from __future__ import annotations

from datetime import date

from tracker.desk.decide import Order, Target
from tracker.desk.refusal import Cause, RefusedError
from tracker.review.model import Action, Ground
from tracker.web.call import Call


def order_of(call: Call, action: Action, targets: tuple[Target, ...]) -> Order:
    """What a form asks for; raises `RefusedError` where it says something that nothing is called."""
    ground = call.sent("ground")
    if ground and ground not in set(Ground):
        raise RefusedError(Cause.INCOMPLETE, "This reason is not on the list.")
    return Order(
        action=action,
        targets=targets,
        ground=Ground(ground) if ground else None,
        text=call.sent("text"),
        assignee=call.sent("assignee"),
        due=day(call.sent("due")),
        correction=call.sent("correction"),
    )


def day(said: str) -> date | None:
    """A day as ISO 8601 has it; None for none."""
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise RefusedError(Cause.INCOMPLETE, f"'{said[:20]}' is no day.", hint="Write it as in 2026-11-22.") from error
