"""A TOML table as typed values: every problem is collected with its place and, where one is near, what was meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from tracker.errors import Problem

_WORDS: dict[Any, str] = {
    str: "text in quotes",
    Path: "a path in quotes",
    int: "a whole number",
    bool: "true or false",
    float: "a number",
    date | None: "a day as in 2024-05-21, without quotes",
}


class Report:
    """Collects the problems of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def path(self, kind: type, value: object) -> object:
        """A path in a watch file is relative to that file."""
        if kind is Path and isinstance(value, str):
            return Path(self.file).parent / value
        raise msgspec.ValidationError

    def say(self, place: str, message: str, hint: str = "") -> None:
        """One more problem: where, what is wrong, and what may have been meant."""
        self.problems.append(Problem(file=self.file, place=place, message=message, hint=hint))


def read_values(
    table: Mapping[str, Any], types: Mapping[str, Any], required: Iterable[str], place: str, report: Report
) -> dict[str, Any]:
    """The values of a table that have the types named for them; everything else is a problem of the report."""
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{place}.{key}" if place else key
        if key not in types:
            report.say(where, "is not known here", meant(key, types))
            continue
        try:
            values[key] = msgspec.convert(value, types[key], dec_hook=report.path)
        except msgspec.ValidationError:
            report.say(where, f"should be {_expected(types[key])}, not {_found(value)}")
    for key in required:
        if key not in table:
            report.say(f"{place}.{key}" if place else key, "is missing")
    return values


def meant(said: str, known: Iterable[str]) -> str:
    """What was probably meant, or what may be said here, as a hint."""
    near = difflib.get_close_matches(said, list(known), n=1)
    return f"did you mean '{near[0]}'?" if near else f"known here: {', '.join(sorted(known)[:8])}"


def _expected(kind: Any) -> str:  # noqa: ANN401 - a type, as a dataclass field has it
    if kind in _WORDS:
        return _WORDS[kind]
    return "a list of tables" if "dict" in str(kind) else "a list of texts in quotes"


def _found(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"
