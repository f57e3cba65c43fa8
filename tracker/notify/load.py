"""From `schedules/notify.toml` to channels: every problem at once, each with its place."""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from tracker.errors import WatchFileError
from tracker.findings.model import Severity
from tracker.notify.model import KINDS, AppriseSettings, Channel, MailSettings, Settings, WebhookSettings
from tracker.watches.cadence import Cadence, CadenceError, parse
from tracker.watches.tables import Report, meant, read_values
from tracker.watches.windows import Window, WindowError, parse_window

_COMMON: dict[str, Any] = {
    "digest": str,
    "timezone": str,
    "least": str,
    "urgent": str,
    "quiet": tuple[str, ...],
    "watches": tuple[str, ...],
    "alarms": bool,
}
_DEFAULT_DIGEST = "daily at 07:00"
_AT_ONCE = "at once"
_NEVER = "never"
WITH_APPRISE = "pip install 'boilerplate-tracker[apprise]'"
_SECURITY = ("none", "starttls", "tls")


def load_channels(path: Path) -> tuple[Channel, ...]:
    """The channels of a workspace, none where there is no file; raises `WatchFileError` with every problem of the file."""
    report = Report(str(path))
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except OSError as error:
        report.say("", f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        report.say(f"byte {error.start}", "is not UTF-8 text", "save the file as UTF-8")
    except tomllib.TOMLDecodeError as error:
        report.say("", f"is not TOML: {error}")
    else:
        values = read_values(table, {"channels": dict[str, dict[str, Any]]}, (), "", report)
        channels = [_channel(name, entry, report) for name, entry in values.get("channels", {}).items()]
        if not report.problems:
            return tuple(channel for channel in channels if channel is not None)
    raise WatchFileError(tuple(report.problems))


def _channel(name: str, entry: dict[str, Any], report: Report) -> Channel | None:
    place = f"channels.{name}"
    said = entry.get("kind")
    if not isinstance(said, str) or said not in KINDS:
        report.say(f"{place}.kind", "is missing" if said is None else f"'{said}' is no kind of channel", _kinds(said))
        return None
    kind = KINDS[said]
    types = get_type_hints(kind)
    required = [one.name for one in fields(kind) if one.default is MISSING]
    rest = {key: value for key, value in entry.items() if key != "kind"}
    named = {one.name: types[one.name] for one in fields(kind)}
    values = read_values(rest, {**named, **_COMMON}, required, place, report)
    if not all(key in values for key in required):
        return None
    settings = kind(**{key: value for key, value in values.items() if key in named})
    _check(settings, place, report)
    timezone = values.get("timezone", "UTC")
    if timezone not in available_timezones():
        report.say(f"{place}.timezone", f"'{timezone}' is no IANA time zone", meant(timezone, available_timezones()))
    return Channel(
        name=name,
        settings=settings,
        digest=_digest(values.get("digest", _DEFAULT_DIGEST), timezone, place, report),
        least=_severity(values, "least", Severity.NOTICE, place, report) or Severity.NOTICE,
        urgent=_severity(values, "urgent", Severity.CRITICAL, place, report),
        quiet=_quiet(values, timezone, place, report),
        watches=values.get("watches", ()),
        alarms=values.get("alarms", True),
    )


def _kinds(said: object) -> str:
    return meant(said, KINDS) if isinstance(said, str) else f"one of: {', '.join(KINDS)}"


def _check(settings: Settings, place: str, report: Report) -> None:
    """What a type alone does not say about an address."""
    match settings:
        case MailSettings():
            _check_mail(settings, place, report)
        case WebhookSettings():
            parts = urlsplit(settings.url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                report.say(f"{place}.url", f"'{settings.url}' is no web address", "it begins with https://")
        case AppriseSettings():
            if bool(settings.url_env) == (settings.url_file is not None):
                report.say(
                    place, "needs its address from one place", "name a variable in url_env, or a file in url_file"
                )
            if importlib.util.find_spec("apprise") is None:
                report.say(f"{place}.kind", "needs the library apprise", f"install it with: {WITH_APPRISE}")
        case _:
            pass


def _check_mail(settings: MailSettings, place: str, report: Report) -> None:
    if settings.security not in _SECURITY:
        report.say(f"{place}.security", f"'{settings.security}' is unknown", meant(settings.security, _SECURITY))
    if not settings.to:
        report.say(f"{place}.to", "is empty", "name at least one address")
    for address in (*settings.to, settings.sender):
        if "@" not in address or any(character.isspace() for character in address):
            report.say(place, f"'{address}' is no mail address")


def _digest(said: str, timezone: str, place: str, report: Report) -> Cadence | None:
    if said == _AT_ONCE:
        return None
    try:
        return parse(said, timezone)
    except CadenceError as error:
        report.say(f"{place}.digest", f"'{said}' {error}, or '{_AT_ONCE}'")
        return None


def _severity(values: Mapping[str, Any], key: str, default: Severity, place: str, report: Report) -> Severity | None:
    said = values.get(key, default)
    if key == "urgent" and said == _NEVER:
        return None
    if said not in set(Severity):
        report.say(f"{place}.{key}", f"'{said}' is no severity", meant(said, set(Severity)))
        return default
    return Severity(said)


def _quiet(values: Mapping[str, Any], timezone: str, place: str, report: Report) -> tuple[Window, ...]:
    windows = []
    for number, said in enumerate(values.get("quiet", ())):
        try:
            windows.append(parse_window(said, timezone))
        except WindowError as error:
            report.say(f"{place}.quiet[{number}]", f"'{said}' {error}")
    return tuple(windows)
