"""Words in any case, as a part of a pattern."""

from __future__ import annotations

#: Letters beyond ASCII that `re` takes for one of it where case is ignored.
_ALSO = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f"}


def any_case(words: str) -> str:
    """A pattern of these words in any case; they are divided by "|", begin with a letter or a digit of ASCII and hold no bars of their own.

    `re` passes over a word by its first letter only where both cases of it are written out, and tries every word where
    case is ignored.
    """
    endings: dict[str, list[str]] = {}
    for word in words.split("|"):
        endings.setdefault(word[0].lower(), []).append(word[1:])
    by_letter = (
        f"[{first}{first.upper()}{_ALSO.get(first, '')}](?i:{'|'.join(rest)})" for first, rest in endings.items()
    )
    return f"(?-i:{'|'.join(by_letter)})"
