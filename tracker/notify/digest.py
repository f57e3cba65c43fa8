"""What is told to a channel now, out of what is waiting for it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.notify.model import Channel, at_least
from tracker.store.outbox import Item, Subscription, Waiting
from tracker.watches.cadence import Cadence
from tracker.watches.moments import latest, period
from tracker.watches.windows import opens

#: So many things are still read by somebody; a message with more of them is cut into several.
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is sent now; `digest` says that this settles everything that is waiting, told or not worth telling."""

    waiting: tuple[Waiting, ...] = ()
    digest: bool = False


def choose(
    channel: Channel,
    subscription: Subscription,
    waiting: Sequence[Waiting],
    routes: Mapping[str, tuple[str, ...]],
    now: datetime,
) -> Batch:
    """What a channel is told at this moment; `routes` says which channels a watch names for itself, if it names any."""
    if opens(channel.quiet, now) > now:
        return Batch()
    wanted = tuple(one for one in waiting if wants(channel, one.item, routes))
    if channel.digest is None or _is_due(channel.digest, subscription.digested, now):
        return Batch(waiting=wanted, digest=True)
    urgent = channel.urgent
    return Batch(waiting=tuple(one for one in wanted if urgent is not None and at_least(one.item.severity, urgent)))


def _is_due(digest: Cadence, digested: datetime, now: datetime) -> bool:
    """Whether a digest's moment has passed, or the last one was written down by a clock that was far ahead."""
    return latest(digest, digested, now) is not None or digested > now + period(digest, now)


def wants(channel: Channel, item: Item, routes: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a channel is told this at all."""
    if item.finding is None and not channel.alarms:
        return False
    if not at_least(item.severity, channel.least):
        return False
    if item.watch in routes:
        return channel.name in routes[item.watch]
    return not channel.watches or item.watch in channel.watches or not item.watch
