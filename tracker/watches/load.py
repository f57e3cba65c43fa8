"""From TOML watch files to watches: every problem of every file at once, each with its place."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import available_timezones

import msgspec

from tracker.errors import Problem, UsageError, WatchFileError
from tracker.watches.cadence import Cadence, CadenceError, parse
from tracker.watches.model import SOURCE_KINDS, Source, Watch

#: Files of the schedules folder that are no watch files.
RESERVED = frozenset({"standards.toml"})

_WATCH_KEYS: dict[str, Any] = {
    "name": str,
    "aliases": tuple[str, ...],
    "cadence": str,
    "timezone": str,
    "sources": tuple[dict[str, Any], ...],
}
_REQUIRED = ("name", "sources")
_DEFAULT_CADENCE = "every 6 hours"
_WORDS: dict[Any, str] = {
    str: "text in quotes",
    Path: "a path in quotes",
    int: "a whole number",
    bool: "true or false",
    float: "a number",
}


class _Report:
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
        self.problems.append(Problem(file=self.file, place=place, message=message, hint=hint))


def load_folder(folder: Path) -> tuple[Watch, ...]:
    """Every watch of a schedules folder, by id; raises `WatchFileError` with all problems of all files."""
    if not folder.is_dir():
        raise UsageError(
            f"There is no folder {folder}.", hint="Make a workspace with 'tracker init', or name one with --workspace."
        )
    watches: list[Watch] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name in RESERVED:
            continue
        try:
            watches.append(load(path))
        except WatchFileError as error:
            problems.extend(error.problems)
    if problems:
        raise WatchFileError(tuple(problems), hint="Nothing was checked; mend the watch files and try again.")
    return tuple(watches)


def load(path: Path) -> Watch:
    """The watch that one file describes; raises `WatchFileError` with all of the file's problems."""
    report = _Report(str(path))
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        report.say("", f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        report.say(f"byte {error.start}", "is not UTF-8 text", "save the file as UTF-8")
    except tomllib.TOMLDecodeError as error:
        report.say("", f"is not TOML: {error}")
    else:
        watch = _watch(table, path, report)
        if watch is not None and not report.problems:
            return watch
    raise WatchFileError(tuple(report.problems))


def _watch(table: dict[str, Any], path: Path, report: _Report) -> Watch | None:
    values = _values(table, _WATCH_KEYS, _REQUIRED, "", report)
    cadence = _cadence(values, report)
    sources = [
        source
        for number, entry in enumerate(values.get("sources", ()))
        if (source := _source(entry, f"sources[{number}]", report)) is not None
    ]
    if "sources" in values and not values["sources"]:
        report.say("sources", "is empty", "name at least one place where the organisation publishes")
    for id_ in sorted({source.id for source in sources if sum(other.id == source.id for other in sources) > 1}):
        report.say("sources", f"names {id_.partition(':')[2]} twice")
    if "name" in values and not values["name"].strip():
        report.say("name", "is empty", "give the organisation's name as it stands in its releases")
    if report.problems or cadence is None:
        return None
    return Watch(
        id=path.stem,
        name=values["name"].strip(),
        aliases=values.get("aliases", ()),
        cadence=cadence,
        sources=tuple(sources),
        file=str(path),
    )


def _cadence(values: Mapping[str, Any], report: _Report) -> Cadence | None:
    timezone = values.get("timezone", "UTC")
    known = available_timezones()
    if timezone not in known:
        report.say("timezone", f"'{timezone}' is no IANA time zone", _meant(timezone, known))
    said = values.get("cadence", _DEFAULT_CADENCE)
    try:
        return parse(said, timezone)
    except CadenceError as error:
        first = said.split(" ")[0].lower()
        near = _meant(first, ("every", "daily", "weekdays", "mondays", "cron"))
        report.say("cadence", f"'{said}' {error}", "" if near == f"did you mean '{first}'?" else near)
        return None


def _source(entry: dict[str, Any], place: str, report: _Report) -> Source | None:
    said = entry.get("kind")
    if said is None:
        report.say(f"{place}.kind", "is missing", f"one of: {', '.join(sorted(SOURCE_KINDS))}")
        return None
    if not isinstance(said, str) or said not in SOURCE_KINDS:
        report.say(f"{place}.kind", f"'{said}' is no kind of source", _meant(str(said), SOURCE_KINDS))
        return None
    kind, address = SOURCE_KINDS[said]
    types = get_type_hints(kind)
    required = [field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]
    rest = {key: value for key, value in entry.items() if key != "kind"}
    values = _values(rest, {field.name: types[field.name] for field in fields(kind)}, required, place, report)
    if not all(name in values for name in required):
        return None
    return Source(id=f"{said}:{entry[address]}", kind=said, settings=kind(**values))


def _values(
    table: Mapping[str, Any], types: Mapping[str, Any], required: Iterable[str], place: str, report: _Report
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{place}.{key}" if place else key
        if key not in types:
            report.say(where, "is not known here", _meant(key, types))
            continue
        try:
            values[key] = msgspec.convert(value, types[key], dec_hook=report.path)
        except msgspec.ValidationError:
            report.say(where, f"should be {_expected(types[key])}, not {_found(value)}")
    for key in required:
        if key not in table:
            report.say(f"{place}.{key}" if place else key, "is missing")
    return values


def _meant(said: str, known: Iterable[str]) -> str:
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
