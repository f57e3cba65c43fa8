"""How all of a workspace's sources are looked at: `tracker.toml` beside the watch files' folder, and the environment.

The environment beats the file, because a proxy or a contact belongs to the machine that looks:
TRACKER_CONTACT, TRACKER_PROXY, TRACKER_CA_FILE.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker import __version__
from tracker.documents.fetch.settings import FetchSettings
from tracker.errors import WatchFileError
from tracker.watches.tables import Report, read_values

#: Every so many passes over a source, everything that it lists is looked at and not only what is new.
FULL_EVERY = 28

_KEYS: dict[str, Any] = {
    "contact": str,
    "proxy": str,
    "ca_file": Path,
    "interval": float,
    "concurrency": int,
    "hosts_at_once": int,
    "attempts": int,
    "connect_timeout": float,
    "read_timeout": float,
    "total_timeout": float,
    "full_every": int,
    "quota_mb": int,
}
_ENVIRONMENT = {"contact": "TRACKER_CONTACT", "proxy": "TRACKER_PROXY", "ca_file": "TRACKER_CA_FILE"}
_LEAST = {"concurrency": 1, "hosts_at_once": 1, "attempts": 1, "full_every": 1, "quota_mb": 1, "interval": 0.0}
_SECONDS = ("connect_timeout", "read_timeout", "total_timeout")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """What one workspace says of all its sources."""

    fetch: FetchSettings
    full_every: int = FULL_EVERY
    quota_mb: int | None = None  # a store that is larger raises an alarm


def load_workspace(path: Path, environment: Mapping[str, str]) -> Workspace:
    """The settings of a workspace; defaults where there is no file.

    Raises:
        WatchFileError: Every problem of the file at once.
    """
    report = Report(str(path))
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        table = {}
    except OSError as error:
        report.say("", f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        report.say(f"byte {error.start}", "is not UTF-8 text", "save the file as UTF-8")
    except tomllib.TOMLDecodeError as error:
        report.say("", f"is not TOML: {error}")
    values = {} if report.problems else read_values(table, _KEYS, (), "", report)
    for key, variable in _ENVIRONMENT.items():
        if environment.get(variable):
            values[key] = environment[variable]
    _check(values, report)
    if report.problems:
        raise WatchFileError(tuple(report.problems))
    return _workspace(values)


def _check(values: Mapping[str, Any], report: Report) -> None:
    for key, least in _LEAST.items():
        if key in values and values[key] < least:
            report.say(key, f"is {values[key]}", f"{least:g} or more")
    for key in _SECONDS:
        if key in values and values[key] <= 0:
            report.say(key, f"is {values[key]}", "more than no time at all")
    if "ca_file" in values and not Path(values["ca_file"]).is_file():
        report.say("ca_file", f"there is no file {values['ca_file']}")
    if "proxy" in values and "://" not in values["proxy"]:
        report.say("proxy", f"'{values['proxy']}' is no address", "write it as in http://proxy.example:3128")


def _workspace(values: dict[str, Any]) -> Workspace:
    full_every = values.pop("full_every", FULL_EVERY)
    quota_mb = values.pop("quota_mb", None)
    if "ca_file" in values:
        values["ca_file"] = str(values["ca_file"])
    return Workspace(fetch=FetchSettings(version=__version__, **values), full_every=full_every, quota_mb=quota_mb)
