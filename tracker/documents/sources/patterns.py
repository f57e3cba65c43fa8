"""Globs on addresses, as watch files write them."""

from __future__ import annotations

import re
from collections.abc import Callable

from tracker.errors import SourceError

_TOKEN = re.compile(r"\*\*|\*|\?|.", re.DOTALL)
_MEANING = {"**": ".*", "*": "[^/?#]*", "?": "[^/?#]"}


def address_matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether an address matches one of these globs.

    A pattern that begins with "http" is held against the whole address, one that begins with "/" against what follows
    the host; "*" stays within one part of the path, "**" does not. A "?" in a query is written "[?]".

    Raises:
        SourceError: A pattern begins with neither.
    """
    whole: list[re.Pattern[str]] = []
    paths: list[re.Pattern[str]] = []
    for pattern in patterns:
        if not pattern.startswith(("/", "http://", "https://")):
            raise SourceError(
                f"The address pattern {pattern} begins with neither / nor http.",
                hint="Write it as /news/**, for instance.",
            )
        expression = "".join(
            _MEANING.get(token) or re.escape(token) for token in _TOKEN.findall(pattern.replace("[?]", "\x00"))
        )
        compiled = re.compile(expression.replace(re.escape("\x00"), r"\?"))
        (paths if pattern.startswith("/") else whole).append(compiled)

    def matches(url: str) -> bool:
        path = "/" + url.partition("://")[2].partition("/")[2]
        return any(one.fullmatch(url) for one in whole) or any(one.fullmatch(path) for one in paths)

    return matches
