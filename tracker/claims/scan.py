"""Where a claim could stand: a scan that costs next to nothing where no scheme is named.

By the first character: one pattern for all names that begin with a capital or a digit, which can leap from one to the
next; names with a small letter are looked for one by one, but only those whose word the text has. A hit promises nothing;
it only says which sentences are worth cutting into tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from string import ascii_letters

from tracker.claims.tokens import tokenise
from tracker.claims.ways import ENGLISH, Node, Way

#: Beginnings that are looked for whatever follows: ISO and IEC have more standards than any registry.
_OPEN = ("ISO", "Iso", "IEC", "IS0", "International Organi", "International Standards Org", "INTERNATIONAL ORGANI")

#: What stands before a name that begins with a small letter or a digit.
_BEFORE = r"[\s(\[\"'/,;:-]"

#: Every byte that is no letter becomes a space.
_LETTERS = bytes(code if chr(code) in ascii_letters else ord(" ") for code in range(256))


class Scan:
    """Finds the places where one of many ways of writing may begin."""

    def __init__(self, root: Node, ways: Iterable[Way]) -> None:
        looks: dict[str, str] = {"iso": r"(?=[\s/-]?(?:\d|iec|cert|accr|regi|comp))"}
        for way in ways:
            node = root.further[way.parts[0]]
            look = "" if node.way else _next(node)
            for form in _openings(way):
                looks.setdefault(form, look)
                for part in _cased(node):
                    if (form + part).lower() in root.further:
                        looks.setdefault(form + part, "")  # in one word: "oekoTEX"
        looks.update(dict.fromkeys(_OPEN, ""))
        tails = {form: _tail(form, look) for form, look in looks.items()}
        small = {form: tail for form, tail in tails.items() if form.isascii() and form[0].islower()}
        self._leaping = re.compile(_grouped({form: tail for form, tail in tails.items() if form not in small}))
        self._small = {form.encode(): re.compile(rf"{form}(?<={_BEFORE}{form}){tail}") for form, tail in small.items()}

    def places(self, text: str) -> list[int]:
        """Offsets at which a name may begin, in order."""
        found = [match.start() for match in self._leaping.finditer(text)]
        for word in self._small.keys() & text.encode("ascii", "replace").translate(_LETTERS).split():
            found += [match.start() for match in self._small[word].finditer(text)]
        found.sort()
        return found


def _cased(node: Node) -> set[str]:
    """The parts that may follow, in each of their capitalisations."""
    return {form for word in node.further for form in (word, word.upper(), word.capitalize())}


def _next(node: Node) -> str:
    """A look ahead for one of the parts that may come next, or for a gloss in brackets."""
    words = sorted(_cased(node), key=lambda word: (len(word), word))
    return rf"(?=[\W_]{{0,3}}(?:{'|'.join(map(re.escape, reversed(words)))})|\s?\()"


def _tail(form: str, look: str) -> str:
    """What must follow a beginning: what its names go on with, or the end of the word."""
    return look or ("(?![A-Za-z])" if form[-1].isalpha() and form not in _OPEN else "")


def _grouped(tails: dict[str, str]) -> str:
    """Alternatives grouped by their first two letters, so that most places are left after one comparison or two."""
    grouped: dict[str, dict[str, list[str]]] = {}
    for form, tail in sorted(tails.items(), key=lambda item: (-len(item[0]), item[0])):
        first = re.escape(form[0])
        opened = first if form[0].isupper() else rf"{first}(?<={_BEFORE}{first})"
        grouped.setdefault(opened, {}).setdefault(re.escape(form[1:2]), []).append(re.escape(form[2:]) + tail)
    return _either(
        opened + _either(second + _either(rest) for second, rest in by_second.items())
        for opened, by_second in sorted(grouped.items())
    )


def _either(patterns: Iterable[str]) -> str:
    """One pattern that matches any of these."""
    return f"(?:{'|'.join(patterns)})"


def _openings(way: Way) -> Iterator[str]:
    """The capitalisations in which the first part of a way of writing is looked for.

    An acronym is looked for in lower case too, unless it has to be in capitals; a name of ordinary words only as it is
    written, or all in capitals.
    """
    first = tokenise(way.written, 0, len(way.written)).raw(0)
    yield first
    yield first.upper()
    if way.exact:
        return
    if first.islower():
        yield first.capitalize()
    if (first.isupper() and len(first) > 1) or len(way.parts) == 1:
        yield first.capitalize()
        if first.lower() not in ENGLISH:
            yield first.lower()
