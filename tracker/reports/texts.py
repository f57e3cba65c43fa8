"""The texts that a reader sees: `texts/<language>.toml`, read once. The only place where they are gathered."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def load(language: str = "en") -> Mapping[str, object]:
    """Every text of one language as nested tables.

    Raises:
        FileNotFoundError: there are no texts in that language.
    """
    source = files("tracker.reports") / "texts" / f"{language}.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def find(path: str, language: str = "en") -> str:
    """The text at a dotted path: `find("ui.index.title")`.

    Raises:
        KeyError: there is no such text; the whole path is named.
    """
    value: object = load(language)
    for part in path.split("."):
        if not isinstance(value, Mapping) or part not in value:
            raise KeyError(path)
        value = value[part]
    if not isinstance(value, str):
        raise KeyError(path)
    return value


def has(path: str, language: str = "en") -> bool:
    """Whether there is a text at a dotted path."""
    try:
        find(path, language)
    except KeyError:
        return False
    return True


def of_code(table: str, code: str, part: str | None = None, language: str = "en") -> str:
    """The text of one code, or a part of it; the code's own words where no text explains it."""
    known = load(language).get(table)
    found = known.get(code) if isinstance(known, Mapping) else None
    if part is not None:
        found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, str):
        return found
    return "" if part == "sign" else spelled(code)


def spelled(code: str) -> str:
    """A code as words, for codes that no text explains."""
    return code.replace("-", " ").replace("_", " ").replace(":", ": ")
