"""How a paragraph opens: by its first letters, most paragraphs are told apart from what a pattern can match.

Enters: the words of a paragraph. Leaves: its first letters, or a set of those with which the matches of a pattern begin. Promises: pure;
a pattern matches no text whose opening is not among its openings, so that it need not be tried there. Looking a string up in a set takes a
tenth of the time that a pattern of many alternatives takes to fail, which is how nearly every one of them ends.
"""

from __future__ import annotations

_LETTERS = 3


def opening(words: str, start: int = 0) -> str:
    """The first three letters from `start`, in small letters, or as many as the word has; none where one of them is not ASCII's."""
    first = words[start : start + _LETTERS].lower()
    if not first.isascii():  # a small letter of ASCII may have others that count as its capitals
        return ""
    while not first.isalpha() and first:
        first = first[:-1]
    return first


def openings(of: str) -> frozenset[str]:
    """These openings, divided by white space, and the empty one, which may be that of any match."""
    return frozenset(("", *of.split()))
