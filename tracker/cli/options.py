"""What several commands share: the tracker that they work on, days on the command line, and one JSON document."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import click

from tracker.app import Tracker, build
from tracker.settings import Settings

_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass
class Session:
    """One invocation: its settings, and the tracker, which is built when a command first needs it."""

    settings: Settings
    quiet: bool = False
    debug: bool = False

    @cached_property
    def tracker(self) -> Tracker:
        """The tracker of the workspace."""
        return build(self.settings)


pass_session = click.make_pass_decorator(Session)


class Day(click.ParamType[date]):
    """A day as ISO 8601 has it: 2026-11-22."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401 - click's
        """The day, or click's usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is no day; write it as in 2026-11-22.", param, ctx)


def at_option(default: str) -> Callable[[_F], _F]:
    """The `--at` option; `default` says on which day claims are judged without it."""
    return click.option(
        "--at", type=Day(), envvar="TRACKER_AT", metavar="DAY", help=f"Judge claims on this day (default: {default})."
    )


def json_option(function: _F) -> _F:
    """The `--json` option."""
    return click.option("as_json", "--json", is_flag=True, help="Answer with one JSON document on standard output.")(
        function
    )


def exit_code_option(function: _F) -> _F:
    """The `--exit-code` option."""
    return click.option("--exit-code", is_flag=True, help="End with 4 when something was found.")(function)


def answer(document: dict[str, Any]) -> None:
    """Write one JSON document to standard output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
