"""A message as text, as JSON and as a feed entry. The sentence of a finding is the reports' own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from tracker.claims.schemes import Registry
from tracker.notify.model import ORDER
from tracker.reports.sentences import line
from tracker.reports.visible import visible
from tracker.store.outbox import Item, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item as it is shown: its sentence, and the item itself for the evidence below it."""

    sentence: str
    item: Item


@cache
def _environment() -> Environment:
    plain = Environment(
        loader=PackageLoader("tracker.notify"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("xml.jinja",)),  # mail is plain text
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value,
    )
    plain.filters["one_line"] = lambda text: " ".join(str(text).split())
    return plain


def lines(message: Message, registry: Registry) -> tuple[Line, ...]:
    """The items of a message, the most urgent first, each with its sentence."""
    shown = [Line(sentence=sentence(item, registry), item=item) for item in message.items]
    return tuple(sorted(shown, key=lambda one: (-ORDER.index(one.item.severity), one.item.name, one.sentence)))


def sentence(item: Item, registry: Registry) -> str:
    """One item in one line of plain text."""
    if item.finding is not None:
        return line(item.finding, registry)
    return _say("alarm.txt.jinja", item=item)


def subject(message: Message, registry: Registry) -> str:
    """The subject of a mail: what happened, or how much of it and to whom."""
    return _say("subject.txt.jinja", lines=lines(message, registry), message=message)


def text(message: Message, registry: Registry) -> str:
    """The body of a mail."""
    body = _environment().get_template("digest.txt.jinja").render(lines=lines(message, registry), message=message)
    return body.strip() + "\n"


def feed(messages: tuple[Message, ...], name: str, registry: Registry, updated: datetime) -> bytes:
    """An Atom feed (RFC 4287) of messages, newest first; an entry's id is its message's, for ever."""
    entries = [(message, subject(message, registry), text(message, registry)) for message in messages]
    page = _environment().get_template("feed.xml.jinja").render(entries=entries, name=name, updated=updated)
    return page.encode()


def document(message: Message, registry: Registry) -> dict[str, Any]:
    """A message for machines: `id` and the items' keys stay the same however often it is delivered."""
    return {
        "schema": 1,
        "id": message.id,
        "channel": message.channel,
        "at": message.at.isoformat(),
        "subject": subject(message, registry),
        "items": [_item(key, item, registry) for key, item in zip(message.keys, message.items, strict=True)],
    }


def _item(key: str, item: Item, registry: Registry) -> dict[str, Any]:
    finding = item.finding
    before = finding.evidence_before if finding else None
    after = finding.evidence_after if finding else None
    return {
        "key": key,
        "watch": item.watch,
        "organisation": item.name,
        "kind": item.kind,
        "severity": item.severity,
        "sentence": sentence(item, registry),
        "finding": finding.id if finding else None,
        "subject": finding.subject if finding else item.subject,
        "release": item.release,
        "published": item.published.isoformat() if item.published else None,
        "before": before.quote if before else None,
        "after": after.quote if after else None,
        "detail": item.detail,
        "since": item.since.isoformat() if item.since else None,
    }


def _say(template: str, **words: object) -> str:
    return " ".join(_environment().get_template(template).render(words).split())
