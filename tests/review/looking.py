"""Findings as they are looked at, and events, made for tests: all organisations are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tracker.findings.model import Kind, Severity
from tracker.review import shown as digests
from tracker.review.chain import Link, link
from tracker.review.model import Action, Event, Shown, Statement

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def iso(edition: str | None, **other: Any) -> Statement:  # noqa: ANN401 - any field
    """What a claim of ISO 9001 says."""
    return replace(Statement(scheme="iso-9001", edition=edition, status="certified", modality="asserted"), **other)


def upgraded(watch: str = "quillon", place: str = "c" * 64, **other: Any) -> Shown:  # noqa: ANN401 - any field
    """ISO 9001 moved up from 2008 to 2015."""
    made = Shown(
        watch=watch,
        finding=f"{watch}-{place[:6]}",
        place=place,
        kind=Kind.CLAIM_UPGRADED,
        severity=Severity.INFO,
        subject="iso-9001",
        before=iso("2008"),
        after=iso("2015"),
        quote_before="ISO 9001:2008",
        quote_after="ISO 9001:2015",
        sha_before="a" * 64,
        sha_after=place,
    )
    return replace(made, **other)


def headcount(watch: str = "quillon", was: str = "1,200", now: str = "1,250", **other: Any) -> Shown:  # noqa: ANN401 - any field
    """The number of people changed."""
    made = Shown(
        watch=watch,
        finding=f"{watch}-people-{now}",
        place="d" * 64,
        kind=Kind.FIGURE_CHANGED,
        severity=Severity.NOTICE,
        subject="employees",
        said_before=was,
        said_after=now,
        quote_before=f"{was} people",
        quote_after=f"{now} people",
    )
    return replace(made, **other)


class Book:
    """Events in their order, chained as the store would."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.links: list[Link] = []

    def add(self, action: Action, one: Shown | None = None, who: str = "mara", **other: Any) -> Event:  # noqa: ANN401 - any field
        number = len(self.events) + 1
        bound: dict[str, Any] = {}
        if one is not None:
            bound = {
                "watch": one.watch,
                "matter": digests.matter(one),
                "content": digests.content(one),
                "looked": digests.looked(one),
                "shown": one,
            }
        previous = self.links[-1].digest if self.links else ""
        at = NOON + timedelta(minutes=number)
        event = Event(number=number, at=at, who=who, action=action, previous=previous, **{**bound, **other})
        self.events.append(event)
        self.links.append(link(event))
        return event
