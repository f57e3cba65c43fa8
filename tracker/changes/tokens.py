"""Text cut into tokens: what an edit may begin and end with.

A token carries the white space that follows it, so that tokens tile their text. Figures with their separators
("1,234.5", "$3.59 million", "15 %"), designations ("9001:2015", "AS9100D", "J-STD-001", "ISO/IEC"), addresses
of the web and of mail are single tokens. The cut is made in folded text: typography cannot move it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tracker.changes.fold import SPACES, fold
from tracker.changes.words import STOP_WORDS
from tracker.documents.model import Span

_SPACE = f"[{SPACES}]"

# The order of the alternatives is the order of their frequency, as far as meaning allows: an ordinary word is
# recognised without looking at any other. No group is repeated possessively: Python before 3.11.5 matches that wrongly
# (https://github.com/python/cpython/issues/106052).
_TOKEN = re.compile(
    rf"""(?:
      [a-z]++(?:'[a-z]++)*(?!\w|[./@]\w|://|-\w*\d|'\w)
    | (?:https?://|www\.)[^\s<>"()\[\]]*[\w/]
    | \w[\w.+-]*+@\w[\w.-]*\w
    | [$€£¥]?\d++(?:[.,]\d++)*(?:{_SPACE}*+%|{_SPACE}++(?:million|billion|trillion|thousand|percent)\b)
    | [$€£¥]?\w++(?:(?:[./@+']|-(?=[A-Z\d])|(?<=\d):(?=\d)|(?<=\d),(?=\d\d\d))\w++)*
    | {_SPACE}++
    | --++
    | \.\.\.++
    | .
    ){_SPACE}*+""",
    re.VERBOSE | re.DOTALL,
)

#: Texts up to this length are kept with their tokens, in characters: a sentence, not a page.
_LONGEST_KEPT = 1000

#: How much a token weighs when two texts are aligned and edits are joined.
LIGHT, PLAIN, FIRM, CLAIM = range(4)


class Tokens(NamedTuple):
    """The tokens of one run of text.

    `raw` are the folded tokens with the white space after them; `keys` what they are compared by;
    `starts` their offsets in the whole original text, with one entry more for the end of the run.
    """

    raw: list[str]
    keys: list[str]
    starts: list[int]
    is_caseless: bool = False

    def glued(self, at: int) -> bool:
        """Whether no white space stands between the token before `at` and the one at `at`."""
        return 0 < at < len(self.raw) and self.raw[at - 1][-1] not in SPACES

    def without_case(self) -> Tokens:
        """The same tokens, compared without regard to case: those of a heading."""
        return self._replace(keys=[key.casefold() for key in self.keys], is_caseless=True)


@lru_cache(maxsize=1 << 16)
def key_of(token: str) -> str:
    """What a folded token is compared by: itself, without its white space and the ways to write "and" and dashes."""
    key = token.rstrip(SPACES)
    if key.isalnum():
        return key
    if key == "&":
        return "and"
    if key.startswith("--") and not key.strip("-"):
        return "-"
    if key.startswith("..."):
        return "..."
    if key.endswith("%"):
        return "".join(key.split())
    return " ".join(key.split())


@lru_cache(maxsize=1 << 16)
def rank_of(key: str) -> int:
    """LIGHT for stop words and punctuation, FIRM for figures, addresses and what looks like a name, else PLAIN."""
    if not key or not any(map(str.isalnum, key)):
        return LIGHT
    if key.casefold() in STOP_WORDS:
        return LIGHT
    if not key.isalpha() and any(map(str.isdigit, key)):
        return FIRM
    if not key[0].islower() or "@" in key or "://" in key or key.startswith("www."):
        return FIRM
    return PLAIN


def tokenise(text: str, start: int = 0) -> Tokens:
    """The tokens of a run of text that begins at offset `start` of its document."""
    raw, keys, starts, _ = (_cut_once if len(text) <= _LONGEST_KEPT else _cut)(text)
    return Tokens(raw, keys, [start + place for place in starts])


def _cut(text: str) -> Tokens:
    """The tokens of a text that begins its document."""
    folded = fold(text)
    if text and not folded.text:
        return Tokens([" "], [""], [0, len(text)])  # nothing but what is folded away, and yet a place
    raw = _TOKEN.findall(folded.text)
    starts = list(accumulate(map(len, raw), initial=0))
    if folded.origins:
        starts = [folded.origins[place] for place in starts]
        starts[0] = 0  # characters without width may open the run
    return Tokens(raw, list(map(key_of, raw)), starts)


#: A sentence that changes is compared with what it was and with what it becomes.
_cut_once = lru_cache(maxsize=512)(_cut)


def keys_of(text: str) -> list[str]:
    """What the tokens of a text are compared by, without their places."""
    return list(map(key_of, _TOKEN.findall(fold(text).text)))


def joined(parts: Sequence[Tokens]) -> Tokens:
    """Neighbouring runs of tokens as one run."""
    if len(parts) == 1:
        return parts[0]
    raw = [token for part in parts for token in part.raw]
    keys = [key for part in parts for key in part.keys]
    starts = [place for part in parts for place in part.starts[:-1]]
    return Tokens(raw, keys, [*starts, parts[-1].starts[-1]])


def ranks_of(tokens: Tokens, atoms: Sequence[Span]) -> list[int]:
    """The rank of each token; CLAIM for a word in one of the sorted spans that claims occupy."""
    ranks = list(map(rank_of, tokens.keys))
    if atoms:
        starts = tokens.starts
        first = bisect_right(atoms, Span(starts[0], starts[0])) - 1
        for atom in atoms[max(first, 0) :]:
            if atom.start >= starts[-1]:
                break
            low = max(bisect_right(starts, atom.start) - 1, 0)
            for place in range(low, min(bisect_left(starts, atom.end), len(ranks))):
                if ranks[place] != LIGHT or tokens.keys[place].isalnum():
                    ranks[place] = CLAIM
    return ranks
