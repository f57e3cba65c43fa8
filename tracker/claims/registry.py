"""What is known of every scheme: names, editions, dates with their confidence and source, policy and successors.

The facts are `standards.toml` beside this file; a workspace may add to it or override it with a text of the same form.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from tracker.claims.registry_check import registry_problems
from tracker.claims.registry_read import REQUIRED, Problems, read_scheme
from tracker.claims.schemes import Confidence, Day, Edition, Guard, Policy, Precision, Registry, Scheme
from tracker.errors import Problem, WatchFileError

__all__ = [
    "OVERRIDES",
    "PACKAGED",
    "Confidence",
    "Day",
    "Edition",
    "Guard",
    "Policy",
    "Precision",
    "Registry",
    "Scheme",
    "load",
]

#: The registry's own file, in the package.
PACKAGED = "standards.toml"

#: The name by which problems speak of a workspace's own file.
OVERRIDES = "schedules/standards.toml"

#: Keys whose values add to the packaged ones instead of replacing them.
_ADDITIVE = ("also", "misspelt", "sources")


@cache
def _packaged() -> tuple[Mapping[str, Any], str]:
    """The package's own text, parsed once, and its digest."""
    text = files("tracker.claims").joinpath(PACKAGED).read_text(encoding="utf-8")
    return tomllib.loads(text), sha256(text.encode()).hexdigest()


def load(overrides: str | None = None) -> Registry:
    """The registry, with a workspace's own entries laid over it.

    Args:
        overrides: The text of a workspace's `schedules/standards.toml`; a table that the package has is merged
            key by key (names and sources add up, an edition merges, all else replaces), any other is a new scheme.

    Raises:
        WatchFileError: With every problem of the text at once, each with its place and, where near, what was meant.
    """
    return _load(overrides or "")


@cache
def _load(overrides: str) -> Registry:
    """`load`, once for each text."""
    packaged, digest = _packaged()
    if not overrides.strip():
        return _build(packaged, digest, PACKAGED, touched=None)
    try:
        own = tomllib.loads(overrides)
    except tomllib.TOMLDecodeError as error:
        problem = Problem(file=OVERRIDES, place="", message=f"this is not TOML: {error}")
        raise WatchFileError((problem,), hint="docs/claims.md shows an example that loads") from error
    wrong = [
        Problem(file=OVERRIDES, place=key, message="a scheme is a table") for key in own if not _is_table(own[key])
    ]
    if wrong:
        raise WatchFileError(tuple(wrong))
    merged = {
        key: _merge(packaged.get(key, {}), own[key]) if key in own else packaged[key] for key in {**packaged, **own}
    }
    both = sha256((digest + overrides).encode()).hexdigest()
    return _build(merged, both, OVERRIDES, touched=frozenset(own))


def _is_table(value: object) -> bool:
    """Whether a value of the text is a table."""
    return isinstance(value, Mapping)


def _merge(packaged: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """One scheme's table with the workspace's laid over it."""
    merged = dict(packaged)
    for key, value in own.items():
        known = merged.get(key)
        if key in _ADDITIVE and isinstance(known, list) and isinstance(value, list):
            merged[key] = [*known, *(item for item in value if item not in known)]
        elif isinstance(known, Mapping) and isinstance(value, Mapping):
            merged[key] = _merge(known, value)
        else:
            merged[key] = value
    return merged


def _build(tables: Mapping[str, Any], digest: str, file: str, *, touched: frozenset[str] | None) -> Registry:
    """Schemes from their tables; problems are looked for in the tables that the named file touched."""
    problems = Problems(file)
    schemes: dict[str, Scheme] = {}
    for scheme_id, table in tables.items():
        scheme = read_scheme(scheme_id, table, problems)
        if scheme is not None:
            schemes[scheme_id] = scheme
        elif touched and scheme_id in touched and not REQUIRED & set(table):
            problems.suggest(scheme_id, tables)
    registry = Registry(schemes, digest)
    found = [*problems.found, *registry_problems(registry, file=file, only=touched)]
    if found:
        raise WatchFileError(tuple(found), hint="`tracker standards check` says the same without running anything")
    return registry
