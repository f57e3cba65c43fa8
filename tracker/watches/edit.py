"""Changes to the text of a watch file that leave everything else in it as it is: comments, order, blank lines.

A file is text that people keep; so it is edited as text, and what comes out is read again before anybody trusts it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tracker.errors import UsageError
from tracker.watches.model import Pause
from tracker.watches.write import quoted

_KEYS = ("paused", "paused_until", "paused_reason")
_PAUSE = re.compile(rf"\s*({'|'.join(_KEYS)})\s*=")
_NAME = re.compile(r"\s*name\s*=")


def with_pause(text: str, pause: Pause | None) -> str:
    """The text of a watch file that says that the watch is paused or, with None, that it is not.

    Raises:
        UsageError: the file says it in a way that cannot be changed line by line.
    """
    said: dict[str, Any] = {"paused": pause is not None}
    if pause is not None and pause.until is not None:
        said["paused_until"] = pause.until
    if pause is not None and pause.reason:
        said["paused_reason"] = pause.reason
    known = tomllib.loads(text)
    wanted = {**{key: value for key, value in known.items() if key not in _KEYS}, **said}
    for lines in _candidates(text.splitlines(keepends=True), said):
        made = "".join(lines)
        if _says(made, wanted):
            return made
    raise UsageError(
        "The pause is written in a way that cannot be changed here.", hint="Change the file's text instead."
    )


def _says(text: str, wanted: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False


def _candidates(lines: list[str], said: Mapping[str, Any]) -> Iterator[list[str]]:
    """The same lines with what is said in the place of what was; where nothing was, below the name, or else at the top."""
    kept: list[str] = []
    place: int | None = None
    for line in lines:
        if _PAUSE.match(line) is None:
            kept.append(line)
            continue
        place = len(kept) if place is None else place
        if comment := _comment(line):
            kept.append(comment)
    new = [f"{key} = {_value(value)}\n" for key, value in said.items()]
    below = next((number for number, line in enumerate(kept, start=1) if _NAME.match(line)), 0)
    if below and not kept[below - 1].endswith("\n"):
        kept[below - 1] += "\n"
    for at in (below if place is None else place, 0):
        yield [*kept[:at], *new, *kept[at:]]


def _comment(line: str) -> str:
    """What somebody wrote behind a value, as a line of its own."""
    for mark in re.finditer("#", line):
        try:
            tomllib.loads(line[: mark.start()])
        except tomllib.TOMLDecodeError:
            continue
        return f"{line[mark.start() :].rstrip()}\n"
    return ""


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case _:
            return quoted(str(value))
