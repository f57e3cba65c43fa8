"""From text to the tokens that the grammar reads: the sentence around a place, its words and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from tracker.claims.lexicon import listed

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")

#: A full stop, question or exclamation mark that ends a sentence if what follows begins one.
_STOP = r"""[.!?]['")\]]*\s+(?=['"(\[]*[A-Z0-9•*]|www\.|https?:)|[.!?]['"]+(?=[A-Z][a-z])"""
_END = re.compile(_STOP)

#: The same, or a bullet or a gap that sets pieces of a line apart; dearer, and needed in few lines.
_BULLETS = "•●▪■◦·"
_END_OR_GAP = re.compile(rf"{_STOP}|\s[{_BULLETS}*]\s|\s{{3,}}")

#: Words whose full stop ends no sentence; and one that ends none behind some nouns.
_SHORT = listed(
    "Inc Corp Co Ltd Llc Mr Mrs Ms Dr Prof St No Nos Rev Ver vs etc approx Dept Jr Sr Bros Mfg Intl Int Div incl Fig Sgt Gen Gov "
    "Sec Art Spec Std Ed Vol"
)
_NUMBER = "no"
_ABBREVIATED = re.compile(
    rf"\b(?:{'|'.join(sorted(_SHORT))}|[A-Z]|e\.g|i\.e|a\.k\.a|Ph\.D"
    rf"|(?:[Pp]art|[Ii]tem|[Mm]odel|[Ll]icen[cs]e|[Ss]erial|[Oo]rder) {_NUMBER})\.['\")\]]*\s+$"
)

#: How far before a full stop the word is looked for that may be short for another.
_LONGEST_SHORT = 12

#: A line at least this long runs on into the next one where it ends without a stop: hard-wrapped text.
_WRAPPED = range(50, 110)

#: How far on either side of a name its sentence is looked for, in characters.
_REACH = 600

#: How far beyond a sentence the word goes on that stands at either end of it: the longest address that is told from a word.
_LONGEST_WORD = 2000


class Cut(NamedTuple):
    """A sentence in the words that stand at its ends, whole: what is asked about a name is answered from this alone."""

    text: str
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one sentence in lower case, with where each begins and ends in the text."""

    text: str
    lo: int
    hi: int
    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def raw(self, place: int) -> str:
        """One word as it is written."""
        return self.text[self.starts[place] : self.ends[place]]

    def glued(self, place: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return place > 0 and self.ends[place - 1] == self.starts[place]

    def capital(self, place: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[self.starts[place]].isupper()


def tokenise(text: str, lo: int, hi: int) -> Tokens:
    """The tokens of `text[lo:hi]`: runs of letters, runs of digits, single signs."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, lo, hi):
        start, end = match.span()
        words.append(text[start:end].lower())
        starts.append(start)
        ends.append(end)
    return Tokens(text, lo, hi, words, starts, ends)


def cut_around(text: str, at: int) -> tuple[int, Cut]:
    """The sentence that holds this place, cut out of its text, and where the cut begins."""
    lo, hi = sentence_around(text, at)
    begin = max(0, lo - _LONGEST_WORD)
    for blank in " \n\t":
        begin = max(begin, text.rfind(blank, begin, lo) + 1)
    end = min(len(text), hi + _LONGEST_WORD)
    for blank in " \n":
        place = text.find(blank, hi, end)
        end = end if place == -1 else place
    return begin, Cut(text[begin:end], lo - begin, hi - begin)


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Where the sentence that holds this place begins and ends.

    Cheap on purpose: names are few, and only their sentences are cut. A line break ends a sentence, except in
    hard-wrapped text.
    """
    lo, hi = _line_start(text, at), _line_end(text, at)
    begin, end = lo, hi
    line = text[lo:hi]
    bullets = not line.isascii() and any(sign in line for sign in _BULLETS)
    apart = bullets or "   " in line or "\t" in line or " * " in line
    for match in (_END_OR_GAP if apart else _END).finditer(text, lo, hi):
        stop, after = match.span()
        if text[stop] == "." and _is_short(text, max(lo, stop - _LONGEST_SHORT), stop, after):
            continue
        if after <= at:
            begin = after
        else:
            end = after
            break
    return begin, end


def _is_short(text: str, lo: int, stop: int, after: int) -> bool:
    """Whether the word before a full stop is an abbreviation; most are plain words, for which the pattern is not tried."""
    word = text[lo:stop].rpartition(" ")[2]
    if word.isalpha() and len(word) > 1 and word != _NUMBER and word not in _SHORT:
        return False
    return _ABBREVIATED.search(text, lo, after) is not None


def _line_start(text: str, at: int) -> int:
    """The beginning of the line, or of the wrapped lines, that hold this place."""
    floor = max(0, at - _REACH)
    start = text.rfind("\n", floor, at) + 1 or floor
    while start > floor and _wraps(text, start - 1, floor):
        start = text.rfind("\n", floor, start - 1) + 1 or floor
    return start


def _line_end(text: str, at: int) -> int:
    """The end of the line, or of the wrapped lines, that hold this place."""
    ceiling = min(len(text), at + _REACH)
    floor = max(0, at - _REACH)
    end = text.find("\n", at, ceiling)
    while end != -1 and _wraps(text, end, floor):
        end = text.find("\n", end + 1, ceiling)
    return ceiling if end == -1 else end


def _wraps(text: str, newline: int, floor: int) -> bool:
    """Whether a line break only wraps: a long line, no stop at its end, and a word at the start of the next."""
    begin = text.rfind("\n", floor, newline) + 1
    line = text[begin:newline].rstrip()
    following = text[newline + 1 : newline + 2]
    return len(line) in _WRAPPED and line[-1] not in ".!?:" and following.isalnum()
