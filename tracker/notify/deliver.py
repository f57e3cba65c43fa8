"""From the outbox to the channels: what is due is put together, and what was put together is delivered.

Enters: a store, the channels, the moment. Leaves: `Delivered`. Promises: composing is one transaction and comes before
sending; sending is tried again with growing pauses until it succeeds; a failure stays with its channel.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from tracker.claims.schemes import Registry
from tracker.notify import send
from tracker.notify.digest import MOST, Batch, choose
from tracker.notify.model import (
    AppriseSettings,
    Channel,
    FeedSettings,
    FolderSettings,
    MailSettings,
    WebhookSettings,
)
from tracker.store import Store
from tracker.store.outbox import Message, Waiting
from tracker.watches.windows import opens

#: The pause after the first attempt that failed; it doubles with each further one, up to the longest.
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
#: How many messages a feed shows.
FEED_LENGTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What one round did: messages that arrived, and those that did not, each with one sentence that says why."""

    arrived: tuple[Message, ...] = ()
    failed: tuple[tuple[Message, str], ...] = ()


def deliver(
    store: Store,
    channels: Sequence[Channel],
    routes: Mapping[str, tuple[str, ...]],
    registry: Registry,
    now: datetime,
) -> Delivered:
    """Tell every channel what is due. `routes` gives the channels of those watches that name their own."""
    compose(store, channels, routes, now)
    arrived: list[Message] = []
    failed: list[tuple[Message, str]] = []
    known = {channel.name: channel for channel in channels}
    for message in store.outbox.undelivered(now, LONGEST_PAUSE):
        channel = known.get(message.channel)
        if channel is None or opens(channel.quiet, now) > now:
            continue  # a channel that is gone from the file may come back; what waits for it is kept
        try:
            _send(message, channel, store, registry, now)
        except send.SendError as error:
            with store.writing():
                store.outbox.failed(message.id, now + _pause(message.attempts), error.message)
            failed.append((message, error.message))
        else:
            with store.writing():
                store.outbox.delivered(message.id, now)
            arrived.append(message)
    return Delivered(arrived=tuple(arrived), failed=tuple(failed))


def compose(
    store: Store, channels: Sequence[Channel], routes: Mapping[str, tuple[str, ...]], now: datetime
) -> tuple[Message, ...]:
    """Put together what is due for each channel, and write it down as still to be delivered."""
    if all(_due(store, channel, routes, now) is None for channel in channels):
        return ()  # most rounds have nothing to do, and need not write
    composed: list[Message] = []
    with store.writing():
        store.outbox.subscribe([channel.name for channel in channels], now)
        for channel in channels:
            batch = _due(store, channel, routes, now) or Batch()
            composed.extend(store.outbox.compose(channel.name, part, now) for part in _parts(batch.waiting))
            if batch.digest:
                store.outbox.digested(channel.name, store.outbox.last(), now)
    return tuple(composed)


def _due(store: Store, channel: Channel, routes: Mapping[str, tuple[str, ...]], now: datetime) -> Batch | None:
    """What is to be written down for a channel now; None for nothing. A channel that is new is to be known."""
    subscription = store.outbox.subscription(channel.name)
    if subscription is None:
        return Batch()
    batch = choose(channel, subscription, store.outbox.waiting(channel.name), routes, now)
    settles = batch.digest and (channel.digest is not None or store.outbox.last() > subscription.since)
    return batch if batch.waiting or settles else None


def _parts(waiting: Sequence[Waiting]) -> Iterator[Sequence[Waiting]]:
    for start in range(0, len(waiting), MOST):
        yield waiting[start : start + MOST]


def _send(message: Message, channel: Channel, store: Store, registry: Registry, now: datetime) -> None:
    settings = channel.settings
    match settings:
        case MailSettings():
            send.mail(message, settings, registry)
        case WebhookSettings():
            send.webhook(message, settings, registry, now)
        case FolderSettings():
            send.folder(message, settings, registry)
        case FeedSettings():
            send.feed(store.outbox.newest(channel.name, FEED_LENGTH), settings, channel.name, registry)
        case AppriseSettings():
            send.apprise(message, settings, registry)
        case _:
            assert_never(settings)


def _pause(attempts: int) -> timedelta:
    return min(FIRST_PAUSE * (1 << min(attempts, 16)), LONGEST_PAUSE)
