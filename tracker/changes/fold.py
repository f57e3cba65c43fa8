"""Typography levelled for comparing, with the way back to every original character.

`documents.typography.level` replaces one character by one; here are the few that become none or several, and the
accents that wires and archives lose. Whatever is not on these lists is never folded (docs/comparator.md prints them).
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from tracker.changes.markup import CLOSERS, OPENERS
from tracker.documents.typography import LEVELLED, ZERO_WIDTH, level

#: What separates tokens. Unicode's other spaces are levelled to a plain one first.
SPACES = " \t\n\r\x0b\x0c\x85\u1680\u2028\u2029"

#: One character that stands for several, as typesetters and word processors write it.
EXPANDED: tuple[tuple[str, str], ...] = (
    ("\ufb00", "ff"),
    ("\ufb01", "fi"),
    ("\ufb02", "fl"),
    ("\ufb03", "ffi"),
    ("\ufb04", "ffl"),
    ("\ufb05", "st"),
    ("\ufb06", "st"),
    ("\u2026", "..."),
    ("\u2e3a", "--"),
    ("\u2e3b", "--"),
)

#: Latin letters with an accent, and the letter without it. Other scripts keep theirs: there it makes another letter.
ACCENTED: dict[str, str] = {
    letter: plain[0]
    for letter in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)))
    if len(plain := unicodedata.normalize("NFD", letter)) > 1 and plain[0].isascii()
}

#: The same accents where they are characters of their own, after their letter.
COMBINING = "".join(map(chr, range(0x300, 0x370)))

#: Everything that reads as white space, or as nothing, in an original text.
BLANK = SPACES + ZERO_WIDTH + "".join(fancy for fancy, plain in LEVELLED if plain == " ")

#: Signs of a trademark, which come and go with the wire that carries a release. "©" belongs to its notice and stays.
MARKS = "™®℠"

_EXPANSIONS = dict(EXPANDED) | dict.fromkeys(ZERO_WIDTH + COMBINING + MARKS, "")
_RESIZED = re.compile(f"[{''.join(_EXPANSIONS)}{OPENERS}{CLOSERS}]")
_NOT_ONE = re.compile(f"[{''.join(_EXPANSIONS)}\ud800-\udfff]")
_LETTERS = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_WITHOUT_ACCENT = str.maketrans(ACCENTED)


class Folded(NamedTuple):
    """A folded text; `origins[i]` is the offset of its i-th character in the text that was folded, or of the markup that opens it.

    `origins` is None where every character kept its place; else it has one entry more than the text.
    """

    text: str
    origins: tuple[int, ...] | None = None


def fold(text: str) -> Folded:
    """The text with its typography levelled, and where each character of it came from."""
    if text.isascii():
        return Folded(text.replace("`", "'") if "`" in text else text)
    if not _RESIZED.search(text):
        return Folded(_one_for_one(text))
    pieces: list[str] = []
    origins: list[int] = []
    at, opened = 0, -1
    for match in (*_NOT_ONE.finditer(text), None):
        place = match.start() if match else len(text)
        if at < place:
            # markup that opens goes with the character behind it
            origins += [at if opened < 0 else opened, *range(at + 1, place)]
            pieces.append(_one_for_one(text[at:place]))
            opened = -1
        at = place + 1
        character = match.group() if match else ""
        plain = _EXPANSIONS.get(character, "")
        if plain:
            pieces.append(plain)
            origins += [place if opened < 0 else opened] * len(plain)
            opened = -1
        elif opened < 0 and "\ud800" <= character < "\udc00":
            opened = place
    origins.append(len(text))
    return Folded("".join(pieces), tuple(origins))


def _one_for_one(text: str) -> str:
    """A text whose characters all keep their places."""
    levelled = level(text)
    return levelled.translate(_WITHOUT_ACCENT) if _LETTERS.search(levelled) else levelled
