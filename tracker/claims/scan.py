"""Where a claim could stand: a scan that costs next to nothing where no scheme is named.

Two patterns, by the first character, because the one for capitals and digits can leap from one to the next. A hit
promises nothing; it only says which sentences are worth cutting into tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.claims.tokens import tokenise
from tracker.claims.ways import ENGLISH, Node, Way

#: Beginnings that are looked for whatever follows: ISO and IEC have more standards than any registry.
_OPEN = ("ISO", "Iso", "IEC", "IS0", "International Organi", "International Standards Org", "INTERNATIONAL ORGANI")

#: What stands before a name that begins with a small letter or a digit.
_BEFORE = r"[\s(\[\"'/,;:-]"


class Scan:
    """Finds the places where one of many ways of writing may begin."""

    def __init__(self, root: Node, ways: Iterable[Way]) -> None:
        looks: dict[str, str] = {"iso": r"(?=[\s/-]?(?:\d|iec|cert|accr|regi|comp))"}
        for way in ways:
            node = root.further[way.parts[0]]
            look = "" if node.way else _next(node)
            for form in _openings(way):
                looks.setdefault(form, look)
        looks.update(dict.fromkeys(_OPEN, ""))
        small = {form: look for form, look in looks.items() if form[0].isalpha() and not form[0].isupper()}
        rare = {form: look for form, look in looks.items() if form not in small}
        self._rare = re.compile(_grouped(rare))
        self._small = re.compile(_BEFORE + _grouped(small))

    def places(self, text: str) -> list[int]:
        """Offsets at which a name may begin, in order."""
        found = [match.start() for match in self._rare.finditer(text)]
        found += [match.start() + 1 for match in self._small.finditer(text)]
        found.sort()
        return found


def _next(node: Node) -> str:
    """A look ahead for one of the parts that may come next, or for a gloss in brackets."""
    words = sorted({form for word in node.further for form in (word, word.upper(), word.capitalize())}, key=len)
    return rf"(?=[\W_]{{0,3}}(?:{'|'.join(map(re.escape, reversed(words)))})|\s?\()"


def _grouped(looks: dict[str, str]) -> str:
    """Alternatives grouped by their first letter, so that most places are left after one comparison."""
    grouped: dict[str, list[str]] = {}
    for form, look in sorted(looks.items(), key=lambda item: (-len(item[0]), item[0])):
        closed = "(?![A-Za-z])" if form[-1].isalpha() and form not in _OPEN and not look else ""
        grouped.setdefault(form[0], []).append(re.escape(form[1:]) + closed + look)
    opened = {
        first: re.escape(first) + ("" if first.isalpha() else f"(?<={_BEFORE}{re.escape(first)})") for first in grouped
    }
    return "(?:" + "|".join(f"{opened[first]}(?:{'|'.join(rest)})" for first, rest in sorted(grouped.items())) + ")"


def _openings(way: Way) -> Iterator[str]:
    """The capitalisations in which the first part of a way of writing is looked for.

    An acronym is looked for in lower case too; a name of ordinary words only as it is written, or all in capitals.
    """
    first = tokenise(way.written, 0, len(way.written)).raw(0)
    yield first
    yield first.upper()
    if first.islower():
        yield first.capitalize()
    if (first.isupper() and len(first) > 1) or len(way.parts) == 1:
        yield first.capitalize()
        if first.lower() not in ENGLISH:
            yield first.lower()
