"""From TOML watch files to watches: every problem of every file at once, each with its place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import available_timezones

from tracker.documents.fetch.settings import AuthenticationKind, AuthenticationSettings
from tracker.documents.masthead.dates import DateOrder
from tracker.documents.sources.faults import faults
from tracker.errors import Problem, UsageError, WatchFileError
from tracker.watches.cadence import Cadence, CadenceError, duration, parse
from tracker.watches.model import SOURCE_KINDS, Pause, Source, Watch
from tracker.watches.moments import following
from tracker.watches.tables import Report, meant, read_values
from tracker.watches.windows import WindowError, parse_window

#: Files of the schedules folder that are no watch files.
RESERVED = frozenset({"standards.toml", "notify.toml"})

_WATCH_KEYS: dict[str, Any] = {
    "name": str,
    "aliases": tuple[str, ...],
    "cadence": str,
    "stretch": str,
    "timezone": str,
    "sources": tuple[dict[str, Any], ...],
    "blackout": tuple[str, ...],
    "jitter": str,
    "deadline": str,
    "notify": tuple[str, ...],
    "authentication": tuple[dict[str, Any], ...],
    "approval": bool,
    "paused": bool,
    "paused_until": date | None,
    "paused_reason": str,
}
_REQUIRED = ("name", "sources")
#: What a source of any kind may say.
_OF_ANY_SOURCE = frozenset({"kind", "cadence", "stretch", "dates"})
_DEFAULT_CADENCE = "every 6 hours"
#: The longest that a quiet source may be left alone, and a day from which a cadence's moments are counted to compare it.
_LONGEST_STRETCH = timedelta(days=366)
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@cache
def time_zones() -> frozenset[str]:
    """The names of all time zones of this machine; reading them takes longer than reading a watch file."""
    return frozenset(available_timezones())


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
    report = Report(str(path))
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


def _watch(table: dict[str, Any], path: Path, report: Report) -> Watch | None:
    values = read_values(table, _WATCH_KEYS, _REQUIRED, "", report)
    cadence = _cadence(values, report)
    sources = [
        source
        for number, entry in enumerate(values.get("sources", ()))
        if (source := _source(entry, f"sources[{number}]", cadence, report)) is not None
    ]
    if "sources" in values and not values["sources"]:
        report.say("sources", "is empty", "name at least one place where the organisation publishes")
    for id_ in sorted({source.id for source in sources if sum(other.id == source.id for other in sources) > 1}):
        report.say("sources", f"names {id_.partition(':')[2]} twice")
    if "name" in values and not values["name"].strip():
        report.say("name", "is empty", "give the organisation's name as it stands in its releases")
    timing = _timing(values, report)
    pause = _pause(values, report)
    authentication = [
        found
        for number, entry in enumerate(values.get("authentication", ()))
        if (found := _authentication(entry, f"authentication[{number}]", report)) is not None
    ]
    if report.problems or cadence is None:
        return None
    return Watch(
        id=path.stem,
        name=values["name"].strip(),
        aliases=values.get("aliases", ()),
        cadence=cadence,
        sources=tuple(sources),
        file=str(path),
        notify=values.get("notify"),
        authentication=tuple(authentication),
        approval=values.get("approval", False),
        pause=pause,
        **timing,
    )


def _cadence(values: Mapping[str, Any], report: Report) -> Cadence | None:
    timezone = values.get("timezone", "UTC")
    known = time_zones()
    if timezone not in known:
        report.say("timezone", f"'{timezone}' is no IANA time zone", meant(timezone, known))
        timezone = "UTC"
    cadence = _parsed_cadence(values.get("cadence", _DEFAULT_CADENCE), timezone, "cadence", report)
    return _stretched(cadence, values.get("stretch"), "stretch", report)


def _stretched(cadence: Cadence | None, said: str | None, place: str, report: Report) -> Cadence | None:
    """A cadence with the least often that a quiet source is looked at, where that is given."""
    if cadence is None or said is None:
        return cadence
    try:
        stretch = duration(said)
    except CadenceError as error:
        report.say(place, f"'{said}' {error}")
        return cadence
    first = following(cadence, _ANY_DAY)
    second = following(cadence, first) if first is not None else None
    if stretch > _LONGEST_STRETCH:
        report.say(place, f"'{said}' is more than a year")
    elif first is not None and second is not None and second - first >= stretch:
        report.say(
            place,
            f"'{said}' is no longer than the cadence '{cadence.text}' is already",
            "it is the longest that a source which stays quiet is left alone",
        )
    return replace(cadence, stretch=stretch)


def _parsed_cadence(said: str, timezone: str, place: str, report: Report) -> Cadence | None:
    try:
        return parse(said, timezone)
    except CadenceError as error:
        first = said.split(" ", maxsplit=1)[0].lower()
        near = meant(first, ("every", "daily", "weekdays", "mondays", "cron"))
        report.say(place, f"'{said}' {error}", "" if near == f"did you mean '{first}'?" else near)
        return None


def _timing(values: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """When a run may not begin, how much later it may, and how long it may take."""
    found: dict[str, Any] = {}
    for key in ("jitter", "deadline"):
        if key in values:
            try:
                found[key] = duration(values[key])
            except CadenceError as error:
                report.say(key, f"'{values[key]}' {error}")
    if found.get("deadline") == timedelta():
        report.say("deadline", "is no time at all")
    windows = []
    for number, said in enumerate(values.get("blackout", ())):
        try:
            windows.append(parse_window(said, values.get("timezone", "UTC")))
        except WindowError as error:
            report.say(f"blackout[{number}]", f"'{said}' {error}")
    return {**found, "blackout": tuple(windows)}


def _source_cadence(entry: Mapping[str, Any], place: str, general: Cadence | None, report: Report) -> Cadence | None:
    """The cadence of a source that is looked at by itself; None for one that is looked at with its watch."""
    own: dict[str, str] = {}
    for key in ("cadence", "stretch"):
        if isinstance(entry.get(key), str):
            own[key] = entry[key]
        elif key in entry:
            report.say(f"{place}.{key}", "should be text in quotes")
    if "cadence" in own:
        timezone = general.timezone if general is not None else "UTC"
        general = _parsed_cadence(own["cadence"], timezone, f"{place}.cadence", report)
    elif "stretch" not in own and (general is None or general.stretch is None):
        return None
    return _stretched(general, own.get("stretch"), f"{place}.stretch", report)


def _pause(values: Mapping[str, Any], report: Report) -> Pause | None:
    if values.get("paused"):
        return Pause(reason=values.get("paused_reason", "").strip(), until=values.get("paused_until"))
    for key in ("paused_until", "paused_reason"):
        if key in values and "paused" not in values:
            report.say(key, "stands without a pause", "say 'paused = true' as well")
    return None


def _source(entry: dict[str, Any], place: str, general: Cadence | None, report: Report) -> Source | None:
    said = entry.get("kind")
    if said is None:
        report.say(f"{place}.kind", "is missing", f"one of: {', '.join(sorted(SOURCE_KINDS))}")
        return None
    if not isinstance(said, str) or said not in SOURCE_KINDS:
        report.say(f"{place}.kind", f"'{said}' is no kind of source", meant(str(said), SOURCE_KINDS))
        return None
    kind, address = SOURCE_KINDS[said]
    types = get_type_hints(kind)
    required = [field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]
    cadence = _source_cadence(entry, place, general, report)
    dates = _date_order(entry, f"{place}.dates", report)
    rest = {key: value for key, value in entry.items() if key not in _OF_ANY_SOURCE}
    values = read_values(rest, {field.name: types[field.name] for field in fields(kind)}, required, place, report)
    if not all(name in values for name in required):
        return None
    settings = kind(**values)
    for fault in faults(settings):
        report.say(f"{place}.{fault.key}", fault.message, fault.hint)
    return Source(id=f"{said}:{entry[address]}", kind=said, settings=settings, cadence=cadence, dates=dates)


def _date_order(entry: Mapping[str, Any], place: str, report: Report) -> DateOrder | None:
    said = entry.get("dates")
    known = [order.value for order in DateOrder]
    if said is None or said in known:
        return DateOrder(said) if said else None
    report.say(place, f"'{said}' is no order of day and month", meant(str(said), known))
    return None


def _authentication(entry: dict[str, Any], place: str, report: Report) -> AuthenticationSettings | None:
    types = {"host": str, "kind": str, "environment": str, "header": str}
    values = read_values(entry, types, ("host", "kind", "environment"), place, report)
    known = [kind.value for kind in AuthenticationKind]
    if "kind" in values and values["kind"] not in known:
        report.say(f"{place}.kind", f"'{values['kind']}' is no way to authenticate", meant(values["kind"], known))
        return None
    if not {"host", "kind", "environment"} <= set(values):
        return None
    return AuthenticationSettings(**{**values, "kind": AuthenticationKind(values["kind"])})
