"""Watch files for lists of what to watch that people have already: a feed reader's OPML, a table of suppliers."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

from tracker.documents.sources.subscriptions import AnySettings, Subscription
from tracker.watches.load import RESERVED
from tracker.watches.model import SOURCE_KINDS

_KIND = {settings: kind for kind, (settings, _) in SOURCE_KINDS.items()}
_LONGEST = 60


def watch_file(subscription: Subscription) -> str:
    """The text of a watch file: what was given, and nothing that has a default."""
    lines = [f"name = {quoted(subscription.name)}"]
    if subscription.aliases:
        lines.append(f"aliases = [{', '.join(map(quoted, subscription.aliases))}]")
    for source in subscription.sources:
        lines += ["", "[[sources]]", f'kind = "{_KIND[type(source)]}"', *_settings(source)]
    return "\n".join(lines) + "\n"


def file_names(subscriptions: Iterable[Subscription]) -> Iterator[tuple[str, Subscription]]:
    """A file name for each of these, made of its organisation's name; the same for the same list."""
    taken = set(RESERVED)
    for subscription in subscriptions:
        plain = unicodedata.normalize("NFKD", subscription.name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].rstrip("-") or "watch"
        number, name = 1, f"{stem}.toml"
        while name in taken:
            number += 1
            name = f"{stem}-{number}.toml"
        taken.add(name)
        yield name, subscription


def _settings(source: AnySettings) -> Iterator[str]:
    for setting in fields(source):
        value = getattr(source, setting.name)
        if value == setting.default:
            continue
        match value:
            case Path():
                yield f"{setting.name} = {quoted(value.as_posix())}"
            case str():
                yield f"{setting.name} = {quoted(value)}"
            case int():
                yield f"{setting.name} = {value}"
            case _:
                raise TypeError(f"{setting.name} is {value!r}, which no list names")


def quoted(value: str) -> str:
    """A text as TOML has it, a basic string: what JSON escapes, TOML does; and the one control character that JSON leaves."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
