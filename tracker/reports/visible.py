"""Characters that could deceive a reader or break a page, made visible.

A captured text may hold null bytes, control characters, lone surrogates and marks that turn the direction of
everything after them. Evidence is never repaired, but what cannot be seen is named where it stands: ⟨U+202E⟩.
"""

from __future__ import annotations

import re
import unicodedata

#: C0 and C1 controls but for tab, line feed and carriage return; embeddings, overrides and isolates of the
#: bidirectional algorithm (UAX #9); separators and lone surrogates; non-characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u2028\u2029\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)

_NAMES = {
    "\t": "tab",
    "\n": "line break",
    "\r": "carriage return",
    "\u200b": "zero width space",
    "\u00a0": "no-break space",
    "\u00ad": "soft hyphen",
}


def visible(text: str) -> str:
    """The same text with each deceptive character named in place."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", text)


def character(char: str) -> str:
    """A character as a person can look it up: "U+2019 right single quotation mark"."""
    name = _NAMES.get(char) or unicodedata.name(char, "unnamed").lower()
    return f"U+{ord(char):04X} {name}"
