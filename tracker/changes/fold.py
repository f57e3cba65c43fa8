"""Typography levelled for comparing, with the way back to every original character.

`documents.typography.level` replaces one character by one; here are the few that become none or several.
Whatever is not on these two lists is never folded (docs/comparator.md prints both).
"""

from __future__ import annotations

from dataclasses import dataclass

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
)

#: Everything that reads as white space, or as nothing, in an original text.
BLANK = SPACES + ZERO_WIDTH + "".join(fancy for fancy, plain in LEVELLED if plain == " ")

_EXPANSIONS = dict(EXPANDED) | dict.fromkeys(ZERO_WIDTH, "")
_SINGLE = dict(LEVELLED)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `origins[i]` is the offset of its i-th character in the text that was folded.

    `origins` is None where every character kept its place; else it has one entry more than the text.
    """

    text: str
    origins: tuple[int, ...] | None = None


def fold(text: str) -> Folded:
    """The text with its typography levelled, and where each character of it came from."""
    if text.isascii():
        return Folded(text.replace("`", "'") if "`" in text else text)
    if not any(mark in text for mark in _EXPANSIONS):
        return Folded(level(text))
    pieces: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        plain = _EXPANSIONS.get(character)
        if plain is None:
            plain = _SINGLE.get(character, character)
        pieces.append(plain)
        origins.extend([place] * len(plain))
    origins.append(len(text))
    return Folded("".join(pieces), tuple(origins))
