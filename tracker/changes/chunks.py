"""Text cut into lines, and lines into sentence-sized chunks: what is matched whole before any token is looked at.

The cut is cheaper and coarser than `sections.sentences` (a million words a second or more) and need not be right:
a wrong cut costs a little alignment, never a character. Chunks tile their text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.changes.fold import SPACES, fold
from tracker.changes.markup import CLOSERS, MARKED, OPENERS
from tracker.changes.tokens import CLAIM, LIGHT, Tokens, rank_of, ranks_of, tokenise
from tracker.changes.words import STOP_WORDS
from tracker.documents.model import Span

_LINE = re.compile(r"[^\n]*\n\s*|[^\n]+")

# After these a full stop does not end a sentence; neither does it after an initial ("J. Doe").
_NO_END = "".join(
    rf"(?<!\b{word}\.)"
    for word in "Inc Corp Ltd Co Mr Mrs Ms Dr St No vs Jr Sr Prof Rev Sept".split()  # noqa: SIM905 - read as words
)
_SENTENCE_END = re.compile(
    rf"[.!?](?<![ .(\"“][A-Z]\.)(?<!^[A-Z]\.){_NO_END}[\"')\]”’{CLOSERS}]*\s+(?=[{OPENERS}]*+[\"'(\[“‘]?[{OPENERS}]*+[A-Z0-9•*])",
)

_HEADING_WORDS = 12
_HEADING_LENGTH = 100


class Chunk:
    """A sentence-sized run of one text: where it begins, its characters, and whether it is a line of its own.

    What is read from the characters is read once, on first use; most chunks are never looked into.
    """

    __slots__ = ("_key", "_tokens", "_words", "end", "is_line", "start", "text")

    def __init__(self, start: int, text: str, *, is_line: bool) -> None:
        """Take the offset of the first character, the characters, and whether they are a line."""
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.is_line = is_line
        self._key: str | None = None
        self._tokens: Tokens | None = None
        self._words: list[str] | None = None

    @property
    def key(self) -> str:
        """What it says without regard to typography and white space."""
        if self._key is None:
            self._key = " ".join((self.text if self.text.isascii() else fold(self.text).text).split())
        return self._key

    @property
    def tokens(self) -> Tokens:
        """Its tokens."""
        if self._tokens is None:
            self._tokens = tokenise(self.text, self.start)
        return self._tokens

    def words(self, atoms: Sequence[Span]) -> list[str]:
        """What it is about: its words without the light ones; those of the claims in it count three times."""
        if self._words is None:
            keys = self.tokens.keys
            self._words = list(filter(None, map(_word_of, keys)))
            claimed = self.claimed(atoms) if atoms else []
            self._words = self._words + claimed + claimed or keys
        return self._words

    def claimed(self, atoms: Sequence[Span]) -> list[str]:
        """The words of the claims in it."""
        if not atoms:
            return []
        ranks = ranks_of(self.tokens, atoms)
        return [key.casefold() for key, rank in zip(self.tokens.keys, ranks, strict=True) if rank == CLAIM]


@lru_cache(maxsize=1 << 16)
def _word_of(key: str) -> str:
    return key.casefold() if rank_of(key) != LIGHT else ""


def lines(text: str) -> list[str]:
    """The lines of a text, each with the white space that follows it."""
    return _LINE.findall(text)


def sentences(line: str, start: int) -> list[Chunk]:
    """The sentence-sized chunks of one line that begins at offset `start`."""
    ends = [found.end() for found in _SENTENCE_END.finditer(line)]
    if not ends:
        return [Chunk(start, line, is_line=True)]
    if ends[-1] != len(line):
        ends.append(len(line))
    chunks: list[Chunk] = []
    begin = 0
    for end in ends:
        chunks.append(Chunk(start + begin, line[begin:end], is_line=False))
        begin = end
    return chunks


def are_headings(before: Chunk, after: Chunk) -> bool:
    """Whether both chunks read as headings, and one of them is set in capitals, all or initial.

    A heading is a short line of its own that does not end as a sentence does.
    """
    if not (before.is_line and after.is_line and _is_short(_seen(before.text)) and _is_short(_seen(after.text))):
        return False
    return any(text.isupper() or _is_title(text) for text in map(_seen, (before.text, after.text)))


def _seen(text: str) -> str:
    """A text without its markup."""
    return text if text.isascii() else MARKED.sub("", text)


def _is_short(text: str) -> bool:
    words = text.strip(SPACES) if len(text) <= _HEADING_LENGTH else ""
    return bool(words) and words[-1] not in ".!?,;" and len(words.split()) <= _HEADING_WORDS


def _is_title(text: str) -> bool:
    return all(word[0].isupper() or not word[0].isalpha() or word in STOP_WORDS for word in text.split())


def sentence_start(text: str, place: int, floor: int = 0) -> int:
    """The last place at or before `place` where a line or sentence begins; `floor` where there is none."""
    line = text.rfind("\n", floor, place) + 1 or floor
    stop = place
    while (stop := text.rfind(". ", line, stop)) >= 0:
        if stop + 2 <= place and _ends_sentence(text, stop):
            return stop + 2
    return line


def sentence_end(text: str, place: int) -> int:
    """The first place at or after `place` where a line or sentence begins; the end of the text where there is none."""
    line = text.find("\n", place)
    limit = len(text) if line < 0 else line + 1
    stop = max(place - 2, 0)
    while (stop := text.find(". ", stop, limit)) >= 0:
        if stop + 2 >= place and _ends_sentence(text, stop):
            return stop + 2
        stop += 1
    while limit < len(text) and text[limit] in SPACES:
        limit += 1
    return limit


def _ends_sentence(text: str, stop: int) -> bool:
    """Whether a full stop followed by a space, away from the text's ends, closes a sentence for certain."""
    return text[stop - 2 : stop].islower() and text[stop + 2 : stop + 3].isupper()
